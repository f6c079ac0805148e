"""Looks at each row of a table whose keys are known to be wrong."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from ipplan_data.package_check.findings import Finding, Findings, Unheard, shown
from ipplan_data.package_check.keys import Keys, named, typed
from ipplan_data.package_check.table import Reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ipplan_data.package_check.descriptor import Reference
    from ipplan_data.package_check.table import Block

    Names = tuple[str, ...]


class _Row(NamedTuple):
    """Where a row stands, and what it is called."""

    line: int
    label: str


def told(keys: Keys, tables: dict[str, Keys], findings: Findings) -> None:
    """Tell what is wrong with the keys of a table, now that all tables have been read."""
    dangling = {}
    for one, wanted in keys.wanted.items():
        target = tables.get(one.table)
        if target and target.has(one.key) and (lost := wanted - target.known[one.key]):
            dangling[one] = lost
    if dangling or not keys.in_order or not keys.unique:
        _Look(keys, findings, dangling).look()


class _Look:
    def __init__(self, keys: Keys, findings: Findings, dangling: dict[Reference, set[Any]]) -> None:
        self._keys, self._table, self._findings = keys, keys.table, findings
        self._dangling = dangling
        self._rows: dict[Any, int] = {}
        self._last: Any = None
        self._seen: dict[Names, dict[Any, int]] = {names: {} for names in self._table.unique}
        self._lost: dict[tuple[Reference, Any], _Row] = {}
        self._times: Counter[tuple[Reference, Any]] = Counter()

    def look(self) -> None:
        """Read the table again; what is wrong with its cells has been told."""
        reading = Reading(self._table, self._keys.folder, Unheard())
        for block in reading:
            there = block.cells.keys()
            if self._table.key and there >= {*self._table.key} and not self._keys.in_order:
                self._order(reading, block)
            for names, seen in self._seen.items():
                if there >= {*names} and not self._keys.unique:
                    self._twice(reading, block, names, seen)
            for one, lost in self._dangling.items():
                self._missing(reading, block, one, lost)
        for (one, key), first in self._lost.items():
            count = self._times[one, key]
            message = f"no row of '{one.table}' has this {', '.join(one.key)}"
            message += f", which {count:,} rows name" if count > 1 else ""
            self._tell("IPP963", message, one.columns, first, key)

    def _order(self, reading: Reading, block: Block) -> None:
        key = self._table.key
        columns = (block.cells[name] for name in key)
        filled = [i for i, one in enumerate(zip(*columns, strict=True)) if all(one)]
        for index, value in zip(filled, typed(self._table, block), strict=True):
            line = block.numbers[index]
            before = self._rows.setdefault(value, line)
            if before != line:
                self._tell(
                    "IPP961",
                    f"line {before} has the same primary key",
                    key,
                    _at(reading, block, index),
                    value,
                )
            elif self._last is not None and value < self._last:
                message = "the row stands after one with a higher key"
                self._tell("IPP960", message, key, _at(reading, block, index), value)
            self._last = value

    def _twice(self, reading: Reading, block: Block, names: Names, seen: dict[Any, int]) -> None:
        for index, cell in enumerate(block.of(names)):
            if cell and all(cell):
                before = seen.setdefault(cell, block.numbers[index])
                if before != block.numbers[index]:
                    self._tell(
                        "IPP962",
                        f"line {before} has it already",
                        names,
                        _at(reading, block, index),
                        cell,
                    )

    def _missing(self, reading: Reading, block: Block, one: Reference, lost: set[Any]) -> None:
        if not block.cells.keys() >= {*one.columns}:
            return
        for index, cell in enumerate(block.of(one.columns)):
            for key in named(self._table, one, cell):
                if key in lost:
                    self._lost.setdefault((one, key), _at(reading, block, index))
                    self._times[one, key] += 1

    def _tell(self, code: str, message: str, names: Names, row: _Row, key: Any) -> None:
        file = self._table.file.path
        if self._findings.room(code, file):
            found = ", ".join(map(shown, key)) if isinstance(key, tuple) else shown(key)
            field = ", ".join(names)
            self._findings.add(Finding(code, file, message, row.line, 1, row.label, field, found))


def _at(reading: Reading, block: Block, index: int) -> _Row:
    return _Row(block.numbers[index], reading.label(block, index))
