"""Parquet files: a file a table, typed, with descriptions and vocabularies inside."""

from __future__ import annotations

import io
import json
from types import ModuleType
from typing import Any

from ipplan_data.export.package import Field, MissingLibraryError, Package, Table
from ipplan_data.plan.files import damaged


def files(package: Package, name: str) -> dict[str, bytes]:
    """Give a file for every table, in a folder of that name.

    A list stays a list, a closed vocabulary is a dictionary in its declared order. The same
    version of pyarrow, which signs the files with it, gives the same bytes. Raises
    ``MissingLibraryError`` where pyarrow isn't installed, ``DamagedDataError`` where the rows are
    not what the descriptor says.

    >>> from ipplan_data.plan.files import home
    >>> sorted(files(Package(home()), "plan"))[:2]
    ['plan/agencies.parquet', 'plan/agency_aliases.parquet']
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - needs an extra
        from pyarrow import parquet  # noqa: PLC0415 - needs an extra
    except ModuleNotFoundError as error:
        raise MissingLibraryError("Parquet", "pyarrow", "parquet") from error
    whole = _whole(package.descriptor)
    made = {}
    for table in package.tables.values():
        schema = pa.schema([_field(pa, field) for field in table.fields], _told(whole, table))
        out = io.BytesIO()
        try:
            columns = [_column(pa, field, table.rows) for field in table.fields]
            content = pa.Table.from_arrays(columns, schema=schema)
            # Snappy, format 2.4 and data pages 1.0 are what every reader knows.
            parquet.write_table(
                content, out, compression="snappy", version="2.4", data_page_version="1.0"
            )
        except (ArithmeticError, LookupError, ValueError) as error:
            raise damaged(f"{table.name}.csv") from error
        made[f"{name}/{table.name}.parquet"] = out.getvalue()
    return made


def _column(pa: ModuleType, field: Field, rows: list[dict[str, Any]]) -> Any:
    values = [row[field.name] for row in rows]
    if not field.categories:
        return pa.array([list(one) if field.items else one for one in values], _type(pa, field))
    numbers = {value: number for number, value in enumerate(field.categories)}
    places = pa.array([one if one is None else numbers[one] for one in values], pa.int32())
    return pa.DictionaryArray.from_arrays(places, pa.array([*field.categories], pa.string()))


def _field(pa: ModuleType, field: Field) -> Any:
    nullable = not (field.required or field.items)
    return pa.field(field.name, _type(pa, field), nullable, _explained(field))


def _type(pa: ModuleType, field: Field) -> Any:
    types = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_()}
    if field.items:
        return pa.list_(pa.field("element", types[field.items], nullable=False))
    return pa.dictionary(pa.int32(), pa.string()) if field.categories else types[field.type]


def _explained(field: Field) -> dict[str, str]:
    """Say what a column is; only text can stand in the metadata."""
    told = {"description": field.description, "origin": field.origin}
    if field.refers_to:
        told["refers_to"] = field.refers_to
    if field.categories:
        told["categories"] = _json(field.categories)
    return told


def _whole(descriptor: dict[str, Any]) -> dict[str, str]:
    return {
        "package": descriptor["name"],
        "package_title": descriptor["title"],
        "version": descriptor["version"],
        "digest": descriptor["digest"],
        "licenses": _json(descriptor["licenses"]),
        "sources": _json(descriptor["sources"]),
    }


def _told(whole: dict[str, str], table: Table) -> dict[str, str]:
    """Say what a table is; columns once more, for readers that don't show metadata of fields."""
    columns = {field.name: _explained(field) for field in table.fields}
    return {
        "title": table.title,
        "description": table.description,
        "key": _json(table.key),
        "columns": _json(columns),
        **whole,
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
