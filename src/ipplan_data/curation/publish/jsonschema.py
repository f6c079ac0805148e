"""JSON Schema 2020-12 for what stands in ``ipplan.json``; every file stands alone."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from ipplan_data.curation.model import Package
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


def urn(name: str) -> str:
    """Name a schema for good; the number changes when its content would.

    >>> urn("task")
    'urn:ipplan-data:schema:task:1'
    """
    return f"urn:ipplan-data:schema:{name}:{VERSION}"


def schemas() -> dict[str, Schema]:
    """Give every schema by name: one for each kind of object, and ``plan`` for the whole."""
    parts = {table.noun: _table(table) for table in PUBLISHED if table.noun}
    parts["document"] = _object(
        "The document", "Facts about the notice and its translation.", DOCUMENT_FIELDS
    )
    whole = {name: _headed(name, schema) for name, schema in parts.items()}
    return {**whole, "plan": _headed("plan", _plan(parts))}


def row(table: Table, without: str = "") -> Schema:
    """Give the schema of one row of a table, all columns or all but one."""
    columns = tuple(column for column in table.columns if column.name != without)
    title = table.noun.capitalize() or table.title
    return _object(title, table.description, columns) | _conditions(table)


def _headed(name: str, schema: Schema) -> Schema:
    return {"$schema": DIALECT, "$id": urn(name), **schema}


def _plan(parts: dict[str, Schema]) -> Schema:
    lists = {
        table.name: {
            "description": table.description,
            "type": "array",
            "items": {"$ref": f"#/$defs/{table.noun}"},
            "uniqueItems": True,
        }
        for table in PUBLISHED
        if table.noun
    }
    properties = {
        **{field: _property(declared(Package, field)) for field in ("name", "version")},
        "document": {"$ref": "#/$defs/document"},
        **lists,
    }
    return {
        "title": "Plan",
        "description": "The whole plan, with everything that stands in the tables.",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": dict(sorted(parts.items())),
    }


def _table(table: Table) -> Schema:
    schema = row(table)
    for inner in PUBLISHED:
        if inner.inside and inner.parent == table.name:
            schema["properties"][inner.inside] = {
                "description": inner.description,
                "type": "array",
                "items": row(inner, without=inner.parent_column.name),
                "uniqueItems": True,
            }
            schema["required"].append(inner.inside)
    return schema


def _object(title: str, description: str, columns: tuple[Column, ...]) -> Schema:
    return {
        "title": title,
        "description": description,
        "type": "object",
        "properties": {column.name: _property(column) for column in columns},
        "required": [column.name for column in columns],
        "additionalProperties": False,
    }


def _property(column: Column) -> Schema:
    origin = f"Origin: {column.origin}"
    schema = {"description": column.description, "$comment": origin, **column.schema}
    if column.nullable:
        schema["type"] = [schema["type"], "null"]
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
    return schema


def _conditions(table: Table) -> Schema:
    conditions = [_condition(one) for one in table.conditions]
    return {"allOf": conditions} if conditions else {}


def _condition(one: Condition) -> Schema:
    if isinstance(one, Filled):
        return _filled(one)
    if isinstance(one, Requirement):
        return {
            "if": {"properties": {one.column: {"not": {"type": "null"}}}},
            "then": {"properties": {one.other: {"not": {"type": "null"}}}},
        }
    return {
        "if": {"properties": {one.column: {"const": one.value}}},
        "then": {"properties": {one.other: {"const": one.other_value}}},
        "else": {"properties": {one.other: {"not": {"const": one.other_value}}}},
    }


def _filled(one: Filled) -> Schema:
    """Say that some of the columns have a value together, or that too many never have."""

    def all_of(number: int) -> list[Schema]:
        return [
            {"properties": {name: {"not": {"type": "null"}} for name in names}}
            for names in combinations(one.columns, number)
        ]

    least = {"anyOf": all_of(one.least)} if one.least else {}
    most = {"not": {"anyOf": all_of(one.most + 1)}} if one.most is not None else {}
    return least | most
