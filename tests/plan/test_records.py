"""The records that users get are what the tables declare."""

from __future__ import annotations

import pickle
from copy import copy as shallow
from copy import deepcopy
from pathlib import Path
from typing import get_args

import pytest

import ipplan_data as ip
from ipplan_data import (
    Agency,
    Alias,
    Code,
    Decision,
    Document,
    Entity,
    Erratum,
    Fact,
    Footnote,
    Mention,
    Plan,
    Record,
    Redirect,
    Responsibility,
    Section,
    Target,
    Task,
    Term,
    UnlinkedError,
)
from ipplan_data.curation.tables import BY_NAME, DOCUMENT_FIELDS, PUBLISHED
from ipplan_data.plan import vocabularies

PLAN = ip.load()
NESTED = {
    Responsibility: "responsibilities",
    Mention: "mentions",
    Target: "targets",
    Code: "codes",
    Decision: "coding_decisions",
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
    Redirect: "redirects",
}
RECORDS: list[Record] = [
    PLAN.document,
    *PLAN.tasks.values(),
    *PLAN.agencies.values(),
    *PLAN.sections.values(),
    *PLAN.footnotes.values(),
    *PLAN.entities.values(),
    *PLAN.terms.values(),
    *PLAN.errata.values(),
    *(share for task in PLAN.tasks.values() for share in task.responsibilities),
    *(mention for task in PLAN.tasks.values() for mention in task.mentions),
    *(code for task in PLAN.tasks.values() for code in task.codes),
    *(decision for task in PLAN.tasks.values() for decision in task.decisions),
]


def names(record: type[Record]) -> list[str]:
    return list(record._fields)


@pytest.mark.parametrize("record", TABLES)
def test_fields_are_the_columns_and_the_nested_tables(record: type[Record]) -> None:
    table = BY_NAME[TABLES[record]]
    nested = [inner.inside for inner in PUBLISHED if inner.inside and inner.parent == table.name]
    assert names(record) == [column.name for column in table.columns] + nested


@pytest.mark.parametrize("record", NESTED)
def test_fields_of_nested_records_are_the_other_columns(record: type[Record]) -> None:
    table = BY_NAME[NESTED[record]]
    columns = [c.name for c in table.columns if c.name != table.parent_column.name]
    assert names(record) == columns


def test_fields_of_the_document_are_its_facts() -> None:
    assert names(Document) == [column.name for column in DOCUMENT_FIELDS]


@pytest.mark.parametrize("record", [*TABLES, *NESTED, Document])
def test_annotations_say_which_fields_may_be_absent(record: type[Record]) -> None:
    table = BY_NAME.get({**TABLES, **NESTED}.get(record, ""))
    columns = table.columns if table else DOCUMENT_FIELDS
    annotations = record.__annotations__
    for column in columns:
        if column.name in annotations:
            absent = annotations[column.name].endswith("| None")
            assert absent == (column.nullable and not column.is_list), column.name


@pytest.mark.parametrize("record", [*TABLES, *NESTED])
def test_annotations_list_the_values_of_closed_vocabularies(record: type[Record]) -> None:
    for column in BY_NAME[{**TABLES, **NESTED}[record]].columns:
        if column.vocabulary and column.name in record.__annotations__:
            annotation = record.__annotations__[column.name].removesuffix(" | None")
            name = annotation.removeprefix("tuple[").removesuffix(", ...]")
            values = get_args(getattr(vocabularies, name))
            assert values == tuple(one.value for one in column.vocabulary)


def test_records_are_hashable_and_equal_by_value() -> None:
    things = [one for one in RECORDS if not isinstance(one, Responsibility | Mention | Code)]
    assert len(set(things)) == len(things)
    for one in RECORDS:
        values = {name: getattr(one, name) for name in names(type(one))}
        other = type(one)(**values)
        assert other == one
        assert hash(other) == hash(one)
        assert one != object()


def test_records_of_other_kinds_or_values_differ() -> None:
    alias = Alias(alias="SPC", language="en", kind="abbreviation")
    assert alias != Alias(alias="SPC", language="en", kind="name")
    assert Entity(id="a", name="b", name_zh="c", kind="law") != Term(
        id="a",
        task=None,
        section=None,
        footnote=None,
        position=1,
        term="b",
        term_zh="c",
        as_printed_zh="d",
    )


def test_records_cannot_be_changed() -> None:
    for one in RECORDS:
        with pytest.raises(AttributeError, match="can't be changed"):
            setattr(one, names(type(one))[0], "other")
        with pytest.raises(AttributeError, match="can't be changed"):
            delattr(one, names(type(one))[0])
        assert shallow(one) is deepcopy(one) is one
        assert not hasattr(one, "__dict__")


def test_records_keep_their_relations_when_pickled() -> None:
    for one in RECORDS:
        again = pickle.loads(pickle.dumps(one))  # noqa: S301 - our own bytes
        assert again == one
        assert again.plan is PLAN
    assert len(pickle.dumps(PLAN.tasks[48])) < len(pickle.dumps(PLAN)) / 100


def test_the_plan_is_itself_when_pickled() -> None:
    assert pickle.loads(pickle.dumps(PLAN)) is PLAN  # noqa: S301 - our own bytes


def test_a_record_of_data_that_are_not_here_tells_its_values_and_no_relations() -> None:
    data = {**PLAN.as_dict(), "version": "0.0.1"}
    old = Plan("/nowhere", data)
    task = pickle.loads(pickle.dumps(old.tasks[48]))  # noqa: S301 - our own bytes
    assert task == PLAN.tasks[48]
    with pytest.raises((UnlinkedError, OSError)):
        _ = task.lead
    again = pickle.loads(pickle.dumps(old))  # noqa: S301 - our own bytes
    assert again == old != PLAN
    assert again.tasks[48].lead.name == PLAN.tasks[48].lead.name
    with pytest.raises(UnlinkedError, match=r"0\.0\.1"):
        again.table("tasks")


def test_a_pickled_plan_is_never_taken_for_another_that_is_in_its_place(copy: Path) -> None:
    other = {**PLAN.as_dict(), "name": "another"}
    again = pickle.loads(pickle.dumps(Plan(str(copy), other)))  # noqa: S301 - our own bytes
    assert again.name == "another"
    assert again.as_dict() == other


def test_a_record_of_another_version_than_the_installed_is_told() -> None:
    other = ip.Plan(PLAN.reference.folder, {**PLAN.as_dict(), "version": "0.0.1"})
    reference = other.reference
    reference.folder = ""
    with pytest.raises(UnlinkedError, match=r"0\.0\.1.*installed"):
        reference.resolved()


def test_a_record_made_by_hand_belongs_to_no_plan() -> None:
    one = Entity(id="a", name="b", name_zh=None, kind="law")
    assert repr(one) == "Entity(id='a', name='b', name_zh=None, kind='law')"
    with pytest.raises(UnlinkedError, match="no plan"):
        _ = one.tasks
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own bytes


def test_a_record_needs_all_its_fields_and_no_others() -> None:
    with pytest.raises(TypeError, match="kind"):
        Alias(alias="SPC", language="en")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="colour"):
        Alias(alias="SPC", language="en", kind="name", colour=1)  # type: ignore[call-arg]


def test_absent_is_none() -> None:
    assert PLAN.agencies["cast"].parent is None
    assert PLAN.sections["IV"].parent is None
    assert PLAN.sections["IV"].part is None


def test_a_record_matches_by_its_fields() -> None:
    match PLAN.entities["sword-net"]:
        case Entity(id=one, name=name):
            assert (one, name) == ("sword-net", "Sword Net")


def test_the_repr_of_a_record_is_one_short_line() -> None:
    for one in RECORDS:
        assert "\n" not in repr(one)
        assert repr(one).startswith(f"{type(one).__name__}(")
