"""Writes sheets into a workbook with XlsxWriter, the way people read them.

Sheets have plain filters and not Excel's tables: LibreOffice shows neither the names nor the style
of those. Row heights are set, since LibreOffice leaves those of a workbook that looks like Excel's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ipplan_data.export.package import UnfitError
from ipplan_data.export.sheets import ABOUT, About, Cell, Grid, Place

# Widths in characters; a filter's arrow hides three of the header.
NARROWEST, WIDEST, ARROW = 6, 50, 3
# Heights in points: of a line, and the most that a row can have.
LINE, HIGHEST = 15, 409
# A wider column would leave little room beside it when it is frozen.
WIDEST_FROZEN = 24
# A workbook has to say when it was made. The time of the run would change its bytes, and the data
# have no day of their own: this is the first day that the ZIP archive around it can name.
CREATED = datetime(1980, 1, 1, tzinfo=UTC)
_A4 = 9
_CELL = {"align": "left", "valign": "top", "bottom": 1, "bottom_color": "#DDE3EA"}
_HEADER = {"bold": True, "valign": "top", "bg_color": "#E4EAF1", "bottom": 1}
_TITLE = {"bold": True, "font_size": 16}
_WRAP = {"text_wrap": True}
_LINK = {"font_color": "#1F5FA8", "underline": 1}
# Such a text stays a text even where someone edits the cell.
_QUOTED = {"quote_prefix": True}
# LibreOffice shows some truth values as numbers without it; Excel needs no format for them.
_TRUTH = {"num_format": '"TRUE";"TRUE";"FALSE"'}
_FORMULA = ("=", "+", "-", "@")


def written(about: About, grids: list[Grid]) -> bytes:
    """Write a workbook. Raises ``UnfitError`` where a cell doesn't fit into a sheet."""
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({**about.properties, "created": CREATED})
        writer = _Writer(book)
        writer.about(about)
        for grid in grids:
            writer.table(grid)
    return stream.getvalue()


def width(grid: Grid, column: int) -> int:
    """Give the width that the header with its arrow and the widest cell of a column need."""
    cells = [NARROWEST, *(columns(row[column]) + 1 for row in grid.rows)]
    return max(columns(grid.header[column]) + ARROW, *cells)


def columns(cell: Cell) -> int:
    """Count the columns that a cell's longest line takes; a Chinese character takes two.

    >>> columns("剑网 2020"), columns(True), columns(None)
    (9, 4, 0)
    """
    lines = "" if cell is None else str(cell)
    return max(
        sum(2 if east_asian_width(one) in "WF" else 1 for one in line) for line in lines.split("\n")
    )


def lines(cell: Cell, room: int) -> int:
    """Count the lines that a cell takes in a column with that much room.

    >>> lines("two short words", 9), lines("剑网" * 5, 9)
    (2, 3)
    """
    count = 0
    text = "" if cell is None else str(cell)
    # Letters of prose are narrower than digits, by which widths are measured; others may not be.
    room = room + room // 10 if text.isascii() and " " in text else max(room - 1, 1)
    for line in text.split("\n"):
        count, used = count + 1, 0
        for word in line.split():
            wide = columns(word)
            if used and used + 1 + wide > room:
                count, used = count + 1, 0
            used += wide + bool(used)
            # A word that is too long, or Chinese, is broken anywhere.
            count, used = count + (used - 1) // room, (used - 1) % room + 1
    return count


class _Writer:
    """A workbook with the formats that its cells share."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[str, Format] = {}

    def about(self, about: About) -> None:
        """Write the first sheet."""
        sheet = self._sheet(ABOUT)
        widths = (18, 96, 8)
        for column, wide in enumerate(widths):
            sheet.set_column(column, column, wide)
        self._cell(sheet, (0, 0), about.title, _TITLE)
        row = 2
        for label, text, target in about.lines:
            self._cell(sheet, (row, 0), label, {**_CELL, "bold": True})
            self._cell(sheet, (row, 1), text, {**_CELL, **_WRAP}, target)
            sheet.set_row(row, _height((label, text), widths))
            row += 1
        row += 1
        for column, name in enumerate(("Sheet", "What it holds", "Rows")):
            self._cell(sheet, (row, column), name, _HEADER)
        for line in about.sheets:
            row += 1
            cells: tuple[Cell, ...] = line
            for column, cell in enumerate(cells):
                target = None if column else _internal((line[0], 0, 0))
                self._cell(sheet, (row, column), cell, {**_CELL, **_WRAP}, target)
            sheet.set_row(row, _height(line, widths))

    def table(self, grid: Grid) -> None:
        """Write a sheet with a header that stays in view, and a filter on every column."""
        sheet = self._sheet(grid.name)
        last = len(grid.header) - 1
        widths = [width(grid, column) for column in range(len(grid.header))]
        for column, wide in enumerate(widths):
            sheet.set_column(column, column, min(wide, WIDEST))
            self._cell(sheet, (0, column), grid.header[column], _HEADER)
        for number, row in enumerate(grid.rows, start=1):
            for column, cell in enumerate(row):
                style = {**_CELL, **_WRAP} if widths[column] > WIDEST else _CELL
                target = grid.links.get((number, column))
                self._cell(sheet, (number, column), cell, style, target and _internal(target))
            sheet.set_row(number, _height(row, [min(wide, WIDEST) for wide in widths]))
        sheet.autofilter(0, 0, len(grid.rows), last)
        sheet.freeze_panes(1, 1 if grid.keyed and widths[0] <= WIDEST_FROZEN else 0)
        sheet.repeat_rows(0)
        # Texts of digits, such as years and lists of a single number, are meant as texts.
        end = xl_rowcol_to_cell(len(grid.rows), last)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{end}"})

    def _sheet(self, name: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def _cell(
        self,
        sheet: Worksheet,
        place: tuple[int, int],
        cell: Cell,
        style: dict[str, Any],
        target: str | None = None,
    ) -> None:
        if isinstance(cell, str) and cell.startswith(_FORMULA):
            style = {**style, **_QUOTED}
        if isinstance(cell, bool):
            style = {**style, **_TRUTH}
        form = self._format({**style, **_LINK} if target else style)
        results = [sheet.write_url(*place, target, form, str(cell))] if target else []
        # After a link, which alone would make a text of a number.
        if isinstance(cell, bool):
            results.append(sheet.write_boolean(*place, cell, form))
        elif isinstance(cell, int):
            results.append(sheet.write_number(*place, cell, form))
        elif isinstance(cell, str):
            results.append(sheet.write_string(*place, cell, form))
        else:
            results.append(sheet.write_blank(*place, None, form))
        if any(results):
            where = xl_rowcol_to_cell(*place)
            message = f"{sheet.get_name()}, cell {where}: more than a sheet of a workbook takes"
            raise UnfitError(message)

    def _format(self, style: dict[str, Any]) -> Format:
        key = repr(style)
        if key not in self._formats:
            self._formats[key] = self._book.add_format(style)
        return self._formats[key]


def _height(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """Give a row's height."""
    most = max(lines(cell, wide) for cell, wide in zip(row, widths, strict=False))
    return min(most * LINE, HIGHEST)


def _internal(place: Place) -> str:
    sheet, row, column = place
    return f"internal:'{sheet}'!{xl_rowcol_to_cell(row, column)}"
