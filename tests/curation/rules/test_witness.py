"""Whatever is changed in the real records, one value at a time, the witness contradicts it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ipplan_data.curation.findings import Finding
from ipplan_data.curation.model import Plan, Record, Responsibility, Task
from ipplan_data.curation.model.erratum import ErratumStatus
from ipplan_data.curation.model.footnote import FootnoteKind
from ipplan_data.curation.records import Loaded, load
from ipplan_data.curation.rules import run
from ipplan_data.curation.rules.claims import claims
from ipplan_data.curation.witness import file
from ipplan_data.curation.witness.model import Witness
from strategies import changed, expecting

TITLES = ("notice_title", "notice_title_zh", "plan_title", "translator", "editor")
DATES = ("notice_date", "upload_date", "translation_date")
ADDRESSES = ("source_url", "archive_url")


def read(root: Path) -> Witness:
    witness = file.load(root)
    assert isinstance(witness, Witness)
    return witness


@pytest.fixture(scope="module")
def witness(root: Path) -> Witness:
    return read(root)


def found(plan: Plan, witness: Witness) -> list[Finding]:
    return run(Loaded(plan, (), ()), witness)


def with_changes(plan: Plan, *changes: tuple[Record, dict[str, Any]]) -> Plan:
    """Give the plan with fields of some records set to other values, unchecked by the model."""
    other = {record.path: record.model_copy(update=update) for record, update in changes}
    lists = {name: tuple(other.get(r.path, r) for r in rows) for name, rows in plan.lists.items()}
    return changed(plan, document=other.get("document", plan.document), **lists)


def labels(plan: Plan, witness: Witness, *changes: tuple[Record, dict[str, Any]]) -> set[str]:
    """Name the records that findings are about after such changes."""
    return {finding.record for finding in found(with_changes(plan, *changes), witness)}


def tasks_among(records: set[str]) -> set[str]:
    return {record for record in records if record.startswith(Task.noun)}


def other_lists(bodies: tuple[str, ...], other: str) -> Iterator[tuple[str, ...]]:
    """Give all lists that come of swapping, dropping, adding or replacing one body."""
    for index, body in enumerate(bodies):
        before, after = bodies[:index], bodies[index + 1 :]
        yield (*before, other, *after)
        yield (*before, other, body, *after)
        if after:
            yield (*before, after[0], body, *after[1:])
        if len(bodies) > 1:
            yield (*before, *after)
    yield (*bodies, other)


def test_a_body_swapped_dropped_added_or_replaced_is_found(plan: Plan, witness: Witness) -> None:
    for task in plan.tasks:
        other = next(body.id for body in plan.agencies if body.id not in task.agencies)
        for bodies in other_lists(task.agencies, other):
            told = labels(plan, witness, (task, {"agencies": bodies}))
            assert tasks_among(told) == {task.label}, (task.label, bodies)


def test_separate_responsibilities_the_other_way_round_are_found(
    plan: Plan, witness: Witness
) -> None:
    for task in plan.tasks:
        if len(task.agencies) > 1:
            other = None if task.responsibility else Responsibility.SEPARATE
            told = labels(plan, witness, (task, {"responsibility": other}))
            assert told == {task.label}


def test_a_marker_dropped_doubled_or_moved_is_found(plan: Plan, witness: Witness) -> None:
    carriers = [(task, after) for task, after in pairwise(plan.tasks) if task.footnotes]
    assert [n for task, _ in carriers for n in task.footnotes] == [n.number for n in plan.footnotes]
    for task, after in carriers:
        for numbers in ((), task.footnotes * 2):
            told = labels(plan, witness, (task, {"footnotes": numbers}))
            assert tasks_among(told) == {task.label}
            assert told - {task.label} == {f"footnote {n}" for n in task.footnotes}
        notes = [note for note in plan.footnotes if note.task == task.number]
        moved: list[tuple[Record, dict[str, Any]]]
        moved = [(task, {"footnotes": ()}), (after, {"footnotes": task.footnotes})]
        moved += [(note, {"task": after.number}) for note in notes]
        assert labels(plan, witness, *moved) == {task.label, after.label}


def test_a_task_in_another_section_is_found(plan: Plan, witness: Witness) -> None:
    for task in plan.tasks:
        other = next(one.id for one in reversed(plan.sections) if one.id != task.section)
        assert labels(plan, witness, (task, {"section": other})) == {task.label}


def test_every_word_of_a_heading_counts(plan: Plan, witness: Witness) -> None:
    for section in plan.sections:
        words = section.title.split()
        for index in range(len(words)):
            title = " ".join([*words[:index], "Other", *words[index + 1 :]])
            assert labels(plan, witness, (section, {"title": title})) == {section.label}


def test_names_and_places_of_addressees_are_found(plan: Plan, witness: Witness) -> None:
    addressed = [body for body in plan.agencies if body.addressee_position]
    for body in addressed:
        for name in (f"{body.name} Office", body.name[:-1], body.name.upper()):
            assert body.label in labels(plan, witness, (body, {"name": name}))
    for one, two in pairwise(addressed):
        places = [{"addressee_position": body.addressee_position} for body in (two, one)]
        told = labels(plan, witness, (one, places[0]), (two, places[1]))
        assert told == {one.label, two.label}


def test_abbreviations_that_the_notice_prints_are_found(plan: Plan, witness: Witness) -> None:
    bodies = {body.addressee_position: body for body in plan.agencies}
    for position, printed in enumerate(witness.addressees, start=1):
        if printed.abbreviation and printed.stands_for is None:
            told = labels(plan, witness, (bodies[position], {"abbreviation": "XYZ"}))
            assert bodies[position].label in told


def test_facts_about_the_document_are_found(plan: Plan, witness: Witness) -> None:
    document = plan.document
    other = {
        **{field: f"{getattr(document, field)} 号" for field in TITLES},
        **dict.fromkeys(DATES, "2020-05-14"),
        **{field: f"{getattr(document, field)}x" for field in ADDRESSES},
        "issuer": document.stamped_by,
    }
    compared = [claim.field for claim in claims(plan, witness) if claim.record is document]
    assert sorted(compared) == sorted(other)
    for field, value in other.items():
        assert labels(plan, witness, (document, {field: value})) == {document.label}, field


def test_kind_and_term_of_a_footnote_are_found(plan: Plan, witness: Witness) -> None:
    for note in plan.footnotes:
        (other,) = set(FootnoteKind) - {note.kind}
        for change in ({"kind": other}, {"term_zh": note.term_zh[:-1]}, {"term_zh": "水"}):
            assert labels(plan, witness, (note, change)) == {note.label}


def test_a_guard_or_quotation_that_is_changed_is_found(plan: Plan, witness: Witness) -> None:
    for erratum in plan.errata:
        changes: list[dict[str, Any]] = [{"as_printed": f"{erratum.as_printed}s"}]
        if guard := erratum.guard:
            digest = f"{int(guard.text[0], 16) ^ 1:x}{guard.text[1:]}"
            values = {"text": digest, "start": guard.start + 1, "end": guard.end + 1}
            changes += [
                {"guard": guard.model_copy(update={field: value})}
                for field, value in values.items()
            ]
        for change in changes:
            assert labels(plan, witness, (erratum, change)) == {erratum.label}


def test_what_records_leave_out_as_a_whole_is_found_without_the_counts(
    plan: Plan, witness: Witness
) -> None:
    last, note = plan.tasks[-1], plan.footnotes[-1]
    section = {"last_task": last.number - 1}
    around = [(s, section) for s in plan.sections if s.last_task == last.number]
    fewer = with_changes(changed(plan, tasks=plan.tasks[:-1]), *around)
    (finding,) = found(expecting(fewer), witness)
    assert (finding.code, finding.record) == ("IPP403", last.label)

    fewer = changed(plan, footnotes=plan.footnotes[:-1])
    (carrier,) = [task for task in plan.tasks if note.number in task.footnotes]
    fewer = with_changes(fewer, (carrier, {"footnotes": ()}))
    told = {(finding.code, finding.record) for finding in found(expecting(fewer), witness)}
    assert told == {("IPP403", note.label), ("IPP407", carrier.label)}

    body = max(plan.agencies, key=lambda one: one.addressee_position or 0)
    fewer = with_changes(plan, (body, {"addressee_position": None}))
    told = {(finding.code, finding.record) for finding in found(expecting(fewer), witness)}
    assert ("IPP403", f"addressee {body.addressee_position}") in told


def test_an_applied_erratum_makes_a_record_agree(example: Path) -> None:
    plan, witness = load(example).plan, read(example)
    assert plan is not None
    (applied,) = [e for e in plan.errata if e.status is ErratumStatus.APPLIED]
    assert found(plan, witness) == []
    section = plan.record[applied.record]
    noted = {"status": ErratumStatus.NOTED}
    assert labels(plan, witness, (applied, noted)) == {section.label}
    assert {f.record for f in found(changed(plan, errata=()), witness)} == {section.label}
    printed = {applied.field: applied.as_printed}
    assert labels(plan, witness, (applied, noted), (section, printed)) == set()
    assert labels(plan, witness, (section, printed)) == {section.label}


def test_a_document_without_a_witness_is_one_finding(plan: Plan) -> None:
    missing = file.load(Path(__file__).parent)
    assert isinstance(missing, Finding)
    (finding,) = run(Loaded(plan, (), ()), missing)
    assert finding.code == "IPP401"
    assert finding.hint
