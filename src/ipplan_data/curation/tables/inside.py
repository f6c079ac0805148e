"""What tables share whose rows are the items of one list of every task, in printed order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ipplan_data.curation.model import Plan, Task
from ipplan_data.curation.model.types import Origin, Position, TaskRef
from ipplan_data.curation.tables.column import Column, derived


class Placed(NamedTuple):
    """An item of a task; positions count from 1."""

    task: Task
    position: int
    item: Any


def items(field: str) -> Callable[[Plan], Iterator[Placed]]:
    """Give what walks over the items that every task has in a field."""

    def walk(plan: Plan) -> Iterator[Placed]:
        for task in plan.tasks:
            for position, item in enumerate(getattr(task, field), start=1):
                yield Placed(task, position, item)

    return walk


def placing(what: str) -> tuple[Column, Column]:
    """Make the key columns of such a table: the task, and the place in it."""
    return (
        derived(
            "task", TaskRef, "Number of the task", Origin.SOURCE, lambda _, one: one.task.number
        ),
        derived(
            "position",
            Position,
            f"Place among the {what} of the task in printed order",
            Origin.SOURCE,
            lambda _, one: one.position,
        ),
    )
