"""Parquet files: a typed file for each table, with descriptions and vocabularies inside."""

from __future__ import annotations

import io
import json
from typing import Any

from ipplan_data.export.package import Field, MissingLibraryError, Package, Table
from ipplan_data.plan.files import damaged


def files(package: Package, name: str) -> dict[str, bytes]:
    """Build a file for every table, in a folder of that name.

    A list stays a list, a closed vocabulary is a dictionary in its declared order. The same version
    of pyarrow gives the same bytes. Raises ``MissingLibraryError`` if pyarrow isn't installed,
    ``DamagedDataError`` if the rows are not what the descriptor says.

    >>> from ipplan_data.plan.files import home
    >>> sorted(files(Package(home()), "plan"))[:2]
    ['plan/agencies.parquet', 'plan/agency_aliases.parquet']
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - needs an extra
        from pyarrow import parquet  # noqa: PLC0415 - needs an extra
    except ModuleNotFoundError as error:
        raise MissingLibraryError("Parquet", "pyarrow", "parquet") from error
    made = {}
    for table in package.tables.values():
        fields = [
            pa.field(one.name, _type(pa, one), not (one.required or one.items), _metadata(one))
            for one in table.fields
        ]
        out = io.BytesIO()
        try:
            arrays = [
                _array(pa, one, [row[one.name] for row in table.rows]) for one in table.fields
            ]
            schema = pa.schema(fields, _table_metadata(package.descriptor, table))
            # Every reader knows snappy, format 2.4 and data pages 1.0.
            parquet.write_table(
                pa.Table.from_arrays(arrays, schema=schema),
                out,
                compression="snappy",
                version="2.4",
                data_page_version="1.0",
            )
        except (ArithmeticError, LookupError, ValueError) as error:
            raise damaged(f"{table.name}.csv") from error
        made[f"{name}/{table.name}.parquet"] = out.getvalue()
    return made


def _array(pa: Any, field: Field, values: list[Any]) -> Any:
    if not field.categories:
        return pa.array([list(one) if field.items else one for one in values], _type(pa, field))
    numbers = {value: number for number, value in enumerate(field.categories)}
    places = pa.array([one if one is None else numbers[one] for one in values], pa.int32())
    return pa.DictionaryArray.from_arrays(places, pa.array([*field.categories], pa.string()))


def _type(pa: Any, field: Field) -> Any:
    types = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_()}
    if field.items:
        return pa.list_(pa.field("element", types[field.items], nullable=False))
    return pa.dictionary(pa.int32(), pa.string()) if field.categories else types[field.type]


def _metadata(field: Field) -> dict[str, str]:
    """Describe a column; metadata holds only text."""
    found = {"description": field.description, "origin": field.origin}
    if field.refers_to:
        found["refers_to"] = field.refers_to
    if field.categories:
        found["categories"] = _json(field.categories)
    return found


def _table_metadata(descriptor: dict[str, Any], table: Table) -> dict[str, str]:
    """Describe a table, its columns once more for readers that don't show those of fields."""
    return {
        "title": table.title,
        "description": table.description,
        "key": _json(table.key),
        "columns": _json({field.name: _metadata(field) for field in table.fields}),
        "package": descriptor["name"],
        "package_title": descriptor["title"],
        **{name: descriptor[name] for name in ("version", "digest")},
        **{name: _json(descriptor[name]) for name in ("licenses", "sources")},
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
