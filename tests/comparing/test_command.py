"""The command: what it prints, how it refuses, with which exit code, and from a wheel alone."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from comparing.editions import ROOT
from ipplan_data.cli import app


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["diff", *arguments], catch_exceptions=False)


@pytest.fixture
def led_otherwise(copy: Path) -> Path:
    """A copy where somebody edited the lead of task 48 in the table."""
    tasks = copy / "data" / "tasks.csv"
    before = tasks.read_text()
    tasks.write_text(before.replace(",spb,", ",samr,"))
    assert tasks.read_text() != before
    return copy


def test_the_same_is_exit_0(copy: Path) -> None:
    result = run(str(ROOT), str(copy))
    assert result.exit_code == 0
    assert result.stdout.endswith("\nA and B are the same\n")


def test_a_difference_is_exit_1_in_every_format(led_otherwise: Path) -> None:
    arguments = (str(ROOT), str(led_otherwise))
    result = run(*arguments)
    assert result.exit_code == 1
    page = (ROOT / "docs" / "diff.md").read_text()
    shown = result.stdout.replace(str(ROOT), ".").replace(str(led_otherwise), "../other")
    assert "\n".join(f"    {line}".rstrip() for line in shown.splitlines()) in page
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 1
    (change,) = json.loads(result.stdout)["changes"]
    assert (change["old"], change["new"], change["key"]) == ("spb", "samr", {"number": 48})
    result = run(*arguments, "--format", "markdown")
    assert result.exit_code == 1
    assert "| `task 48` | `lead_agency` | `'spb'` | `'samr'` |\n" in result.stdout


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_what_could_not_be_compared_is_exit_2(form: str, copy: Path) -> None:
    (copy / "data" / "terms.csv").unlink()
    result = run(str(ROOT), str(copy), "--format", form)
    assert result.exit_code == 2
    assert "data/terms.csv is missing" in result.stdout
    assert "same" not in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [("nothing",), ("./nothing", "."), (str(ROOT), "docs"), ("--", "--all"), ("HEAD~99999",)],
)
def test_what_is_no_version_is_exit_2_and_one_line(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("ipplan: ")
    assert len(result.stderr.splitlines()) == 1


def test_wrong_use_is_exit_2_and_help_has_examples() -> None:
    assert run().exit_code == 2
    assert run(".", ".", ".").exit_code == 2
    assert run("installed", "--format", "html").exit_code == 2
    told = run("--help")
    assert told.exit_code == 0
    assert "ipplan diff HEAD~1" in " ".join(told.stdout.split())


SCRIPT = """
import sys
from ipplan_data.comparing import compare, opened
from ipplan_data.comparing.render import as_text
with opened("installed") as one, opened(sys.argv[1]) as other:
    print(as_text(compare(one, other)))
outside = {"pydantic", "yaml", "typer", "rich", "ipplan_data.curation"}
print(sorted(outside & set(sys.modules)))
"""


def test_an_installed_wheel_compares_itself(empty: Path, led_otherwise: Path) -> None:
    done = subprocess.run(
        [str(empty / "python"), "-c", SCRIPT, str(led_otherwise)],
        capture_output=True,
        text=True,
        check=True,
        cwd=led_otherwise,
    )
    assert "- task 48: the lead is samr; it was spb\n" in done.stdout
    assert done.stdout.endswith("[]\n")
