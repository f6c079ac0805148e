"""The published tables as dictionaries of cells with the types in the descriptor."""

from __future__ import annotations

import csv

from ipplan_data.plan.catalogue import UnknownKeyError
from ipplan_data.plan.files import DESCRIPTOR, damaged, located, parsed
from ipplan_data.plan.nearest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_ITEMS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
}


class UnknownTableError(UnknownKeyError):
    """There is no table with that name; the message suggests the nearest one."""


def described(folder: str, name: str) -> dict[str, Any]:
    """Return the descriptor's resource for a table. Raises ``UnknownTableError``."""
    tables = {one["name"]: one for one in parsed(folder, DESCRIPTOR)["resources"]}
    if name not in tables:
        hint = nearest(name, tables, f"there are {', '.join(tables)}")
        raise UnknownTableError(f"no table {name!r}; {hint}")
    found: dict[str, Any] = tables[name]
    return found


def rows(folder: str, name: str) -> list[dict[str, Any]]:
    """Read a table from its CSV.

    See ``Plan.table`` for cells. Raises ``UnknownTableError`` if there is no such table,
    ``DamagedDataError`` if the file isn't as the descriptor describes it.
    """
    resource = described(folder, name)
    fields = resource["schema"]["fields"]
    file = located(folder, resource["path"])
    try:
        with open(file, encoding="utf-8", newline="") as stream:
            header, *lines = csv.reader(stream, strict=True)
        if header != [field["name"] for field in fields]:
            raise damaged(file)
        return [
            {field["name"]: _value(field, cell) for field, cell in zip(fields, line, strict=True)}
            for line in lines
        ]
    except (ValueError, KeyError, csv.Error) as error:
        raise damaged(file) from error


def _value(field: dict[str, Any], cell: str) -> Any:
    if "separator" in field:
        item = _ITEMS[field["itemType"]]
        return tuple(item(one) for one in cell.split(field["separator"])) if cell else ()
    return _ITEMS[field["type"]](cell) if cell else None
