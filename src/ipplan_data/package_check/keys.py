"""The keys of a table: the order of its rows, what must be unique, and what it refers to."""

from __future__ import annotations

from operator import lt

from ipplan_data.package_check.table import Block, Reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any

    from ipplan_data.package_check.descriptor import Reference, Table
    from ipplan_data.package_check.findings import Findings

    Names = tuple[str, ...]


class Keys:
    """Reads a table once, and remembers only what its keys need: texts are not kept.

    After that, ``known`` are the keys that other tables may name, ``wanted`` those that this one
    names; ``in_order`` and ``unique`` tell whether the rows are sorted, and each unlike the others.
    """

    def __init__(self, table: Table, folder: Path, findings: Findings, named: set[Names]) -> None:
        """Read the table; ``named`` are the keys of it that other tables refer to."""
        self.table, self.folder = table, folder
        self.reading = Reading(table, folder, findings)
        self.in_order = self.unique = True
        self.known: dict[Names, set[Any]] = {names: set() for names in sorted(named)}
        self.wanted: dict[Reference, set[Any]] = {one: set() for one in table.references}
        self._last: list[Any] = []
        self._seen: dict[Names, set[Any]] = {names: set() for names in table.unique}
        for block in self.reading:
            self._take(block)

    def has(self, names: Names) -> bool:
        """Tell whether it is sure which values of these columns there are."""
        reading = self.reading
        sure = reading.whole and reading.faulty.isdisjoint(names)
        return sure and reading.names.issuperset(names)

    def _take(self, block: Block) -> None:
        there = block.cells.keys()
        if self.table.key and self.in_order and there >= {*self.table.key}:
            keys = [*self._last, *typed(self.table, block)]
            self.in_order = all(map(lt, keys, keys[1:]))
            self._last = keys[-1:]
        for names, seen in self._seen.items():
            if there >= {*names}:
                cells = [cell for cell in block.of(names) if cell and all(cell)]
                fresh = {*cells}
                if len(fresh) < len(cells) or not seen.isdisjoint(fresh):
                    self.unique = False
                seen.update(fresh)
        for names, known in self.known.items():
            if there >= {*names}:
                known.update(block.of(names))
        for one, wanted in self.wanted.items():
            if there >= {*one.columns}:
                wanted.update(_all_named(self.table, one, {*block.of(one.columns)}))


def typed(table: Table, block: Block) -> list[Any]:
    """Give the primary keys of the rows that have one, as they are sorted: numbers as numbers."""
    kinds = {column.name: column.kind for column in table.columns}
    columns: list[Any] = [block.cells[name] for name in table.key]
    if not all(map(all, columns)):
        kept = [row for row in zip(*columns, strict=True) if all(row)]
        columns = [*zip(*kept, strict=True)] if kept else [() for _ in columns]
    for index, name in enumerate(table.key):
        if kinds[name] == "integer":
            columns[index] = [*map(int, columns[index])]
    return [*columns[0]] if len(columns) == 1 else [*zip(*columns, strict=True)]


def named(table: Table, reference: Reference, cell: Any) -> Iterable[Any]:
    """Give the keys that a cell, or those of several columns, names: every item of a list."""
    if not cell or not all(cell):
        return ()
    separator = _separator(table, reference)
    return cell.split(separator) if separator else (cell,)


def _all_named(table: Table, reference: Reference, cells: set[Any]) -> set[Any]:
    if len(reference.columns) == 1 and not _separator(table, reference):
        return cells - {""}
    return {key for cell in cells for key in named(table, reference, cell)}


def _separator(table: Table, reference: Reference) -> str:
    """Tell what separates the items of the column that refers, where it is one that has items."""
    if len(reference.columns) > 1:
        return ""
    (name,) = reference.columns
    return next(column.separator for column in table.columns if column.name == name)
