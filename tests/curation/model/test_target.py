"""A target has a whole number, a period that runs forwards, or both."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ipplan_data.curation.model import Target
from strategies import targets

WHOLE: dict[str, Any] = {"comparator": "at_least", "value": 3, "unit": "bridges", "period": "1901"}
WORDS = {"measure": "new bridges", "as_printed": "three bridges"}


def codes(values: dict[str, Any]) -> list[str]:
    try:
        Target.model_validate(WORDS | values)
    except ValidationError as error:
        return [detail["type"] for detail in error.errors()]
    return []


@pytest.mark.parametrize("given", [*product((True, False), repeat=4)])
def test_a_number_is_whole_and_something_is_quantified(given: tuple[bool, ...]) -> None:
    values = {field: WHOLE[field] for field, there in zip(WHOLE, given, strict=True) if there}
    *number, period = given
    sound = all(number) or (period and not any(number))
    assert codes(values) == ([] if sound else ["IPP119"])
    # What is typed as nothing is nothing.
    assert codes(dict.fromkeys(WHOLE) | values) == codes(values)


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_a_period_does_not_end_before_it_begins(first: int, last: int) -> None:
    assert codes({"period": f"{first:04}/{last:04}"}) == ([] if first <= last else ["IPP119"])


@given(targets())
def test_nought_is_a_number(target: Target) -> None:
    if target.value is not None:
        other = target.model_dump(mode="json") | {"value": 0}
        assert Target.model_validate(other).value == 0


@pytest.mark.parametrize(
    "period", ["1901/", "/1901", "1901-1902", "01", "1901/1902/1903", "1901\n"]
)
def test_other_periods_are_refused(period: str) -> None:
    assert codes({"period": period}) == ["string_pattern_mismatch"]
