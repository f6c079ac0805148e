"""Whatever is changed in the real records, one value at a time, the witness contradicts it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

import pytest

from ipplan_data.curation.findings import Finding
from ipplan_data.curation.model import (
    Erratum,
    Mention,
    Plan,
    Record,
    Responsibility,
    Section,
    Task,
    Term,
)
from ipplan_data.curation.model.erratum import ErratumStatus
from ipplan_data.curation.model.footnote import FootnoteKind
from ipplan_data.curation.records import Loaded, load
from ipplan_data.curation.rules import run
from ipplan_data.curation.rules.claims import claims
from ipplan_data.curation.source import witness_file as file
from ipplan_data.curation.source.witness import Witness
from ipplan_data.curation.source.normal import normal
from strategies import changed, expecting, owners, with_changes

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


def labels(plan: Plan, witness: Witness, *changes: tuple[Record, dict[str, Any]]) -> set[str]:
    """Name the records that findings are about after such changes."""
    return {finding.record for finding in found(with_changes(plan, *changes), witness)}


def in_turn(
    plan: Plan, lists: dict[str, list[dict[str, Any]]]
) -> Iterator[list[tuple[Record, dict[str, Any]]]]:
    """Give first changes to all records at once, then second ones, and so on to the last.

    ``lists`` has the changes by the paths of their records.
    """
    for turn in zip_longest(*lists.values()):
        yield [
            (plan.record[path], change)
            for path, change in zip(lists, turn, strict=True)
            if change is not None
        ]


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
    lists: dict[str, list[dict[str, Any]]] = {}
    for task in plan.tasks:
        other = next(body.id for body in plan.agencies if body.id not in task.agencies)
        lists[task.path] = [{"agencies": one} for one in other_lists(task.agencies, other)]
    for changes in in_turn(plan, lists):
        told = labels(plan, witness, *changes)
        assert tasks_among(told) == {task.label for task, _ in changes}


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
            assert told == {task.label}
        lone = {"footnotes": ()}, {"footnotes": task.footnotes}
        assert labels(plan, witness, (task, lone[0]), (after, lone[1])) == {
            task.label,
            after.label,
        }
        notes = [note for note in plan.footnotes if note.task == task.number]
        moved: list[tuple[Record, dict[str, Any]]]
        moved = [(task, {"footnotes": ()}), (after, {"footnotes": task.footnotes})]
        moved += [(note, {"task": after.number}) for note in notes]
        assert labels(plan, witness, *moved) == {task.label, after.label}


def test_a_footnote_given_to_any_other_task_is_found_once_and_there(
    plan: Plan, witness: Witness
) -> None:
    for note in plan.footnotes:
        for task in plan.tasks:
            if task.number != note.task:
                moved = with_changes(plan, (note, {"task": task.number}))
                (finding,) = found(moved, witness)
                assert (finding.code, finding.record) == ("IPP209", note.label)
                assert finding.hint == f"type {note.task}"


def test_where_a_copy_shows_no_markers_the_footnote_itself_tells_of_a_lost_one(
    plan: Plan, witness: Witness
) -> None:
    tasks = tuple(task.model_copy(update={"markers": None}) for task in witness.tasks)
    unmarked = witness.model_copy(update={"tasks": tasks})
    (note, *_) = plan.footnotes
    (carrier,) = [task for task in plan.tasks if note.number in task.footnotes]
    (finding,) = found(with_changes(plan, (carrier, {"footnotes": ()})), unmarked)
    assert (finding.code, finding.record) == ("IPP209", note.label)


def test_a_task_in_another_section_is_found(plan: Plan, witness: Witness) -> None:
    for task in plan.tasks:
        other = next(one.id for one in reversed(plan.sections) if one.id != task.section)
        assert labels(plan, witness, (task, {"section": other})) == {task.label}


def test_every_word_of_a_heading_counts(plan: Plan, witness: Witness) -> None:
    titles = {}
    for section in plan.sections:
        words = section.title.split()
        others = [[*words[:n], "Other", *words[n + 1 :]] for n in range(len(words))]
        titles[section.path] = [{"title": " ".join(other)} for other in others]
    for changes in in_turn(plan, titles):
        assert labels(plan, witness, *changes) == {section.label for section, _ in changes}


def test_names_and_places_of_addressees_are_found(plan: Plan, witness: Witness) -> None:
    addressed = [body for body in plan.agencies if body.addressee_position]
    names = {
        body.path: [
            {"name": name} for name in (f"{body.name} Office", body.name[:-1], body.name.upper())
        ]
        for body in addressed
    }
    for changes in in_turn(plan, names):
        assert {body.label for body in addressed} <= labels(plan, witness, *changes)
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
        "terms": document.terms[:-1],
    }
    compared = {claim.field for claim in claims(plan, witness) if claim.record is document}
    assert compared == set(other)
    for field, value in other.items():
        assert labels(plan, witness, (document, {field: value})) == {document.label}, field


def test_the_kind_of_a_footnote_is_found(plan: Plan, witness: Witness) -> None:
    for note in plan.footnotes:
        (other,) = set(FootnoteKind) - {note.kind}
        assert labels(plan, witness, (note, {"kind": other})) == {note.label}


def things(plan: Plan) -> set[str]:
    """Name the things that tasks name: they may lose a name with a term, or their one mention."""
    return {entity.label for entity in plan.entities}


def other_terms(terms: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    """Give lists that come of dropping, doubling, swapping or changing the Chinese of one term."""
    for index, term in enumerate(terms):
        before, after = terms[:index], terms[index + 1 :]
        yield (*before, *after)
        yield (*before, term, term, *after)
        if after and after[0].printed != term.printed:
            yield (*before, after[0], term, *after[1:])
        other = term.term_zh[:-1] or "水"
        yield (*before, term.model_copy(update={"term_zh": other}), *after)
        yield (*before, term.model_copy(update={"as_printed_zh": f"{term.printed}水"}), *after)
        if term.as_printed_zh:
            yield (*before, term.model_copy(update={"as_printed_zh": None}), *after)


def test_a_term_dropped_doubled_swapped_or_changed_is_found(plan: Plan, witness: Witness) -> None:
    # The title of the notice has a field of its own.
    assert sum(len(owner.terms) for owner in owners(plan)) == len(plan.glosses) - 1
    lists: dict[str, list[dict[str, Any]]] = {
        owner.path: [{"terms": terms} for terms in other_terms(owner.terms)]
        for owner in owners(plan)
    }
    for changes in in_turn(plan, lists):
        told = labels(plan, witness, *changes)
        assert told - things(plan) == {owner.label for owner, _ in changes}
    for owner, after in pairwise(one for one in owners(plan) if one.terms):
        moved = ((owner, {"terms": after.terms}), (after, {"terms": owner.terms}))
        assert labels(plan, witness, *moved) == {owner.label, after.label}


def test_a_term_that_a_record_has_no_chinese_for_is_found(plan: Plan, witness: Witness) -> None:
    term = plan.glosses[-1].term
    for owner in {owner.noun: owner for owner in owners(plan)}.values():
        told = labels(plan, witness, (owner, {"terms": (*owner.terms, term)}))
        assert told == {owner.label}


def test_every_gloss_that_the_document_prints_is_a_term(plan: Plan, witness: Witness) -> None:
    recorded = Counter(gloss.term.printed for gloss in plan.glosses)
    printed = Counter(gloss.as_printed for part in witness.parts.values() for gloss in part.glosses)
    assert {normal(words): n for words, n in recorded.items()} == {
        normal(words): n for words, n in printed.items()
    }


def other_mentions(mentions: tuple[Mention, ...], index: int) -> Iterator[tuple[Mention, ...]]:
    """Give lists in which one mention in italics is gone, or is printed otherwise."""
    before, mention, after = mentions[:index], mentions[index], mentions[index + 1 :]
    yield (*before, mention.model_copy(update={"italic": False}), *after)
    yield (*before, *after)
    for printed in ("Weir Law", "水"):
        yield (*before, mention.model_copy(update={"as_printed": printed}), *after)


def test_a_mention_in_italics_dropped_set_upright_or_changed_is_found(
    plan: Plan, witness: Witness
) -> None:
    lists = {
        task.path: [
            {"mentions": mentions}
            for index, mention in enumerate(task.mentions)
            if mention.italic and not again(plan, task, index)
            for mentions in other_mentions(task.mentions, index)
        ]
        for task in plan.tasks
    }
    for changes in in_turn(plan, lists):
        told = labels(plan, witness, *changes)
        assert told - things(plan) == {task.label for task, _ in changes}


def again(plan: Plan, task: Task, index: int) -> bool:
    """Tell whether the mention before or after is of the same words, so that it holds them."""
    italic = [one if one.italic else None for one in task.mentions]
    beside = [*italic[max(0, index - 1) : index], *italic[index + 1 : index + 2]]
    words = plan.printed(task.mentions[index])
    return any(one is not None and plan.printed(one) == words for one in beside)


def test_a_mention_set_in_italics_is_found(plan: Plan, witness: Witness) -> None:
    lists: dict[str, list[dict[str, Any]]] = {}
    for task in plan.tasks:
        for index, mention in enumerate(task.mentions):
            if not mention.italic:
                italic = mention.model_copy(update={"italic": True})
                other = (*task.mentions[:index], italic, *task.mentions[index + 1 :])
                lists.setdefault(task.path, []).append({"mentions": other})
    for changes in in_turn(plan, lists):
        assert labels(plan, witness, *changes) == {task.label for task, _ in changes}


def test_mentions_in_italics_in_another_order_are_found(plan: Plan, witness: Witness) -> None:
    for task in plan.tasks:
        for index, (one, two) in enumerate(pairwise(task.mentions)):
            if one.italic and two.italic and plan.printed(one) != plan.printed(two):
                other = (*task.mentions[:index], two, one, *task.mentions[index + 2 :])
                told = labels(plan, witness, (task, {"mentions": other}))
                assert told - things(plan) == {task.label}


def test_every_title_in_italics_is_held_by_mentions(plan: Plan, witness: Witness) -> None:
    tasks = {task.number: task for task in plan.tasks}
    assert any(printed.titles for printed in witness.tasks)
    for printed in witness.tasks:
        mentions = tasks[printed.number].mentions
        held = sorted((normal(plan.printed(m)) for m in mentions if m.italic), key=len)
        for title in printed.titles or ():
            words = normal(title.as_printed)
            rest = words
            for name in reversed(held):
                rest = rest.replace(name, "", 1)
            assert rest != words
            assert re.fullmatch("([,;]|and)*", rest)


def test_a_guard_or_quotation_that_is_changed_is_found(plan: Plan, witness: Witness) -> None:
    lists: dict[str, list[dict[str, Any]]] = {}
    for erratum in plan.errata:
        changes = lists[erratum.path] = [{"as_printed": f"{erratum.as_printed}s"}]
        if guard := erratum.guard:
            digest = f"{int(guard.text[0], 16) ^ 1:x}{guard.text[1:]}"
            values = {"text": digest, "start": guard.start + 1, "end": guard.end + 1}
            changes += [
                {"guard": guard.model_copy(update={field: value})}
                for field, value in values.items()
            ]
    # What an applied erratum is about follows it.
    follows = {
        plan.record[erratum.record].label
        for erratum in plan.errata
        if erratum.status is ErratumStatus.APPLIED
    }
    for turn in in_turn(plan, lists):
        assert labels(plan, witness, *turn) - follows == {erratum.label for erratum, _ in turn}


def about(plan: Plan) -> tuple[Erratum, ...]:
    """Give the errata that are about what there is."""
    return tuple(erratum for erratum in plan.errata if erratum.record in plan.record)


def test_what_records_leave_out_as_a_whole_is_found_without_the_counts(
    plan: Plan, witness: Witness
) -> None:
    last, note = plan.tasks[-1], plan.footnotes[-1]
    section = {"last_task": last.number - 1}
    around = [(s, section) for s in plan.sections if s.last_task == last.number]
    tasks = plan.tasks[:-1]
    named = {mention.entity for task in tasks for mention in task.mentions}
    entities = tuple(one for one in plan.entities if one.id in named)
    said = [(c, {"codes": tuple(o for o in c.codes if o.task != last.number)}) for c in plan.coders]
    fewer = with_changes(changed(plan, tasks=tasks, entities=entities), *around, *said)
    fewer = changed(fewer, errata=about(fewer))
    (finding,) = found(expecting(fewer), witness)
    assert (finding.code, finding.record) == ("IPP403", last.label)

    fewer = changed(plan, footnotes=plan.footnotes[:-1])
    (carrier,) = [task for task in plan.tasks if note.number in task.footnotes]
    fewer = with_changes(fewer, (carrier, {"footnotes": ()}))
    fewer = changed(fewer, errata=about(fewer))
    told = {(finding.code, finding.record) for finding in found(expecting(fewer), witness)}
    assert told == {("IPP403", note.label), ("IPP407", carrier.label)}

    body = max(plan.agencies, key=lambda one: one.addressee_position or 0)
    fewer = with_changes(plan, (body, {"addressee_position": None}))
    told = {(finding.code, finding.record) for finding in found(expecting(fewer), witness)}
    assert ("IPP403", f"addressee {body.addressee_position}") in told


def test_an_applied_erratum_makes_a_record_agree(example: Path) -> None:
    plan, witness = load(example).plan, read(example)
    assert plan is not None
    (applied,) = [
        erratum
        for erratum in plan.errata
        if erratum.status is ErratumStatus.APPLIED and erratum.record.startswith(Section.noun)
    ]
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


def test_what_is_typed_and_what_should_be_are_told_as_they_are_typed(
    plan: Plan, witness: Witness
) -> None:
    task = next(task for task in plan.tasks if len(task.agencies) > 1 and not task.responsibility)
    first, second, *rest = task.agencies
    (swapped,) = found(with_changes(plan, (task, {"agencies": (second, first, *rest)})), witness)
    assert (swapped.found, swapped.expected) == (second, first)
    other = {"responsibility": Responsibility.SEPARATE}
    (separated,) = found(with_changes(plan, (task, other)), witness)
    assert (separated.found, separated.expected) == ("separate", None)
    (note,) = plan.footnotes[:1]
    kinds = {one for one in FootnoteKind if one is not note.kind}
    (relabelled,) = found(with_changes(plan, (note, {"kind": kinds.pop()})), witness)
    assert relabelled.expected == note.kind.value
