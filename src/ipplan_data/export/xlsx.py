"""A workbook for Excel and LibreOffice: a sheet about the data, a codebook, a sheet a table.

Sheets have plain filters and no Excel tables, whose names and style LibreOffice doesn't show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from ipplan_data.export.package import CODEBOOK, Package, Table, joined
from ipplan_data.plan import citation

# Widths in characters: a filter's arrow hides three of the header. Heights in points.
_NARROWEST, _WIDEST, _ARROW = 6, 50, 3
_LINE, _HIGHEST = 15, 409
# Texts stay texts, whatever they look like.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_LINES = {"bottom": 1, "bottom_color": "#DDE3EA"}
_CELL = {"align": "left", "valign": "top", "text_wrap": True, **_LINES}
_STYLES = {
    "header": {"bold": True, "valign": "top", "bg_color": "#E4EAF1", "bottom": 1},
    "cell": _CELL,
    "link": {**_CELL, "font_color": "#1F5FA8", "underline": 1},
}
_Links = Mapping[str, Mapping[Any, str]]


def files(package: Package, name: str) -> dict[str, bytes]:
    """Build the workbook.

    >>> from ipplan_data.plan.files import home
    >>> files(Package(home()), "plan.xlsx")["plan.xlsx"][:2]
    b'PK'
    """
    descriptor, tables = package.descriptor, package.tables.values()
    about = [*package.about(), ("codebook", "What each table, column and value means.", None)]
    about += [(table.name, table.description, None) for table in tables]
    sheets = {one: f"internal:'{one}'!A1" for one in ("codebook", *package.tables)}
    codebook = [tuple(row.values()) for row in package.codebook()]
    stream = BytesIO()
    with Workbook(stream, _OPTIONS) as book:
        styles = {style: book.add_format(look) for style, look in _STYLES.items()}
        book.set_properties(
            {
                "title": descriptor["title"],
                "author": " and ".join(citation.authors(descriptor)),
                "comments": f"Version {descriptor['version']}, digest {descriptor['digest']}",
                # The first day that a ZIP archive can name: today would change the bytes.
                "created": datetime(1980, 1, 1, tzinfo=UTC),
            }
        )
        _write(book, styles, "about", ("field", "value", "address"), about, {"field": sheets})
        _write(book, styles, "codebook", CODEBOOK, codebook, {"table": sheets})
        for table in tables:
            header = [field.name for field in table.fields]
            rows = [tuple(map(joined, row.values())) for row in table.rows]
            _write(book, styles, table.name, header, rows, _links(table, package))
    return {name: stream.getvalue()}


def _links(table: Table, package: Package) -> _Links:
    """Give, for each column that refers to a table, the place of every row there, by its key."""
    targets = {one.name: package.tables[one.refers_to] for one in table.fields if one.refers_to}
    return {
        column: {
            row[target.key[0]]: f"internal:'{target.name}'!A{number}"
            for number, row in enumerate(target.rows, start=2)
        }
        for column, target in targets.items()
    }


def _write(
    book: Workbook,
    styles: Mapping[str, Any],
    name: str,
    header: Sequence[str],
    rows: Sequence[Sequence[Any]],
    links: _Links,
) -> None:
    """Write a sheet with a header that stays in view and a filter on every column."""
    sheet = book.add_worksheet(name)
    widths = []
    for column, title in enumerate(header):
        cells = [row[column] for row in rows]
        width = max(_NARROWEST, len(title) + _ARROW, *(_width(cell) + 1 for cell in cells))
        widths.append(min(_WIDEST, width))
        sheet.set_column(column, column, widths[-1])
        sheet.write(0, column, title, styles["header"])
        for number, cell in enumerate(cells, start=1):
            link = links.get(title, {}).get(cell)
            if str(cell).startswith("https://"):
                link = cell
            if link:
                sheet.write_url(number, column, link, styles["link"], str(cell))
            # After the link, which alone would make a text of a number.
            sheet.write(number, column, cell, styles["link" if link else "cell"])
    for number, row in enumerate(rows, start=1):
        # LibreOffice doesn't adapt the heights of rows by itself.
        lines = (-(-_width(cell) // (width - 1)) for cell, width in zip(row, widths, strict=True))
        sheet.set_row(number, min(max(1, *lines) * _LINE, _HIGHEST))
    sheet.autofilter(0, 0, len(rows), len(header) - 1)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    # Texts of digits, such as years and lists of one number, are meant as texts.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _width(cell: object) -> int:
    """Count the columns that a cell takes; a Chinese character takes two, as in GB 18030."""
    return 0 if cell is None else len(str(cell).encode("gb18030"))
