"""The records that users get are what the tables declare."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields

import pytest

import ipplan_data
from ipplan_data import (
    Agency,
    Alias,
    Document,
    Entity,
    Erratum,
    Fact,
    Footnote,
    Mention,
    Responsibility,
    Section,
    Target,
    Task,
    Term,
)
from ipplan_data.curation.tables import BY_NAME, DOCUMENT_FIELDS, PUBLISHED

NESTED = {
    Responsibility: "responsibilities",
    Mention: "mentions",
    Target: "targets",
    Alias: "agency_aliases",
    Fact: "agency_facts",
}
TABLES = {
    Task: "tasks",
    Agency: "agencies",
    Section: "sections",
    Footnote: "footnotes",
    Entity: "entities",
    Term: "terms",
    Erratum: "errata",
}


def names(record: type) -> list[str]:
    return [field.name for field in fields(record)]


@pytest.mark.parametrize("record", TABLES)
def test_fields_are_the_columns_and_the_nested_tables(record: type) -> None:
    table = BY_NAME[TABLES[record]]
    nested = [inner.inside for inner in PUBLISHED if inner.inside and inner.parent == table.name]
    assert names(record) == [column.name for column in table.columns] + nested


@pytest.mark.parametrize("record", NESTED)
def test_fields_of_nested_records_are_the_other_columns(record: type) -> None:
    table = BY_NAME[NESTED[record]]
    columns = [c.name for c in table.columns if c.name != table.parent_column.name]
    assert names(record) == columns


def test_fields_of_the_document_are_its_facts() -> None:
    assert names(Document) == [column.name for column in DOCUMENT_FIELDS]


def test_records_are_frozen_hashable_and_picklable() -> None:
    plan = ipplan_data.load()
    things = [
        plan.document,
        *plan.tasks.values(),
        *plan.agencies.values(),
        *plan.sections.values(),
        *plan.entities.values(),
        *plan.terms.values(),
        *plan.errata.values(),
    ]
    assert len(set(things)) == len(things)
    assert pickle.loads(pickle.dumps(plan)) == plan  # noqa: S301 - our own bytes
    assert hash(pickle.loads(pickle.dumps(plan))) == hash(plan)  # noqa: S301 - our own bytes
    with pytest.raises(FrozenInstanceError):
        plan.tasks[1].title = "other"  # type: ignore[misc]


def test_absent_is_none() -> None:
    plan = ipplan_data.load()
    assert plan.agencies["cast"].parent is None
    assert plan.sections["IV"].parent is None
