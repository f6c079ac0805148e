"""``data/ipplan.json`` held against the tables: the same plan, nested."""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import NamedTuple

from ipplan_data.package_check.findings import Finding, Findings, Unheard, shown
from ipplan_data.package_check.strict import UnreadableError, parsed
from ipplan_data.package_check.table import Reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from ipplan_data.package_check.descriptor import Package, Table

NAME = "data/ipplan.json"
LARGEST = 1 << 28  # bytes
FACTS = "document"  # the table whose rows are the properties of one object


class Inside(NamedTuple):
    """Where the rows of a table stand: in those of another, which a column names."""

    table: str
    column: str
    name: str


INSIDE = {
    "responsibilities": Inside("tasks", "task", "responsibilities"),
    "mentions": Inside("tasks", "task", "mentions"),
    "targets": Inside("tasks", "task", "targets"),
    "codes": Inside("tasks", "task", "codes"),
    "coding_decisions": Inside("tasks", "task", "decisions"),
    "agency_aliases": Inside("agencies", "agency", "aliases"),
    "agency_facts": Inside("agencies", "agency", "facts"),
}
# What tells how the data came about, and stands in tables alone.
ALONE = frozenset({"reliability"})


def compare(package: Package, folder: Path, findings: Findings) -> None:
    """Tell where the plan differs from sound tables; it is read as a whole."""
    path = folder / NAME
    size = path.stat().st_size
    if size > LARGEST:
        found = f"{size:,} bytes"
        findings.add(
            Finding(
                "IPP926",
                NAME,
                "the file is too large",
                found=found,
                expected=f"at most {LARGEST:,}",
            )
        )
        return
    try:
        plan = parsed(path.read_bytes())
    except UnreadableError as error:
        findings.add(Finding("IPP970", NAME, str(error), error.line, error.column))
        return
    if isinstance(facts := plan.get(FACTS), dict):
        # A fact without a value has no row.
        plan[FACTS] = {name: value for name, value in facts.items() if value is not None}
    expected = _expected(package, folder)
    if json.dumps(expected, sort_keys=True) != json.dumps(plan, sort_keys=True):
        _differ(expected, plan, "", findings)


def _expected(package: Package, folder: Path) -> dict[str, Any]:
    """Nest the tables."""
    rows = {table.name: _rows(table, folder) for table in package.tables if table.name not in ALONE}
    facts = (
        {FACTS: {row["field"]: row["value"] for row in rows.pop(FACTS)}} if FACTS in rows else {}
    )
    whole: dict[str, Any] = {"name": package.name, "version": package.version, **facts}
    whole |= {name: found for name, found in rows.items() if name not in INSIDE}
    for name, inside in INSIDE.items():
        if name in rows and inside.table in rows:
            (key,) = next(table.key for table in package.tables if table.name == inside.table)
            owners = {owner[key]: owner for owner in rows[inside.table]}
            for owner in owners.values():
                owner[inside.name] = []
            for row in rows[name]:
                owners[row.pop(inside.column)][inside.name].append(row)
    return whole


def _rows(table: Table, folder: Path) -> list[dict[str, Any]]:
    found = []
    columns = {column.name: column for column in table.columns}
    for block in Reading(table, folder, Unheard()):
        values = [[*map(columns[name].value, cells)] for name, cells in block.cells.items()]
        found += [dict(zip(block.cells, row, strict=True)) for row in zip(*values, strict=True)]
    return found


def _differ(expected: Any, found: Any, where: str, findings: Findings) -> None:
    """Tell of each value that differs, at its place."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for name in found.keys() - expected.keys():
            _tell(findings, f"{where}.{name}".strip("."), "this is in no table", found[name])
        for name, value in expected.items():
            place = f"{where}.{name}".strip(".")
            if name in found:
                _differ(value, found[name], place, findings)
            else:
                _tell(findings, place, "this is missing", expected=value)
    elif isinstance(expected, list) and isinstance(found, list):
        for index, (one, other) in enumerate(zip_longest(expected, found, fillvalue=...)):
            place = f"{where}[{index}]"
            if other is ...:
                _tell(findings, place, "this is missing", expected=one)
            elif one is ...:
                _tell(findings, place, "this is in no table", other)
            else:
                _differ(one, other, place, findings)
    elif type(expected) is not type(found) or expected != found:
        _tell(findings, where, "the tables say otherwise", found, expected)


def _tell(
    findings: Findings, where: str, message: str, found: Any = ..., expected: Any = ...
) -> None:
    told = ["" if one is ... else shown(one) for one in (found, expected)]
    findings.add(Finding("IPP971", NAME, message, field=where, found=told[0], expected=told[1]))
