"""Model, JSON Schema, Table Schema and SQLite accept and reject the same rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from typing import Any

import frictionless
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from ipplan_data.curation.model import Plan, Redirect
from ipplan_data.curation.publish import csv, datapackage, sqlite
from ipplan_data.curation.publish import jsonschema as schema
from ipplan_data.curation.tables import BY_NAME, PUBLISHED, Condition, Row, Table
from strategies import cells


def model_accepts(table: Table, row: Row) -> bool:
    try:
        table.model.model_validate(row)
    except ValidationError:
        return False
    return True


def json_accepts(table: Table, row: Row) -> bool:
    return bool(_validator(table.name).is_valid(json.loads(json.dumps(row))))


@cache
def _validator(name: str) -> Any:
    return jsonschema.Draft202012Validator(schema.row(BY_NAME[name]))


def table_schema_accepts(table: Table, row: Row) -> bool:
    cells = [csv.cell(row[column.name]) for column in table.columns]
    _, notes = _frictionless(table.name).read_cells(cells)
    return not any(notes)


@cache
def _frictionless(name: str) -> Any:
    described = datapackage.schema(BY_NAME[name])
    del described["primaryKey"]
    described.pop("foreignKeys", None)
    return frictionless.Schema.from_descriptor(described)


def sqlite_accepts(table: Table, row: Row, database: sqlite3.Connection) -> bool:
    values = [csv.cell(v) or None if isinstance(v, tuple | bool) else v for v in row.values()]
    marks = ", ".join("?" * len(values))
    try:
        database.execute(f'INSERT INTO "{table.name}" VALUES ({marks})', values)  # noqa: S608
    except sqlite3.IntegrityError:
        return False
    finally:
        database.rollback()
    return True


def expressible(table: Table, row: Row) -> bool:
    """Whether a cell can say it: in CSV nothing tells an empty text from none."""
    return in_a_cell(table, row) and "" not in row.values()


def in_a_cell(table: Table, row: Row) -> bool:
    return all(row[c.name] not in (("",), None) for c in table.columns if c.is_list)


@pytest.fixture(scope="module")
def some_rows(plan: Plan) -> dict[str, Row]:
    """A row of every table, as in the real plan but that one id has moved."""
    moved = Redirect(old="agency/gone", new="agency/cnipa", reason="It was merged.")
    other = replace(plan, redirects=(moved,))
    return {table.name: table.rows(other)[0] for table in PUBLISHED}


@pytest.fixture(scope="module")
def empty() -> Iterator[sqlite3.Connection]:
    """A database without rows; keys of other tables aren't checked."""
    with closing(sqlite.database({table.name: [] for table in PUBLISHED})) as database:
        yield database


# Columns with the same constraints are the same case.
COLUMNS: dict[Any, tuple[Table, tuple[str, ...], None]] = {
    (str(one.schema), one.list_form, one.glob, one.nullable): (table, (one.name,), None)
    for table in PUBLISHED
    for one in table.columns
}
CONDITIONS = [(table, one.columns, one) for table in PUBLISHED for one in table.conditions]
CASES: list[tuple[Table, tuple[str, ...], Condition | None]] = [*COLUMNS.values(), *CONDITIONS]


@pytest.mark.parametrize(
    ("table", "names", "condition"),
    CASES,
    ids=["-".join([t.name, *names]) for t, names, _ in CASES],
)
def test_constraints_and_conditions_mean_the_same_everywhere(
    table: Table,
    names: tuple[str, ...],
    condition: Condition | None,
    some_rows: dict[str, Row],
    empty: sqlite3.Connection,
) -> None:
    columns = {column.name: column for column in table.columns}
    seen: set[bool] = set()

    @settings(max_examples=max(60, settings().max_examples))
    @given(st.tuples(*(cells(columns[name]) for name in names)))
    def agree(values: tuple[Any, ...]) -> None:
        row = {**some_rows[table.name], **dict(zip(names, values, strict=True))}
        accepted = model_accepts(table, row)
        assert json_accepts(table, row) == accepted
        if in_a_cell(table, row):
            assert sqlite_accepts(table, row, empty) == accepted
        holds = all(one.holds(row) for one in table.conditions)
        assert holds or not accepted
        if holds and expressible(table, row):
            assert table_schema_accepts(table, row) == accepted
        seen.add(condition.holds(row) if condition else accepted)

    agree()
    assert seen == {True, False}, "both valid and invalid values were tried"
