"""The command line: what it answers, how it refuses, and with which exit code."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ipplan_data import citation, load, verify
from ipplan_data.cli import app
from ipplan_data.charts import answer
from rendering import plain


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def test_every_task_can_be_shown() -> None:
    plan = load()
    for number, task in plan.tasks.items():
        result = run("show", str(number), "--json")
        assert result.exit_code == 0
        assert json.loads(result.stdout)["title"] == task.title


def test_a_task_is_shown_with_its_bodies_and_footnotes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ipplan_data.cli.terminal.out.console.width", 200)
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


def test_a_task_is_shown_with_all_that_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ipplan_data.cli.terminal.out.console.width", 400)
    plan = load()
    terms = {term.task: term for term in plan.terms.values() if term.task}
    for task in plan.tasks.values():
        if not (task.mentions or task.targets or task.number in terms):
            continue
        shown = " ".join(run("show", str(task.number)).stdout.split())
        for mention in task.mentions:
            relation = mention.relation.replace("_", " ").capitalize()
            assert f"{relation}: {plan.entities[mention.entity].name}" in shown
        for target in task.targets:
            assert f"Target: {target.measure}: " in shown
            assert all(str(part) in shown for part in (target.value, target.period) if part)
        if term := terms.get(task.number):
            assert f"Term: {term.term} ({term.term_zh})" in shown
    faulty = next(one for one in plan.errata.values() if one.record.startswith("entity/"))
    entity = faulty.record.partition("/")[2]
    (task,) = plan.select(mentions=entity)
    told = f"{faulty.as_printed} should read {faulty.correct}"
    assert told in run("show", f"{task.number}").stdout


def test_every_named_thing_can_be_shown_with_the_tasks_that_name_it() -> None:
    plan = load()
    for entity in plan.entities.values():
        for name in filter(None, (entity.id.upper(), entity.name, entity.name_zh)):
            assert json.loads(run("entity", name, "--json").stdout)["id"] == entity.id
        rows = run("entity", entity.id).stdout
        named = [(t, one) for t in plan.tasks.values() for one in t.mentions]
        for task, mention in named:
            if mention.entity == entity.id:
                assert re.search(rf"(?m)^ *{task.number} +{mention.relation} ", rows)
        found = json.loads(run("tasks", "--mentions", entity.id, "--json").stdout)
        assert {t["number"] for t in found} == {t.number for t, m in named if m.entity == entity.id}


def test_no_task_is_an_answer_too() -> None:
    result = run("tasks", "--led-by", "cac")
    assert result.exit_code == 0
    assert "0 tasks" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "101"), "no task 101; keys run from 1 to 100"),
        (("agency", "cnpia"), "did you mean cnipa (transposition)?"),
        (("tasks", "--led-by", "sasca"), "did you mean 'sasac'?"),
        (("tasks", "--section", "VI"), "no section 'VI'"),
        (("tasks", "--responsibility", "shared"), "not one of 'sole', 'joint', 'separate'"),
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
    for command in (
        *("show", "agency", "tasks", "build", "validate"),
        *("read", "verify", "hydrate"),
    ):
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


def changed(path: Path, valid: str, invalid: str) -> Path:
    """Change what stands once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(valid) == 1
    path.write_text(text.replace(valid, invalid), encoding="utf-8")
    return path


@pytest.fixture
def source(example: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The document of the invented plan; its clone is the current folder."""
    monkeypatch.chdir(example)
    return example / "document.md"


def test_a_copy_is_read_into_the_witness(source: Path, example: Path) -> None:
    read = "read 4 tasks, 4 headings, 1 footnotes and 3 addressees\n"
    assert run("read", str(source)).stdout == f"{read}witness.json was so already\n"
    (example / "witness.json").unlink()
    result = run("read", str(source), "--root", str(example))
    assert (result.exit_code, result.stdout) == (0, f"{read}wrote witness.json\n")
    result = run("read", str(source), "--check")
    assert (result.exit_code, result.stdout) == (0, f"{read}witness.json is what the copy gives\n")


def test_a_copy_of_plain_text_is_checked_as_far_as_it_goes(source: Path) -> None:
    text = source.with_suffix(".txt")
    text.write_text(plain(source.read_text()))
    result = run("read", str(text), "--check")
    assert result.exit_code == 0
    assert "not comparable in this form: footnote markers, italics" in result.stdout
    result = run("verify", str(text))
    assert result.exit_code == 0
    assert "  not comparable in this form: footnote markers, italics\n" in result.stdout
    result = run("read", str(text))
    assert result.exit_code == 2
    assert "plain text can't show italics and markers" in result.stderr


def test_reading_as_json_prints_the_witness_and_writes_nothing(source: Path, example: Path) -> None:
    witness = json.loads((example / "witness.json").read_bytes())
    del witness["seal"]  # which is the file's
    (example / "witness.json").unlink()
    result = run("read", str(source), "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == witness
    assert not (example / "witness.json").exists()
    changed(source, "(ii) Safe", "(iii) Safe")
    result = run("read", str(source), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["tasks"]
    assert f"{source}:44:" in result.stderr
    assert "IPP801 section I.ii: " in result.stderr


def test_a_copy_that_differs_is_told_line_by_line(source: Path) -> None:
    changed(source, "Clean every river", "Clean any river")
    line = f"{source}:41: task 1: the text differs (51 characters, expected 53)\n"
    result = run("read", str(source), "--check")
    assert (result.exit_code, result.stdout) == (1, line)
    result = run("verify", str(source))
    assert result.exit_code == 1
    assert result.stdout.startswith(line)
    assert "  tasks 2-4: copy, witness and records agree\n" in result.stdout
    assert "3 of 4 tasks, " in result.stdout
    assert result.stdout.endswith("agree; the document as a whole differs\n")


def test_an_odd_copy_is_told_and_not_written(source: Path, example: Path) -> None:
    before = (example / "witness.json").read_bytes()
    changed(source, "(ii) Safe", "(iii) Safe")
    result = run("read", str(source))
    assert result.exit_code == 1
    assert "IPP801 section I.ii: " in result.stdout
    assert result.stderr == "1 finding\n"
    assert (example / "witness.json").read_bytes() == before


def test_copy_witness_and_records_are_verified(source: Path) -> None:
    result = run("verify", str(source))
    assert result.exit_code == 0
    assert result.stdout == (
        f"{source}: Markdown\n"
        "  tasks 1-4: copy, witness and records agree\n"
        "4 of 4 tasks, 4 of 4 headings, 1 of 1 footnotes, 3 of 3 addressees, "
        "9 of 9 parts of the front matter, 1 of 1 closing, 4 of 4 mentions, 5 of 5 terms, "
        "1 of 1 targets and 2 of 2 errata agree\n"
    )
    result = run("verify", str(source), "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["agrees"] is True


def test_records_that_differ_are_verified_too(source: Path, example: Path) -> None:
    tasks = example / "records" / "tasks" / "I.i.yaml"
    changed(tasks, "[rivers, bridges]", "[bridges, rivers]")
    result = run("verify", str(source))
    assert result.exit_code == 1
    assert result.stdout.startswith("records/tasks/I.i.yaml:10:")
    assert "IPP406 task 2: " in result.stdout
    told = json.loads(run("verify", str(source), "--json").stdout)
    assert told["agrees"] is False
    assert [one["part"] for one in told["parts"] if not one["records"]] == ["task/2"]


def test_texts_are_hydrated(source: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    out = tmp_path_factory.mktemp("outside") / "[red]plan.csv"
    result = run("hydrate", str(source), "-o", str(out))
    assert result.exit_code == 0
    assert result.stdout == f"wrote {out}: 9 texts, each with the digest of the witness\n"
    assert out.read_text().startswith("record,section,title,text,sha256\n")
    result = run("hydrate", str(source), "--output", "plan.csv")
    assert result.exit_code == 2
    assert "plan.csv: this is inside the clone" in result.stderr
    assert run("hydrate", str(source)).exit_code == 2


COPIES: dict[str, tuple[bytes, str]] = {
    "empty.md": (b"", "the file is empty"),
    "empty.pdf": (b"", "PDF"),
    "binary": (bytes(range(256)) * 9, "found "),
    "binary.txt": (b"1. Go.\0", "found binary data"),
    "damaged.pdf": (b"%PDF-1.4 nothing", "PDF"),
    "latin.md": ("Schön".encode("latin-1"), "expected UTF-8"),
    "other.md": (b"1. Dig. (Toll Office)\n", "this is another document"),
    "nothing.html": (b"<html><p>Hello", "found no numbered task"),
}


@pytest.mark.parametrize("command_line", [("read",), ("read", "--json"), ("verify",)])
@pytest.mark.parametrize("name", COPIES)
def test_what_is_no_copy_is_one_line(
    name: str, command_line: tuple[str, ...], source: Path
) -> None:
    data, words = COPIES[name]
    source.with_name(name).write_bytes(data)
    if name == "other.md" and "--json" in command_line:
        assert run(*command_line, name).exit_code == 0
        return
    result = run(*command_line, name)
    one_line(result, f"{name}: ")
    assert words in result.stderr


def one_line(result: Result, words: str) -> None:
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"ipplan: {words}")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("verb", ["read", "verify", "hydrate"])
def test_without_copy_witness_or_clone_there_is_one_line(
    verb: str, source: Path, example: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    more = ("-o", str(outside / "plan.csv")) if verb == "hydrate" else ()
    one_line(run(verb, "missing.md", *more), "missing.md: ")
    one_line(run(verb, "records", *more), "records: found a folder")
    one_line(run(verb, str(source), *more, "--root", str(outside)), "there is no folder 'records'")
    assert run(verb).exit_code == 2
    (example / "witness.json").unlink()
    told = run(verb, str(source), *more)
    if verb == "read":
        assert told.exit_code == 0
    else:
        one_line(told, "witness.json: IPP401 the witness is missing")
    assert not list(outside.iterdir())


@pytest.mark.parametrize("control", ["\x1b[2J", "\x9b31m", "\u202e"])
def test_what_a_copy_could_do_to_a_terminal_is_shown_inert(
    control: str, source: Path, example: Path
) -> None:
    changed(source, "Clean watter", f"Clean {control}watter")
    changed(source, "*Bank Law*", f"*Bank {control}Law*")
    changed(source, "II. Tolls", "Tolls")
    other = example / f"a{control}b.md"
    other.write_bytes(source.read_bytes())
    for arguments in (
        ("verify", other.name),
        ("verify", other.name, "--json"),
        ("read", other.name),
        ("read", other.name, "--check"),
        ("read", other.name, "--json"),
        ("read", f"{control}.md"),
        ("hydrate", other.name, "-o", f"/{control}.csv"),
    ):
        result = run(*arguments)
        assert result.exit_code in (1, 2)
        assert control[0] not in result.output
        assert "Traceback" not in result.output


def test_colours_and_tracebacks_stay_away_from_a_pipe(source: Path) -> None:
    for verb in ("read", "verify"):
        for arguments in ((str(source),), ("missing.md",), ()):
            done = command(verb, *arguments, PYTHONIOENCODING="ascii")
            assert b"\x1b" not in done.stdout + done.stderr
            assert b"Traceback" not in done.stderr
            assert done.returncode == (0 if arguments == (str(source),) else 2)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [("read", "--json"), ("verify",), ("verify", "--json")])
def test_what_a_copy_gives_and_cannot_be_printed_is_one_line(
    arguments: tuple[str, ...], source: Path
) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ipplan_data", *arguments, str(source)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "ipplan: can't print: No space left on device\n"


def test_what_is_searched_for_is_listed_and_counted() -> None:
    hits = load().search("sword net")
    told = json.loads(run("search", "Sword", "Net", "--json").stdout)
    assert [(one["kind"], one["where"]) for one in told] == [
        (type(hit.record).__name__.lower(), list(hit.where)) for hit in hits
    ]
    shown = run("search", "Sword", "Net").stdout
    assert shown.rstrip().endswith(f"{len(hits)} found")
    assert all(one["key"][:10] in shown for one in told)
    assert run("search", "xyzzy").stdout == "0 found\n"


@pytest.mark.parametrize("name", ["国家知识产权局", "SIPO", "cnipa", "CNIPA"])
def test_a_body_is_shown_by_any_of_its_names(name: str) -> None:
    assert json.loads(run("agency", name, "--json").stdout)["id"] == "cnipa"


def test_a_name_that_is_only_like_one_is_told_and_not_guessed() -> None:
    result = run("agency", "ministry of science")
    assert result.exit_code == 2
    assert "did you mean most (Ministry of Science and Technology; prefix)?" in result.output


def test_a_picture_is_drawn_and_told_in_words(tmp_path: Path) -> None:
    target = tmp_path / "[red]work.svg"
    result = run("plot", "workload", "-o", str(target))
    assert result.exit_code == 0
    assert result.stdout == f"wrote {target}: {answer('workload').words}\n"
    target.write_text("mine")
    result = run("plot", "workload", "-o", str(target))
    assert (result.exit_code, target.read_text()) == (2, "mine")
    assert "is there and differs" in result.stderr
    assert run("plot", "workload", "-o", str(target), "--force").exit_code == 0
    assert run("plot", "workload", "-o", str(tmp_path / "work.jpg")).exit_code == 2
    wrong = run("plot", "workloads")
    assert wrong.exit_code == 2
    assert "leads_by_part" in wrong.stderr


def test_a_site_is_written_and_told(tmp_path: Path) -> None:
    target = tmp_path / "[red]site"
    result = run("site", "-o", str(target))
    assert result.exit_code == 0
    count = sum(path.is_file() for path in target.rglob("*"))
    assert result.stdout.endswith(f"wrote {count} files; open {target / 'index.html'}\n")


def test_an_export_is_written_and_kept(tmp_path: Path) -> None:
    target = tmp_path / "plan.bib"
    assert run("export", "bibtex", "-o", str(target)).stdout == f"wrote {target}\n"
    target.write_text("my notes")
    result = run("export", "bibtex", "-o", str(target))
    assert result.exit_code == 2
    assert "is there and differs" in result.output
    assert "--force" in result.output
    assert target.read_text() == "my notes"
    assert run("export", "bibtex", "-o", str(target), "--force").exit_code == 0
    assert run("export", "doc").exit_code == 2


def test_a_citation_is_printed_in_the_form_asked_for() -> None:
    assert run("cite").stdout == f"{citation()}\n"
    assert run("cite", "--format", "bibtex").stdout.startswith("@misc{")
    assert run("cite", "--format", "poem").exit_code == 2


def test_the_installed_data_are_proved() -> None:
    result = run("verify-install")
    assert result.exit_code == 0
    assert result.stdout.endswith(f"\nsha256:{verify()}\n")
    assert run("verify-install", "--digest", verify()).exit_code == 0
    other = run("verify-install", "--digest", "0" * 64)
    assert other.exit_code == 1
    assert verify() in other.stdout


def test_findings_are_printed_in_every_format(copy: Path) -> None:
    tasks = copy / "records" / "tasks" / "I.i.yaml"
    tasks.write_text(tasks.read_text().replace("  title: ", "  titel: ", 1))
    told = {
        form: run("validate", "--format", form, "--root", str(copy))
        for form in ("text", "json", "github", "markdown")
    }
    assert {result.exit_code for result in told.values()} == {1}
    (finding,) = json.loads(told["json"].stdout)["findings"]
    assert (finding["code"], finding["found"], finding["nearest"]) == ("IPP106", "titel", "title")
    assert told["github"].stdout.startswith("::error file=records/tasks/I.i.yaml,line=2,")
    assert "^^^^^" in told["text"].stdout
    assert "| IPP106 |" in told["markdown"].stdout
    assert run("validate", "--format", "poem", "--root", str(copy)).exit_code == 2


def test_sound_records_are_said_so_in_every_format(copy: Path) -> None:
    for form, words in {
        "text": "The records are sound",
        "json": '"findings": []',
        "github": "",
        "markdown": "The records are sound",
    }.items():
        result = run("validate", "--format", form, "--root", str(copy))
        assert result.exit_code == 0
        assert words in result.stdout


def test_what_is_certain_is_mended_by_the_command(copy: Path) -> None:
    tasks = copy / "records" / "tasks" / "I.i.yaml"
    before = tasks.read_text()
    tasks.write_text(before.replace("  title: ", "  titel: ", 1))
    result = run("validate", "--fix", "--root", str(copy))
    assert result.exit_code == 0
    assert "titel is now title" in result.stderr
    assert tasks.read_text() == before


def test_every_rule_is_explained() -> None:
    listed = run("explain").stdout.splitlines()
    for line in listed:
        code, title = line.split("  ", 1)
        told = run("explain", code.lower()).stdout
        assert told.startswith(f"### {code}: {title}")
    result = run("explain", "IPP21")
    assert result.exit_code == 2
    assert "did you mean" in result.output


def test_published_files_are_checked_alone(copy: Path) -> None:
    result = run("validate", "--package", str(copy))
    assert result.exit_code == 0
    assert "files are sound" in result.stdout
    table = copy / "data" / "tasks.csv"
    table.write_text(table.read_text().replace("separate", "seperate", 1))
    result = run("validate", "--package", str(copy))
    assert result.exit_code == 1
    assert "data/tasks.csv:" in result.stdout
    assert run("validate", "--package", str(copy / "nothing")).exit_code == 2
    assert run("validate", "--package", str(copy), "--fix").exit_code == 2


def test_only_files_that_differ_are_to_be_made_anew(example: Path) -> None:
    tasks = example / "records" / "tasks" / "II.yaml"
    tasks.write_text(tasks.read_text().replace("Fair tolls", "Good tolls"))
    stale = run("validate", "--root", str(example))
    assert stale.exit_code == 1
    assert "to make the published files anew: ipplan build" in stale.stderr
    assert run("build", "--root", str(example)).exit_code == 0
    untold = run("validate", "--root", str(example))
    assert untold.exit_code == 1
    assert "IPP706 task 4" in untold.stdout
    assert untold.stderr.strip() == "1 finding"


def test_a_release_keeps_the_data_or_says_what_is_to_be_done(example: Path) -> None:
    again = run("release", "--root", str(example))
    assert again.exit_code == 2
    assert "raise the version first" in again.stderr
    (example / "released.json").unlink()
    kept = run("release", "--root", str(example))
    assert (kept.exit_code, kept.stdout.strip()) == (0, "wrote released.json")
