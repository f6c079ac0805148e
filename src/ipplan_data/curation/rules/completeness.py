"""IPP3xx: completeness and order of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ipplan_data.curation.findings import Finding, shown
from ipplan_data.curation.model import Plan, Record, Section, Task
from ipplan_data.curation.model.package import Measure
from ipplan_data.curation.model.plan import MEASURES
from ipplan_data.curation.rules.registry import Stage, problem, repeated, rule, wrong
from ipplan_data.curation.source.numerals import roman

_TASKS, _SECTIONS = "records/tasks/II.yaml", "records/sections.yaml"
_AGENCIES, _FOOTNOTES = "records/agencies.yaml", "records/footnotes.yaml"
_EXPECTATIONS = "records/expectations.yaml"
_CLEAN = "- id: I.i\n  title: Clean water\n  first_task: 1\n  last_task: 2\n"
_SAFE = "- id: I.ii\n  title: Safe crossings\n  first_task: 3\n  last_task: 3\n"
_NOTE = "- number: 1\n  task: 3\n"
_WEIR = "  terms:\n    - {term: Weir, term_zh: 堰}\n  explanation: A low dam.\n  kind: unlabelled\n"


def _missing(near: Record, label: str, message: str, hint: str = "", *, expected: str) -> Finding:
    """Return a finding about something that isn't there, at what comes before it."""
    return Finding("", near.place(), message, label, hint, expected=expected)


def _leaves(plan: Plan) -> list[Section]:
    """Return the headings directly above tasks, in order."""
    parents = {section.parent for section in plan.sections}
    return [section for section in plan.sections if section.id not in parents]


def _strays(plan: Plan) -> dict[int, Section]:
    """Return the indexes of tasks outside their section, each with the section it belongs to.

    Nobody can tell while the headings themselves are wrong.
    """
    if any(headings_run(plan)) or any(sections_tile(plan)):
        return {}
    homes = {
        number: leaf
        for leaf in _leaves(plan)
        for number in range(leaf.first_task, leaf.last_task + 1)
    }
    return {
        index: homes[task.number]
        for index, task in enumerate(plan.tasks)
        if task.number in homes and task.section != homes[task.number].id
    }


@rule("IPP301", ("records/tasks/I.i.yaml", "number: 2", "number: 1"))
def numbers_run(plan: Plan) -> Iterator[Finding]:
    """Task numbers are consecutive, in order and unique.

    The number is the task's name: a missing or duplicate task number means missing or duplicate
    data. Fix: Bring the missing task back, or correct the number.
    """
    last = plan.count(Measure.TASKS)
    strays = _strays(plan)
    seen: set[int] = set()
    in_place: list[Task] = []
    # If two tasks share a number, the misplaced one is the duplicate; IPP304 reports other strays.
    for index in sorted(range(len(plan.tasks)), key=lambda index: index in strays):
        task = plan.tasks[index]
        if task.number in seen:
            hint = "delete the task, or renumber it"
            yield problem(task, "number", "duplicate task number", hint)
        elif task.number > last:
            yield wrong(task, "number", f"expected 1 to {last}", expected=f"1 to {last}")
        elif index not in strays:
            in_place.append(task)
        seen.add(task.number)
    yield from _out_of_order(in_place)
    for number in sorted(set(range(1, last + 1)) - seen):
        before = [task for task in plan.tasks if task.number < number]
        near = max(before, key=lambda task: task.number) if before else plan.document
        label, hint = f"{Task.noun} {number}", f"expected 1 to {last}"
        yield _missing(near, label, "the task is missing", hint, expected=str(number))


def _out_of_order(tasks: list[Task]) -> Iterator[Finding]:
    """Report the fewest tasks without which all other numbers ascend."""
    rising: list[list[int]] = []
    for index, task in enumerate(tasks):
        before = [one for one in rising if tasks[one[-1]].number < task.number]
        rising.append([*max(before, key=len, default=[]), index])
    kept = {*max(rising, key=len, default=[])}
    for index, task in enumerate(tasks):
        if index not in kept:
            highest = max((one.number for one in tasks[:index]), default=0)
            lowest = min((one.number for one in tasks[index + 1 :]), default=0)
            where = f"after task {highest}" if highest > task.number else f"before task {lowest}"
            hint = "move it to its place by number"
            yield problem(task, "number", f"the task is {where}", hint)


@rule("IPP302", (_SECTIONS, _CLEAN + _SAFE, _SAFE + _CLEAN))
def headings_run(plan: Plan) -> Iterator[Finding]:
    """Parts and sections are in the order of their numerals.

    The order of the headings is the order of the plan. Fix: Put the headings in order, each
    part before its sections.
    """
    part = section = 0
    for heading in plan.sections:
        next_part = roman(part + 1).upper()
        next_section = f"{roman(part).upper()}.{roman(section + 1)}" if part else ""
        if heading.id not in (next_part, next_section):
            valid = [*filter(None, (next_section, next_part))]
            message = f"found {shown(heading.id)}, expected {' or '.join(valid)}"
            yield problem(heading, "id", message, expected=" ".join(valid))
            return
        part, section = (part + 1, 0) if heading.id == next_part else (part, section + 1)


@rule("IPP303", (_SECTIONS, "title: Rivers\n  first_task: 1", "title: Rivers\n  first_task: 2"))
def sections_tile(plan: Plan) -> Iterator[Finding]:
    """Every task is in the range of exactly one section.

    A task in two ranges is counted twice, and a task in none is lost. Fix: Correct the first or
    last task of the section.
    """
    if any(headings_run(plan)):
        return
    start, leaves, last = 1, _leaves(plan), plan.count(Measure.TASKS)
    for leaf in leaves:
        if leaf.last_task < leaf.first_task:
            message = f"ends with task {leaf.last_task}, before it begins"
            yield problem(leaf, "last_task", message, expected=f"at least {leaf.first_task}")
            return
        if leaf.first_task != start:
            message = f"begins with task {leaf.first_task}, expected {start}"
            yield problem(leaf, "first_task", message, expected=str(start))
            return
        start = leaf.last_task + 1
    if leaves and start != last + 1:
        message = f"ends with task {start - 1}, expected the last, {last}"
        yield problem(leaves[-1], "last_task", message, expected=str(last))
    for part in plan.sections:
        inner = [section for section in plan.sections if section.parent == part.id]
        for field, child in (("first_task", inner[:1]), ("last_task", inner[-1:])):
            if child and getattr(child[0], field) != getattr(part, field):
                expected, hint = str(getattr(child[0], field)), f"see section {child[0].id}"
                yield wrong(part, field, f"expected {expected}", hint, expected=expected)


@rule(
    "IPP304",
    (
        _SECTIONS,
        "last_task: 2\n- id: I.ii\n  title: Safe crossings\n  first_task: 3\n",
        "last_task: 1\n- id: I.ii\n  title: Safe crossings\n  first_task: 2\n",
    ),
)
def tasks_are_in_place(plan: Plan) -> Iterator[Finding]:
    """Every task is under the heading whose range has its number.

    The section of a task is read from the name of its file. Fix: Move the task to the file of
    its section.
    """
    known = {section.id: section for section in plan.sections}
    often = Counter(task.number for task in plan.tasks)
    for index, home in _strays(plan).items():
        task = plan.tasks[index]
        # IPP301 reports duplicate numbers.
        if (section := known.get(task.section)) and often[task.number] == 1:
            message = f"the task is in section {section.id}, which "
            first, last = section.first_task, section.last_task
            parent = any(one.parent == section.id for one in plan.sections)
            message += "has sections of its own" if parent else f"has tasks {first} to {last}"
            hint = f"move it to records/tasks/{home.id}.yaml"
            yield problem(task, "number", message, hint, found=section.id, expected=home.id)


@rule("IPP305", (_TASKS, "agencies: [tolls]", "agencies: [tolls, tolls]"))
def agencies_are_listed_once(plan: Plan) -> Iterator[Finding]:
    """No task lists an agency twice.

    An agency can't both lead and take part in a task. Fix: Delete the second one.
    """
    for task in plan.tasks:
        for index, _ in repeated((key, index) for index, key in enumerate(task.agencies)):
            message = f"{shown(task.agencies[index])} is listed twice"
            yield problem(task, ("agencies", index), message)


@rule("IPP306", (_AGENCIES, "addressee_position: 3", "addressee_position: 2"))
def addressees_run(plan: Plan) -> Iterator[Finding]:
    """Addressees are numbered consecutively, each once.

    The position of an addressee is its rank in the protocol order of the notice. Fix: Correct
    the position.
    """
    last = plan.count(Measure.ADDRESSEES)
    often = Counter(one.addressee_position for one in plan.agencies if one.addressee_position)
    for agency in plan.agencies:
        position = agency.addressee_position or 0
        if often[position] > 1:
            message = f"{often[position]} agencies have the position {position}"
            yield problem(agency, "addressee_position", message)
        elif position > last:
            why = f"expected 1 to {last}"
            yield wrong(agency, "addressee_position", why, expected=why.removeprefix("expected "))
    near = plan.agencies[0] if plan.agencies else plan.document
    for position in sorted(set(range(1, last + 1)) - set(often)):
        message, label = "no agency has this position", f"addressee {position}"
        yield _missing(near, label, message, expected=str(position))


@rule(
    "IPP307",
    (_EXPECTATIONS, "responsibilities, expected: 6", "responsibilities, expected: 7"),
    stage=Stage.LAST,
)
def counts_are_met(plan: Plan) -> Iterator[Finding]:
    """Totals are those of the document.

    If an agency drops out of a task, everything may look fine but the total. Fix: Bring back
    what is missing; change the expectation only if the document says so.
    """
    for one in plan.expectations:
        found = MEASURES[one.measure](plan)
        if found != one.expected:
            message = f"counted {found} {one.measure.meaning}, expected {one.expected} "
            message += f"({one.reason.removesuffix('.')})"
            expected = str(one.expected)
            yield problem(one, "expected", message, found=str(found), expected=expected)


@rule("IPP308", (_EXPECTATIONS, "- {measure: parts, expected: 2, reason: Two numerals.}\n", ""))
def counts_are_expected(plan: Plan) -> Iterator[Finding]:
    """Every total has an expectation.

    Without an expectation, a check is missing. Fix: Add the expectation with its reason.
    """
    near = plan.expectations[0] if plan.expectations else plan.document
    for measure in Measure:
        if measure not in plan.expected:
            message = f"nothing says how many {measure.meaning} to expect"
            yield _missing(near, "", message, expected=measure.value)


@rule("IPP309", (_FOOTNOTES, _NOTE, f"{_NOTE}{_WEIR}{_NOTE}"))
def footnotes_run(plan: Plan) -> Iterator[Finding]:
    """Footnotes are numbered consecutively, in the order of their markers.

    The number of a footnote is its place in the document. Fix: Correct the number.
    """
    for index, note in enumerate(plan.footnotes, start=1):
        if note.number != index:
            yield wrong(note, "number", f"expected {index}", expected=str(index))
    # IPP209 reports footnotes without a marker in their task.
    marked = {(task.number, number) for task in plan.tasks for number in task.footnotes}
    agreed = [note for note in plan.footnotes if (note.task, note.number) in marked]
    for before, after in pairwise(agreed):
        if after.task < before.task:
            why = f"before that of {before.label}"
            yield wrong(after, "task", why, expected=f"at least {before.task}")


@rule("IPP310", (_AGENCIES, "successor_from: 1910-07", "successor_from: 1900-07"))
def successors_come_after(plan: Plan) -> Iterator[Finding]:
    """Every successor took over after the notice.

    What changed before the notice belongs to the history of the agency. Fix: Correct the date,
    or describe the change in the note.
    """
    notice = plan.document.notice_date
    for agency in plan.agencies:
        since = agency.successor_from
        if since and since < notice[: len(since)]:
            why, expected = f"before the notice of {notice}", f"{notice} or later"
            yield wrong(agency, "successor_from", why, expected=expected)
