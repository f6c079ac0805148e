"""Krippendorff's alpha, and how sure it is.

After K. Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011); intervals by a bootstrap
that draws units, as A. Zapf and others recommend (*Measuring inter-rater reliability for nominal
data*, BMC Medical Research Methodology 16, 2016).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Any, NamedTuple

Unit = Sequence[Hashable]
Metric = Callable[[Any, Any, Mapping[Any, int]], float]

_SURE = 0.95


class Interval(NamedTuple):
    """Between which values alpha lies in 95 of 100 draws."""

    low: float
    high: float


def nominal(one: Hashable, other: Hashable, _: Mapping[Any, int]) -> float:
    """Tell how far two values are apart that are equal or not."""
    return float(one != other)


def ordinal(one: int, other: int, totals: Mapping[int, int]) -> float:
    """Tell how far two ranks are apart, by how often those from one to the other were given."""
    low, high = sorted((one, other))
    between = sum(count for value, count in totals.items() if low <= value <= high)
    return float((between - (totals[low] + totals[high]) / 2) ** 2)


def alpha(units: Sequence[Unit], metric: Metric = nominal) -> float | None:
    """Give Krippendorff's alpha: 1 where all agree, 0 where they agree as chance would have it.

    A unit is what was coded, with the values that coders gave it; missing ones are left out, and a
    unit with one value says nothing. ``None`` where all gave one value, since nobody can tell
    then what chance would do.

    The worked example of the paper: twelve units, up to four observers.

    >>> rows = "123321412...", "1233224125.3", ".3332342251.", "12332441251."
    >>> units = [[int(one) for one in unit if one != "."] for unit in zip(*rows, strict=True)]
    >>> round(alpha(units), 3), round(alpha(units, ordinal), 3)
    (0.743, 0.815)
    """
    pairable = [unit for unit in units if len(unit) > 1]
    totals = Counter(value for unit in pairable for value in unit)
    expected = sum(
        totals[one] * totals[other] * metric(one, other, totals)
        for one, other in combinations(totals, 2)
    )
    if not expected:
        return None
    observed = sum(
        metric(one, other, totals) / (len(unit) - 1)
        for unit in pairable
        for one, other in combinations(unit, 2)
    )
    return 1 - (totals.total() - 1) * observed / expected


def interval(units: Sequence[Unit], draws: int, seed: int) -> Interval | None:
    """Give the middle 95 % of nominal alpha over so many draws of as many units, with replacement.

    Every unit has a value of every coder, and of two at least. Draws in which all values are one
    are left out; ``None`` where that is so of all.
    """
    taken = _drawn(len(units), draws, seed)
    size = len(units[0])
    count = size * len(units)
    squares, apart, left = [0] * draws, [0.0] * draws, [count] * draws
    # The most frequent value has what the others leave of the whole: most of the work is spared.
    _, *rarer = Counter(value for unit in units for value in unit).most_common()
    for value, _ in rarer:
        weighed = [
            column
            for unit, column in zip(units, taken, strict=True)
            for _ in range(unit.count(value))
        ]
        given = [*map(sum, zip(*weighed, strict=True))]
        squares = [total + times**2 for total, times in zip(squares, given, strict=True)]
        left = [total - times for total, times in zip(left, given, strict=True)]
    squares = [total + times**2 for total, times in zip(squares, left, strict=True)]
    for unit, column in zip(units, taken, strict=True):
        if len({*unit}) > 1:
            pairs = sum(one != other for one, other in combinations(unit, 2)) * 2 / (size - 1)
            apart = [total + pairs * times for total, times in zip(apart, column, strict=True)]
    found = sorted(
        1 - (count - 1) * observed / (count**2 - square)
        for observed, square in zip(apart, squares, strict=True)
        if square != count**2
    )
    if not found:
        return None
    outside = round(len(found) * (1 - _SURE) / 2)
    return Interval(found[outside], found[-1 - outside])


@cache
def _drawn(units: int, draws: int, seed: int) -> tuple[tuple[int, ...], ...]:
    """Give for each unit how often each draw takes it."""
    chance = random.Random(seed)  # noqa: S311 - the same draws each time, not a secret
    times = [[0] * draws for _ in range(units)]
    for draw in range(draws):
        for unit in chance.choices(range(units), k=units):
            times[unit][draw] += 1
    return tuple(map(tuple, times))
