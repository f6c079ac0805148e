"""Every single change of a cell of the published data is told: its key, column, old and new."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from comparing.editions import difference, folder, write_table
from ipplan_data.comparing import rows
from ipplan_data.comparing.compare import compare
from ipplan_data.comparing.side import Row, Side, Table
from ipplan_data.comparing.weighing import LEAD, ORDER, WORDING

ROOT = Path(__file__).resolve().parents[2]
REAL = Side(str(ROOT))
# No id has moved so far, so that one table is empty.
FILLED = {name: table for name, table in REAL.tables.items() if table.rows}
COLUMNS = [(name, column) for name, table in FILLED.items() for column in table.fields]


def other(table: Table, column: str, cell: Any) -> Any:
    """A value that the cell could have and that no row has."""
    declared = table.fields[column]
    there = [row[column] for row in table.rows.values()]
    if "separator" in declared:
        return (*cell, 999 if declared["itemType"] == "integer" else "newcomer")
    if declared["type"] == "boolean":
        return not cell
    if declared["type"] == "integer":
        return max(one for one in there if one is not None) + 1000
    return f"{cell or ''}-other"


def expected(table: Table, row: Row, column: str, new: Any) -> list[tuple[Any, ...]]:
    """What must be told of one cell: one cell, one row that moved, or one that went and came."""
    key = {name: row[name] for name in table.key}
    if column not in table.key:
        return [("cell", "changed", key, column, row[column], new)]
    target = {**key, column: new}
    if column == rows.PLACE:
        return [("row", "moved", key, None, key, target)]
    went = ("row", "removed", key, None, row, None)
    return [went, ("row", "added", target, None, None, {**row, column: new})]


def mutants(name: str) -> Iterator[tuple[Row, str, Any]]:
    table = REAL.tables[name]
    for row in table.rows.values():
        for column in table.fields:
            yield row, column, other(table, column, row[column])


def mutated(table: Table, row: Row, column: str, new: Any) -> dict[Any, Row]:
    changed = [{**one, column: new} if one is row else one for one in table.rows.values()]
    return {tuple(one[name] for name in table.key): one for one in changed}


@pytest.mark.parametrize("name", FILLED)
def test_every_cell_of_every_table(name: str) -> None:
    table = REAL.tables[name]
    for row, column, new in mutants(name):
        edited = replace(table, rows=mutated(table, row, column, new))
        found = [
            (one.what, one.kind, one.key, one.field, one.old, one.new)
            for one in rows.changes(name, table, edited)
        ]
        assert found == expected(table, row, column, new)


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the published files."""
    path = tmp_path_factory.mktemp("edited")
    for name in ("data", "schema"):
        shutil.copytree(ROOT / name, path / name)
    shutil.copy(ROOT / "datapackage.json", path)
    return path


@pytest.mark.parametrize(("name", "column"), COLUMNS)
def test_a_cell_changed_in_a_file_is_the_one_thing_that_is_told(
    name: str, column: str, edited: Path
) -> None:
    table = REAL.tables[name]
    some = list(table.rows.values())
    row = some[len(column) * 7 % len(some)]
    new = other(table, column, row[column])
    path = edited / table.declared["path"]
    before = path.read_bytes()
    write_table(path, [*table.fields], list(mutated(table, row, column, new).values()))
    report = difference(folder(ROOT), folder(edited))
    path.write_bytes(before)
    assert report["result"] == "different"
    assert report["b"]["altered"] == [table.declared["path"]]
    wanted = [
        (what, kind, key, field, json_of(old), json_of(now))
        for what, kind, key, field, old, now in expected(table, row, column, new)
    ]
    found = [
        (one["what"], one["kind"], one["key"], one.get("field"), one["old"], one["new"])
        for one in report["changes"]
    ]
    assert found == wanted
    # Nothing made this change but an edit, so that nothing explains it.
    assert report["counts"]["follows"] == 0
    if (name, column) == LEAD:
        assert report["changes"][0]["severity"] == "breaking"
    if (name, column) in WORDING | ORDER:
        assert report["changes"][0]["severity"] == "minor"


def json_of(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: json_of(cell) for name, cell in value.items()}
    return list(value) if isinstance(value, tuple) else value


def test_columns_that_weigh_otherwise_are_columns() -> None:
    columns = {(name, column) for name, table in REAL.tables.items() for column in table.fields}
    assert {LEAD, *WORDING, *ORDER} <= columns


def test_what_only_looks_the_same_in_a_file_is_told(edited: Path) -> None:
    path = edited / "data" / "sections.csv"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"\n", b"\r\n"))
    report = compare(folder(ROOT), folder(edited))
    path.write_bytes(before)
    assert [(one.what, one.field, one.severity) for one in report.changes] == [
        ("file", "data/sections.csv", "minor")
    ]
    assert compare(folder(ROOT), folder(edited)).result == "same"


@pytest.mark.parametrize("path", ["data/ipplan.json", "schema/tables.sql", "datapackage.json"])
def test_an_edited_file_beside_the_tables_is_told(path: str, edited: Path) -> None:
    before = (edited / path).read_bytes()
    (edited / path).write_bytes(before + b"\n")
    report = compare(folder(ROOT), folder(edited))
    (edited / path).write_bytes(before)
    assert [(one.field, one.follows) for one in report.changes] == [(path, False)]
