"""Records are what the tables declare, frozen values, and related both ways."""

from __future__ import annotations

import pickle
from copy import copy as shallow
from copy import deepcopy
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipplan_data as ip
from ipplan_data import Agency, Alias, Document, Entity, Plan, Record, Section, Task, UnlinkedError
from ipplan_data.curation.tables import BY_NAME, DOCUMENT_FIELDS, PUBLISHED
from ipplan_data.plan import vocabularies

PLAN = ip.load()
TABLES: dict[type[Record], str] = {
    Task: "tasks",
    Agency: "agencies",
    Section: "sections",
    ip.Footnote: "footnotes",
    Entity: "entities",
    ip.Term: "terms",
    ip.Erratum: "errata",
    ip.Redirect: "redirects",
    ip.Source: "sources",
}
NESTED: dict[type[Record], str] = {
    ip.Responsibility: "responsibilities",
    ip.Mention: "mentions",
    ip.Target: "targets",
    ip.Code: "codes",
    ip.Decision: "coding_decisions",
    Alias: "agency_aliases",
    ip.Fact: "agency_facts",
}
TOP: list[Any] = [
    PLAN.document,
    *(one for name in TABLES.values() for one in getattr(PLAN, name).values()),
]
INNER = [
    item
    for record in TOP
    for name in record._fields
    if isinstance(value := getattr(record, name), tuple)
    for item in value
    if isinstance(item, Record)
]


def unpickled(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes


@pytest.mark.parametrize("record", [*TABLES, *NESTED, Document])
def test_fields_and_their_types_are_those_of_the_columns(record: type[Record]) -> None:
    if record is Document:
        columns, inner = list(DOCUMENT_FIELDS), []
    else:
        table = BY_NAME[{**TABLES, **NESTED}[record]]
        parent = table.parent_column.name if record in NESTED else None
        columns = [column for column in table.columns if column.name != parent]
        inner = [one.inside for one in PUBLISHED if one.inside and one.parent == table.name]
    assert list(record._fields) == [column.name for column in columns] + inner
    for column in columns:
        annotation = record.__annotations__[column.name]
        absent = annotation.endswith("| None")
        assert absent == (column.nullable and not column.is_list), column.name
        if column.vocabulary:
            name = annotation.removesuffix(" | None").removeprefix("tuple[")
            values = get_args(getattr(vocabularies, name.removesuffix(", ...]")))
            assert values == tuple(one.value for one in column.vocabulary)


@given(st.sampled_from([*TOP, *INNER]))
def test_a_record_is_a_frozen_value_that_keeps_its_plan(record: Record) -> None:
    values = {name: getattr(record, name) for name in record._fields}
    other = type(record)(**values)
    assert other == record != object()
    assert hash(other) == hash(record)
    with pytest.raises(AttributeError, match="can't be changed"):
        setattr(record, next(iter(values)), 1)
    with pytest.raises(AttributeError, match="can't be changed"):
        delattr(record, next(iter(values)))
    assert shallow(record) is deepcopy(record) is record
    assert not hasattr(record, "__dict__")
    assert unpickled(record) == record
    assert unpickled(record).plan is PLAN
    assert repr(record).startswith(f"{type(record).__name__}(")
    assert "\n" not in repr(record)


@pytest.mark.parametrize("name", TABLES.values())
def test_as_dict_gives_the_objects_of_the_file(name: str) -> None:
    assert [one.as_dict() for one in getattr(PLAN, name).values()] == PLAN.as_dict()[name]


def test_no_two_records_are_equal_and_pickles_of_them_are_small() -> None:
    assert len(set(TOP)) == len(TOP)
    assert len(pickle.dumps(PLAN.tasks[48])) < len(pickle.dumps(PLAN)) / 100
    assert unpickled(PLAN) is PLAN


@pytest.mark.parametrize("folder", ["/nowhere", PLAN._folder])
def test_a_record_of_other_data_than_the_installed_has_values_but_no_relations(folder: str) -> None:
    old = Plan(folder, {**PLAN.as_dict(), "version": "0.0.1"})
    task, again = unpickled((old.tasks[48], old))
    assert (task, again.as_dict()) == (PLAN.tasks[48], old.as_dict())
    with pytest.raises((UnlinkedError, OSError)):
        _ = task.lead
    assert again.tasks[48].lead.name == PLAN.tasks[48].lead.name
    with pytest.raises(UnlinkedError, match=r"0\.0\.1"):
        again.table("tasks")


def test_a_record_made_by_hand_belongs_to_no_plan_and_needs_all_fields() -> None:
    one = Entity(id="a", name="b", name_zh=None, kind="law")
    assert repr(one) == "Entity(id='a', name='b', name_zh=None, kind='law')"
    assert unpickled(one) == one
    with pytest.raises(UnlinkedError, match="no plan"):
        _ = one.tasks
    with pytest.raises(TypeError, match="check kind"):
        Alias(alias="SPC", language="en")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="check color"):
        Alias(alias="SPC", language="en", kind="name", color=1)  # type: ignore[call-arg]


@given(st.sampled_from([*PLAN.tasks.values()]))
def test_a_task_has_its_relations_and_they_have_it(task: Task) -> None:
    rows = [row for row in PLAN.table("responsibilities") if row["task"] == task.number]
    assert [one.id for one in task.bodies] == [row["agency"] for row in rows]
    assert [share.body for share in task.responsibilities] == [task.lead, *task.participants]
    assert task.lead is PLAN.agencies[task.lead_agency]
    assert task in task.lead.leads
    assert all(task in one.participates for one in task.participants)
    assert task in task.heading.tasks
    assert all(task in entity.tasks for entity in task.entities)
    assert {mention.thing for mention in task.mentions} == set(task.entities)
    assert all(note.stands_in is task for note in task.notes)


@given(st.sampled_from([*PLAN.agencies.values()]))
def test_an_agency_has_its_relations_and_they_have_it(agency: Agency) -> None:
    rows = [row for row in PLAN.table("responsibilities") if row["agency"] == agency.id]
    assert [task.number for task in agency.tasks] == [row["task"] for row in rows]
    leads = [row["task"] for row in rows if row["role"] == "lead"]
    assert [task.number for task in agency.leads] == leads
    assert sorted([*leads, *(task.number for task in agency.participates)]) == [
        task.number for task in agency.tasks
    ]
    assert (len(agency.leads), len(agency.tasks)) == (agency.tasks_led, agency.tasks_total)
    assert all(one.superior is agency for one in agency.subordinates)
    assert agency.superior is None or agency in agency.superior.subordinates


@given(st.sampled_from([*PLAN.sections.values()]))
def test_a_heading_has_its_tasks_and_sections(section: Section) -> None:
    assert all(f"{task.section}.".startswith(f"{section.id}.") for task in section.tasks)
    assert section.part is None or section in section.part.sections
    below = tuple(task for one in section.sections for task in one.tasks)
    assert below in ((), section.tasks)


def test_every_term_and_erratum_belongs_to_exactly_one_record() -> None:
    assert all(term in term.stands_in.terms for term in PLAN.terms.values())
    assert all(erratum in erratum.about.errata for erratum in PLAN.errata.values())
    assert sum(len(one.terms) for one in TOP if hasattr(one, "terms")) == len(PLAN.terms)
    assert sum(len(one.errata) for one in TOP if hasattr(one, "errata")) == len(PLAN.errata)


def test_an_entity_that_a_task_mentions_twice_has_the_task_once() -> None:
    data = PLAN.as_dict()
    (row,) = (row for row in data["tasks"] if row["number"] == 41)
    row["mentions"].append({**row["mentions"][0], "position": len(row["mentions"]) + 1})
    task = Plan("", data).tasks[41]
    entity = task.mentions[0].thing
    assert [one.number for one in entity.tasks].count(41) == task.entities.count(entity) == 1
