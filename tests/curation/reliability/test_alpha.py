"""Krippendorff's alpha: the worked example, another implementation, and what must hold of it."""

from __future__ import annotations

import random
import warnings
from typing import Literal

import krippendorff
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplan_data.curation.reliability.alpha import Metric, alpha, interval, nominal, ordinal
from strategies import ratings_of_units

# The worked example of Krippendorff (2011): four observers, twelve units; a dot is no value.
OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def test_the_worked_example_comes_out() -> None:
    units = [
        [int(value) for value in unit if value != "."] for unit in zip(*OBSERVERS, strict=True)
    ]
    assert alpha(units, nominal) == pytest.approx(0.743, abs=5e-4)
    assert alpha(units, ordinal) == pytest.approx(0.815, abs=5e-4)


LEVELS: dict[Literal["nominal", "ordinal"], Metric] = {"nominal": nominal, "ordinal": ordinal}


@pytest.mark.parametrize("level", LEVELS)
def test_another_implementation_finds_the_same(level: Literal["nominal", "ordinal"]) -> None:
    seen: set[bool] = set()

    @given(ratings_of_units())
    def agree(units: list[list[int | None]]) -> None:
        mine = alpha([[one for one in unit if one is not None] for unit in units], LEVELS[level])
        pairable = [unit for unit in units if sum(one is not None for one in unit) > 1]
        seen.add(mine is None)
        if mine is None:
            assert len({one for unit in pairable for one in unit} - {None}) <= 1
            return
        coders = [
            [float("nan") if one is None else one for one in row]
            for row in zip(*units, strict=True)
        ]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            theirs = krippendorff.alpha(reliability_data=coders, level_of_measurement=level)
        assert mine == pytest.approx(theirs)

    agree()
    assert seen == {True, False}


@given(ratings_of_units(coders=2, missing=False), st.randoms(use_true_random=False))
def test_neither_names_of_values_nor_any_order_matters(
    units: list[list[int]], chance: random.Random
) -> None:
    names = ["water", "stone", "reed", "sand"]
    chance.shuffle(names)
    renamed = [[names[value] for value in chance.sample(unit, len(unit))] for unit in units]
    chance.shuffle(renamed)
    assert (alpha(renamed) is None) == (alpha(units) is None)
    assert alpha(units) is None or alpha(renamed) == pytest.approx(alpha(units))


@given(ratings_of_units(coders=3, missing=False))
def test_one_stands_for_agreement_and_for_nothing_else(units: list[list[int]]) -> None:
    found = alpha(units)
    agreed = all(len({*unit}) == 1 for unit in units)
    if found is not None:
        assert found <= 1
        assert (found == 1) == agreed
    else:
        assert len({value for unit in units for value in unit}) == 1


@given(ratings_of_units(coders=3, missing=False), st.integers(0, 5))
def test_the_interval_is_that_of_alphas_drawn_one_by_one(units: list[list[int]], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same draws each time, not a secret
    drawn = [alpha(chance.choices(units, k=len(units))) for _ in range(60)]
    found = sorted(one for one in drawn if one is not None)
    told = interval(units, 60, seed)
    if not found:
        assert told is None
    else:
        outside = round(len(found) * 0.025)
        assert told == pytest.approx((found[outside], found[-1 - outside]))


def test_an_interval_is_the_same_each_time_and_wider_for_fewer_units() -> None:
    few = [["a", "a"], ["b", "b"], ["a", "b"], ["b", "b"], ["a", "a"]]
    narrow, wide = interval(few * 20, 200, 1), interval(few, 200, 1)
    assert wide == interval(few, 200, 1)
    assert narrow is not None
    assert wide is not None
    assert narrow.high - narrow.low < wide.high - wide.low
