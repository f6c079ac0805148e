"""Every field says what it is and where its values come from."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplan_data.curation.model import (
    Agency,
    Alias,
    Coder,
    Codes,
    Decision,
    Document,
    Entity,
    Erratum,
    Expectation,
    Fact,
    Footnote,
    Mention,
    Package,
    Plan,
    Record,
    Redirect,
    Section,
    Source,
    Target,
    Task,
    Term,
)
from ipplan_data.curation.model.fields import annotation_of, marks, references
from ipplan_data.curation.model.types import Origin, Ref, Vocabulary, list_of
from ipplan_data.curation.tables import PUBLISHED

MODELS = [
    Agency,
    Alias,
    Coder,
    Codes,
    Decision,
    Document,
    Entity,
    Erratum,
    Expectation,
    Fact,
    Footnote,
    Mention,
    Package,
    Redirect,
    Section,
    Source,
    Target,
    Task,
    Term,
]


def test_the_list_of_models_is_complete() -> None:
    assert set(MODELS) == set(Record.__subclasses__())


@pytest.mark.parametrize("model", MODELS)
def test_every_field_is_described_and_has_one_origin(model: type[Record]) -> None:
    for name, field in model.model_fields.items():
        assert field.description, name
        assert len(marks(annotation_of(model, name), Origin)) == 1, name


def test_a_form_for_expressions_comes_with_the_form_for_sqlite() -> None:
    seen = 0
    for table in PUBLISHED:
        for column in table.columns:
            patterned = "pattern" in column.schema or "pattern" in column.schema.get("items", {})
            if patterned:
                seen += 1
                assert column.glob, f"{table.name}.{column.name}"
    assert seen


def test_references_of_the_real_plan_name_known_lists(plan: Plan) -> None:
    named = {table for record in plan.records for _, table, _ in references(record)}
    assert named == {"agencies", "sections", "tasks", "footnotes", "sources", "entities"}


def test_a_reference_is_found_however_it_is_nested() -> None:
    for model, field in ((Task, "agencies"), (Agency, "parent"), (Fact, "source")):
        assert marks(annotation_of(model, field), Ref)


@given(
    st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=6, unique=True),
    st.text("abc", max_size=5),
)
def test_the_form_of_a_list_takes_each_word_and_no_other(words: list[str], other: str) -> None:
    made: Any = Vocabulary
    taken = re.compile(list_of(made("Words", {one: (one, "") for one in words})).item)
    assert all(taken.fullmatch(word) for word in words)
    assert bool(taken.fullmatch(other)) == (other in words)
