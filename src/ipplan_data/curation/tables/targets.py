"""The table of numbers to reach and periods."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ipplan_data.curation.model import Plan, Target, Task
from ipplan_data.curation.model.types import Origin, Position, TaskRef
from ipplan_data.curation.tables.column import Column, declared, derived
from ipplan_data.curation.tables.table import Filled, Requirement, Table

SOURCE = Origin.SOURCE


class Aim(NamedTuple):
    """A target in its task; positions count from 1."""

    task: Task
    position: int
    target: Target


def aims(plan: Plan) -> Iterator[Aim]:
    """Give every target of every task."""
    for task in plan.tasks:
        for position, target in enumerate(task.targets, start=1):
            yield Aim(task, position, target)


def _of_target(field: str) -> Column:
    return declared(Target, field, value=lambda _, aim: getattr(aim.target, field))


TARGETS = Table(
    name="targets",
    title="Targets",
    description="Every number that tasks are to reach, and every period that they are given.",
    notes=(
        "A number counts where it says how many, how much or how long, and a year where it says "
        "when what is ordered is to happen. Numbers in names, titles and labels don't count."
    ),
    key=("task", "position"),
    inside="targets",
    subjects=aims,
    conditions=(
        Filled(("value", "period"), least=1),
        Requirement("comparator", "value"),
        Requirement("value", "unit"),
        Requirement("unit", "comparator"),
    ),
    columns=(
        derived("task", TaskRef, "Number of the task", SOURCE, lambda _, aim: aim.task.number),
        derived(
            "position",
            Position,
            "Place among the targets of the task in printed order",
            SOURCE,
            lambda _, aim: aim.position,
        ),
        *map(_of_target, ("measure", "comparator", "value", "unit", "period", "as_printed")),
    ),
)
