"""What changed in what the descriptor says: tables, columns, vocabularies, the package, files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ipplan_data.comparing.report import Change, Nature
from ipplan_data.comparing.side import Side, Table
from ipplan_data.comparing.weighing import of_property
from ipplan_data.plan.files import DESCRIPTOR

# What is compared by itself, or follows from the bytes of the files.
_APART = {"resources", "files", "digest"}
_OF_FILES = {"name", "schema", "bytes", "hash", "rows"}
_OF_SCHEMA = {"fields", "primaryKey"}
_OF_COLUMNS = {"name", "categories"}


def of_package(old: Side, new: Side) -> Iterator[Change]:
    """Compare what the descriptors say of the package, and which tables there are."""
    for name, was, now in _differing(old.descriptor, new.descriptor, _APART):
        yield Change("package", "changed", "package", aspect=name, old=was, new=now)
    for name in {**old.tables, **new.tables}:
        was, now = old.tables.get(name), new.tables.get(name)
        if was is None or now is None:
            yield _one_sided("table", was, now, table=name, value=_columns)
        else:
            yield from _of_table(name, was, now)


def _columns(table: Table) -> list[str]:
    return list(table.fields)


def _one_sided(what: Any, old: Any, new: Any, *, value: Any = None, **place: Any) -> Change:
    """Make the change of what only one side has."""
    give = value or (lambda one: one)
    if new is None:
        return Change(what, "removed", "removal", old=give(old), **place)
    return Change(what, "added", "addition", new=give(new), **place)


def _of_table(name: str, old: Table, new: Table) -> Iterator[Change]:
    schemas = old.declared["schema"], new.declared["schema"]
    properties = [
        *_differing(old.declared, new.declared, _OF_FILES),
        *_differing(*schemas, _OF_SCHEMA),
    ]
    if old.key != new.key:
        properties.append(("primaryKey", list(old.key), list(new.key)))
    both = old.fields.keys() & new.fields.keys()
    shared = [[one for one in table.fields if one in both] for table in (old, new)]
    if shared[0] != shared[1]:
        properties.append(("columns", _columns(old), _columns(new)))
    for prop, was, now in properties:
        nature = of_property(prop)
        yield Change("table", "changed", nature, table=name, aspect=prop, old=was, new=now)
    for field in {**old.fields, **new.fields}:
        one, other = old.fields.get(field), new.fields.get(field)
        if one is None or other is None:
            yield _one_sided("column", one, other, table=name, field=field)
        else:
            yield from _of_column(name, field, one, other)


def _of_column(
    table: str, field: str, old: dict[str, Any], new: dict[str, Any]
) -> Iterator[Change]:
    values = _meanings(old), _meanings(new)
    for prop, was, now in _differing(old, new, _OF_COLUMNS):
        # The list of values stands once more among the constraints.
        follows = prop == "constraints" and _text(_open(was, values[0])) == _text(
            _open(now, values[1])
        )
        yield Change(
            "column",
            "changed",
            of_property(prop),
            table=table,
            field=field,
            aspect=prop,
            old=was,
            new=now,
            follows=follows,
        )
    for value in {**values[0], **values[1]}:
        one, other = (some.get(value) for some in values)
        key = {"value": value}
        if value not in values[0] or value not in values[1]:
            kind: Any = "removed" if value in values[0] else "added"
            nature: Nature = "removal" if value in values[0] else "addition"
            yield Change("value", kind, nature, table, key, field, old=one, new=other)
        elif one != other:
            yield Change("value", "changed", "fact", table, key, field, old=one, new=other)
    orders = [[one for one in some if one in values[0] and one in values[1]] for some in values]
    if orders[0] != orders[1]:
        yield Change(
            "column",
            "changed",
            "order",
            table=table,
            field=field,
            aspect="categories",
            old=list(values[0]),
            new=list(values[1]),
        )


def _meanings(field: dict[str, Any]) -> dict[str, str | None]:
    """Give the values of a closed vocabulary with what each means; none where it is open."""
    found = {}
    for one in field.get("categories") or ():
        value, label = (
            (one.get("value"), one.get("label")) if isinstance(one, dict) else (one, None)
        )
        found[str(value)] = None if label is None else str(label)
    return found


def _open(constraints: Any, values: dict[str, str | None]) -> Any:
    """Give constraints without the vocabulary, where it is the one that the column has."""
    if isinstance(constraints, dict) and constraints.get("enum") == list(values):
        return {name: value for name, value in constraints.items() if name != "enum"}
    return constraints


def _differing(
    old: dict[str, Any], new: dict[str, Any], apart: set[str]
) -> Iterator[tuple[str, Any, Any]]:
    for name in {**old, **new}:
        if name not in apart and _text(old.get(name)) != _text(new.get(name)):
            yield name, old.get(name), new.get(name)


def _text(value: Any) -> str:
    """Give a value so that it compares with the types in it: one is not true."""
    return json.dumps(value, sort_keys=True)


def of_files(old: Side, new: Side, others: list[Change]) -> Iterator[Change]:
    """Compare the bytes of the files, given all other changes.

    A table whose rows differ is told by these. The descriptor, the nested JSON and the schemas are
    made of what stands in the tables and of what is said of them; where that changed, and the file
    is the one that its descriptor seals, its change follows.
    """
    tables = {
        table.declared["path"]: name for side in (old, new) for name, table in side.tables.items()
    }
    changed = {one.table for one in others if one.what in ("row", "cell", "table", "column")}
    shaped = any(one.what in ("table", "column", "value") for one in others)
    for path in {**old.files, **new.files}:
        was, now = old.files.get(path), new.files.get(path)
        if was == now or (path in old.files and was is None) or (path in new.files and now is None):
            continue
        if path in tables:
            if tables[path] not in changed and was and now:
                yield Change("file", "changed", "package", field=path, old=was, new=now)
            continue
        if was is None or now is None:
            yield _one_sided("file", was, now, field=path)
            continue
        causes = shaped if path.startswith("schema/") else bool(others)
        sealed = path == DESCRIPTOR or path not in (*old.altered, *new.altered)
        yield Change(
            "file",
            "changed",
            "package",
            field=path,
            old=was,
            new=now,
            follows=causes and sealed,
        )
