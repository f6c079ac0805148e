"""Parquet files: a typed file for each table, with descriptions and vocabularies inside."""

from __future__ import annotations

import io
import json
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from ipplan_data.export.package import Field, Package, Table
from ipplan_data.plan.files import damaged

_TYPES = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_()}


def files(package: Package, name: str) -> dict[str, bytes]:
    """Build a file for every table, in a folder of that name.

    A list stays a list, a closed vocabulary is a dictionary. The same version of pyarrow gives the
    same bytes. Raises ``DamagedDataError`` if the rows are not what the descriptor says.

    >>> from ipplan_data.plan.files import home
    >>> sorted(files(Package(home()), "plan"))[:2]
    ['plan/agencies.parquet', 'plan/agency_aliases.parquet']
    """
    made = {}
    for table in package.tables.values():
        schema = pa.schema(map(_field, table.fields), _metadata(package.descriptor, table))
        out = io.BytesIO()
        try:
            parquet.write_table(pa.Table.from_pylist(table.rows, schema), out)
        except (ArithmeticError, ValueError) as error:
            raise damaged(f"{table.name}.csv") from error
        made[f"{name}/{table.name}.parquet"] = out.getvalue()
    return made


def _field(field: Field) -> Any:
    """Declare a column with its description."""
    kind = _TYPES[field.items or field.type]
    if field.items:
        kind = pa.list_(pa.field("element", kind, nullable=False))
    elif field.categories:
        kind = pa.dictionary(pa.int32(), kind)
    described = {"description": field.description, "origin": field.origin}
    if field.refers_to:
        described["refers_to"] = field.refers_to
    if field.categories:
        described["categories"] = _json(field.categories)
    return pa.field(field.name, kind, not (field.required or field.items), described)


def _metadata(descriptor: dict[str, Any], table: Table) -> dict[str, str]:
    """Describe a table and the package it is from; metadata holds only text."""
    return {
        "title": table.title,
        "description": table.description,
        "key": _json(table.key),
        "package": descriptor["name"],
        "package_title": descriptor["title"],
        **{name: descriptor[name] for name in ("version", "digest")},
        **{name: _json(descriptor[name]) for name in ("licenses", "sources")},
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
