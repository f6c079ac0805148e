"""IPP31x: codes are given by two who don't know of each other, and settled where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ipplan_data.curation.model import Codes, Plan, Record, Task
from ipplan_data.curation.model.coding import Round, Variable
from ipplan_data.curation.model.expectation import Measure
from ipplan_data.curation.reliability import coded
from ipplan_data.curation.rules.registry import Example, Problem, Runs, rule

_FEWEST = 2
_DECIDED = "    - {variable: ip_rights, reason: The toll is named as a sign on the gate.}\n"
_TASKS, _CODERS = "records/tasks/II.yaml", "records/coders.yaml"


@rule(
    "IPP311",
    "No code is given twice, and no variable is decided twice",
    why="A value applies or it doesn't; two reasons for one decision may contradict each other.",
    fix="Delete the second one.",
    examples=(
        Example(_TASKS, "activity: [culture_and_publicity]", "activity: [customs, customs]"),
        Example(_CODERS, "ip_rights: [general, trademark]", "ip_rights: [general, general]"),
        Example(_TASKS, _DECIDED, _DECIDED * 2),
    ),
)
def codes_stand_once(plan: Plan) -> Iterator[Problem]:
    """Find codes that stand again in a list, and decisions on a variable that has one."""
    for record, holder, steps in _holders(plan):
        for variable in Variable:
            for index, value in _again(getattr(holder, variable)):
                place = record.place(*steps, variable, index)
                yield Problem(place, f"'{value}' is given a second time", record.label, found=value)
    for task in plan.tasks:
        for index, value in _again([one.variable for one in task.decisions]):
            place = task.place("decisions", index, "variable")
            yield Problem(place, f"'{value}' is decided a second time", task.label, found=value)


def _holders(plan: Plan) -> Iterator[tuple[Record, Task | Codes, tuple[str | int, ...]]]:
    """Give all that has codes: the record that it stands in, and the steps to it from there."""
    for task in plan.tasks:
        yield task, task, ()
    for coder in plan.coders:
        for index, codes in enumerate(coder.codes):
            yield coder, codes, ("codes", index)


def _again(values: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Give each value that stood before, with its place."""
    for index, value in enumerate(values):
        if value in values[:index]:
            yield index, str(value)


@rule(
    "IPP312",
    "Two coders or more code every task of a round, each once",
    why="Alpha compares what several say of the same tasks; one that is left out or coded twice "
    "can't be compared.",
    fix="Bring back what the coder gave to the task, or delete what stands a second time.",
    examples=(
        Example(
            _CODERS,
            "    - {task: 4, ip_rights: [trademark], activity: [culture_and_publicity]}\n",
            "",
        ),
        Example(_CODERS, "- id: b\n  round: pilot", "- id: b\n  round: full"),
        Example(_CODERS, "{task: 4, ip_rights: [trademark]", "{task: 3, ip_rights: [trademark]"),
    ),
)
def rounds_are_whole(plan: Plan) -> Iterator[Problem]:
    """Find rounds with one coder or none, and tasks that a coder left out or coded twice."""
    for stage in Round:
        coders = [coder for coder in plan.coders if coder.round is stage]
        if len(coders) < _FEWEST and (coders or stage is Round.FULL):
            message = f"the round '{stage}' has {len(coders)} coders, expected two or more"
            place = coders[0].place("round") if coders else plan.package.place()
            yield Problem(place, message, hint=f"they stand in {_CODERS}", found=str(len(coders)))
        everywhere = {codes.task for coder in coders for codes in coder.codes}
        if stage is Round.FULL:
            everywhere = {*range(1, plan.count(Measure.TASKS) + 1)}
        for coder in coders:
            given = Counter(codes.task for codes in coder.codes)
            for index, codes in enumerate(coder.codes):
                if codes.task in [one.task for one in coder.codes[:index]]:
                    place = coder.place("codes", index, "task")
                    message = f"task {codes.task} is coded a second time"
                    yield Problem(place, message, coder.label, found=str(codes.task))
            for number in sorted(everywhere - given.keys()):
                message = f"task {number} is not coded, but belongs to the round"
                yield Problem(coder.place("codes"), message, coder.label, expected=str(number))


@rule(
    "IPP313",
    "A task has the codes that its coders agree on, or a decision says why not",
    why="Codes are our judgement: they can be trusted where two judged alike who didn't know of "
    "each other, and where the reason stands beside them.",
    fix="Give the task the codes on which the coders of the full round agree, or add a decision "
    "with the variable and the reason; delete a decision where there is nothing to decide.",
    examples=(
        Example(_TASKS, "activity: [culture_and_publicity]", "activity: [customs]"),
        Example(_TASKS, f"  decisions:\n{_DECIDED}", ""),
        Example(
            "records/tasks/I.i.yaml",
            "  activity: [administrative_enforcement]\n",
            "  activity: [administrative_enforcement]\n  decisions:\n"
            "    - {variable: activity, reason: Nothing else is ordered.}\n",
        ),
    ),
    runs=Runs.LAST,
)
def codes_are_agreed(plan: Plan) -> Iterator[Problem]:
    """Find codes that not all coders gave and nobody decided, and decisions about nothing."""
    said: dict[int, dict[str, Codes]] = {}
    for coder in plan.coders:
        for codes in coder.codes if coder.round is Round.FULL else ():
            said.setdefault(codes.task, {})[coder.id] = codes
    for task in plan.tasks:
        decided = {one.variable: index for index, one in enumerate(task.decisions)}
        for variable in Variable:
            given = {coder: coded(codes, variable) for coder, codes in said[task.number].items()}
            agreed = {*given.values()} == {coded(task, variable)}
            if agreed and variable in decided:
                place = task.place("decisions", decided[variable], "variable")
                message = f"all coders gave '{variable}' as it is, so that nothing is to decide"
                hint = "delete the decision"
                yield Problem(place, message, task.label, hint, found=variable.value)
            elif not agreed and variable not in decided:
                yield _undecided(task, variable, given)


def _undecided(task: Task, variable: Variable, given: Mapping[str, tuple[str, ...]]) -> Problem:
    found = ", ".join(coded(task, variable))
    told = "; ".join(f"{coder}: {', '.join(values)}" for coder, values in given.items())
    message = f"'{variable}' is {found}, but coders gave {told}, and no decision says why"
    alike = len({*given.values()}) == 1
    expected = ", ".join(next(iter(given.values()))) if alike else "a decision"
    hint = "follow them, or say why" if alike else "say why"
    hint += f": decisions: - {{variable: {variable}, reason: …}}"
    return Problem(task.place(variable), message, task.label, hint, found, expected)
