"""What the declarations of fields say, and what one record must keep to."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ipplan_data.curation.model import Plan, Record, Target, Term
from ipplan_data.curation.model.document import section_order
from ipplan_data.curation.model.fields import annotation_of, marks, references
from ipplan_data.curation.model.types import Origin, Slug, Vocabulary, list_of
from ipplan_data.curation.tables import PUBLISHED
from strategies import changed, owners, plans, updated


@pytest.mark.parametrize("model", Record.__subclasses__(), ids=lambda model: model.noun)
def test_every_field_is_described_and_has_one_origin(model: type[Record]) -> None:
    for name, field in model.model_fields.items():
        assert field.description, name
        assert len(marks(annotation_of(model, name), Origin)) == 1, name


def test_a_pattern_comes_with_a_form_for_sqlite() -> None:
    patterned = [
        column
        for table in PUBLISHED
        for column in table.columns
        if "pattern" in column.schema | column.schema.get("items", {})
    ]
    assert patterned
    assert all(column.glob for column in patterned)


def test_references_of_the_real_plan_name_known_lists(plan: Plan) -> None:
    named = {table for record in plan.records for _, table, _ in references(record)}
    assert named == {"agencies", "sections", "tasks", "footnotes", "sources", "entities"}


@given(
    st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=6, unique=True),
    st.text("abc", max_size=5),
)
def test_the_form_of_a_list_takes_each_word_and_no_other(words: list[str], other: str) -> None:
    made: Any = Vocabulary
    taken = re.compile(list_of(made("Words", {one: (one, "") for one in words})).item)
    assert all(taken.fullmatch(word) for word in words)
    assert bool(taken.fullmatch(other)) == (other in words)


@given(st.lists(st.integers(1, 39), min_size=1, max_size=2))
def test_headings_are_sorted_by_their_numerals(numbers: list[int]) -> None:
    tens = ["", "X", "XX", "XXX"]
    ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    first, *rest = [tens[number // 10] + ones[number % 10] for number in numbers]
    assert section_order(".".join([first, *(one.lower() for one in rest)])) == tuple(numbers)


WHOLE: dict[str, Any] = {"comparator": "at_least", "value": 0, "unit": "bridges", "period": "1901"}


def codes(values: dict[str, Any]) -> list[str]:
    words = {"measure": "new bridges", "as_printed": "three bridges"}
    try:
        Target.model_validate(words | values)
    except ValidationError as error:
        return [detail["type"] for detail in error.errors()]
    return []


@pytest.mark.parametrize("given", [*product((True, False), repeat=4)])
def test_a_target_has_a_whole_number_or_a_period(given: tuple[bool, ...]) -> None:
    values = {field: WHOLE[field] for field, there in zip(WHOLE, given, strict=True) if there}
    *number, period = given
    valid = all(number) or (period and not any(number))
    assert codes(values) == ([] if valid else ["IPP119"])
    assert codes(dict.fromkeys(WHOLE) | values) == codes(values)


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_a_period_does_not_end_before_it_begins(first: int, last: int) -> None:
    assert codes({"period": f"{first:04}/{last:04}"}) == ([] if first <= last else ["IPP119"])


@pytest.mark.parametrize("period", ["1901/", "1901-1902", "01", "1901/1902/1903", "1901\n"])
def test_a_period_in_another_form_is_rejected(period: str) -> None:
    assert codes({"period": period}) == ["string_pattern_mismatch"]


@given(plans())
def test_glosses_are_listed_in_the_order_of_the_document(plan: Plan) -> None:
    first, *rest = plan.glosses
    assert first.term.term_zh == plan.document.notice_title_zh
    assert [gloss.term for gloss in rest] == [t for owner in owners(plan) for t in owner.terms]


@given(plans(), st.data())
def test_the_id_of_a_gloss_depends_on_its_place_alone(plan: Plan, data: st.DataObject) -> None:
    ids = [gloss.id for gloss in plan.glosses]
    assert len({*ids}) == len(ids)
    assert all(TypeAdapter(Slug).validate_python(one) for one in ids)
    new = Term(term="Other", term_zh="其他")
    title = plan.document.model_copy(update={"notice_title": "Other", "notice_title_zh": "其他"})
    other = changed(plan, document=title)
    for owner in owners(other):
        other = updated(other, owner, terms=(new,) * len(owner.terms))
    assert [gloss.id for gloss in other.glosses] == ids
    owner = data.draw(st.sampled_from(owners(plan)))
    more = updated(plan, owner, terms=(*owner.terms, new)).glosses
    (added,) = [gloss for gloss in more if gloss.id not in ids]
    assert [gloss.id for gloss in more if gloss is not added] == ids
    assert (added.owner.path, added.term) == (owner.path, new)


@given(plans())
def test_the_text_about_an_entity_is_that_of_the_tasks_that_name_it(plan: Plan) -> None:
    for entity in plan.entities:
        named = [t.path for t in plan.tasks if entity.id in {one.entity for one in t.mentions}]
        assert plan.prose(entity.path) == named
    for record in (plan.document, *plan.tasks, *plan.footnotes, *plan.sections):
        assert plan.prose(record.path) == [record.path]
