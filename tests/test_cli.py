"""The command line: output, errors and exit codes; what it calls is tested in its own room."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

import ipplan_data as ip
from ipplan_data.cli import app

PLAN = ip.load()
COMMANDS = [one.name or one.callback.__name__ for one in app.registered_commands if one.callback]


FORMATS = ("text", "json", "github", "markdown")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)


def flat(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


def one_line(result: Result, words: str) -> None:
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert result.stderr.startswith("ipplan: ")
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1


@given(st.sampled_from([*PLAN.tasks.values()]))
@settings(max_examples=8)
def test_a_task_is_shown_with_everything_it_has(task: ip.Task) -> None:
    assert json.loads(run("show", task.number, "--json").stdout)["title"] == task.title
    shown = flat(run("show", task.number).stdout).replace("_", " ")
    mentions = [one.thing.name for one in task.mentions]
    terms = [f"{one.term} ({one.term_zh})" for one in task.terms]
    notes = [one.explanation for one in task.notes]
    for words in (*mentions, *terms, *notes, *(one.measure for one in task.targets)):
        assert words.split()[0] in shown
    assert f"Task {task.number}: " in shown


@given(st.sampled_from([*PLAN.agencies.values()]), st.data())
@settings(max_examples=8)
def test_an_agency_is_shown_by_any_of_its_names(agency: ip.Agency, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([agency.id, agency.id.upper(), agency.name]))
    shown = run("agency", name).stdout
    assert f"Leads {agency.tasks_led}: " in shown
    assert f"Takes part in {agency.tasks_total - agency.tasks_led}: " in shown
    assert json.loads(run("agency", name, "--json").stdout)["id"] == agency.id


@given(st.sampled_from([*PLAN.entities.values()]))
@settings(max_examples=8)
def test_an_entity_is_shown_with_its_tasks(entity: ip.Entity) -> None:
    shown = flat(run("entity", entity.id).stdout)
    for task in entity.tasks:
        relations = [one.relation for one in task.mentions if one.entity == entity.id]
        assert all(f"{task.number} {relation} " in shown for relation in relations)
    listed = json.loads(run("tasks", "--mentions", entity.id, "--json").stdout)
    assert [one["number"] for one in listed] == [task.number for task in entity.tasks]


def test_tasks_meet_all_conditions() -> None:
    arguments = ("--led-by", "CNIPA", "--agency", "moe", "--responsibility", "joint")
    listed = json.loads(run("tasks", *arguments, "--json").stdout)
    wanted = PLAN.select(led_by="cnipa", agency="moe", responsibility="joint")
    assert [one["number"] for one in listed] == [task.number for task in wanted] != []
    assert run("tasks", *arguments).stdout.endswith(f"\n{len(wanted)} tasks\n")
    assert "0 tasks" in run("tasks", "--led-by", "cac").stdout


def test_search_lists_and_counts_hits() -> None:
    hits = PLAN.search("sword net")
    listed = json.loads(run("search", "Sword", "Net", "--json").stdout)
    assert [one["where"] for one in listed] == [list(hit.where) for hit in hits]
    assert run("search", "Sword", "Net").stdout.endswith(f"\n{len(hits)} found\n")
    assert run("search", "xyzzy").stdout == "0 found\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "101"), "no task 101; keys run from 1 to 100"),
        (("show", "four"), "Invalid value for 'number'"),
        (("agency", "cnpia"), "did you mean cnipa (transposition)?"),
        (("agency", "ministry of science"), "(Ministry of Science and Technology; prefix)?"),
        (("tasks", "--led-by", "sasca"), "did you mean 'sasac'?"),
        (("tasks", "--responsibility", "shared"), "not one of 'sole', 'joint', 'separate'"),
        (("build", "--root", "/nonexistent"), "no folder 'records' in /nonexistent"),
        (("cite", "--format", "poem"), "poem"),
        (("export", "doc"), "expected one of xlsx"),
        (("plot", "workloads"), "leads_by_part"),
        (("plot", "workload", "-o", "work.jpg"), ".svg"),
        (("explain", "IPP21"), "did you mean"),
        (("validate", "--package", ".", "--fix"), "can't be combined"),
    ],
)
def test_wrong_use_is_a_clear_message_and_exit_2(arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in flat(result.output)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_examples(name: str) -> None:
    result = run(name.replace("_", "-"), "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout


def test_stale_files_are_reported_and_rebuilt(example: Path) -> None:
    (example / "data" / "tasks.csv").write_text("gone")
    for command in (("build", "--check"), ("validate",)):
        result = run(*command, "--root", example)
        assert result.exit_code == 1
        assert "data/tasks.csv:1:1: IPP602" in result.stdout
        assert "ipplan build" in result.stderr
        assert (example / "data" / "tasks.csv").read_text() == "gone"
    assert "wrote data/tasks.csv" in run("build", "--root", example).stdout
    assert run("validate", "--root", example).stdout.startswith("No findings: ")
    (example / "data" / "tasks.csv").unlink()
    (example / "data" / "tasks.csv").mkdir()
    one_line(run("build", "--root", example), "tasks.csv")


def test_findings_are_printed_in_every_format_and_fixed(example: Path) -> None:
    tasks = example / "records" / "tasks" / "I.i.yaml"
    before = tasks.read_text()
    tasks.write_text(before.replace("  title: ", "  titel: ", 1))
    printed = {form: run("validate", "--format", form, "--root", example) for form in FORMATS}
    assert {result.exit_code for result in printed.values()} == {1}
    (finding,) = json.loads(printed["json"].stdout)["findings"]
    assert (finding["code"], finding["found"], finding["nearest"]) == ("IPP106", "titel", "title")
    assert printed["github"].stdout.startswith("::error file=records/tasks/I.i.yaml,line=2,")
    assert "^^^^^" in printed["text"].stdout
    assert "| IPP106 |" in printed["markdown"].stdout
    result = run("validate", "--fix", "--root", example)
    assert result.exit_code == 0
    assert "titel is now title" in result.stderr
    assert tasks.read_text() == before


def test_a_published_folder_is_checked_alone(copy: Path) -> None:
    assert run("validate", "--package", copy).exit_code == 0
    table = copy / "data" / "tasks.csv"
    table.write_text(table.read_text().replace("separate", "seperate", 1))
    result = run("validate", "--package", copy)
    assert result.exit_code == 1
    assert "data/tasks.csv:" in result.stdout
    assert run("validate", "--package", copy / "nothing").exit_code == 2


def test_rules_are_listed_and_explained() -> None:
    titles = dict(line.split("  ", 1) for line in run("explain").stdout.splitlines())
    for code in ("IPP201", "IPP901"):
        shown = run("explain", code.lower()).stdout
        assert shown.startswith(f"### {code}: {titles[code]}\n\n")
        assert "\n\nTo fix it: " in shown


def test_existing_files_are_kept_without_force(tmp_path: Path) -> None:
    for command, target in (
        (("export", "bibtex"), tmp_path / "[red].bib"),
        (("plot", "workload"), tmp_path / "[red].csv"),
    ):
        assert run(*command, "-o", target).stdout.startswith(f"wrote {target}")
        target.write_text("mine")
        one_line(run(*command, "-o", target), "--force")
        assert target.read_text() == "mine"
        assert run(*command, "-o", target, "--force").exit_code == 0


def test_citation_version_and_digest_are_printed() -> None:
    assert run("cite").stdout == f"{ip.citation()}\n"
    assert run("cite", "--format", "bibtex").stdout.startswith("@misc{")
    assert "ipplan-data " in run("--version").stdout
    assert run("verify-install").stdout.endswith(f"\nsha256:{ip.verify()}\n")
    assert run("verify-install", "--digest", ip.verify()).exit_code == 0
    assert run("verify-install", "--digest", "0" * 64).exit_code == 1


def test_the_document_is_read_verified_and_hydrated(
    example: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source, out = example / "document.md", tmp_path_factory.mktemp("outside") / "plan.csv"
    for command in (("read",), ("read", "--check"), ("verify",), ("hydrate", "-o", out)):
        result = run(*command, source, "--root", example)
        assert result.exit_code == 0, result.output
    assert out.read_text().startswith("record,")
    assert json.loads(run("read", "--json", source).stdout)["tasks"]
    one_line(run("hydrate", source, "-o", example / "x.csv", "--root", example), "copyright")


@pytest.mark.parametrize("command", ["read", "verify", "hydrate"])
def test_an_unreadable_document_is_one_line(command: str, example: Path) -> None:
    more = ("-o", "/nonexistent/plan.csv") if command == "hydrate" else ()
    result = run(command, example / "[red]\x1b[2J.md", *more, "--root", example)
    one_line(result, "[red]")
    assert "\x1b" not in result.output


def process(stdout: Any, **environment: str) -> subprocess.CompletedProcess[bytes]:
    inherited = {key: value for key, value in os.environ.items() if key != "FORCE_COLOR"}
    command = [sys.executable, "-m", "ipplan_data", "show", "48"]
    streams = {"stdout": stdout, "stderr": subprocess.PIPE}
    return subprocess.run(command, **streams, check=False, env=inherited | environment)


def test_output_to_a_pipe_has_no_color_and_survives_any_encoding() -> None:
    done = process(subprocess.PIPE, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()
    assert b"\x1b" not in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_cannot_be_written_is_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = process(full)
    assert done.returncode == 2
    assert done.stderr == b"ipplan: can't print: No space left on device\n"
