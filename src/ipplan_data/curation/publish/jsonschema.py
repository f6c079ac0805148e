"""JSON Schema 2020-12 for the objects of ``ipplan.json``; every file can be used alone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from ipplan_data.curation.model import Package
from ipplan_data.curation.publish import json
from ipplan_data.curation.tables import (
    DOCUMENT_FIELDS,
    PUBLISHED,
    Column,
    Condition,
    Filled,
    Requirement,
    Table,
    declared,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
VERSION = 1

Schema = dict[str, Any]


def render() -> dict[str, bytes]:
    """Return the file of every schema by its path from the root."""
    return {f"schema/{name}.schema.json": json.text(schema) for name, schema in schemas().items()}


def schemas() -> dict[str, Schema]:
    """Return every schema by name: one for each kind of object, and ``plan`` for the whole.

    The number in a schema's ``$id`` changes when what is valid changes.
    """
    parts = {table.noun: _nested(table) for table in PUBLISHED if table.noun}
    facts = "Facts about the notice and its translation."
    parts["document"] = _object("The document", facts, DOCUMENT_FIELDS)
    return {
        name: {"$schema": DIALECT, "$id": f"urn:ipplan-data:schema:{name}:{VERSION}", **schema}
        for name, schema in {**parts, "plan": _plan(parts)}.items()
    }


def row(table: Table, without: str = "") -> Schema:
    """Return the schema of one row of a table, with all columns or all but one."""
    columns = tuple(column for column in table.columns if column.name != without)
    schema = _object(table.noun.capitalize() or table.title, table.description, columns)
    conditions = [_condition(one) for one in table.conditions]
    return {**schema, "allOf": conditions} if conditions else schema


def _plan(parts: dict[str, Schema]) -> Schema:
    named = {field: cell(declared(Package, field)) for field in ("name", "version")}
    lists = {
        table.name: _list(table, {"$ref": f"#/$defs/{table.noun}"})
        for table in PUBLISHED
        if table.noun
    }
    properties = {**named, "document": {"$ref": "#/$defs/document"}, **lists}
    whole = "The whole plan, with everything that stands in the tables."
    return {**_closed("Plan", whole, properties), "$defs": dict(sorted(parts.items()))}


def _nested(table: Table) -> Schema:
    schema = row(table)
    for inner in PUBLISHED:
        if inner.inside and inner.parent == table.name:
            items = row(inner, without=inner.parent_column.name)
            schema["properties"][inner.inside] = _list(inner, items)
            schema["required"].append(inner.inside)
    return schema


def _list(table: Table, items: Schema) -> Schema:
    description = table.description
    return {"description": description, "type": "array", "items": items, "uniqueItems": True}


def _object(title: str, description: str, columns: tuple[Column, ...]) -> Schema:
    return _closed(title, description, {column.name: cell(column) for column in columns})


def _closed(title: str, description: str, properties: dict[str, Schema]) -> Schema:
    return {
        "title": title,
        "description": description,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def cell(column: Column) -> Schema:
    """Return the schema of the value that a column has in a row."""
    origin = f"Origin: {column.origin}"
    schema = {"description": column.description, "$comment": origin, **column.schema}
    if column.nullable:
        schema["type"] = [schema["type"], "null"]
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
    return schema


def _condition(one: Condition) -> Schema:
    if isinstance(one, Filled):
        least = {"anyOf": _filled(one.columns, one.least)} if one.least else {}
        most = {} if one.most is None else {"not": {"anyOf": _filled(one.columns, one.most + 1)}}
        return least | most
    if isinstance(one, Requirement):
        (column,), (other,) = _filled([one.column], 1), _filled([one.other], 1)
        return {"if": column, "then": other}
    return {
        "if": {"properties": {one.column: {"const": one.value}}},
        "then": {"properties": {one.other: {"const": one.other_value}}},
        "else": {"properties": {one.other: {"not": {"const": one.other_value}}}},
    }


def _filled(columns: Iterable[str], number: int) -> list[Schema]:
    """Return a schema for each choice of so many columns: all of them have a value."""
    return [
        {"properties": {name: {"not": {"type": "null"}} for name in names}}
        for names in combinations(columns, number)
    ]
