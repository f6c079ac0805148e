"""The command line: what it answers, how it refuses, and with which exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ipplan_data import load
from ipplan_data.cli import app


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def test_every_task_can_be_shown() -> None:
    plan = load()
    for number, task in plan.tasks.items():
        result = run("show", str(number), "--json")
        assert result.exit_code == 0
        assert json.loads(result.stdout)["title"] == task.title


def test_a_task_is_shown_with_its_bodies_and_footnotes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ipplan_data.cli.out.width", 200)
    result = run("show", "20")
    words = " ".join(result.stdout.split())
    assert "Task 20: " in words
    assert "China National Intellectual Property Administration 国家知识产权局 cnipa" in words
    assert "Footnote 1, Double random, one open (双随机、一公开)" in words


def test_every_body_can_be_shown_and_counts_agree() -> None:
    plan = load()
    for body in plan.agencies.values():
        result = run("agency", body.id.upper())
        assert result.exit_code == 0
        assert f"Leads {body.tasks_led}: " in result.stdout
        joined = body.tasks_total - body.tasks_led
        assert f"Takes part in {joined}: " in result.stdout
        assert json.loads(run("agency", body.id, "--json").stdout)["id"] == body.id


@pytest.mark.parametrize("section", ["II.iii", "IV", "I"])
def test_tasks_are_listed_by_section(section: str) -> None:
    listed = json.loads(run("tasks", "--section", section, "--json").stdout)
    heading = load().sections[section]
    numbers = list(range(heading.first_task, heading.last_task + 1))
    assert [task["number"] for task in listed] == numbers


def test_conditions_are_met_together() -> None:
    arguments = ("--led-by", "CNIPA", "--agency", "moe", "--responsibility", "joint")
    listed = json.loads(run("tasks", *arguments, "--json").stdout)
    assert listed
    for task in listed:
        assert task["lead_agency"] == "cnipa"
        assert "moe" in task["participating_agencies"]
        assert task["responsibility"] == "joint"
    assert f"{len(listed)} tasks" in run("tasks", *arguments).stdout


def test_a_body_is_found_by_any_of_its_names() -> None:
    for name in ("国家知识产权局", "CNIPA", "State Intellectual Property Office"):
        assert json.loads(run("agency", name, "--json").stdout)["id"] == "cnipa"


def test_no_task_is_an_answer_too() -> None:
    result = run("tasks", "--led-by", "cac")
    assert result.exit_code == 0
    assert "0 tasks" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "101"), "no task 101; keys run from 1 to 100"),
        (("agency", "cnpia"), "did you mean 'cnipa'?"),
        (("tasks", "--led-by", "sasca"), "did you mean 'sasac'?"),
        (("tasks", "--section", "VI"), "no section 'VI'"),
        (("tasks", "--responsibility", "shared"), "expected sole, joint or separate"),
        (("show", "four"), "Invalid value for 'number'"),
        (("build", "--root", "/nonexistent"), "there is no folder 'records' in /nonexistent"),
    ],
)
def test_wrong_use_is_one_clear_message_and_exit_2(arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.output.replace("│", " ").split())


def test_build_and_check_and_validate(copy: Path) -> None:
    assert run("build", "--check", "--root", str(copy)).exit_code == 0
    assert run("validate", "--root", str(copy)).exit_code == 0
    (copy / "data" / "tasks.csv").write_text("gone")
    for command in (("build", "--check"), ("validate",)):
        result = run(*command, "--root", str(copy))
        assert result.exit_code == 1
        assert "data/tasks.csv:1:1: IPP602" in result.stdout
        assert "ipplan build" in result.stderr
        assert (copy / "data" / "tasks.csv").read_text() == "gone"
    result = run("build", "--root", str(copy))
    assert result.exit_code == 0
    assert "wrote data/tasks.csv" in result.stdout
    assert run("validate", "--root", str(copy)).exit_code == 0


def test_findings_in_records_are_printed_one_a_line(copy: Path) -> None:
    path = copy / "records" / "tasks" / "II.iii.yaml"
    text = path.read_text().replace("[cpd, cac", "[cpd, cacc").replace("Sword", "Sw\u200bord")
    path.write_text(text)
    result = run("build", "--root", str(copy))
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert all(line.startswith("records/tasks/II.iii.yaml:") for line in lines)
    assert any("IPP201" in line and "did you mean 'cac'?" in line for line in lines)
    assert "ipplan build" not in result.stderr


def test_what_cannot_be_written_is_one_line(copy: Path) -> None:
    (copy / "data" / "tasks.csv").unlink()
    (copy / "data" / "tasks.csv").mkdir()
    result = run("build", "--root", str(copy))
    assert result.exit_code == 2
    assert "ipplan: " in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_help_shows_examples_and_version_is_told() -> None:
    for command in ("show", "agency", "tasks", "build", "validate"):
        result = run(command, "--help")
        assert result.exit_code == 0
        assert "Example" in result.stdout
    assert "ipplan-data " in run("--version").stdout


def command(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key != "FORCE_COLOR"}
    return subprocess.run(
        [sys.executable, "-m", "ipplan_data", *arguments],
        capture_output=True,
        check=False,
        env={**environment, **more},
    )


def test_no_colour_without_a_terminal() -> None:
    assert b"\x1b" not in command("show", "48").stdout


@pytest.mark.parametrize("arguments", [("show", "48"), ("agency", "cnipa", "--json"), ("tasks",)])
def test_any_encoding_of_the_terminal_will_do(arguments: tuple[str, ...]) -> None:
    done = command(*arguments, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()
    done = command(*arguments, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [("show", "48"), ("show", "48", "--json"), ("tasks",)])
def test_output_that_cannot_be_written_is_one_line(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ipplan_data", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "ipplan: can't print: No space left on device\n"


def test_line_numbers_stay_numbers(copy: Path) -> None:
    path = copy / "records" / "agencies.yaml"
    lines = path.read_text().split("\n")
    record = next(n for n, line in enumerate(lines) if n > 50 and line.startswith("- id:"))
    lines[record + 1 : record + 1] = ["  colour: red"]
    lines[record:record] = ["# padding"] * (98 - record)
    path.write_text("\n".join(lines))
    assert "records/agencies.yaml:100:" in run("validate", "--root", str(copy)).stdout


@pytest.mark.parametrize("damage", [b"gone", b"\xff", b"[]", b"{}", b'{"name": 1, "tasks": [{}]}'])
def test_damaged_data_are_one_line(copy: Path, root: Path, damage: bytes) -> None:
    source = copy / "src" / "ipplan_data"
    shutil.copytree(root / "src" / "ipplan_data", source)
    (copy / "data" / "ipplan.json").write_bytes(damage)
    done = command("show", "48", PYTHONPATH=str(source.parent))
    assert done.returncode == 2
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1
    assert "ipplan.json is damaged" in lines[0]
