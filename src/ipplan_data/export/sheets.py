"""The sheets of a workbook: what stands in them, and what a workbook can't hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ipplan_data.export.package import UnfitError

ABOUT = "About"
# What Excel takes: characters of a cell, counted as UTF-16 does, and of a sheet's name.
LONGEST_CELL = 32_767
LONGEST_NAME = 31
# Numbers are binary fractions there, with fifteen digits that can be relied on.
LARGEST = 10**15
# What XML can't hold, or changes on the way.
_FOREIGN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")

Cell = str | int | bool | None
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet with a header: its cells, and where some of them lead, by row and column from 0.

    ``links`` lead to a sheet, row and column there; ``keyed`` says that the first column is the
    key.
    """

    name: str
    header: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    links: dict[tuple[int, int], Place] = field(default_factory=dict)
    keyed: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What the data are: lines of label, text and address, and a line for every sheet."""

    title: str
    lines: list[tuple[str, str, str | None]]
    sheets: list[tuple[str, str, int]]
    properties: dict[str, str]


def check(about: About, grids: list[Grid]) -> None:
    """Refuse what a workbook would cut, change or not hold.

    Raises ``UnfitError``, which says where it stands.

    >>> check(About("Rivers", [], [], {}), [Grid("rivers", ("length",), [(10**16,)])])
    Traceback (most recent call last):
    ...
    ipplan_data.export.package.UnfitError: rivers, row 2, column length: 10000000000000000; \
a workbook keeps no more than fifteen digits
    """
    _check_names([ABOUT, *(grid.name for grid in grids)])
    for number, line in enumerate([(about.title,), *about.lines, *about.sheets], start=1):
        for cell in line:
            _check_cell(f"{ABOUT}, line {number}", cell)
    for name, text in about.properties.items():
        _check_cell(f"{ABOUT}, {name}", text)
    for grid in grids:
        for number, row in enumerate((grid.header, *grid.rows), start=1):
            for column, cell in zip(grid.header, row, strict=True):
                _check_cell(f"{grid.name}, row {number}, column {column}", cell)


def _check_names(names: list[str]) -> None:
    folded = [name.casefold() for name in names]
    for name in names:
        if len(name) > LONGEST_NAME or not re.fullmatch("[A-Za-z][A-Za-z0-9_]*", name):
            expected = f"expected at most {LONGEST_NAME} letters, digits and underscores"
            message = f"{name!r} can't be the name of a sheet; {expected}"
            raise UnfitError(message)
        if folded.count(name.casefold()) > 1:
            message = f"two sheets would be called {name!r}; rename the table"
            raise UnfitError(message)


def _check_cell(where: str, cell: Cell) -> None:
    if isinstance(cell, int) and abs(cell) > LARGEST:
        message = f"{where}: {cell}; a workbook keeps no more than fifteen digits"
        raise UnfitError(message)
    if not isinstance(cell, str):
        return
    length = len(cell.encode("utf-16-le", "surrogatepass")) // 2
    if length > LONGEST_CELL:
        message = f"{where}: {length} characters; a cell of a workbook takes {LONGEST_CELL}"
        raise UnfitError(message)
    if found := _FOREIGN.search(cell):
        message = f"{where}: U+{ord(found[0]):04X}, which a workbook can't hold; remove it"
        raise UnfitError(message)
