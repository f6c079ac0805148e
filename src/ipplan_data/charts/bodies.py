"""Pictures of bodies: how much each has to do, and who works with whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ipplan_data.charts.picture import Answer, Cell, Picture, called, counted, listed

if TYPE_CHECKING:
    from ipplan_data.plan.plan import Plan

_TOLD = 3
_OTHERS = ("alone", "with one other", "with two others", "with three or more")
_SHARES = ("leads alone", "leads jointly", "leads separately", "takes part")


def _led(plan: Plan) -> Answer:
    found: dict[str, Counter[int]] = {}
    for task in plan.tasks.values():
        others = min(len(task.participating_agencies), len(_OTHERS) - 1)
        found.setdefault(called(plan, task.lead_agency), Counter())[others] += 1
    rows: list[tuple[Cell, ...]] = [
        (lead, *(counts[others] for others in range(len(_OTHERS))))
        for lead, counts in sorted(found.items(), key=lambda one: (-one[1].total(), one[0]))
    ]
    most = [f"{lead} ({counted(found[str(lead)].total(), 'task')})" for lead, *_ in rows]
    words = f"Bars for {len(rows)} bodies that lead, each with four shares: {listed(_OTHERS)}. "
    words += f"The longest: {listed(most[:_TOLD])}." if most else ""
    return Answer(("lead", *_OTHERS), tuple(rows), words)


def _workload(plan: Plan) -> Answer:
    rows = []
    for body in plan.agencies.values():
        led = Counter(task.responsibility for task in body.leads)
        counts = (led["sole"], led["joint"], led["separate"], len(body.participates))
        if any(counts):
            rows.append((called(plan, body.id), *counts))
    rows.sort(key=lambda row: (-sum(row[1:4]), -row[4], row[0]))
    most = [f"{row[0]} ({counted(sum(row[1:4]), 'task')} led, {row[4]} joined)" for row in rows]
    words = f"Bars for {len(rows)} bodies, each with four shares: {listed(_SHARES)}. "
    words += f"The longest lead: {listed(most[:_TOLD])}." if most else ""
    return Answer(("body", *_SHARES), tuple(rows), words)


def _together(plan: Plan) -> Answer:
    found = Counter(
        (called(plan, task.lead_agency), called(plan, body))
        for task in plan.tasks.values()
        for body in task.participating_agencies
    )
    rows = tuple(
        (lead, other, count)
        for (lead, other), count in sorted(found.items(), key=lambda one: (-one[1], one[0]))
    )
    bodies = {body for lead, other, _ in rows for body in (lead, other)}
    most = [f"{lead} to {other} ({counted(count, 'task')})" for lead, other, count in rows]
    words = f"A network of {len(bodies)} bodies and {len(rows)} arrows, each from the body that "
    words += "leads to one that takes part, the wider the more tasks they share so. "
    words += f"The widest: {listed(most[:_TOLD])}." if most else ""
    return Answer(("lead", "participant", "tasks"), rows, words)


TASKS_BY_LEAD = Picture(
    "Who leads how many, and with how many others",
    "Counted are the tasks that a body leads, by how many bodies take part in them.",
    _led,
    "bars",
)
WORKLOAD = Picture(
    "Who has how much to do",
    "Counted are the tasks that a body leads, by how they are shared, and those it takes part in.",
    _workload,
    "bars",
)
COOPERATION = Picture(
    "Who works with whom",
    "An arrow leads from the body that leads to each that takes part; its width counts the tasks.",
    _together,
    "network",
)
