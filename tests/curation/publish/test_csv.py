"""For any valid plan, rows become CSV and rows again without loss."""

from __future__ import annotations

import csv
import io
from typing import Any

from hypothesis import given

from ipplan_data.curation.model import Plan
from ipplan_data.curation.publish.csv import render
from ipplan_data.curation.tables import PUBLISHED, Column
from strategies import plans


def value(column: Column, cell: str) -> Any:
    if column.is_list:
        number = column.schema["items"]["type"] == "integer"
        items = cell.split(";") if cell else []
        return tuple(int(item) for item in items) if number else tuple(items)
    if cell == "":
        return None
    if column.schema["type"] == "boolean":
        return {"true": True, "false": False}[cell]
    return int(cell) if column.schema["type"] == "integer" else cell


@given(plans())
def test_rows_survive_csv(plan: Plan) -> None:
    for table in PUBLISHED:
        rows = table.rows(plan)
        data = render(table, rows)
        lines = list(csv.reader(io.StringIO(data.decode(), newline="")))
        assert lines[0] == [column.name for column in table.columns]
        read = [
            {
                column.name: value(column, cell)
                for column, cell in zip(table.columns, line, strict=True)
            }
            for line in lines[1:]
        ]
        assert read == rows
        truths = [c.name for c in table.columns if c.schema["type"] == "boolean"]
        assert all(type(row[name]) is bool for row in read for name in truths)


@given(plans())
def test_bytes_are_canonical(plan: Plan) -> None:
    for table in PUBLISHED:
        data = render(table, table.rows(plan))
        assert data.endswith(b"\n")
        assert not data.endswith(b"\n\n")
        assert b"\r" not in data
        assert not data.startswith(b"\xef\xbb\xbf")
        assert not any(line.endswith(" ") for line in data.decode().splitlines())
