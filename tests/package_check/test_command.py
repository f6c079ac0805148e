"""The command: what it prints, how it ends, and that it needs nothing but Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from package_check.packages import change, small
from ipplan_data.package_check import check
from ipplan_data.package_check.__main__ import main


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ipplan_data.package_check", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_sound_package_is_said_to_be_sound(root: Path) -> None:
    done = run(str(root))
    report = check(root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{report.summary()}\n"
    assert f"{report.rows:,} rows" in done.stdout


def test_findings_are_printed_a_line_each_then_counted(tmp_path: Path) -> None:
    change("data/tasks.csv", "Fair tolls", "=\x1b[2Jtolls")(small(tmp_path))
    done = run(str(tmp_path))
    assert done.returncode == 1
    assert done.stdout.splitlines() == [*check(tmp_path).lines()]
    assert done.stderr == "2 findings\n"
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    "arguments", [[], ["a", "b"], ["--nothing"], ["no such folder"], [__file__], ["a\0b"]]
)
def test_wrong_use_ends_with_2_and_one_reason(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(arguments)
    except SystemExit as end:
        code = int(str(end.code))
    told = capsys.readouterr()
    assert (code, told.out) == (2, "")
    assert "Traceback" not in told.err
    assert told.err.splitlines()[-1].isprintable()


def test_help_has_an_example() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "Example: python -m ipplan_data.package_check" in done.stdout


def test_it_needs_the_standard_library_alone(root: Path) -> None:
    code = (
        "import sys; from ipplan_data.package_check import check; check(sys.argv[1]); "
        "print(*{name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names)"
    )
    command = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        f"import sys; sys.path.insert(0, {str(root / 'src')!r}); {code}",
    ]
    done = subprocess.run([*command, str(root)], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= {"ipplan_data", "__main__", "__mp_main__"}
