"""For any valid plan, rows become CSV and JSON and rows again without loss."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import jsonschema
from hypothesis import given

from ipplan_data import Plan as Read
from ipplan_data.curation.model import Plan
from ipplan_data.curation.publish.csv import render
from ipplan_data.curation.publish.json import nested, text
from ipplan_data.curation.publish.jsonschema import schemas
from ipplan_data.curation.tables import BY_NAME, PUBLISHED, Column
from strategies import plans

SCHEMA = jsonschema.Draft202012Validator(schemas()["plan"])


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
def test_rows_survive_csv_in_canonical_bytes(plan: Plan) -> None:
    for table in PUBLISHED:
        rows = table.rows(plan)
        data = render(table, rows)
        header, *lines = csv.reader(io.StringIO(data.decode(), newline=""))
        assert header == [column.name for column in table.columns]
        read = [[value(*pair) for pair in zip(table.columns, line, strict=True)] for line in lines]
        assert read == [[*row.values()] for row in rows]
        assert data.endswith(b"\n")
        assert not data.endswith(b"\n\n")
        assert b"\r" not in data
        assert not data.startswith(b"\xef\xbb\xbf")
        assert not any(line.endswith(" ") for line in data.decode().splitlines())


@given(plans())
def test_the_plan_survives_json(plan: Plan) -> None:
    rows = {table.name: table.rows(plan) for table in PUBLISHED}
    data = json.loads(text(nested(plan, rows)))
    SCHEMA.validate(data)
    read = Read("", data)
    assert json.dumps(read.as_dict()) == json.dumps(data)
    assert Read("", read.as_dict()) == read
    assert list(read.tasks) == [task.number for task in plan.tasks]
    for table in PUBLISHED:
        if table.inside:
            above = table.parent_column.name
            (key,) = BY_NAME[str(table.parent)].key
            flat = [
                {above: owner[key], **row}
                for owner in data[str(table.parent)]
                for row in owner[table.inside]
            ]
            flat.sort(key=lambda row: tuple(row[name] for name in table.key))
            assert flat == json.loads(json.dumps(rows[table.name]))
