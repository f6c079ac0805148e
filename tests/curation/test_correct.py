"""Correcting a record: exactly one value changes, or nothing does."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from ipplan_data.cli import app
from ipplan_data.cli.correcting import Basis, Certainty
from ipplan_data.curation.addressing import UnknownError, field_of, find
from ipplan_data.curation.correct import Correction, Reason, correct
from ipplan_data.curation.model import Plan, Record, erratum
from ipplan_data.curation.model.fields import classes
from ipplan_data.curation.pipeline import build
from ipplan_data.curation.records import load
from ipplan_data.curation.rules import run
from ipplan_data.curation.witness import file as witness_file

ROOT = Path(__file__).resolve().parents[2]
LOADED = load(ROOT).plan
assert LOADED is not None
PLAN: Plan = LOADED
BECAUSE = Reason("Our reason.", "evident", "certain")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real records that every test leaves as it was."""
    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(ROOT / "records", folder / "records")
    shutil.copy(ROOT / "witness.json", folder)
    return folder


def cli(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        app, ["correct", *arguments, "--root", str(root)], catch_exceptions=False
    )


def contents(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def unwritten(root: Path, code: int, *arguments: str) -> Result:
    """Correct something that ends with this exit code and leaves every byte as it was."""
    before = contents(root)
    result = cli(root, *arguments)
    assert result.exit_code == code, result.output
    assert contents(root) == before
    return result


def fields(record: Record) -> Iterator[str]:
    return (field for field in type(record).model_fields if field not in record.given)


def typed(value: Any) -> str:
    """Type a value as people type it in a shell."""
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def is_simple(record: Record, field: str) -> bool:
    return not classes(type(record).model_fields[field].annotation, Record)


@st.composite
def changes(draw: st.DrawFn) -> tuple[Record, str, str | None]:
    """Draw a record, a field of it, and a value that a like record has there."""
    filled = [name for name, rows in PLAN.lists.items() if rows]
    name = draw(st.sampled_from([*filled, "package", "document"]))
    like = PLAN.lists.get(name) or (getattr(PLAN, name),)
    record, other = draw(st.sampled_from(like)), draw(st.sampled_from(like))
    field = draw(st.sampled_from([field for field in fields(record) if is_simple(record, field)]))
    value = getattr(other, field)
    optional = not type(record).model_fields[field].is_required()
    taken = value is None or (optional and draw(st.booleans()))
    own = type(record).model_fields[field].annotation is str and draw(st.booleans())
    return record, field, None if taken else "Own words, and: more" if own else typed(value)


@settings(max_examples=8)
@given(changes())
def test_the_plan_differs_in_exactly_that_field(
    shared: Path, change: tuple[Record, str, str | None]
) -> None:
    record, field, value = change
    assume(field != record.key)
    before = contents(shared)
    correction = correct(shared, record.path, field, value)
    assert contents(shared) == before, "nothing is written by working it out"
    try:
        correction.write(shared)
        changed = load(shared).plan
        assume(changed is not None)
        assert changed is not None
        others = [one for one in PLAN.records if one.path != record.path]
        assert [one for one in changed.records if one.path != record.path] == others
        found = changed.record[record.path]
        default = type(record).model_fields[field].default
        assert typed(getattr(found, field)) == typed(default if value is None else value)
        assert found.model_copy(update={field: getattr(record, field)}) == record
        assert bool(correction.files) == (contents(shared) != before)
        _other_lines_are_as_they_were(correction)
    finally:
        for file, (text, _) in correction.files.items():
            (shared / file).write_bytes(text.encode())


def _other_lines_are_as_they_were(correction: Correction) -> None:
    for before, after in correction.files.values():
        old, new = before.split("\n"), after.split("\n")
        assert abs(len(old) - len(new)) <= 1
        gone = [line for line in correction.diff() if line.startswith("-")][1:]
        come = [line for line in correction.diff() if line.startswith("+")][1:]
        assert len(gone) <= 1
        assert len(come) <= 1


@settings(max_examples=8)
@given(changes())
def test_nothing_is_allowed_that_makes_the_records_unsound(
    shared: Path, change: tuple[Record, str, str | None]
) -> None:
    """Correcting is held against checking, which sees the files alone."""
    record, field, value = change
    correction = correct(shared, record.path, field, value)
    try:
        correction.write(shared)
        findings = run(load(shared), witness_file.load(shared))
        assert [str(one) for one in findings] == [str(one) for one in correction.findings]
    finally:
        for file, (text, _) in correction.files.items():
            (shared / file).write_bytes(text.encode())


def test_every_field_of_the_records_can_be_named(shared: Path) -> None:
    kinds = {type(record): record for record in PLAN.records}
    for record in kinds.values():
        found = find(shared, record.path)
        assert found.label == record.label
        for field in fields(record):
            assert field_of(found, field).steps[-1] == field


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ("agency/samr", "note", "A note: with # marks"),
        ("task/41", "title", "2020"),
        ("tasks/41", "summary", "Ours, 'quoted' and \"so\"."),
        ("footnote/5", "explanation", "Something else."),
        ("erratum/task-40-paralympics", "evidence", "More; of it."),
        ("package", "keywords", "one, two;three"),
        ("expectation/tasks", "reason", "We counted."),
    ],
)
def test_a_value_is_corrected_and_corrected_back(
    shared: Path, record: str, field: str, value: str
) -> None:
    before = contents(shared)
    old = getattr(PLAN.record[record.replace("tasks/", "task/")], field)
    there = cli(shared, record, field, value)
    assert there.exit_code == 0, there.output
    assert "now run: make build" in there.stdout
    assert (f"`{record.replace('tasks/', 'task/')} {field}`" in there.stdout) is (
        not record.startswith("expectation")
    )
    assert contents(shared) != before
    back = cli(shared, record, field, "[" + ", ".join(old) + "]" if field == "keywords" else old)
    assert back.exit_code == 0, back.output
    assert contents(shared) == before


@pytest.mark.parametrize(
    ("record", "field", "value", "code"),
    [
        ("task/41", "agencies", "cpd,cacc", "IPP201"),
        ("task/41", "agencies", "", "IPP109"),
        ("task/41", "title", "", "IPP109"),
        ("task/41", "title", "a\u202eb", "IPP502"),
        ("task/41", "title", "=1+1", "IPP506"),
        ("task/48", "responsibility", "separate", "IPP111"),
        ("task/41", "responsibility", "separate", "IPP405"),
        ("task/41", "number", "x", "IPP108"),
        ("document", "notice_date", "2020-13-01", "IPP109"),
        ("source/translation", "settles", "maybe", "IPP108"),
        ("task/41", "mentions", "[{entity: sword-net, relation: go_on}]", "IPP109"),
        ("section/I.i", "first_task", "2", "IPP30"),
    ],
)
def test_an_invalid_value_changes_no_byte(
    shared: Path, record: str, field: str, value: str, code: str
) -> None:
    result = unwritten(shared, 1, record, field, value)
    assert code in result.stdout
    assert "nothing was written" in result.stderr


def test_a_code_that_coders_did_not_give_takes_a_reason_with_it(shared: Path) -> None:
    before = contents(shared)
    refused = unwritten(shared, 1, "task/41", "ip_rights", "general, copyright")
    assert "IPP313" in refused.stdout
    assert "say why with --because" in refused.stderr
    reason = ("--because", "Piracy is named, and works are not.")
    given = cli(shared, "task/41", "ip_rights", "general, copyright", *reason)
    assert given.exit_code == 0, given.output
    plan = load(shared).plan
    assert plan is not None
    (task,) = (one for one in plan.tasks if one.number == 41)
    assert [*task.ip_rights] == ["general", "copyright"]
    assert [(one.variable, one.reason) for one in task.decisions] == [("ip_rights", reason[1])]
    again = cli(shared, "task/41", "ip_rights", "general", "--because", "Another reason.")
    assert again.exit_code == 0, again.output
    assert "Another reason." in (shared / "records/tasks/II.iii.yaml").read_text()
    assert reason[1] not in (shared / "records/tasks/II.iii.yaml").read_text()
    back = cli(shared, "task/41", "ip_rights", "copyright")
    assert back.exit_code == 0, back.output
    assert contents(shared) == before


@pytest.mark.parametrize(
    ("record", "field", "value", "told"),
    [
        ("task/41", "titel", "x", "did you mean 'title'?"),
        ("task/411", "title", "x", "did you mean 'task/41'?"),
        ("taks/41", "title", "x", "did you mean 'task'?"),
        ("nonsense", "title", "x", "expected one of"),
        ("task", "title", "x", "name one as task/1"),
        ("document/1", "editor", "x", "name it as document"),
        ("task/41", "lead", "x", "bodies stand under 'agencies'"),
        ("task/41", "section", "x", "given by the name of the file"),
        ("task/41", "terms.2.term", "x", "numbers from 1 to 1"),
        ("task/41", "terms.1.trem", "x", "did you mean 'term'?"),
        ("task/41", "targets.1", "x", "give the whole list"),
        ("task/41", "title.1", "x", "nothing inside"),
        ("task/41", "mentions", "[{", "type it as it stands in the records"),
        ("task/41", "title", "\udcff", "half a character"),
        ("task/41", "title\x1b[2J", "x", "title\\x1b[2J"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is(
    shared: Path, record: str, field: str, value: str, told: str
) -> None:
    assert told in unwritten(shared, 2, record, field, value).stderr


def test_what_must_be_there_is_not_deleted(shared: Path) -> None:
    result = cli(shared, "task/41", "title", "--delete")
    assert (result.exit_code, "can't be deleted" in result.stderr) == (2, True)


@pytest.mark.parametrize("words", [("task/41", "title"), ("task/41", "title", "x", "--delete")])
def test_a_value_or_its_deletion_is_asked_for(shared: Path, words: tuple[str, ...]) -> None:
    result = cli(shared, *words)
    assert (result.exit_code, "either a value or --delete" in result.stderr) == (2, True)


def test_a_value_that_is_so_already_changes_nothing(shared: Path) -> None:
    result = unwritten(shared, 0, "task/41", "agencies", "cpd; cac ;miit")
    assert "is so already" in result.stdout


def test_a_dry_run_shows_the_difference_and_writes_nothing(shared: Path) -> None:
    result = unwritten(shared, 0, "task/41", "title", "Net", "--dry-run")
    assert "-  title: Sword Net campaign against online infringement and piracy" in result.stdout
    assert "+  title: Net\n" in result.stdout


def test_where_the_document_prints_otherwise_an_erratum_is_offered(shared: Path) -> None:
    result = cli(shared, "task/41", "agencies", "cpd,cac,cnipa")
    assert result.exit_code == 1
    assert "IPP406" in result.stdout
    assert "--because" in result.stderr


@pytest.mark.parametrize(
    ("record", "field", "value", "as_printed", "right"),
    [
        ("document", "editor", "The editor", "An", "The"),
        ("document", "editor", "An author", "editor", "author"),
        ("section/II", "title", "Tollways", "Tolls", "Tollways"),
        ("task/2", "agencies", "rivers,tolls", "BA", "Toll Office"),
        ("section/II", "terms.1.term_zh", "河费", "桥费", "河费"),
        ("footnote/1", "terms.1.term_zh", "浅水", "浅滩", "浅水"),
    ],
)
def test_with_a_reason_an_applied_erratum_is_written(
    example: Path, record: str, field: str, value: str, as_printed: str, right: str
) -> None:
    correction = correct(example, record, field, value, BECAUSE)
    assert correction.findings == [], [*map(str, correction.findings)]
    correction.write(example)
    assert [*map(str, build(example).findings)] == []
    plan = load(example).plan
    assert plan is not None
    new = plan.record[f"erratum/{correction.erratum}"]
    assert isinstance(new, erratum.Erratum)
    assert (new.record, new.field) == (record, field.partition(".")[0])
    assert (new.as_printed, new.correct) == (as_printed, right)
    assert (new.status, new.evidence) == ("applied", BECAUSE.evidence)
    assert (new.basis, new.certainty) == (BECAUSE.basis, BECAUSE.certainty)


@pytest.mark.parametrize(
    ("record", "value", "count", "words"),
    [
        ("task/2", "separate", 2, ("Responsibility", "Separate responsibilities")),
        ("task/3", None, 0, ("Separate responsibilities", "Responsibility")),
    ],
)
def test_an_erratum_on_how_a_task_is_shared_quotes_how_its_clause_begins(
    example: Path, record: str, value: str | None, count: int, words: tuple[str, str]
) -> None:
    counts = example / "records" / "expectations.yaml"
    text = counts.read_text(encoding="utf-8")
    counts.write_text(re.sub("(separate_tasks, expected: )1", rf"\g<1>{count}", text))
    correction = correct(example, record, "responsibility", value, BECAUSE)
    correction.write(example)
    assert [*map(str, build(example).findings)] == []
    plan = load(example).plan
    assert plan is not None
    new = plan.record[f"erratum/{correction.erratum}"]
    assert isinstance(new, erratum.Erratum)
    assert (new.as_printed, new.correct) == words
    document = (example / "document.md").read_text(encoding="utf-8")
    assert f"({new.as_printed} of " in document


@pytest.mark.parametrize(
    ("record", "field", "value", "told"),
    [
        ("task/2", "agencies", "rivers", "several differ or their number does"),
        ("task/2", "agencies", "bridges,rivers", "several differ"),
        ("section/I.i", "title", "Clear water", "is about this field already"),
        ("entity/bank-law", "name", "Bench Law", "ipplan verify COPY"),
    ],
)
def test_where_no_erratum_can_be_made_it_says_what_to_do(
    example: Path, record: str, field: str, value: str, told: str
) -> None:
    before = contents(example)
    correction = correct(example, record, field, value, BECAUSE)
    assert correction.findings
    assert told in correction.advice
    assert cli(example, record, field, value, "--because", "Ours.").exit_code == 1
    assert contents(example) == before


def test_no_fault_is_recorded_where_the_document_is_not_contradicted(example: Path) -> None:
    result = unwritten(example, 2, "task/1", "title", "Cleaner rivers", "--because", "Ours.")
    assert "no fault of it" in result.stderr


def test_faults_from_before_stand_in_nobodys_way(example: Path) -> None:
    tasks = example / "records" / "tasks" / "II.yaml"
    tasks.write_text(tasks.read_text(encoding="utf-8").replace("[tolls]", "[tols]"))
    assert cli(example, "task/1", "title", "Cleaner rivers").exit_code == 0
    assert cli(example, "task/4", "agencies", "tols,tals").exit_code == 1
    assert cli(example, "task/4", "agencies", "tolls").exit_code == 0
    assert build(example).findings == []


def test_what_was_hidden_by_a_fault_is_no_fault_of_its_correction(example: Path) -> None:
    sections = example / "records" / "sections.yaml"
    sections.write_text(sections.read_text(encoding="utf-8").replace("title: Rivers", "title: ''"))
    notes = example / "records" / "footnotes.yaml"
    notes.write_text(notes.read_text(encoding="utf-8").replace("unlabelled", "translator_note"))
    assert cli(example, "section/I", "title", "Rivers").exit_code == 0
    assert {finding.code for finding in build(example).findings} == {"IPP407"}


def test_a_file_that_can_not_be_read_is_a_finding(example: Path) -> None:
    path = example / "records" / "entities.yaml"
    path.write_text("- id: [\n", encoding="utf-8")
    result = cli(example, "entity/bank-law", "name", "x")
    assert (result.exit_code, "IPP103" in result.stdout) == (1, True)


def test_what_an_editor_left_beside_the_records_is_in_nobodys_way(example: Path) -> None:
    (example / "records" / "tasks" / ".II.yaml.swp").write_bytes(b"\xff\x00")
    assert cli(example, "task/1", "title", "Cleaner rivers").exit_code == 0


def test_the_command_knows_the_bases_and_certainties_of_errata() -> None:
    assert [*Basis] == sorted(erratum.Basis, key=[*map(str, Basis)].index)
    assert {*map(str, Basis)} == {*map(str, erratum.Basis)}
    assert {*map(str, Certainty)} == {*map(str, erratum.Certainty)}


def test_an_unknown_record_is_an_error_of_its_own(shared: Path) -> None:
    with pytest.raises(UnknownError, match="no task '0'"):
        correct(shared, "task/0", "title", "x")
