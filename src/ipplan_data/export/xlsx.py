"""XLSX: a workbook with a sheet about the data, a codebook, and a sheet for every table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ipplan_data.export.package import MissingLibraryError, Package, Table
from ipplan_data.export.sheets import About, Cell, Grid, Place, check
from ipplan_data.plan import citation

CODEBOOK = "codebook"


def files(package: Package, name: str) -> dict[str, bytes]:
    """Give the workbook.

    Raises ``MissingLibraryError`` where XlsxWriter isn't installed, ``UnfitError`` for what a
    workbook can't hold.

    >>> from ipplan_data.plan.files import home
    >>> files(Package(home()), "plan.xlsx")["plan.xlsx"][:2]
    b'PK'
    """
    try:
        from ipplan_data.export import workbook  # noqa: PLC0415 - only this format needs it
    except ModuleNotFoundError as error:
        raise MissingLibraryError("XLSX", "XlsxWriter", "excel") from error
    places = {table.name: _places(table) for table in package.tables.values()}
    grids = [_codebook(package), *(_grid(table, places) for table in package.tables.values())]
    about = _about(package, grids)
    check(about, grids)
    return {name: workbook.written(about, grids)}


def _grid(table: Table, places: dict[str, dict[Any, Place]]) -> Grid:
    """Give a table's sheet; cells that name a row of a table lead there."""
    links = {
        (number, column): places[one.refers_to][row[one.name]]
        for column, one in enumerate(table.fields)
        if one.refers_to
        for number, row in enumerate(table.rows, start=1)
        if row[one.name] in places[one.refers_to]
    }
    return Grid(
        name=table.name,
        header=tuple(one.name for one in table.fields),
        rows=[tuple(_cell(row[one.name]) for one in table.fields) for row in table.rows],
        links=links,
        keyed=table.key == (table.fields[0].name,),
    )


def _places(table: Table) -> dict[Any, Place]:
    """Give the cell of every row's key, for tables that can be named by a single key."""
    if len(table.key) > 1:
        return {}
    key = table.key[0]
    column = [one.name for one in table.fields].index(key)
    return {row[key]: (table.name, number, column) for number, row in enumerate(table.rows, 1)}


def _cell(value: Any) -> Cell:
    """Give what a cell holds: a list is one text, as in the CSV."""
    cell: Cell = (";".join(map(str, value)) or None) if isinstance(value, tuple) else value
    return cell


def _codebook(package: Package) -> Grid:
    """Describe every column; the values of a closed vocabulary follow their column."""
    rows: list[tuple[Cell, ...]] = []
    links: dict[tuple[int, int], Place] = {}
    header = ("table", "column", "value", *list(package.codebook[0])[2:])
    fields = [
        (table.name, position, one)
        for table in package.tables.values()
        for position, one in enumerate(table.fields)
    ]
    for (table, position, described), line in zip(fields, package.codebook, strict=True):
        name, column, *rest = line.values()
        if described.refers_to:
            links[len(rows) + 1, header.index("refers_to")] = (described.refers_to, 0, 0)
        blank = (None,) * (len(rest) - 1)
        values = ((name, column, *one, *blank) for one in described.categories.items())
        for one in ((name, column, None, *rest), *values):
            rows.append(one)
            links[len(rows), 0] = (table, 0, 0)
            links[len(rows), 1] = (table, 0, position)
    return Grid(CODEBOOK, header, rows, links)


def _about(package: Package, grids: list[Grid]) -> About:
    descriptor = package.descriptor
    described = {name: table.description for name, table in package.tables.items()}
    described[CODEBOOK] = (
        "What every column of every sheet means, and every value of a closed list."
    )
    version = f"Version {descriptor['version']}, digest {descriptor['digest']}"
    lines = [
        ("Description", descriptor["description"], None),
        ("Version", descriptor["version"], None),
        ("Digest", descriptor["digest"], None),
        *_linked("Licence", descriptor["licenses"]),
        ("Cite as", citation.text(descriptor), None),
        *_linked("Source", descriptor["sources"]),
    ]
    return About(
        title=descriptor["title"],
        lines=lines,
        sheets=[(one.name, described[one.name], len(one.rows)) for one in grids],
        properties={
            "title": descriptor["title"],
            "subject": descriptor["description"],
            "author": " and ".join(citation.authors(descriptor)),
            "keywords": ", ".join(descriptor["keywords"]),
            "comments": version,
        },
    )


def _linked(label: str, things: list[dict[str, str]]) -> Iterator[tuple[str, str, str | None]]:
    """Give a line for each title, and one for its address: LibreOffice wraps no link."""
    for one in things:
        yield label, one["title"], None
        if re.match("https?://", one.get("path", "")):
            yield "", one["path"], one["path"]
