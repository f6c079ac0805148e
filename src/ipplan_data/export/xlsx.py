"""A workbook for Excel and LibreOffice: a sheet about the data, a codebook, a sheet a table.

Sheets have plain filters and no Excel tables, whose names and style LibreOffice doesn't show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from ipplan_data.export.package import MissingLibraryError, Package, Table
from ipplan_data.plan import citation

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ABOUT, CODEBOOK = "About", "codebook"
# Widths in characters: a filter's arrow hides three of the header. Heights in points.
_NARROWEST, _WIDEST, _ARROW, _WIDEST_FROZEN = 6, 50, 3, 24
_LINE, _HIGHEST = 15, 409
_ABOUT_WIDTHS = (18, 96, 8)
# The first day that a ZIP archive can name: the time of the run would change the bytes.
_CREATED = datetime(1980, 1, 1, tzinfo=UTC)
_A4 = 9
_CELL = {"align": "left", "valign": "top", "bottom": 1, "bottom_color": "#DDE3EA"}
_WRAP = {**_CELL, "text_wrap": True}
_HEADER = {"bold": True, "valign": "top", "bg_color": "#E4EAF1", "bottom": 1}
_LINK = {"font_color": "#1F5FA8", "underline": 1}
# LibreOffice shows some booleans as numbers without it.
_BOOLEAN = {"num_format": '"TRUE";"TRUE";"FALSE"'}
_FORMULA = ("=", "+", "-", "@")

Cell = str | int | bool | None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet with a header; ``links`` lead from a cell to a sheet, row and column, from 0."""

    name: str
    header: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    links: dict[tuple[int, int], tuple[str, int, int]] = field(default_factory=dict)
    keyed: bool = False


def files(package: Package, name: str) -> dict[str, bytes]:
    """Build the workbook. Raises ``MissingLibraryError`` if XlsxWriter isn't installed.

    >>> from ipplan_data.plan.files import home
    >>> files(Package(home()), "plan.xlsx")["plan.xlsx"][:2]
    b'PK'
    """
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415 - needs an extra
    except ModuleNotFoundError as error:
        raise MissingLibraryError("XLSX", "XlsxWriter", "excel") from error
    sheets = [_codebook(package), *(_sheet(table, package) for table in package.tables.values())]
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        writer = _Writer(book)
        writer.about(package, sheets)
        for sheet in sheets:
            writer.table(sheet)
    return {name: stream.getvalue()}


def _sheet(table: Table, package: Package) -> _Sheet:
    """Lay out a table; cells that refer to a row of a table lead there."""
    links = {}
    for column, one in enumerate(table.fields):
        places = _places(package.tables[one.refers_to]) if one.refers_to else {}
        for number, row in enumerate(table.rows, start=1):
            if row[one.name] in places:
                links[number, column] = places[row[one.name]]
    return _Sheet(
        table.name,
        tuple(one.name for one in table.fields),
        [tuple(_cell(row[one.name]) for one in table.fields) for row in table.rows],
        links,
        keyed=table.key == (table.fields[0].name,),
    )


def _places(table: Table) -> dict[Any, tuple[str, int, int]]:
    """Return the cell of every row's key, by the key."""
    column = [one.name for one in table.fields].index(table.key[0])
    return {
        row[table.key[0]]: (table.name, number, column) for number, row in enumerate(table.rows, 1)
    }


def _cell(value: Any) -> Cell:
    """Convert a value to a cell: a list is one text, as in the CSV."""
    cell: Cell = (";".join(map(str, value)) or None) if isinstance(value, tuple) else value
    return cell


def _codebook(package: Package) -> _Sheet:
    """Describe every column; the values of a closed vocabulary follow their column."""
    header = ("table", "column", "value", *[*package.codebook[0]][2:])
    rows: list[tuple[Cell, ...]] = []
    links: dict[tuple[int, int], tuple[str, int, int]] = {}
    lines = iter(package.codebook)
    for table in package.tables.values():
        for position, described in enumerate(table.fields):
            name, column, *rest = next(lines).values()
            if described.refers_to:
                links[len(rows) + 1, header.index("refers_to")] = (described.refers_to, 0, 0)
            blank = [None] * (len(rest) - 1)
            values = [(name, column, *one, *blank) for one in described.categories.items()]
            for row in [(name, column, None, *rest), *values]:
                rows.append(row)
                links[len(rows), 0] = (table.name, 0, 0)
                links[len(rows), 1] = (table.name, 0, position)
    return _Sheet(CODEBOOK, header, rows, links)


def _lines(descriptor: dict[str, Any]) -> Iterator[tuple[str, str, str | None]]:
    """List what the first sheet says: label, text and address."""
    for label in ("description", "version", "digest"):
        yield label.capitalize(), descriptor[label], None
    yield "Cite as", citation.text(descriptor), None
    for label, kind in (("License", "licenses"), ("Source", "sources")):
        for one in descriptor[kind]:
            yield label, one["title"], None
            # On a line of its own, since LibreOffice wraps no link.
            if re.match("https?://", one.get("path", "")):
                yield "", one["path"], one["path"]


def columns(cell: Cell) -> int:
    """Count the columns that a cell takes; a Chinese character takes two.

    >>> columns("剑网 2020"), columns(True), columns(None)
    (9, 4, 0)
    """
    return sum(1 + (east_asian_width(one) in "WF") for one in ("" if cell is None else str(cell)))


def _height(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """Estimate the height of a row, which LibreOffice doesn't adapt by itself."""
    lines = (
        -(-columns(cell) // max(1, width - 1)) for cell, width in zip(row, widths, strict=False)
    )
    return min(max(1, *lines) * _LINE, _HIGHEST)


class _Writer:
    """A workbook with the formats that its cells share."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[str, Any] = {}

    def about(self, package: Package, sheets: list[_Sheet]) -> None:
        """Write the first sheet and the properties of the workbook."""
        descriptor = package.descriptor
        properties = {
            "title": descriptor["title"],
            "subject": descriptor["description"],
            "author": " and ".join(citation.authors(descriptor)),
            "keywords": ", ".join(descriptor["keywords"]),
            "comments": f"Version {descriptor['version']}, digest {descriptor['digest']}",
        }
        self._book.set_properties({**properties, "created": _CREATED})
        page = self._page(ABOUT, _ABOUT_WIDTHS)
        self._write(page, 0, 0, descriptor["title"], {"bold": True, "font_size": 16})
        row = 2
        for label, text, address in _lines(descriptor):
            self._write(page, row, 0, label, {**_CELL, "bold": True})
            self._write(page, row, 1, text, _WRAP, address)
            page.set_row(row, _height((label, text), _ABOUT_WIDTHS))
            row += 1
        for column, name in enumerate(("Sheet", "What it holds", "Rows")):
            self._write(page, row + 1, column, name, _HEADER)
        held = {name: table.description for name, table in package.tables.items()}
        held[CODEBOOK] = "What each column of each sheet means, and each value of a closed list."
        for line, sheet in enumerate(sheets, start=row + 2):
            self._write(page, line, 0, sheet.name, _WRAP, f"internal:'{sheet.name}'!A1")
            self._write(page, line, 1, held[sheet.name], _WRAP)
            self._write(page, line, 2, len(sheet.rows), _WRAP)

    def table(self, sheet: _Sheet) -> None:
        """Write a sheet with a header that stays in view and a filter on every column."""
        from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 - needs an extra

        natural = [
            max(_NARROWEST, columns(name) + _ARROW, *(columns(row[n]) + 1 for row in sheet.rows))
            if sheet.rows
            else columns(name) + _ARROW
            for n, name in enumerate(sheet.header)
        ]
        widths = [min(width, _WIDEST) for width in natural]
        page = self._page(sheet.name, widths)
        for column, name in enumerate(sheet.header):
            self._write(page, 0, column, name, _HEADER)
        for number, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                target = sheet.links.get((number, column))
                link = (
                    f"internal:'{target[0]}'!{xl_rowcol_to_cell(*target[1:])}" if target else None
                )
                style = _WRAP if natural[column] > _WIDEST else _CELL
                self._write(page, number, column, cell, style, link)
            page.set_row(number, _height(row, widths))
        page.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)
        page.freeze_panes(1, 1 if sheet.keyed and widths[0] <= _WIDEST_FROZEN else 0)
        page.repeat_rows(0)
        # Texts of digits, such as years and lists of one number, are meant as texts.
        end = xl_rowcol_to_cell(len(sheet.rows), len(sheet.header) - 1)
        page.ignore_errors({"number_stored_as_text": f"A1:{end}"})

    def _page(self, name: str, widths: Sequence[int]) -> Worksheet:
        page = self._book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.set_footer("&L&A&R&P / &N")
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        return page

    def _write(
        self,
        page: Worksheet,
        row: int,
        column: int,
        cell: Cell,
        style: dict[str, Any],
        link: str | None = None,
    ) -> None:
        """Write a cell; texts are never taken for formulas, even where someone edits them."""
        formula = isinstance(cell, str) and cell.startswith(_FORMULA)
        style = {**style, **({"quote_prefix": True} if formula else {}), **(_LINK if link else {})}
        form = self._format({**style, **_BOOLEAN} if isinstance(cell, bool) else style)
        if link:
            page.write_url(row, column, link, form, str(cell))
        # After the link, which alone would make a text of a number.
        if isinstance(cell, bool):
            page.write_boolean(row, column, cell, form)
        elif isinstance(cell, int):
            page.write_number(row, column, cell, form)
        elif isinstance(cell, str):
            page.write_string(row, column, cell, form)
        else:
            page.write_blank(row, column, None, form)

    def _format(self, style: dict[str, Any]) -> Any:
        key = repr(style)
        if key not in self._formats:
            self._formats[key] = self._book.add_format(style)
        return self._formats[key]
