"""Laws of the rules: for any plan, what is lost, duplicated, moved or changed is found, once."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ipplan_data.curation.findings import Finding, Place, ordered
from ipplan_data.curation.model import Entity, Plan, Record, Responsibility, Task
from ipplan_data.curation.records import Loaded
from ipplan_data.curation.records.syntax import Node
from ipplan_data.curation.rules import run
from ipplan_data.curation.rules.claims import joined
from ipplan_data.curation.source import witness_file
from ipplan_data.curation.source.witness import Witness
from strategies import changed, expecting, owners, plans, updated, with_changes

several = plans().filter(lambda plan: len(plan.tasks) > 2)
sectioned = plans().filter(lambda plan: len(leaves(plan)) > 1)
naming = plans().filter(lambda plan: bool(plan.entities))


def found(plan: Plan, witness: Witness | None = None) -> list[Finding]:
    findings = run(Loaded(plan, (), ()), witness)
    assert findings == ordered(findings)
    return findings


def reported(plan: Plan) -> set[tuple[str, str]]:
    return {(one.code, one.record) for one in found(plan)}


def leaves(plan: Plan) -> list[str]:
    """Give the ids of the headings directly above tasks, in order."""
    parents = {section.parent for section in plan.sections}
    return [section.id for section in plan.sections if section.id not in parents]


@given(plans(), plans())
def test_only_a_plan_with_other_totals_than_expected_has_findings(plan: Plan, other: Plan) -> None:
    assert found(plan) == []
    expected = expecting(plan, like=other)
    same = expected.expectations == plan.expectations
    assert (found(expected) == []) == same


@given(several, st.data())
def test_a_task_dropped_duplicated_or_renumbered_is_found(plan: Plan, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(plan.tasks) - 1))
    before, task, after = plan.tasks[:index], plan.tasks[index], plan.tasks[index + 1 :]
    missing = ("IPP301", task.label, "the task is missing")
    dropped = changed(plan, tasks=(*before, *after))
    assert [(f.code, f.record, f.message) for f in found(dropped)] == [missing]
    duplicated = found(changed(plan, tasks=(*before, task, task, *after)))
    assert {(f.code, f.message) for f in duplicated} == {("IPP301", "duplicate task number")}
    number = data.draw(st.integers(1, 100).filter(lambda number: number != task.number))
    other = task.model_copy(update={"number": number})
    messages = {f.message for f in found(changed(plan, tasks=(*before, other, *after)))}
    beyond = f"'number' is {number}, expected 1 to {len(plan.tasks)}"
    assert messages >= {
        "the task is missing",
        beyond if number > len(plan.tasks) else "duplicate task number",
    }


@given(several, st.randoms())
def test_of_shuffled_tasks_the_fewest_are_reported(plan: Plan, random: Any) -> None:
    tasks = list(plan.tasks)
    random.shuffle(tasks)
    findings = found(changed(plan, tasks=tuple(tasks)))
    assert {one.code for one in findings} <= {"IPP301"}
    misplaced = {one.record for one in findings}
    rest = [task.number for task in tasks if task.label not in misplaced]
    assert rest == sorted(rest)
    numbers = [task.number for task in tasks]
    assert not any([*some] == sorted(some) for some in combinations(numbers, len(rest) + 1))


@given(sectioned, st.data())
def test_a_task_in_the_file_of_another_section_is_found_once(
    plan: Plan, data: st.DataObject
) -> None:
    task = data.draw(st.sampled_from(plan.tasks))
    other = data.draw(st.sampled_from([leaf for leaf in leaves(plan) if leaf != task.section]))
    moved = task.model_copy(update={"section": other}).placed(Node(Place("moved")))
    order = leaves(plan)
    tasks = sorted(
        (moved, *(one for one in plan.tasks if one is not task)),
        key=lambda one: order.index(one.section),
    )
    (finding,) = found(changed(plan, tasks=tuple(tasks)))
    assert (finding.code, finding.place.path) == ("IPP304", "moved")
    assert finding.hint == f"move it to records/tasks/{task.section}.yaml"
    # In both files, the misplaced one is the duplicate.
    both = sorted((*plan.tasks, moved), key=lambda one: order.index(one.section))
    findings = found(changed(plan, tasks=tuple(both)))
    assert [(one.code, one.place.path) for one in findings] == [("IPP301", "moved")]


@given(plans(), st.data())
def test_a_moved_border_between_sections_is_found(plan: Plan, data: st.DataObject) -> None:
    section = data.draw(st.sampled_from(plan.sections))
    field = data.draw(st.sampled_from(["first_task", "last_task"]))
    moved = updated(plan, section, **{field: getattr(section, field) + 1})
    assert {code for code, _ in reported(moved)} & {"IPP303", "IPP304"}


@given(plans(), st.data())
def test_an_agency_dropped_from_a_task_is_found_by_the_total(
    plan: Plan, data: st.DataObject
) -> None:
    shared = [task for task in plan.tasks if len(task.agencies) > 1]
    assume(shared)
    task = data.draw(st.sampled_from(shared))
    fewer = updated(plan, task, agencies=task.agencies[:-1])
    assert {code for code, _ in reported(fewer)} == {"IPP307"}


@given(plans(), st.data())
def test_an_addressee_lost_or_duplicated_is_found(plan: Plan, data: st.DataObject) -> None:
    addressed = [one for one in plan.agencies if one.addressee_position]
    agency = data.draw(st.sampled_from(addressed))
    others = [n for n in range(1, len(addressed) + 2) if n != agency.addressee_position]
    position = data.draw(st.sampled_from([None, *others]))
    expected = {("IPP306", f"addressee {agency.addressee_position}")}
    if position:
        expected |= {("IPP306", agency.label)}
        expected |= {
            ("IPP306", one.label) for one in addressed if one.addressee_position == position
        }
    assert {
        one
        for one in reported(updated(plan, agency, addressee_position=position))
        if one[0] == "IPP306"
    } == expected


@given(naming, st.data())
def test_an_entity_that_is_gone_or_not_mentioned_is_one_finding(
    plan: Plan, data: st.DataObject
) -> None:
    entity = data.draw(st.sampled_from(plan.entities))
    about = [one for one in plan.errata if one.record == entity.path]
    gone = reported(
        changed(plan, entities=tuple(one for one in plan.entities if one is not entity))
    )
    assert {code for code, _ in gone} == {"IPP201", *(["IPP213"] if about else [])}
    for task in plan.tasks:
        rest = tuple(one for one in task.mentions if one.entity != entity.id)
        plan = updated(plan, task, mentions=rest)
    assert reported(plan) - {("IPP221", one.label) for one in about} == {("IPP216", entity.label)}


@given(naming, st.data())
def test_a_word_of_a_name_that_is_not_printed_is_found(plan: Plan, data: st.DataObject) -> None:
    entity = data.draw(st.sampled_from(plan.entities))
    for task in plan.tasks:
        # Typed out, and with a word more, since the name alone is not typed twice.
        spelled = [(m, {"as_printed": f"{plan.printed(m)} too"}) for m in task.mentions]
        plan = updated(plan, task, mentions=tuple(m.model_copy(update=u) for m, u in spelled))
    assert reported(plan) == set()
    # Without the Chinese, which a term of the old name has.
    other = updated(plan, entity, name=f"{entity.name} beyond", name_zh=None)
    assert reported(other) == {("IPP218", entity.label)}


@given(several, st.data())
def test_a_missing_task_is_one_finding_whatever_refers_to_it(
    plan: Plan, data: st.DataObject
) -> None:
    task = data.draw(st.sampled_from(plan.tasks))
    fewer = changed(plan, tasks=tuple(one for one in plan.tasks if one is not task))
    assert reported(fewer) == {("IPP301", task.label)}


# No two names begin alike, and none begins with what may be between two.
names = st.lists(st.sampled_from("BCDFGHJKLM"), min_size=1, max_size=6, unique=True).map(
    lambda initials: tuple(f"{initial}ank Law" for initial in initials)
)


@given(names, st.data())
def test_names_make_up_the_runs_of_italics_that_they_are_printed_in(
    named: tuple[str, ...], data: st.DataObject
) -> None:
    runs, begins = [named[0]], [0]
    for index, name in enumerate(named[1:], start=1):
        between = data.draw(st.sampled_from([None, ", ", " and ", ", and ", "; ", "; and "]))
        if between:
            runs[-1] += between + name
        else:
            runs.append(name)
            begins.append(index)
    printed = tuple(runs)
    assert joined([*enumerate(named)], printed) == (printed, tuple(begins))
    index = data.draw(st.integers(0, len(named) - 1))
    before, name, after = named[:index], named[index], named[index + 1 :]
    others: list[tuple[str, ...]] = [(*before, *after), (*before, name, name, *after)]
    others += [(*before, f"{name}s", *after), (*before, name[:3], name[3:], *after)]
    others += [named[::-1]] if len(named) > 1 else []
    for other in others:
        assert joined([*enumerate(other)], printed)[0] != printed
    assert joined([*enumerate(named)], ())[0] == named


@pytest.fixture(scope="module")
def witness(root: Path) -> Witness:
    read = witness_file.load(root)
    assert isinstance(read, Witness)
    return read


def agencies_changed(task: Task, plan: Plan, lot: int) -> dict[str, Any]:
    keys, index = task.agencies, lot % len(task.agencies)
    others = [agency.id for agency in plan.agencies if agency.id not in keys]
    other = others[lot % len(others)]
    lists = [(*keys[:index], other, *keys[index:]), (*keys[:index], other, *keys[index + 1 :])]
    if len(keys) > 1:
        lists += [(*keys[:index], *keys[index + 1 :]), (*keys[1:], keys[0])]
    return {"agencies": lists[lot // 7 % len(lists)]}


def sharing_changed(task: Task, _: Plan, __: int) -> dict[str, Any]:
    assume(len(task.agencies) > 1)
    return {"responsibility": None if task.responsibility else Responsibility.SEPARATE}


def markers_changed(task: Task, _: Plan, __: int) -> dict[str, Any]:
    return {"footnotes": () if task.footnotes else (1,)}


def section_changed(task: Task, plan: Plan, lot: int) -> dict[str, Any]:
    others = [section.id for section in plan.sections if section.id != task.section]
    return {"section": others[lot % len(others)]}


@pytest.mark.parametrize(
    "change", [agencies_changed, sharing_changed, markers_changed, section_changed]
)
@settings(max_examples=10)
@given(number=st.integers(0, 99), lot=st.integers(0, 999))
def test_the_witness_contradicts_any_change_to_a_real_task(
    plan: Plan,
    witness: Witness,
    change: Callable[[Task, Plan, int], dict[str, Any]],
    number: int,
    lot: int,
) -> None:
    task = plan.tasks[number]
    other = with_changes(plan, (task, change(task, plan, lot)))
    about = {one.record for one in found(other, witness) if one.record.startswith(Task.noun)}
    assert about == {task.label}


@settings(max_examples=10)
@given(data=st.data())
def test_the_witness_contradicts_any_change_to_real_terms(
    plan: Plan, witness: Witness, data: st.DataObject
) -> None:
    owner: Record = data.draw(st.sampled_from([one for one in owners(plan) if one.terms]))
    terms = owner.terms  # type: ignore[attr-defined]
    index = data.draw(st.integers(0, len(terms) - 1))
    term, before, after = terms[index], terms[:index], terms[index + 1 :]
    other = term.model_copy(update={"term_zh": term.term_zh[:-1] or "水"})
    printed = term.model_copy(update={"as_printed_zh": f"{term.printed}水"})
    lists = [(*before, *after), (*before, term, term, *after)]
    lists += [(*before, other, *after), (*before, printed, *after)]
    terms = data.draw(st.sampled_from(lists))
    records = {one.record for one in found(with_changes(plan, (owner, {"terms": terms})), witness)}
    assert owner.label in records
    assert all(record.startswith(Entity.noun) for record in records - {owner.label})


@settings(max_examples=10)
@given(data=st.data())
def test_a_footnote_given_to_another_task_is_found_once_and_there(
    plan: Plan, witness: Witness, data: st.DataObject
) -> None:
    note = data.draw(st.sampled_from(plan.footnotes))
    task = data.draw(st.sampled_from([one for one in plan.tasks if one.number != note.task]))
    (finding,) = found(with_changes(plan, (note, {"task": task.number})), witness)
    assert (finding.code, finding.record) == ("IPP209", note.label)
    assert finding.hint == f"type {note.task}"
