"""IPP3xx: completeness and order of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ipplan_data.curation.findings import shown
from ipplan_data.curation.model import Plan, Section, Task
from ipplan_data.curation.model.expectation import Measure
from ipplan_data.curation.model.plan import MEASURES
from ipplan_data.curation.rules.registry import Example, Problem, Runs, rule
from ipplan_data.curation.source.numerals import roman


def _leaves(plan: Plan) -> list[Section]:
    """Give the headings that tasks stand under directly, in order."""
    parents = {section.parent for section in plan.sections}
    return [section for section in plan.sections if section.id not in parents]


def _strays(plan: Plan) -> dict[int, Section]:
    """Give the places of tasks that stand outside their section, each with where it belongs.

    While the headings themselves are at fault nobody can tell.
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


@rule(
    "IPP301",
    "Tasks are numbered without gap, in order, each once",
    why="The number is the task's name: a task that is lost or doubled is lost or doubled data.",
    fix="Bring the missing task back, or correct the number.",
    examples=(Example("records/tasks/I.i.yaml", "number: 2", "number: 1"),),
)
def numbers_run(plan: Plan) -> Iterator[Problem]:
    """Find numbers that are missing, doubled, out of order or beyond the last.

    Where a task in a wrong section stands among the others is left to IPP304.
    """
    last = plan.count(Measure.TASKS)
    strays = _strays(plan)
    seen: set[int] = set()
    listed: list[Task] = []
    # Of two tasks of one number the one in the wrong section is the second.
    for index in sorted(range(len(plan.tasks)), key=lambda index: index in strays):
        task = plan.tasks[index]
        place = task.place("number")
        if task.number in seen:
            message, hint = "the number stands a second time", "delete the task, or renumber it"
            yield Problem(place, message, task.label, hint, found=str(task.number))
        elif task.number > last:
            message, found = f"the number is beyond the last, {last}", str(task.number)
            yield Problem(place, message, task.label, found=found, expected=f"1 to {last}")
        elif index not in strays:
            listed.append(task)
        seen.add(task.number)
    yield from _out_of_order(listed)
    for number in sorted(set(range(1, last + 1)) - seen):
        before = [task for task in plan.tasks if task.number < number]
        near = max(before, key=lambda task: task.number) if before else plan.document
        label, hint = f"{Task.noun} {number}", f"expected 1 to {last}"
        yield Problem(near.place(), "the task is missing", label, hint, expected=str(number))


def _out_of_order(tasks: list[Task]) -> Iterator[Problem]:
    """Tell of the fewest tasks without which the numbers of all others rise."""
    rising: list[list[int]] = []
    for index, task in enumerate(tasks):
        before = [one for one in rising if tasks[one[-1]].number < task.number]
        rising.append([*max(before, key=len, default=[]), index])
    kept = {*max(rising, key=len, default=[])}
    for index, task in enumerate(tasks):
        if index not in kept:
            highest = max((one.number for one in tasks[:index]), default=0)
            lowest = min((one.number for one in tasks[index + 1 :]), default=0)
            behind = highest > task.number
            message = f"the task stands {'behind' if behind else 'before'} task "
            message += str(highest if behind else lowest)
            place, hint = task.place("number"), "put it in its place by number"
            yield Problem(place, message, task.label, hint, found=str(task.number))


@rule(
    "IPP302",
    "Parts and sections follow one another by their numerals",
    why="The order of the headings is the order of the plan.",
    fix="Put the headings in order, each part before its sections.",
    examples=(
        Example(
            "records/sections.yaml",
            "- id: I.i\n  title: Clean water\n  first_task: 1\n  last_task: 2\n"
            "- id: I.ii\n  title: Safe crossings\n  first_task: 3\n  last_task: 3\n",
            "- id: I.ii\n  title: Safe crossings\n  first_task: 3\n  last_task: 3\n"
            "- id: I.i\n  title: Clean water\n  first_task: 1\n  last_task: 2\n",
        ),
    ),
)
def headings_run(plan: Plan) -> Iterator[Problem]:
    """Find headings that are not the next part or the next section of the part before."""
    part = section = 0
    for heading in plan.sections:
        next_part = roman(part + 1).upper()
        next_section = f"{roman(part).upper()}.{roman(section + 1)}" if part else ""
        if heading.id not in (next_part, next_section):
            valid = [*filter(None, (next_section, next_part))]
            message = f"found {shown(heading.id)}, expected {' or '.join(valid)}"
            place, found = heading.place("id"), heading.id
            yield Problem(place, message, heading.label, found=found, expected=" ".join(valid))
            return
        if heading.id == next_part:
            part, section = part + 1, 0
        else:
            section += 1


@rule(
    "IPP303",
    "Sections tile the tasks",
    why="A task under two headings, or under none, is counted twice or never.",
    fix="Correct the first or last task of the section.",
    examples=(
        Example(
            "records/sections.yaml",
            "id: I\n  title: Rivers\n  first_task: 1",
            "id: I\n  title: Rivers\n  first_task: 2",
        ),
        Example(
            "records/sections.yaml",
            "first_task: 4\n  last_task: 4\n",
            "first_task: 4\n  last_task: 3\n",
        ),
        Example(
            "records/sections.yaml",
            "first_task: 4\n  last_task: 4\n",
            "first_task: 3\n  last_task: 4\n",
        ),
    ),
)
def sections_tile(plan: Plan) -> Iterator[Problem]:
    """Find ranges that leave a gap, overlap, run backwards or don't add up to the part."""
    if any(headings_run(plan)):
        return
    last = plan.count(Measure.TASKS)
    leaves = _leaves(plan)
    start = 1
    for leaf in leaves:
        if leaf.last_task < leaf.first_task:
            message = f"ends with task {leaf.last_task}, before it begins"
            yield _range(leaf, "last_task", message, f"at least {leaf.first_task}")
            return
        if leaf.first_task != start:
            message = f"begins with task {leaf.first_task}, expected {start}"
            yield _range(leaf, "first_task", message, str(start))
            return
        start = leaf.last_task + 1
    if leaves and leaves[-1].last_task != last:
        message = f"ends with task {leaves[-1].last_task}, expected the last, {last}"
        yield _range(leaves[-1], "last_task", message, str(last))
    for part in plan.sections:
        inner = [section for section in plan.sections if section.parent == part.id]
        for field, child in (("first_task", inner[:1]), ("last_task", inner[-1:])):
            if child and getattr(child[0], field) != getattr(part, field):
                expected = getattr(child[0], field)
                message = f"'{field}' is {getattr(part, field)}, expected {expected}"
                hint = f"section {child[0].id} says so"
                yield _range(part, field, message, str(expected), hint)


def _range(section: Section, field: str, message: str, expected: str, hint: str = "") -> Problem:
    """Tell of the first or last task of a section."""
    found = str(getattr(section, field))
    return Problem(section.place(field), message, section.label, hint, found, expected)


@rule(
    "IPP304",
    "A task stands under the heading whose range it belongs to",
    why="The section of a task is read from the file that it stands in.",
    fix="Move the task to the file of its section.",
    examples=(
        Example(
            "records/sections.yaml",
            "last_task: 2\n- id: I.ii\n  title: Safe crossings\n  first_task: 3\n",
            "last_task: 1\n- id: I.ii\n  title: Safe crossings\n  first_task: 2\n",
        ),
    ),
)
def tasks_stand_in_place(plan: Plan) -> Iterator[Problem]:
    """Find tasks outside their section; doubled numbers are left to IPP301."""
    known = {section.id: section for section in plan.sections}
    parts = {section.parent for section in plan.sections}
    often = Counter(task.number for task in plan.tasks)
    for index, home in _strays(plan).items():
        task = plan.tasks[index]
        section = known.get(task.section)
        if often[task.number] > 1 or section is None:
            continue
        if section.id in parts:
            message = f"part {section.id} has sections, and the task stands under none"
        else:
            message = (
                f"stands in section {section.id}, "
                f"which has tasks {section.first_task} to {section.last_task}"
            )
        hint = f"move it to records/tasks/{home.id}.yaml"
        place = task.place("number")
        yield Problem(place, message, task.label, hint, found=section.id, expected=home.id)


@rule(
    "IPP305",
    "No body is named twice in a task",
    why="A body can't lead and take part in the same task.",
    fix="Delete the second mention.",
    examples=(Example("records/tasks/II.yaml", "agencies: [tolls]", "agencies: [tolls, tolls]"),),
)
def bodies_stand_once(plan: Plan) -> Iterator[Problem]:
    """Find bodies that a task names again."""
    for task in plan.tasks:
        seen: set[str] = set()
        for index, agency in enumerate(task.agencies):
            if agency in seen:
                message = f"{shown(agency)} is named a second time"
                yield Problem(task.place("agencies", index), message, task.label, found=agency)
            seen.add(agency)


@rule(
    "IPP306",
    "Addressees are numbered without gap, each once",
    why="The place among the addressees is the protocol order of the notice.",
    fix="Correct the position.",
    examples=(Example("records/agencies.yaml", "addressee_position: 3", "addressee_position: 2"),),
)
def addressees_run(plan: Plan) -> Iterator[Problem]:
    """Find positions that are missing, doubled or beyond the last."""
    addressees = [agency for agency in plan.agencies if agency.addressee_position]
    last = plan.count(Measure.ADDRESSEES)
    often = Counter(agency.addressee_position for agency in addressees)
    for agency in addressees:
        position = agency.addressee_position or 0
        place = agency.place("addressee_position")
        if often[position] > 1:
            message = f"the position {position} is given {often[position]} times"
            yield Problem(place, message, agency.label, found=str(position))
        elif position > last:
            message, found = f"the position {position} is beyond {last}", str(position)
            yield Problem(place, message, agency.label, found=found, expected=f"1 to {last}")
    for position in sorted(set(range(1, last + 1)) - set(often)):
        place = plan.agencies[0].place() if plan.agencies else plan.document.place()
        message = "no body has this place among the addressees"
        yield Problem(place, message, f"addressee {position}", expected=str(position))


@rule(
    "IPP307",
    "The whole comes to what the document comes to",
    why="A body that drops out of a task leaves everything else in good order but the sum.",
    fix="Bring back what is missing; change the expectation only if the document says so.",
    examples=(
        Example(
            "records/expectations.yaml",
            "measure: responsibilities, expected: 6",
            "measure: responsibilities, expected: 7",
        ),
    ),
    runs=Runs.LAST,
)
def counts_are_met(plan: Plan) -> Iterator[Problem]:
    """Compare each count with its expectation."""
    for expectation in plan.expectations:
        found = MEASURES[expectation.measure](plan)
        if found != expectation.expected:
            meaning = expectation.measure.meaning
            reason = expectation.reason.removesuffix(".")
            message = f"counted {found} {meaning}, expected {expectation.expected} ({reason})"
            place, expected = expectation.place("expected"), str(expectation.expected)
            yield Problem(place, message, expectation.label, found=str(found), expected=expected)


@rule(
    "IPP308",
    "Everything that can be counted has its expectation",
    why="A count without expectation is a check that was taken away.",
    fix="Add the expectation with its reason.",
    examples=(
        Example(
            "records/expectations.yaml",
            "- {measure: parts, expected: 2, reason: Two numerals.}\n",
            "",
        ),
    ),
)
def counts_are_expected(plan: Plan) -> Iterator[Problem]:
    """Find measures without an expectation."""
    for measure in Measure:
        if measure not in plan.expected:
            near = plan.expectations[0] if plan.expectations else plan.document
            message = f"nothing says how many {measure.meaning} to expect"
            yield Problem(near.place(), message, expected=measure.value)


@rule(
    "IPP309",
    "Footnotes are numbered without gap, in the order of their markers",
    why="The number of a footnote is its place in the document.",
    fix="Correct the number.",
    examples=(
        Example(
            "records/footnotes.yaml",
            "- number: 1\n  task: 3\n",
            "- number: 1\n  task: 3\n  terms:\n    - {term: Weir, term_zh: 堰}\n"
            "  explanation: A low dam.\n  kind: unlabelled\n- number: 1\n  task: 3\n",
        ),
    ),
)
def footnotes_run(plan: Plan) -> Iterator[Problem]:
    """Find footnotes whose number is not the next, or whose marker comes before the last one's.

    Footnotes whose task has no marker of theirs are left to IPP209.
    """
    for index, note in enumerate(plan.footnotes, start=1):
        if note.number != index:
            message = f"the number is {note.number}, expected {index}"
            place, found = note.place("number"), str(note.number)
            yield Problem(place, message, note.label, found=found, expected=str(index))
    marked = {(task.number, number) for task in plan.tasks for number in task.footnotes}
    agreed = [note for note in plan.footnotes if (note.task, note.number) in marked]
    for before, after in pairwise(agreed):
        if after.task < before.task:
            message = f"'task' is {after.task}, before that of {before.label}"
            place, found, expected = after.place("task"), str(after.task), f"at least {before.task}"
            yield Problem(place, message, after.label, found=found, expected=expected)


@rule(
    "IPP310",
    "A successor came after the notice",
    why="What had changed before 2020 is history of the body, and not its succession.",
    fix="Correct the date, or tell of the change in the note.",
    examples=(
        Example("records/agencies.yaml", "successor_from: 1910-07", "successor_from: 1900-07"),
    ),
)
def successors_come_after(plan: Plan) -> Iterator[Problem]:
    """Find dates of succession before the date of the notice."""
    notice = plan.document.notice_date
    for agency in plan.agencies:
        since = agency.successor_from
        if since and since < notice[: len(since)]:
            message = f"'successor_from' is {since}, before the notice of {notice}"
            place, expected = agency.place("successor_from"), f"{notice} or later"
            yield Problem(place, message, agency.label, found=since, expected=expected)
