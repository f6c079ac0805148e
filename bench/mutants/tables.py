"""Damages to a published table, and the plan in JSON made anew of damaged tables."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ipplan_data.package_check.nested import FACTS, INSIDE
from ipplan_data.package_check.rows import written
from mutants import values
from mutants.mutant import Bytes
from mutants.sealing import DESCRIPTOR, text
from mutants.trees import Damage

Row = list[str]
Rows = list[Row]

_NUMBERS: dict[str, values.Operator] = {
    "one more": lambda cell: str(int(cell) + 1),
    "one less": lambda cell: str(int(cell) - 1),
    "plus sign": lambda cell: f"+{cell}",
    "leading zero": lambda cell: f"0{cell}",
    "decimal": lambda cell: f"{cell}.0",
    "power": lambda cell: f"{cell}e0",
    "negative": lambda cell: f"-{cell}",
    "digits of another script": lambda cell: "".join(chr(ord(one) + 0x630) for one in cell),
}
_LISTS: dict[str, Callable[[list[str]], str]] = {
    "item dropped": lambda items: ";".join(items[1:]),
    "item doubled": lambda items: ";".join([items[0], *items]),
    "items swapped": lambda items: ";".join([items[1], items[0], *items[2:]]),
    "empty item": ";;".join,
    "other separator": ",".join,
    "space after separator": "; ".join,
    "separator at the end": lambda items: ";".join(items) + ";",
}


def decoded(data: bytes) -> Rows:
    """Give the rows of a table; raises ``ValueError`` or ``csv.Error`` where there are none."""
    return [*csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)]


def encoded(rows: Rows) -> bytes:
    """Write rows as they are published."""
    return "".join(f"{written(row)}\n" for row in rows).encode()


def damages(name: str, rows: Rows, most: int) -> Iterator[Damage]:
    """Give every damage to a table, of whose rows no more than ``most`` are looked into.

    ``rows`` begin with the header.
    """
    places = range(1, len(rows), max(1, len(rows) // most))
    yield from _of_cells(name, rows, places)
    yield from _of_rows(name, rows, places)
    yield from _of_columns(name, rows)


def _of_cells(name: str, rows: Rows, places: range) -> Iterator[Damage]:
    for column, title in enumerate(rows[0]):
        every = sorted({row[column] for row in rows[1:] if row[column]})
        others = dict(zip(every, [*every[1:], *every[:1]], strict=True))
        for at in places:
            cell = rows[at][column]
            found = {one: make(cell) for one, make in _operators(cell).items()}
            found["another's value"] = others.get(cell, every[0] if every else "x")
            for operator, other in found.items():
                if other is not None and other != cell:
                    change = partial(_cell, at=at, column=column, cell=other)
                    yield Damage(operator, f"{name}.{title}", f"{name}:{at + 1} {title}", change)


def _operators(cell: str) -> dict[str, values.Operator]:
    found = dict(values.TEXT)
    if cell.isdecimal():
        found |= _NUMBERS
    if ";" in cell and "; " not in cell:
        for operator, make in _LISTS.items():
            found[operator] = partial(_of_items, make=make)
    return found


def _of_items(cell: str, *, make: Callable[[list[str]], str]) -> str:
    return make(cell.split(";"))


def _cell(rows: Rows, *, at: int, column: int, cell: str) -> Rows:
    row = [*rows[at][:column], cell, *rows[at][column + 1 :]]
    return [*rows[:at], row, *rows[at + 1 :]]


def _of_rows(name: str, rows: Rows, places: range) -> Iterator[Damage]:
    for at in places:
        row, below, rest = rows[at], rows[at + 1 : at + 2], rows[at + 2 :]
        above = rows[:at]
        found: dict[str, Rows] = {
            "row dropped": [*above, *below, *rest],
            "row doubled": [*above, row, row, *below, *rest],
            "rows swapped": [*above, *below, row, *rest],
            "row moved to the end": [*above, *below, *rest, row],
            "cell dropped": [*above, row[:-1], *below, *rest],
            "cell too many": [*above, [*row, "x"], *below, *rest],
            "cells swapped": [*above, [row[1], row[0], *row[2:]], *below, *rest],
            "cells moved by one": [*above, [row[-1], *row[:-1]], *below, *rest],
            "empty row": [*above, [""] * len(row), row, *below, *rest],
        }
        for operator, other in found.items():
            if other != rows:
                yield Damage(operator, name, f"{name}:{at + 1}", partial(_given, other))


def _of_columns(name: str, rows: Rows) -> Iterator[Damage]:
    width = len(rows[0])
    for at, title in enumerate(rows[0]):
        after = (at + 1) % width
        order = [*range(width)]
        order[at], order[after] = after, at
        moved = [
            rows[0],
            *(
                _cell([row], at=0, column=at, cell=prior[at])[0]
                for row, prior in zip(rows[1:], [*rows[2:], *rows[1:2]], strict=True)
            ),
        ]
        found: dict[str, Rows] = {
            "column dropped": [row[:at] + row[at + 1 :] for row in rows],
            "column doubled": [row[: at + 1] + row[at:] for row in rows],
            "columns swapped": [[row[place] for place in order] for row in rows],
            "names of columns swapped": [[rows[0][place] for place in order], *rows[1:]],
            "column moved by a row": moved,
            "column emptied": [
                rows[0],
                *(_cell([row], at=0, column=at, cell="")[0] for row in rows[1:]),
            ],
            "name of column misspelt": _cell(rows, at=0, column=at, cell=f"{title}s"),
            "name of column in capitals": _cell(rows, at=0, column=at, cell=title.upper()),
        }
        for operator, other in found.items():
            if other != rows:
                yield Damage(operator, f"{name}.{title}", f"{name} {title}", partial(_given, other))


def _given(other: Rows, _: Rows) -> Rows:
    return other


def nested(files: Bytes) -> bytes:
    """Make the plan in JSON of the tables, as someone would who changes both.

    Raises ``ValueError`` or ``LookupError`` where tables don't hold what they should.
    """
    given = json.loads(files[DESCRIPTOR])
    rows = {one["name"]: _objects(one, files[one["path"]]) for one in given["resources"]}
    facts = {row["field"]: row["value"] for row in rows.pop(FACTS)}
    whole: dict[str, Any] = {"name": given["name"], "version": given["version"], FACTS: facts}
    whole |= {name: found for name, found in rows.items() if name not in INSIDE}
    keys = {one["name"]: one["schema"]["primaryKey"][0] for one in given["resources"]}
    for name, inside in INSIDE.items():
        owners = {owner[keys[inside.table]]: owner for owner in rows[inside.table]}
        for owner in owners.values():
            owner[inside.name] = []
        for row in rows[name]:
            owners[row.pop(inside.column)][inside.name].append(row)
    return text(whole)


def _objects(resource: dict[str, Any], data: bytes) -> list[dict[str, Any]]:
    header, *rows = decoded(data)
    fields = {one["name"]: one for one in resource["schema"]["fields"]}
    return [
        {name: _value(fields[name], cell) for name, cell in zip(header, row, strict=True)}
        for row in rows
    ]


def _value(field: dict[str, Any], cell: str) -> Any:
    if "separator" in field:
        items = cell.split(field["separator"]) if cell else []
        return [int(one) for one in items] if field["itemType"] == "integer" else items
    if not cell:
        return None
    if field["type"] == "boolean":
        return cell in field["trueValues"]
    return int(cell) if field["type"] == "integer" else cell


def in_manner(rows: Rows, manner: dict[str, Any]) -> bytes:
    """Write rows in another manner than that of the package."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", **manner).writerows(rows)
    return out.getvalue().encode()
