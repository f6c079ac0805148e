"""CSV as in RFC 4180: UTF-8, quotes only if needed, and a line feed at the end of each line."""

from __future__ import annotations

import csv
import io
from typing import Any

from ipplan_data.curation.tables import Row, Table

SEPARATOR = ";"


def path(table: Table) -> str:
    """Return the path of the table's file."""
    return f"data/{table.name}.csv"


def cell(value: Any) -> str:
    """Return a value as the text of a cell: nothing for ``None``, lists joined by semicolons.

    >>> cell(None), cell(("cnipa", "samr")), cell(48), cell(True)
    ('', 'cnipa;samr', '48', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return SEPARATOR.join(map(str, value)) if isinstance(value, tuple) else str(value)


def render(table: Table, rows: list[Row]) -> bytes:
    """Return the bytes of the table's file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([cell(row[column.name]) for column in table.columns] for row in rows)
    return out.getvalue().encode()
