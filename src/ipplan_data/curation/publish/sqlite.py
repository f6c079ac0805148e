"""The tables as SQLite creates them: types, keys and checks, with no extension needed."""

from __future__ import annotations

import sqlite3
from typing import Any

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


def tables() -> bytes:
    """Give the statements that create all tables."""
    return (INTRO + "".join("\n" + create(table) for table in PUBLISHED)).encode()


def fill(database: sqlite3.Connection, rows: dict[str, list[Row]]) -> None:
    """Put all rows into tables that stand there, in one transaction."""
    with database:
        for table in PUBLISHED:
            marks = ", ".join("?" for _ in table.columns)
            values = [[stored(row[c.name]) for c in table.columns] for row in rows[table.name]]
            database.executemany(f"INSERT INTO {_name(table.name)} VALUES ({marks})", values)  # noqa: S608 - our names


def stored(value: Any) -> Any:
    """Give a value as SQLite holds it: lists and truth values as a cell of CSV has them.

    >>> stored(("cnipa", "samr")), stored(True), stored(48), stored(())
    ('cnipa;samr', 'true', 48, None)
    """
    return csv.cell(value) or None if isinstance(value, tuple | bool) else value


def create(table: Table) -> str:
    """Give the statement that creates one table.

    A list is one text, its items joined by semicolons. Foreign keys are deferred, since tasks and
    sections name each other. Without row ids, a missing number isn't filled in silently.
    """
    parts = [_column(column) for column in table.columns]
    parts.append(f"PRIMARY KEY ({_names(table.key)})")
    parts += [f"UNIQUE ({_name(column)})" for column in table.unique]
    for column in table.columns:
        if column.refers_to:
            target = BY_NAME[column.refers_to]
            parts.append(
                f"FOREIGN KEY ({_name(column.name)}) REFERENCES {_name(target.name)} "
                f"({_names(target.key)}) DEFERRABLE INITIALLY DEFERRED"
            )
    parts += [f"CHECK ({_condition(one)})" for one in table.conditions]
    body = ",\n".join(f"  {part}" for part in parts)
    return f"CREATE TABLE {_name(table.name)} (\n{body}\n) STRICT, WITHOUT ROWID;\n"


def _condition(one: Condition) -> str:
    if isinstance(one, Filled):
        filled = " + ".join(f"({_name(name)} IS NOT NULL)" for name in one.columns)
        most = len(one.columns) if one.most is None else one.most
        return f"{filled} BETWEEN {one.least} AND {most}"
    if isinstance(one, Requirement):
        return f"{_name(one.column)} IS NULL OR {_name(one.other)} IS NOT NULL"
    left = f"{_name(one.column)} = {_literal(one.value)}"
    right = f"{_name(one.other)} = {_literal(one.other_value)}"
    return f"({left}) = ({right})"


def _column(column: Column) -> str:
    words = [_name(column.name), _TYPES[column.schema["type"]]]
    if column.required:
        words.append("NOT NULL")
    if checks := list(_checks(column)):
        words.append(f"CHECK ({' AND '.join(checks)})")
    return " ".join(words)


def _checks(column: Column) -> list[str]:
    name, schema = _name(column.name), column.schema
    checks = [
        f"{template} {schema[keyword]}"
        for keyword, template in {
            "minimum": f"{name} >=",
            "maximum": f"{name} <=",
            "minLength": f"length({name}) >=",
            "maxLength": f"length({name}) <=",
        }.items()
        if keyword in schema
    ]
    if schema["type"] == "boolean":
        checks.append(f"{name} IN ('true', 'false')")
    if "enum" in schema:
        checks.append(f"{name} IN ({', '.join(map(_literal, schema['enum']))})")
    if (items := schema.get("items", {}).get("enum")) and column.is_list:
        checks.append(f"{_without(name, items)} = ''")
    if column.glob:
        either = " OR ".join(f"{name} GLOB {_literal(glob)}" for glob in column.glob.either)
        checks += [f"({either})"] if either else []
        checks += [f"{name} GLOB {_literal(glob)}" for glob in column.glob.each]
        checks += [f"{name} NOT GLOB {_literal(glob)}" for glob in column.glob.never]
    return checks


def _without(name: str, items: list[str]) -> str:
    """Give what is left of a list when all valid items are taken out, each between two marks."""
    mark = csv.SEPARATOR
    left = f"'{mark}' || replace({name}, '{mark}', '{mark}{mark}') || '{mark}'"
    for item in items:
        left = f"replace({left}, {_literal(f'{mark}{item}{mark}')}, '')"
    return left


def _name(name: str) -> str:
    return f'"{name}"'


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(map(_name, names))


def _literal(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    doubled = str(value).replace("'", "''")
    return f"'{doubled}'"
