"""Errata: what a fault may quote, and where a guard stands."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ipplan_data.curation.model import Erratum, Plan
from ipplan_data.curation.model.erratum import MOST_WORDS
from ipplan_data.curation.model.types import RecordPath
from strategies import plans

GUARD = {"text": "ab" * 32, "start": 0, "end": 4}
PROSE = {
    "id": "bank",
    "record": "task/1",
    "field": "text",
    "as_printed": "bnak",
    "correct": "bank",
    "basis": "evident",
    "certainty": "certain",
    "status": "noted",
    "evidence": "No word is spelt so.",
    "guard": GUARD,
}
NAMED = {**PROSE, "record": "entity/bank-law", "field": "name"}
TITLE = {**PROSE, "record": "section/I", "field": "title", "guard": None}


def codes(values: dict[str, Any]) -> list[str]:
    try:
        Erratum.model_validate(values)
    except ValidationError as error:
        return [detail["type"] for detail in error.errors()]
    return []


@given(st.lists(st.text("ab水、", min_size=1), min_size=1, max_size=2 * MOST_WORDS))
def test_a_quotation_has_at_most_seven_words(words: list[str]) -> None:
    found = codes({**PROSE, "as_printed": " ".join(words)})
    assert found == (["IPP115"] if len(words) > MOST_WORDS else [])


def test_what_is_correct_differs_from_what_is_printed() -> None:
    assert codes({**PROSE, "correct": "bnak"}) == ["IPP116"]


def test_prose_has_a_guard_and_other_fields_of_a_record_have_none() -> None:
    assert codes(PROSE) == []
    assert codes(TITLE) == []
    assert codes({**PROSE, "guard": None}) == ["IPP117"]
    assert codes({**TITLE, "guard": GUARD}) == ["IPP117"]


def test_what_tasks_name_is_read_out_of_prose() -> None:
    assert codes(NAMED) == []
    assert codes({**NAMED, "guard": None}) == ["IPP117"]


@given(st.integers(0, 5), st.integers(0, 5))
def test_a_guard_spans_something(start: int, end: int) -> None:
    found = codes({**PROSE, "guard": {**GUARD, "start": start, "end": end}})
    assert found == ([] if start < end else ["IPP117"])


@pytest.mark.parametrize("wrong", ["ab" * 31, "AB" * 32, "xy" * 32, f"{'ab' * 32}\n"])
def test_a_digest_has_64_lower_case_digits(wrong: str) -> None:
    assert codes({**PROSE, "guard": {**GUARD, "text": wrong}}) == ["string_pattern_mismatch"]


def test_only_what_is_published_can_be_applied() -> None:
    assert codes({**TITLE, "status": "applied"}) == []
    assert codes({**NAMED, "status": "applied"}) == []
    assert codes({**PROSE, "status": "applied"}) == ["IPP118"]


@given(plans())
def test_the_records_of_any_plan_can_be_named(plan: Plan) -> None:
    path = TypeAdapter(RecordPath)
    named = [plan.document, *plan.sections, *plan.tasks, *plan.footnotes, *plan.agencies]
    named += plan.entities
    for record in named:
        assert plan.record[path.validate_python(record.path)] == record


@pytest.mark.parametrize(
    "wrong",
    ["", "task", "tasks/1", "task/0", "task/01", "task/", "document/1", "source/x", "section/i.I"],
)
def test_other_paths_are_refused(wrong: str) -> None:
    assert codes({**PROSE, "record": wrong}) == ["string_pattern_mismatch"]
