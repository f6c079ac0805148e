"""Model, JSON Schema, Table Schema and SQLite accept and reject the same rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
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
from ipplan_data.curation.tables import BY_NAME, PUBLISHED, Column, Condition, Row, Table
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


def sqlite_accepts(table: Table, row: Row) -> bool:
    connection = _database(table.name)
    values = [
        csv.cell(one) or None if isinstance(one, tuple | bool) else one for one in row.values()
    ]
    marks = ", ".join("?" * len(values))
    try:
        connection.execute(f'INSERT INTO "{table.name}" VALUES ({marks})', values)  # noqa: S608
    except sqlite3.IntegrityError:
        return False
    finally:
        connection.rollback()
    return True


@pytest.fixture(autouse=True, scope="module")
def _closed_databases() -> Iterator[None]:
    yield
    for table in PUBLISHED:
        _database(table.name).close()
    _database.cache_clear()


@cache
def _database(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(sqlite.create(BY_NAME[name]))
    return connection


def expressible(table: Table, row: Row) -> bool:
    """Whether a cell can say it: in CSV nothing tells an empty text from none."""
    return not any(
        row[column.name] in ("", ("",)) or (column.is_list and row[column.name] is None)
        for column in table.columns
    )


def in_a_cell(table: Table, row: Row) -> bool:
    return all(row[c.name] not in (("",), None) for c in table.columns if c.is_list)


def some_row(table: Table, plan: Plan) -> Row:
    """A row of the real plan, in which one id has moved."""
    moved = Redirect(old="agency/gone", new="agency/cnipa", reason="It was merged.")
    return table.rows(replace(plan, redirects=(moved,)))[0]


# Columns of one type have the same constraints, so one of them is enough.
CASES = {
    (one.annotation, one.required): (table, one) for table in PUBLISHED for one in table.columns
}


@pytest.mark.parametrize(
    ("table", "column"), CASES.values(), ids=[f"{t.name}-{c.name}" for t, c in CASES.values()]
)
def test_constraints_of_a_column_mean_the_same_everywhere(
    table: Table, column: Column, plan: Plan
) -> None:
    base = some_row(table, plan)
    seen: set[bool] = set()

    @settings(max_examples=60)
    @given(cells(column))
    def agree(value: Any) -> None:
        row = {**base, column.name: value}
        accepted = model_accepts(table, row)
        seen.add(accepted)
        assert json_accepts(table, row) == accepted
        if in_a_cell(table, row):
            assert sqlite_accepts(table, row) == accepted
        if expressible(table, row) and all(one.holds(row) for one in table.conditions):
            assert table_schema_accepts(table, row) == accepted

    agree()
    assert seen == {True, False}, "both valid and invalid cells were tried"


CONDITIONS = [(table, condition) for table in PUBLISHED for condition in table.conditions]


@pytest.mark.parametrize(
    ("table", "condition"),
    CONDITIONS,
    ids=[f"{t.name}-{'-'.join(c.columns)}" for t, c in CONDITIONS],
)
def test_conditions_between_columns_mean_the_same_everywhere(
    table: Table, condition: Condition, plan: Plan
) -> None:
    base = some_row(table, plan)
    columns = {column.name: column for column in table.columns}
    seen: set[bool] = set()

    @settings(max_examples=60)
    @given(st.tuples(*(cells(columns[name]) for name in condition.columns)))
    def agree(values: tuple[Any, ...]) -> None:
        row = {**base, **dict(zip(condition.columns, values, strict=True))}
        accepted = model_accepts(table, row)
        assert json_accepts(table, row) == sqlite_accepts(table, row) == accepted
        if accepted:
            assert condition.holds(row)
        seen.add(condition.holds(row))

    agree()
    assert seen == {True, False}, "the condition was tried both ways"
