"""Tables: every field is published, and rows are those that the records give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplan_data.curation import model
from ipplan_data.curation.model import Plan, Record
from ipplan_data.curation.tables import BY_NAME, DOCUMENT_FIELDS, PUBLISHED, Filled, Row, Table
from strategies import changed, plans

# The table that publishes a record, and its fields that are published elsewhere or otherwise.
SHOWN: dict[type[Record], tuple[str, set[str]]] = {
    model.Task: ("tasks", {"agencies", "mentions", "terms", "targets", "decisions"}),
    model.Section: ("sections", {"terms"}),
    model.Footnote: ("footnotes", {"terms"}),
    model.Erratum: ("errata", set()),
    model.Redirect: ("redirects", set()),
    model.Coder: ("reliability", {"id", "codes"}),
    model.Codes: ("reliability", {"ip_rights", "activity"}),
    model.Decision: ("coding_decisions", set()),
    model.Agency: ("agencies", {"printed", "aliases", "facts"}),
    model.Alias: ("agency_aliases", {"status", "source"}),
    model.Fact: ("agency_facts", set()),
    model.Source: ("sources", set()),
    model.Entity: ("entities", set()),
    model.Mention: ("mentions", set()),
    model.Term: ("terms", set()),
    model.Target: ("targets", set()),
}


@pytest.mark.parametrize("record", SHOWN, ids=lambda record: record.noun)
def test_every_field_is_published(record: type[Record]) -> None:
    table, elsewhere = SHOWN[record]
    columns = {column.name for column in BY_NAME[table].columns}
    assert {*record.model_fields} - columns == elsewhere


def test_every_field_of_the_document_is_published() -> None:
    assert {*model.Document.model_fields} - {one.name for one in DOCUMENT_FIELDS} == {"terms"}


@pytest.mark.parametrize("table", PUBLISHED, ids=lambda table: table.name)
def test_every_column_is_described_once(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len({*names}) == len(names)
    assert all(column.description and column.origin for column in table.columns)
    assert {*table.key, *table.unique} <= {*names}


def all_rows(plan: Plan) -> dict[str, list[Row]]:
    return {table.name: table.rows(plan) for table in PUBLISHED}


@given(plans())
def test_rows_are_valid_sorted_by_a_unique_key_and_every_reference_resolves(plan: Plan) -> None:
    rows = all_rows(plan)
    for table in PUBLISHED:
        keys = [tuple(row[name] for name in table.key) for row in rows[table.name]]
        assert keys == sorted({*keys})
        for row in rows[table.name]:
            table.model.model_validate(row)
        for column in table.columns:
            if column.refers_to:
                (key,) = BY_NAME[column.refers_to].key
                named = {row[column.name] for row in rows[table.name]} - {None}
                assert named <= {row[key] for row in rows[column.refers_to]}


@given(plans(), st.data())
def test_the_lead_is_the_first_body(plan: Plan, data: st.DataObject) -> None:
    task = data.draw(st.sampled_from(plan.tasks))
    bodies = tuple(data.draw(st.permutations(task.agencies)))
    other = task.model_copy(update={"agencies": bodies})
    rows = all_rows(changed(plan, tasks=[other if one is task else one for one in plan.tasks]))
    leads = {row["number"]: row["lead_agency"] for row in rows["tasks"]}
    assert leads == {one.number: one.agencies[0] for one in plan.tasks} | {task.number: bodies[0]}
    shares = [row for row in rows["responsibilities"] if row["role"] == "lead"]
    assert {row["task"]: row["agency"] for row in shares} == leads


@given(plans())
def test_counts_add_up(plan: Plan) -> None:
    rows = all_rows(plan)
    pairs = len(rows["responsibilities"])
    assert pairs == sum(len(task.agencies) for task in plan.tasks)
    assert sum(row["tasks_total"] for row in rows["agencies"]) == pairs
    assert sum(row["agency_count"] for row in rows["tasks"]) == pairs
    assert sum(row["tasks_led"] for row in rows["agencies"]) == len(rows["tasks"])


@given(plans())
def test_every_term_has_one_row_and_one_place(plan: Plan) -> None:
    rows = {row["id"]: row for row in BY_NAME["terms"].rows(plan)}
    assert {*rows} == {gloss.id for gloss in plan.glosses}
    for gloss in plan.glosses:
        row, owner = rows[gloss.id], gloss.owner
        places = {noun: row[noun] for noun in ("task", "section", "footnote") if row[noun]}
        assert places == ({} if owner is plan.document else {owner.noun: getattr(owner, owner.key)})
        assert (row["term_zh"], row["as_printed_zh"]) == (gloss.term.term_zh, gloss.term.printed)


@given(plans())
def test_items_of_a_task_are_rows_with_their_position(plan: Plan) -> None:
    rows = all_rows(plan)
    for name in ("mentions", "targets"):
        places = [(row["task"], row["position"]) for row in rows[name]]
        counts = {task.number: len(getattr(task, name)) for task in plan.tasks}
        assert places == [(n, at) for n, count in counts.items() for at in range(1, count + 1)]
    names = {row["id"]: row["name"] for row in rows["entities"]}
    mentions = [mention for task in plan.tasks for mention in task.mentions]
    for row, mention in zip(rows["mentions"], mentions, strict=True):
        printed = mention.as_printed or names[mention.entity]
        assert (row["as_printed"], row["italic"]) == (printed, mention.italic)


COLUMNS = ("one", "two", "three")


@given(st.dictionaries(st.sampled_from(COLUMNS), st.just(0)), st.integers(0, 3), st.data())
def test_filled_counts_what_is_not_none(
    values: dict[str, int], least: int, data: st.DataObject
) -> None:
    most = data.draw(st.none() | st.integers(least, 3))
    row = {**dict.fromkeys(COLUMNS), **values, "other": data.draw(st.none() | st.just(1))}
    allowed = range(least, 4 if most is None else most + 1)
    assert Filled(COLUMNS, least, most).holds(row) == (len(values) in allowed)
