"""Agreement between coders: Krippendorff's alpha of each round of coding, with its interval.

Alpha is computed by the krippendorff package. Intervals are the middle 95 % of a bootstrap that
draws units, as A. Zapf and others recommend (*Measuring inter-rater reliability for nominal data*,
BMC Medical Research Methodology 16, 2016).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from ipplan_data.curation.model import Codes, Plan, Task
from ipplan_data.curation.model.coding import Category, Round, Variable

DRAWS, SEED = 1000, 2020
_SURE = 0.95

Units = Sequence[Sequence[object]]  # the values of each coder, by task


class Rating(NamedTuple):
    """A value that a coder gave to a task; of primary values there is one for each task."""

    variable: str
    round: str
    task: int
    coder: str
    value: str


class Agreement(NamedTuple):
    """Agreement of the coders of a round on a variable, or on one value of it.

    ``variable`` is a column of ``tasks``, and ``value`` is ``None`` for its primary values.
    ``agreed`` counts the tasks to which all coders gave the same.
    """

    variable: str
    value: str | None
    coders: int
    tasks: int
    agreed: int
    alpha: float | None
    interval: tuple[float, float] | None


def coded(record: Task | Codes, variable: Variable) -> tuple[Category, ...]:
    """List the codes of a variable, the primary first, the others in the codebook's order."""
    given: tuple[Category, ...] = getattr(record, variable)
    order = [*type(given[0])]
    return (given[0], *sorted(given[1:], key=order.index))


def ratings(plan: Plan) -> Iterator[Rating]:
    """List every rating of every coder."""
    for coder in plan.coders:
        for given in coder.codes:
            for variable in Variable:
                values = coded(given, variable)
                head = (coder.round, given.task, coder.id)
                yield Rating(primary(variable), *head, values[0])
                yield from (Rating(variable, *head, value) for value in values)


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
    return _on_primary(_said(given, stage))


def _on_primary(said: dict[str, list[list[set[str]]]]) -> list[Agreement]:
    return [
        _agreement(name, None, [[value for values in unit for value in values] for unit in units])
        for name in map(primary, Variable)
        if (units := said.get(name))
    ]


def agreements(given: Iterable[Rating]) -> list[Agreement]:
    """Measure the agreement of the full round on primary values, and on each value of all."""
    said = _said(given, Round.FULL)
    return _on_primary(said) + [
        _agreement(name, value, [[value in values for values in unit] for unit in said[name]])
        for name in Variable
        if name in said
        for value in sorted({value for unit in said[name] for values in unit for value in values})
    ]


def _said(given: Iterable[Rating], stage: str) -> dict[str, list[list[set[str]]]]:
    """Collect the values of a round by column, task and coder."""
    said: dict[str, dict[int, dict[str, set[str]]]] = {}
    for rating in given:
        if rating.round == stage:
            tasks = said.setdefault(rating.variable, {})
            tasks.setdefault(rating.task, {}).setdefault(rating.coder, set()).add(rating.value)
    return {name: [[*by.values()] for by in tasks.values()] for name, tasks in said.items()}


def _agreement(variable: str, value: str | None, units: Units) -> Agreement:
    agreed = sum(len({*unit}) == 1 for unit in units)
    measured = alpha(units), interval(units, DRAWS, SEED)
    return Agreement(variable, value, len(units[0]), len(units), agreed, *measured)


def _numbered(units: Units) -> tuple[list[list[int]], int]:
    """Replace values by numbers, and count the values."""
    numbers: dict[object, int] = {}
    rows = [[numbers.setdefault(value, len(numbers)) for value in unit] for unit in units]
    return rows, len(numbers)


def alpha(units: Units) -> float | None:
    """Compute nominal alpha: 1 for full agreement, 0 for agreement by chance.

    ``None`` if all values are the same or there is one coder, since chance is unknown then.

    >>> alpha(["aa", "ab", "bb"])
    0.4444444444444444
    """
    import krippendorff  # noqa: PLC0415 - importing numpy takes as long as all rules

    rows, values = _numbered(units)
    if values < 2 or len(units[0]) < 2:  # noqa: PLR2004 - see above
        return None
    coders = [*zip(*rows, strict=True)]
    return float(krippendorff.alpha(reliability_data=coders, level_of_measurement="nominal"))


def interval(units: Units, draws: int, seed: int) -> tuple[float, float] | None:
    """Compute the middle 95 % of alpha over draws of as many units, with replacement.

    Draws in which all values are the same are left out; ``None`` if all are, or with one coder.
    """
    import numpy as np  # noqa: PLC0415 - see above

    rows, values = _numbered(units)
    if (size := len(rows[0])) == 1:
        return None
    counts = np.array([[row.count(value) for value in range(values)] for row in rows])
    total, taken = size * len(rows), _drawn(len(units), draws, seed)
    apart = (size**2 - (counts**2).sum(axis=1)) / (size - 1)
    squares = ((taken @ counts) ** 2).sum(axis=1)
    known = squares != total**2
    found = np.sort(1 - (total - 1) * (taken @ apart)[known] / (total**2 - squares[known]))
    if not len(found):
        return None
    outside = round(len(found) * (1 - _SURE) / 2)
    return float(found[outside]), float(found[-1 - outside])


@cache
def _drawn(units: int, draws: int, seed: int) -> Any:
    """Count how often each draw takes each unit: draws by units."""
    import numpy as np  # noqa: PLC0415 - see above

    chance = random.Random(seed)  # noqa: S311 - the same draws each time, not a secret
    chosen = (chance.choices(range(units), k=units) for _ in range(draws))
    return np.array([np.bincount(one, minlength=units) for one in chosen])


def format_alpha(alpha: float | None) -> str:
    """Format alpha.

    >>> format_alpha(0.7428), format_alpha(None)
    ('0.743', 'undefined')
    """
    return "undefined" if alpha is None else f"{alpha:.3f}"


def format_interval(found: Agreement) -> str:
    """Format the interval, or nothing if there is none."""
    return "({:.3f} to {:.3f})".format(*found.interval) if found.interval else ""
