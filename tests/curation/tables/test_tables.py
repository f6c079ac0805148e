"""Tables: what rows must keep to, and that no declaration is left unused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplan_data.curation.model import (
    Agency,
    Alias,
    Document,
    Erratum,
    Fact,
    Footnote,
    Plan,
    Section,
    Task,
)
from ipplan_data.curation.tables import BY_NAME, DOCUMENT_FIELDS, PUBLISHED, Table
from strategies import changed, plans

# Fields of records that no column shows under their own name, and where they are published.
ELSEWHERE = {
    (Task, "agencies"): "lead_agency, participating_agencies, responsibilities.csv",
    (Agency, "printed"): "as_printed in responsibilities.csv",
    (Agency, "aliases"): "agency_aliases.csv",
    (Agency, "facts"): "agency_facts.csv",
    (Alias, "status"): "agency_facts.csv",
    (Alias, "source"): "agency_facts.csv",
    (Erratum, "guard"): "nowhere, since it is about prose",
}
SHOWN: dict[type, set[str]] = {
    Task: {"tasks"},
    Section: {"sections"},
    Footnote: {"footnotes"},
    Erratum: {"errata"},
    Agency: {"agencies"},
    Alias: {"agency_aliases"},
    Fact: {"agency_facts"},
}


@pytest.mark.parametrize("model", SHOWN)
def test_every_field_is_published_or_said_to_be_elsewhere(model: type) -> None:
    columns = {c.name for t in PUBLISHED if t.name in SHOWN[model] for c in t.columns}
    fields = set(model.model_fields)  # type: ignore[attr-defined]
    told = {field for owner, field in ELSEWHERE if owner is model}
    assert fields - columns == told


def test_every_field_of_the_document_is_published() -> None:
    assert set(Document.model_fields) <= {column.name for column in DOCUMENT_FIELDS}


@pytest.mark.parametrize("table", PUBLISHED, ids=lambda table: table.name)
def test_every_column_is_described_once(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert all(column.description and column.origin for column in table.columns)
    assert set(table.key) <= set(names)
    assert set(table.unique) <= set(names)


@given(plans())
def test_rows_come_in_the_order_of_their_key_each_once(plan: Plan) -> None:
    for table in PUBLISHED:
        keys = [tuple(row[name] for name in table.key) for row in table.rows(plan)]
        assert keys == sorted(set(keys))


@given(plans())
def test_every_reference_of_a_row_finds_its_row(plan: Plan) -> None:
    rows = {table.name: table.rows(plan) for table in PUBLISHED}
    keys = {t.name: {row[t.key[0]] for row in rows[t.name]} for t in PUBLISHED}
    for table in PUBLISHED:
        for column in table.columns:
            if column.refers_to:
                named = {row[column.name] for row in rows[table.name]} - {None}
                assert named <= keys[column.refers_to]


@given(plans(), st.data())
def test_the_lead_changes_exactly_when_the_first_body_does(plan: Plan, data: st.DataObject) -> None:
    tasks, responsibilities = BY_NAME["tasks"], BY_NAME["responsibilities"]
    index = data.draw(st.integers(0, len(plan.tasks) - 1))
    task = plan.tasks[index]
    other = task.model_copy(update={"agencies": tuple(data.draw(st.permutations(task.agencies)))})
    after = changed(plan, tasks=(*plan.tasks[:index], other, *plan.tasks[index + 1 :]))

    def leads(plan: Plan) -> list[tuple[str, str]]:
        shares = [row for row in responsibilities.rows(plan) if row["role"] == "lead"]
        rows = tasks.rows(plan)
        assert [row["lead_agency"] for row in rows] == [share["agency"] for share in shares]
        return [(row["number"], row["lead_agency"]) for row in rows]

    same = task.agencies[0] == other.agencies[0]
    assert (leads(plan) == leads(after)) == same


@given(plans())
def test_counts_of_bodies_add_up_to_the_pairs(plan: Plan) -> None:
    rows = {table.name: table.rows(plan) for table in PUBLISHED}
    assert sum(row["tasks_total"] for row in rows["agencies"]) == len(rows["responsibilities"])
    assert sum(row["tasks_led"] for row in rows["agencies"]) == len(rows["tasks"])
    assert sum(row["agency_count"] for row in rows["tasks"]) == len(rows["responsibilities"])
