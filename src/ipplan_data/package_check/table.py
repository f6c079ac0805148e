"""A table, read block by block: its header, and what is wrong with its cells."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ipplan_data.package_check.characters import all_plain
from ipplan_data.package_check.findings import Finding, Findings
from ipplan_data.package_check.header import Header, understood
from ipplan_data.package_check.lines import Lines, Source
from ipplan_data.package_check.rows import Rows, column_of, parsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ipplan_data.package_check.descriptor import Table


class Block(NamedTuple):
    """Rows by column. A cell with a fault is empty, so that nothing more is said of it."""

    numbers: Sequence[int]
    cells: dict[str, Sequence[str]]

    def of(self, names: Sequence[str]) -> Sequence[str] | Sequence[tuple[str, ...]]:
        """Give the cells of a column; of several columns, those of each row together."""
        if len(names) == 1:
            return self.cells[names[0]]
        return [*zip(*(self.cells[name] for name in names), strict=True)]


class Reading:
    """Reads a table, and tells what is wrong with its cells.

    After that, ``names`` are the declared columns that it has, ``rows`` how many rows there were,
    ``whole`` whether each could be read as one, and ``faulty`` the columns with a faulty cell.
    """

    def __init__(self, table: Table, folder: Path, findings: Findings) -> None:
        """Open nothing yet."""
        self._table, self._findings, self._name = table, findings, table.file.path
        self.source = Source(folder.joinpath(*self._name.split("/")), self._name, findings)
        self.names: frozenset[str] = frozenset()
        self.rows = 0
        self.whole = True
        self.faulty: set[str] = set()

    def __iter__(self) -> Iterator[Block]:
        """Give the rows of the columns that are declared and there."""
        header: Header | None = None
        for lines in self.source:
            given = lines
            if header is None:
                header = self._header(lines)
                given = Lines(lines.first + 1, lines.lines[1:], lines.text.partition("\n")[2])
            if header.columns and given.lines:
                yield self._block(given, header)
        if not self.source.whole:
            self.whole = False
        elif header is None:
            self._findings.add(Finding("IPP930", self._name, "the file is empty"))
            self.whole = False

    def label(self, block: Block, index: int) -> str:
        """Name a row by its table and key."""
        key = (block.cells[name][index] for name in self._table.key if name in block.cells)
        return "/".join((self._table.name, *key))

    def _header(self, lines: Lines) -> Header:
        first = lines.lines[0]
        if not self._table.columns:
            self.whole = False
            return Header((), (), 0)
        rows = parsed(Lines(1, [first], first), self._name, self._findings).rows
        found = rows[0] if rows else []
        if not found:
            self.whole = False
            return Header((), (), 0)
        header = understood(found, first, self._table.columns, self._name, self._findings)
        self.names = frozenset(column.name for column in header.columns)
        return header

    def _block(self, lines: Lines, header: Header) -> Block:
        given = parsed(lines, self._name, self._findings)
        self.rows += len(given.rows)
        try:
            across: list[Sequence[str]] = [*zip(*given.rows, strict=True)]
        except ValueError:
            across = []
        if len(across) == header.width:
            cells = [across[place] for place in header.places]
            pairs = zip(header.columns, cells, strict=True)
            odd = [i for i, (column, one) in enumerate(pairs) if not column.all_sound({*one})]
            broken = len(given.rows) < len(lines.lines)
            if broken or not all_plain(lines.text):
                odd = [*range(len(cells))]
        else:
            cells = self._squared(given, header)
            odd = [*range(len(cells))]
        for index in odd:
            cells[index] = self._repaired(given, header, index, cells)
        names = (column.name for column in header.columns)
        return Block(given.numbers, dict(zip(names, cells, strict=True)))

    def _squared(self, given: Rows, header: Header) -> list[Sequence[str]]:
        """Give the columns where rows are uneven: a row of another length has empty cells."""
        empty = [""] * header.width
        rows = []
        for number, row in zip(given.numbers, given.rows, strict=True):
            fits = len(row) == header.width
            rows.append(row if fits else empty)
            if row and not fits and self._findings.room("IPP931", self._name):
                message = f"the row has {len(row):,} cells"
                expected = f"{header.width:,}"
                self._findings.add(
                    Finding("IPP931", self._name, message, number, 1, expected=expected)
                )
            self.whole = self.whole and fits
        return [[row[place] for row in rows] for place in header.places]

    def _repaired(
        self, given: Rows, header: Header, index: int, cells: list[Sequence[str]]
    ) -> list[str]:
        """Tell what is wrong with the cells of a column; leave those empty."""
        column, place = header.columns[index], header.places[index]
        repaired = []
        for at, cell in enumerate(cells[index]):
            row = given.rows[at]
            fault = column.fault(cell) if len(row) == header.width else None
            repaired.append("" if fault else cell)
            if fault:
                self.faulty.add(column.name)
            if fault and self._findings.room(fault.code, self._name):
                key = [
                    n
                    for n, one in zip(header.places, header.columns, strict=True)
                    if one.name in self._table.key
                ]
                self._findings.add(
                    Finding(
                        fault.code,
                        self._name,
                        fault.message,
                        given.numbers[at],
                        column_of(given.lines[at], place),
                        "/".join((self._table.name, *(row[n] for n in key))),
                        column.name,
                        fault.found,
                        fault.expected,
                    )
                )
        return repaired
