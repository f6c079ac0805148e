"""Agreement between coders: Krippendorff's alpha of each round of coding, with its interval.

Alpha is computed by the krippendorff package. Intervals are the middle 95 % of a bootstrap that
draws units, as A. Zapf and others recommend (*Measuring inter-rater reliability for nominal data*,
BMC Medical Research Methodology 16, 2016).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from ipplan_data.curation.model import Codes, Plan, Task
from ipplan_data.curation.model.coding import Category, Round, Variable

DRAWS, SEED = 1000, 2020
_SURE = 0.95


class Interval(NamedTuple):
    """The values between which alpha is in 95 of 100 draws."""

    low: float
    high: float


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
    """Agreement of the coders of a round on a variable, or on one value of it.

    ``variable`` is a column of ``tasks``, ``value`` is ``None`` for primary values, which are
    compared as such. ``agreed`` counts the tasks on which all gave the same.
    """

    variable: str
    value: str | None
    coders: int
    tasks: int
    agreed: int
    alpha: float | None
    interval: Interval | None


def coded(record: Task | Codes, variable: Variable) -> tuple[Category, ...]:
    """List the codes of a variable, the primary first, the others in the codebook's order."""
    given: tuple[Category, ...] = getattr(record, variable)
    order = [*type(given[0])]
    return (given[0], *sorted(given[1:], key=order.index))


def codes(plan: Plan) -> Iterator[Code]:
    """List every value of every task."""
    for task in plan.tasks:
        for variable in Variable:
            for position, value in enumerate(coded(task, variable), start=1):
                yield Code(task, variable, position, value)


def ratings(plan: Plan) -> Iterator[Rating]:
    """List every rating of every coder."""
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
    """Measure the agreement of a round on the primary value of each variable.

    Every coder of the round coded every task of it.
    """
    said = _said(given, stage)
    return [
        _agreement(primary(variable), None, [*map(_one, said[primary(variable)].values())])
        for variable in Variable
        if primary(variable) in said
    ]


def agreements(given: Iterable[Rating], stage: str = Round.FULL) -> list[Agreement]:
    """Measure the agreement on primary values, and on each value among all that apply."""
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
    """Collect the values of a round by column, task and coder."""
    said: _Said = {}
    for rating in given:
        if rating.round == stage:
            tasks = said.setdefault(rating.variable, {})
            tasks.setdefault(rating.task, {}).setdefault(rating.coder, set()).add(rating.value)
    return said


def _one(by: Mapping[str, set[str]]) -> list[str]:
    """List the one value of each coder."""
    return [value for values in by.values() for value in values]


def _agreement(variable: str, value: str | None, units: Sequence[Sequence[object]]) -> Agreement:
    coders = len(units[0])
    agreed = sum(len({*unit}) == 1 for unit in units)
    sure = interval(units, DRAWS, SEED) if coders > 1 else None
    return Agreement(variable, value, coders, len(units), agreed, alpha(units), sure)


def _numbered(units: Sequence[Sequence[object]]) -> tuple[list[list[int]], int]:
    """Replace values by numbers, and count the values."""
    numbers: dict[object, int] = {}
    rows = [[numbers.setdefault(value, len(numbers)) for value in unit] for unit in units]
    return rows, len(numbers)


def alpha(units: Sequence[Sequence[object]]) -> float | None:
    """Compute nominal alpha: 1 for full agreement, 0 for agreement by chance.

    A unit has one value of each coder. ``None`` if all values are the same or there is one coder:
    then nobody can tell what chance would do.

    >>> alpha(["aa", "ab", "bb"])
    0.4444444444444444
    """
    import krippendorff  # noqa: PLC0415 - importing numpy takes as long as all rules

    rows, values = _numbered(units)
    if values < 2 or len(units[0]) < 2:  # noqa: PLR2004 - see above
        return None
    coders = [*zip(*rows, strict=True)]
    return float(krippendorff.alpha(reliability_data=coders, level_of_measurement="nominal"))


def interval(units: Sequence[Sequence[object]], draws: int, seed: int) -> Interval | None:
    """Compute the middle 95 % of alpha over draws of as many units, with replacement.

    Draws in which all values are the same are left out; ``None`` if all are.
    """
    import numpy as np  # noqa: PLC0415 - see above

    rows, values = _numbered(units)
    counts = np.array([[row.count(value) for value in range(values)] for row in rows])
    size, count = len(rows[0]), len(rows[0]) * len(rows)
    apart = (size**2 - (counts**2).sum(axis=1)) / (size - 1)
    taken = _drawn(len(units), draws, seed)
    squares = ((taken @ counts) ** 2).sum(axis=1)
    known = squares != count**2
    expected = count**2 - squares[known]
    found = np.sort(1 - (count - 1) * (taken @ apart)[known] / expected)
    if not len(found):
        return None
    outside = round(len(found) * (1 - _SURE) / 2)
    return Interval(float(found[outside]), float(found[-1 - outside]))


@cache
def _drawn(units: int, draws: int, seed: int) -> Any:
    """Count how often each draw takes each unit: draws by units."""
    import numpy as np  # noqa: PLC0415 - see above

    chance = random.Random(seed)  # noqa: S311 - the same draws each time, not a secret
    times = [
        np.bincount(chance.choices(range(units), k=units), minlength=units) for _ in range(draws)
    ]
    return np.array(times)


def told(alpha: float | None) -> str:
    """Format alpha.

    >>> told(0.7428), told(None)
    ('0.743', 'undefined')
    """
    return "undefined" if alpha is None else f"{alpha:.3f}"


def spread(found: Agreement) -> str:
    """Format the interval, or nothing if there is none."""
    if found.interval is None:
        return ""
    low, high = found.interval
    return f"({low:.3f} to {high:.3f})"
