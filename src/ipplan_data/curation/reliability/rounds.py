"""The rounds of coding: what each coder said, and how far they agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ipplan_data.curation.model import Codes, Plan, Task
from ipplan_data.curation.model.category import Category
from ipplan_data.curation.model.coding import Round, Variable
from ipplan_data.curation.reliability.alpha import Interval, alpha, interval

DRAWS, SEED = 1000, 2020


class Code(NamedTuple):
    """A value that a task has; ``position`` is 1 for the primary one."""

    task: Task
    variable: Variable
    position: int
    item: Category


class Rating(NamedTuple):
    """One value that one coder gave to one task; of primary values there is one for each task."""

    variable: str
    round: str
    task: int
    coder: str
    value: str


class Agreement(NamedTuple):
    """How far the coders of a round agreed on a variable, or on one value of it.

    ``variable`` is a column of ``tasks``, ``value`` is ``None`` for primary values, which are
    compared as such. ``agreed`` counts the tasks on which all said the same.
    """

    variable: str
    value: str | None
    coders: int
    tasks: int
    agreed: int
    alpha: float | None
    interval: Interval | None


def coded(record: Task | Codes, variable: Variable) -> tuple[Category, ...]:
    """Give the codes of a variable, the primary first and the others in the codebook's order."""
    given: tuple[Category, ...] = getattr(record, variable)
    order = [*type(given[0])]
    return (given[0], *sorted(given[1:], key=order.index))


def codes(plan: Plan) -> Iterator[Code]:
    """Give every value of every task."""
    for task in plan.tasks:
        for variable in Variable:
            for position, value in enumerate(coded(task, variable), start=1):
                yield Code(task, variable, position, value)


def ratings(plan: Plan) -> Iterator[Rating]:
    """Give all that all coders said."""
    for coder in plan.coders:
        for given in coder.codes:
            for variable in Variable:
                first, *others = coded(given, variable)
                head = (coder.round, given.task, coder.id)
                yield Rating(primary(variable), *head, first)
                for value in (first, *others):
                    yield Rating(variable, *head, value)


def primary(variable: str) -> str:
    """Name the column of the primary value.

    >>> primary(Variable.ACTIVITY)
    'activity_primary'
    """
    return f"{variable}_primary"


def overall(given: Iterable[Rating], stage: str) -> list[Agreement]:
    """Tell how far the coders of a round agreed on the primary value of each variable.

    Every coder of the round is taken to have coded every task of it.
    """
    said = _said(given, stage)
    return [
        _agreement(primary(variable), None, [*map(_one, said[primary(variable)].values())])
        for variable in Variable
        if primary(variable) in said
    ]


def agreements(given: Iterable[Rating], stage: str = Round.FULL) -> list[Agreement]:
    """Tell how far they agreed on primary values, and on each value among all that apply."""
    ratings = [*given]
    said = _said(ratings, stage)
    found = overall(ratings, stage)
    for variable in Variable:
        tasks = said.get(variable, {}).values()
        for value in sorted({value for by in tasks for values in by.values() for value in values}):
            units = [[value in values for values in by.values()] for by in tasks]
            found.append(_agreement(variable, value, units))
    return found


_Said = dict[str, dict[int, dict[str, set[str]]]]


def _said(given: Iterable[Rating], stage: str) -> _Said:
    """Give the values of a round by column, task and coder."""
    said: _Said = {}
    for rating in given:
        if rating.round == stage:
            tasks = said.setdefault(rating.variable, {})
            tasks.setdefault(rating.task, {}).setdefault(rating.coder, set()).add(rating.value)
    return said


def _one(by: Mapping[str, set[str]]) -> list[str]:
    """Give the one value of each coder."""
    return [value for values in by.values() for value in values]


def _agreement(variable: str, value: str | None, units: Sequence[Sequence[object]]) -> Agreement:
    coders = len(units[0])
    agreed = sum(len({*unit}) == 1 for unit in units)
    sure = interval(units, DRAWS, SEED) if coders > 1 else None
    return Agreement(variable, value, coders, len(units), agreed, alpha(units), sure)


def told(alpha: float | None) -> str:
    """Give alpha as it is printed.

    >>> told(0.7428), told(None)
    ('0.743', 'undefined')
    """
    return "undefined" if alpha is None else f"{alpha:.3f}"


def spread(found: Agreement) -> str:
    """Give the interval as it is printed, or nothing where there is none."""
    if found.interval is None:
        return ""
    low, high = found.interval
    return f"({low:.3f} to {high:.3f})"
