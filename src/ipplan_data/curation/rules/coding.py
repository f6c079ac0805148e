"""IPP31x: coders code independently, and a decision settles where they differ."""

from __future__ import annotations

from collections.abc import Iterator

from ipplan_data.curation.findings import Finding
from ipplan_data.curation.model import Codes, Plan
from ipplan_data.curation.model.coding import Round, Variable
from ipplan_data.curation.model.package import Measure
from ipplan_data.curation.reliability import coded
from ipplan_data.curation.rules.registry import Stage, problem, repeated, rule

_TASKS, _CODERS = "records/tasks/II.yaml", "records/coders.yaml"
_DECIDED = "    - {variable: ip_rights, reason: The toll is named as a sign on the gate.}\n"
_RIVERS = "  activity: [administrative_enforcement]\n"
_NEEDLESS = "  decisions:\n    - {variable: activity, reason: Nothing else is ordered.}\n"
_FOUR = "    - {task: 4, ip_rights: [trademark], activity: [culture_and_publicity]}\n"
_FEWEST = 2


@rule("IPP311", (_TASKS, "activity: [culture_and_publicity]", "activity: [customs, customs]"))
def codes_are_distinct(plan: Plan) -> Iterator[Finding]:
    """No code is repeated, and no variable is decided twice.

    A value applies or it doesn't; two reasons for one decision may contradict each other. Fix:
    Delete the second one.
    """
    lists = [(task, (name,), getattr(task, name)) for task in plan.tasks for name in Variable]
    coders = ((one, at, codes) for one in plan.coders for at, codes in enumerate(one.codes))
    found = [
        (coder, ("codes", at, name), getattr(codes, name))
        for coder, at, codes in coders
        for name in Variable
    ]
    for record, steps, values in (*lists, *found):
        for index, _ in repeated((value, index) for index, value in enumerate(values)):
            yield problem(record, (*steps, index), f"duplicate code '{values[index]}'")
    for task in plan.tasks:
        decided = ((one.variable, index) for index, one in enumerate(task.decisions))
        for index, _ in repeated(decided):
            message = f"'{task.decisions[index].variable}' is decided twice"
            yield problem(task, ("decisions", index, "variable"), message)


@rule("IPP312", (_CODERS, _FOUR, ""))
def rounds_are_whole(plan: Plan) -> Iterator[Finding]:
    """Two coders or more code every task of a round, each once.

    Alpha compares what several coders say about the same tasks. Fix: Bring back what the coder
    gave to the task, or delete the duplicate.
    """
    for stage in Round:
        coders = [coder for coder in plan.coders if coder.round is stage]
        number = len(coders)
        if number < _FEWEST and (coders or stage is Round.FULL):
            message = f"the round '{stage}' has {number} coders, expected two or more"
            place = coders[0].place("round") if coders else plan.package.place()
            yield Finding("", place, message, hint=f"they are in {_CODERS}", found=str(number))
        everywhere = {codes.task for coder in coders for codes in coder.codes}
        if stage is Round.FULL:
            everywhere = {*range(1, plan.count(Measure.TASKS) + 1)}
        for coder in coders:
            given = [codes.task for codes in coder.codes]
            for index, _ in repeated((task, index) for index, task in enumerate(given)):
                message = f"task {given[index]} is coded twice"
                yield problem(coder, ("codes", index, "task"), message)
            for task in sorted(everywhere - {*given}):
                message = f"task {task} is not coded, but belongs to the round"
                yield problem(coder, "codes", message, expected=str(task))


@rule(
    "IPP313", (_TASKS, "activity: [culture_and_publicity]", "activity: [customs]"), stage=Stage.LAST
)
def codes_are_agreed(plan: Plan) -> Iterator[Finding]:
    """Every task has the codes that its coders agree on, or a decision says why not.

    Codes are our judgment: they can be trusted where independent coders agree, or where the
    reason is given. Fix: Give the task the codes on which the coders of the full round agree,
    or add a decision with the variable and the reason; delete a decision if there is nothing to
    decide.
    """
    said: dict[int, dict[str, Codes]] = {}
    for coder in plan.coders:
        for codes in coder.codes if coder.round is Round.FULL else ():
            said.setdefault(codes.task, {})[coder.id] = codes
    for task in plan.tasks:
        decided = {one.variable: index for index, one in enumerate(task.decisions)}
        for variable in Variable:
            given = {coder: coded(codes, variable) for coder, codes in said[task.number].items()}
            own = coded(task, variable)
            if {*given.values()} == {own}:
                if variable in decided:
                    message = f"all coders gave '{variable}' as it is, so nothing is to decide"
                    steps = ("decisions", decided[variable], "variable")
                    yield problem(task, steps, message, "delete the decision")
            elif variable not in decided:
                agreed = len({*given.values()}) == 1
                by = "; ".join(f"{coder}: {', '.join(codes)}" for coder, codes in given.items())
                message = f"'{variable}' is {', '.join(own)}, but coders gave {by}"
                hint = f"{'use their codes, or ' if agreed else ''}say why: "
                hint += f"decisions: - {{variable: {variable}, reason: …}}"
                wanted = ", ".join(next(iter(given.values()))) if agreed else "a decision"
                found = ", ".join(own)
                yield problem(task, variable, message, hint, found=found, expected=wanted)
