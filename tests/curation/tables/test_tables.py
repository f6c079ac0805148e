"""Tables: what rows must keep to, and that no declaration is left unused."""

from __future__ import annotations

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
    Fact,
    Footnote,
    Mention,
    Plan,
    Redirect,
    Section,
    Target,
    Task,
    Term,
)
from ipplan_data.curation.tables import BY_NAME, DOCUMENT_FIELDS, PUBLISHED, Filled, Table
from strategies import changed, plans

# Fields of records that no column shows under their own name, and where they are published.
ELSEWHERE = {
    (Task, "agencies"): "lead_agency, participating_agencies, responsibilities.csv",
    (Task, "mentions"): "mentions.csv",
    (Task, "terms"): "terms.csv",
    (Task, "targets"): "targets.csv",
    (Task, "decisions"): "coding_decisions.csv",
    (Section, "terms"): "terms.csv",
    (Footnote, "terms"): "terms.csv",
    (Document, "terms"): "terms.csv",
    (Agency, "printed"): "as_printed in responsibilities.csv",
    (Agency, "aliases"): "agency_aliases.csv",
    (Agency, "facts"): "agency_facts.csv",
    (Alias, "status"): "agency_facts.csv",
    (Alias, "source"): "agency_facts.csv",
    (Coder, "id"): "coder in reliability.csv",
    (Coder, "codes"): "reliability.csv",
    (Codes, "ip_rights"): "reliability.csv, by variable",
    (Codes, "activity"): "reliability.csv, by variable",
}
SHOWN: dict[type, set[str]] = {
    Task: {"tasks"},
    Section: {"sections"},
    Footnote: {"footnotes"},
    Erratum: {"errata"},
    Redirect: {"redirects"},
    Coder: {"reliability"},
    Codes: {"reliability"},
    Decision: {"coding_decisions"},
    Agency: {"agencies"},
    Alias: {"agency_aliases"},
    Fact: {"agency_facts"},
    Entity: {"entities"},
    Mention: {"mentions"},
    Term: {"terms"},
    Target: {"targets"},
}


@pytest.mark.parametrize("model", SHOWN)
def test_every_field_is_published_or_said_to_be_elsewhere(model: type) -> None:
    columns = {c.name for t in PUBLISHED if t.name in SHOWN[model] for c in t.columns}
    fields = set(model.model_fields)  # type: ignore[attr-defined]
    told = {field for owner, field in ELSEWHERE if owner is model}
    assert fields - columns == told


def test_every_field_of_the_document_is_published() -> None:
    elsewhere = {field for owner, field in ELSEWHERE if owner is Document}
    assert set(Document.model_fields) - {column.name for column in DOCUMENT_FIELDS} == elsewhere


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


COLUMNS = ("one", "two", "three")


@given(st.dictionaries(st.sampled_from(COLUMNS), st.just(0)), st.integers(0, 3), st.data())
def test_filled_counts_what_has_a_value(
    values: dict[str, int], least: int, data: st.DataObject
) -> None:
    """Nought and ``False`` are values; only ``None`` is none, and other columns don't count."""
    most = data.draw(st.none() | st.integers(least, 3))
    row = {**dict.fromkeys(COLUMNS), **values, "other": data.draw(st.none() | st.just(1))}
    allowed = range(least, 4 if most is None else most + 1)
    assert Filled(COLUMNS, least, most).holds(row) == (len(values) in allowed)


@given(plans())
def test_every_term_has_one_row_and_one_place(plan: Plan) -> None:
    rows = BY_NAME["terms"].rows(plan)
    glosses = {gloss.id: gloss for gloss in plan.glosses}
    assert {row["id"] for row in rows} == set(glosses)
    assert len(rows) == len(plan.glosses)
    for row in rows:
        owner = glosses[row["id"]].owner
        places = {noun: row[noun] for noun in ("task", "section", "footnote") if row[noun]}
        assert places == ({} if owner is plan.document else {owner.noun: getattr(owner, owner.key)})


@given(plans())
def test_mentions_and_targets_are_counted_within_their_task(plan: Plan) -> None:
    for name in ("mentions", "targets"):
        rows = BY_NAME[name].rows(plan)
        for task in plan.tasks:
            count = len(getattr(task, name))
            inside = [row["position"] for row in rows if row["task"] == task.number]
            assert inside == [*range(1, count + 1)]
        assert len(rows) == sum(len(getattr(task, name)) for task in plan.tasks)


@given(plans())
def test_a_mention_says_what_is_printed(plan: Plan) -> None:
    rows = {(row["task"], row["position"]): row for row in BY_NAME["mentions"].rows(plan)}
    names = {row["id"]: row["name"] for row in BY_NAME["entities"].rows(plan)}
    for task in plan.tasks:
        for position, mention in enumerate(task.mentions, start=1):
            row = rows[task.number, position]
            assert row["as_printed"] == (mention.as_printed or names[mention.entity])
            assert row["italic"] is mention.italic
