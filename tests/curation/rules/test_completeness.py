"""Laws of completeness: for any plan, what is lost, doubled or moved is found."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ipplan_data.curation.findings import Finding, Place
from ipplan_data.curation.model import Plan
from ipplan_data.curation.records import Loaded
from ipplan_data.curation.records.syntax import Node
from ipplan_data.curation.rules import run
from strategies import changed, expecting, plans


def found(plan: Plan) -> list[Finding]:
    return run(Loaded(plan, (), ()), None)


def codes(plan: Plan) -> set[str]:
    return {finding.code for finding in found(plan)}


def messages(plan: Plan, code: str) -> list[str]:
    return [finding.message for finding in found(plan) if finding.code == code]


@given(plans())
def test_a_sound_plan_has_no_findings(plan: Plan) -> None:
    assert codes(plan) == set()


@given(plans(), st.data())
def test_a_dropped_task_is_found(plan: Plan, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(plan.tasks) - 1))
    rest = plan.tasks[:index] + plan.tasks[index + 1 :]
    told = [f for f in found(changed(plan, tasks=rest)) if f.code == "IPP301"]
    assert [(f.record, f.message) for f in told] == [(f"task {index + 1}", "the task is missing")]


@given(plans(), st.data())
def test_a_doubled_task_is_found(plan: Plan, data: st.DataObject) -> None:
    task = data.draw(st.sampled_from(plan.tasks))
    place = data.draw(st.integers(0, len(plan.tasks)))
    more = (*plan.tasks[:place], task, *plan.tasks[place:])
    told = messages(changed(plan, tasks=more), "IPP301")
    assert "the number stands a second time" in told


@given(plans(), st.data())
def test_a_renumbered_task_is_found(plan: Plan, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(plan.tasks) - 1))
    task = plan.tasks[index]
    number = data.draw(st.integers(1, 100).filter(lambda number: number != task.number))
    other = task.model_copy(update={"number": number})
    tasks = (*plan.tasks[:index], other, *plan.tasks[index + 1 :])
    told = {(finding.record, finding.message) for finding in found(changed(plan, tasks=tasks))}
    assert (f"task {task.number}", "the task is missing") in told
    last = len(plan.tasks)
    beyond = (f"task {number}", f"the number is beyond the last, {last}")
    again = (f"task {number}", "the number stands a second time")
    assert (beyond in told, again in told) == (number > last, number <= last)


@given(plans().filter(lambda plan: len(plan.tasks) > 1), st.randoms())
def test_shuffled_tasks_are_found(plan: Plan, random: st.DataObject) -> None:
    tasks = list(plan.tasks)
    random.shuffle(tasks)  # type: ignore[attr-defined]
    told = found(changed(plan, tasks=tuple(tasks)))
    assert {finding.code for finding in told} <= {"IPP301"}
    misplaced = {finding.record for finding in told}
    assert len(misplaced) == len(told)
    rest = [task.number for task in tasks if task.label not in misplaced]
    assert rest == sorted(rest)
    numbers = [task.number for task in tasks]
    assert not any([*some] == sorted(some) for some in combinations(numbers, len(rest) + 1))


@given(plans().filter(lambda plan: len(plan.tasks) > 2), st.data())
def test_a_task_that_was_moved_is_told_alone(plan: Plan, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(plan.tasks) - 1))
    end = data.draw(st.integers(0, len(plan.tasks) - 1).filter(lambda end: abs(end - start) > 1))
    tasks = [*plan.tasks]
    task = tasks.pop(start)
    tasks.insert(end, task)
    (finding,) = found(changed(plan, tasks=tuple(tasks)))
    assert (finding.code, finding.record) == ("IPP301", task.label)
    words = (
        f"behind task {tasks[end - 1].number}"
        if end > start
        else f"before task {tasks[end + 1].number}"
    )
    assert finding.message == f"the task stands {words}"


@given(plans(), st.data())
def test_a_moved_border_between_sections_is_found(plan: Plan, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(plan.sections) - 1))
    field = data.draw(st.sampled_from(["first_task", "last_task"]))
    section = plan.sections[index]
    moved = section.model_copy(update={field: getattr(section, field) + 1})
    sections = (*plan.sections[:index], moved, *plan.sections[index + 1 :])
    assert codes(changed(plan, sections=sections)) & {"IPP303", "IPP304"}


@given(plans(), st.data())
def test_a_body_dropped_from_a_task_is_found_by_the_sum(plan: Plan, data: st.DataObject) -> None:
    shared = [i for i, task in enumerate(plan.tasks) if len(task.agencies) > 1]
    if not shared:
        return
    index = data.draw(st.sampled_from(shared))
    task = plan.tasks[index]
    fewer = task.model_copy(update={"agencies": task.agencies[:-1]})
    tasks = (*plan.tasks[:index], fewer, *plan.tasks[index + 1 :])
    assert codes(changed(plan, tasks=tasks)) == {"IPP307"}


@given(plans(), st.data())
def test_a_task_under_a_part_that_has_sections_is_found(plan: Plan, data: st.DataObject) -> None:
    parts = {section.parent for section in plan.sections if section.parent}
    inside = [i for i, t in enumerate(plan.tasks) if t.section.partition(".")[0] in parts]
    if not inside:
        return
    index = data.draw(st.sampled_from(inside))
    task = plan.tasks[index]
    part = task.section.partition(".")[0]
    moved = task.model_copy(update={"section": part})
    tasks = (*plan.tasks[:index], moved, *plan.tasks[index + 1 :])
    assert codes(changed(plan, tasks=tasks)) == {"IPP304"}


@given(plans(), st.data())
def test_an_addressee_lost_or_doubled_is_found(plan: Plan, data: st.DataObject) -> None:
    addressed = [i for i, body in enumerate(plan.agencies) if body.addressee_position]
    index = data.draw(st.sampled_from(addressed))
    others = [number for number in range(1, len(addressed) + 2) if number != index + 1]
    position = data.draw(st.sampled_from([None, *others]))
    other = plan.agencies[index].model_copy(update={"addressee_position": position})
    agencies = (*plan.agencies[:index], other, *plan.agencies[index + 1 :])
    told = {
        (finding.record, finding.message)
        for finding in found(changed(plan, agencies=agencies))
        if finding.code == "IPP306"
    }
    last = len(addressed)
    expected = {(f"addressee {index + 1}", "no body has this place among the addressees")}
    if position and position > last:
        expected.add((other.label, f"the position {position} is beyond {last}"))
    elif position:
        both = (other, plan.agencies[addressed[position - 1]])
        expected |= {(body.label, f"the position {position} is given 2 times") for body in both}
    assert told == expected


@given(plans().filter(lambda plan: len(plan.footnotes) > 1))
def test_footnotes_in_another_order_than_their_markers_are_found(plan: Plan) -> None:
    first, *_, last = plan.footnotes
    moved = first.model_copy(update={"task": last.task})
    swapped = changed(plan, footnotes=(moved, *plan.footnotes[1:]))
    assert messages(swapped, "IPP309") == []
    marked = tuple(
        task.model_copy(update={"footnotes": tuple(sorted({*task.footnotes, 1}))})
        if task.number == last.task
        else task
        for task in plan.tasks
    )
    told = messages(changed(swapped, tasks=marked), "IPP309")
    assert bool(told) == (plan.footnotes[1].task < last.task)


@given(plans().filter(lambda plan: len(leaves(plan)) > 1), st.data())
def test_a_task_moved_to_the_file_of_another_section_is_found_once(
    plan: Plan, data: st.DataObject
) -> None:
    task = data.draw(st.sampled_from(plan.tasks))
    other = data.draw(st.sampled_from([leaf for leaf in leaves(plan) if leaf != task.section]))
    files = {leaf: [one for one in plan.tasks if one.section == leaf] for leaf in leaves(plan)}
    files[task.section].remove(task)
    place = data.draw(st.integers(0, len(files[other])))
    files[other].insert(place, task.model_copy(update={"section": other}))
    tasks = tuple(one for file in files.values() for one in file)
    (finding,) = found(changed(plan, tasks=tasks))
    assert (finding.code, finding.record) == ("IPP304", task.label)
    assert finding.hint == f"move it to records/tasks/{task.section}.yaml"


@given(plans().filter(lambda plan: len(leaves(plan)) > 1), st.data())
def test_of_a_task_in_two_files_the_one_in_the_wrong_section_is_the_second(
    plan: Plan, data: st.DataObject
) -> None:
    task = data.draw(st.sampled_from(plan.tasks))
    other = data.draw(st.sampled_from([leaf for leaf in leaves(plan) if leaf != task.section]))
    again = task.model_copy(update={"section": other}).placed(Node(Place("again")))
    tasks = sorted((*plan.tasks, again), key=lambda one: leaves(plan).index(one.section))
    told = found(changed(plan, tasks=tuple(tasks)))
    assert [(one.code, one.place.path) for one in told] == [("IPP301", "again")]


def leaves(plan: Plan) -> list[str]:
    """Give the ids of the headings that tasks stand under, in order."""
    parents = {section.parent for section in plan.sections}
    return [section.id for section in plan.sections if section.id not in parents]


@given(plans())
def test_a_last_section_that_ends_too_early_or_late_is_found(plan: Plan) -> None:
    last = plan.sections[-1]
    longer = last.model_copy(update={"last_task": last.last_task + 1})
    told = messages(changed(plan, sections=(*plan.sections[:-1], longer)), "IPP303")
    assert f"ends with task {last.last_task + 1}, expected the last, {last.last_task}" in told


@given(plans(), plans())
def test_counts_that_differ_from_what_is_expected_are_found(plan: Plan, other: Plan) -> None:
    told = expecting(plan, like=other)
    same = told.expectations == plan.expectations
    assert (codes(told) == set()) == same
