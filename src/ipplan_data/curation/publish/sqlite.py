"""The tables for SQLite: types, keys and checks, with no extension needed."""

from __future__ import annotations

import sqlite3

from ipplan_data.curation.publish import csv
from ipplan_data.curation.tables import (
    BY_NAME,
    PUBLISHED,
    Column,
    Condition,
    Filled,
    Requirement,
    Row,
    Table,
)

INTRO = """\
-- The published tables for SQLite 3.37 or newer. An empty cell of a CSV file is NULL here, and
-- since tables name each other, all are filled in one transaction. The README shows how.
"""
VIEWS_INTRO = """\
-- What is usually asked of the tables that tables.sql creates: a view for each question of
-- docs/questions.md.
"""
_TYPES = {"integer": "INTEGER", "string": "TEXT", "array": "TEXT", "boolean": "TEXT"}
_BOUNDS = {
    "minimum": "{} >= {}",
    "maximum": "{} <= {}",
    "minLength": "length({}) >= {}",
    "maxLength": "length({}) <= {}",
}


def tables() -> bytes:
    """Return the statements that create all tables."""
    return (INTRO + "".join("\n" + create(table) for table in PUBLISHED)).encode()


def database(rows: dict[str, list[Row]]) -> sqlite3.Connection:
    """Return a database in memory that holds these rows of every table."""
    made = sqlite3.connect(":memory:")
    made.executescript(tables().decode())
    with made:
        for table in PUBLISHED:
            marks = ", ".join("?" for _ in table.columns)
            put = f"INSERT INTO {_names(table.name)} VALUES ({marks})"  # noqa: S608 - our names
            cells = (map(csv.cell, row.values()) for row in rows[table.name])
            made.executemany(put, ([cell or None for cell in row] for row in cells))
    return made


def create(table: Table) -> str:
    """Return the statement that creates one table.

    A list is one text, its items joined by semicolons. Foreign keys are deferred, since tasks and
    sections refer to each other. Without row ids, a missing number isn't filled in silently.
    """
    parts = [_column(column) for column in table.columns]
    parts.append(f"PRIMARY KEY ({_names(*table.key)})")
    parts += [f"UNIQUE ({_names(column)})" for column in table.unique]
    parts += [
        f"FOREIGN KEY ({_names(column.name)}) REFERENCES {_names(column.refers_to)} "
        f"({_names(*BY_NAME[column.refers_to].key)}) DEFERRABLE INITIALLY DEFERRED"
        for column in table.columns
        if column.refers_to
    ]
    parts += [f"CHECK ({_condition(one)})" for one in table.conditions]
    body = ",\n".join(f"  {part}" for part in parts)
    return f"CREATE TABLE {_names(table.name)} (\n{body}\n) STRICT, WITHOUT ROWID;\n"


def _condition(one: Condition) -> str:
    if isinstance(one, Filled):
        filled = " + ".join(f"({_names(name)} IS NOT NULL)" for name in one.columns)
        most = len(one.columns) if one.most is None else one.most
        return f"{filled} BETWEEN {one.least} AND {most}"
    column, other = map(_names, one.columns)
    if isinstance(one, Requirement):
        return f"{column} IS NULL OR {other} IS NOT NULL"
    return f"({column} = {_literal(one.value)}) = ({other} = {_literal(one.other_value)})"


def _column(column: Column) -> str:
    required = " NOT NULL" if column.required else ""
    checks = " AND ".join(_checks(column))
    checked = f" CHECK ({checks})" if checks else ""
    return f"{_names(column.name)} {_TYPES[column.schema['type']]}{required}{checked}"


def _checks(column: Column) -> list[str]:
    name, schema = _names(column.name), column.schema
    checks = [form.format(name, schema[key]) for key, form in _BOUNDS.items() if key in schema]
    if schema["type"] == "boolean":
        checks.append(f"{name} IN ('true', 'false')")
    if "enum" in schema:
        checks.append(f"{name} IN ({', '.join(map(_literal, schema['enum']))})")
    if items := schema.get("items", {}).get("enum"):
        checks.append(f"{_without(name, items)} = ''")
    if column.glob:
        either = " OR ".join(f"{name} GLOB {_literal(glob)}" for glob in column.glob.either)
        checks += [f"({either})"] if either else []
        checks += [f"{name} GLOB {_literal(glob)}" for glob in column.glob.each]
        checks += [f"{name} NOT GLOB {_literal(glob)}" for glob in column.glob.never]
    return checks


def _without(name: str, items: list[str]) -> str:
    """Return what is left of a list without its valid items, each between two separators."""
    mark = csv.SEPARATOR
    left = f"'{mark}' || replace({name}, '{mark}', '{mark}{mark}') || '{mark}'"
    for item in items:
        left = f"replace({left}, {_literal(f'{mark}{item}{mark}')}, '')"
    return left


def _names(*names: str) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _literal(value: str | int) -> str:
    doubled = str(value).replace("'", "''")
    return str(value) if isinstance(value, int) else f"'{doubled}'"
