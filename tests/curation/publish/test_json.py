"""For any valid plan, the plan becomes JSON and a plan again without loss."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
from hypothesis import given

from ipplan_data import Plan as Read
from ipplan_data.curation.model import Plan
from ipplan_data.curation.publish.json import nested, text
from ipplan_data.curation.publish.jsonschema import schemas
from ipplan_data.curation.tables import BY_NAME, PUBLISHED
from strategies import plans


def published(plan: Plan) -> tuple[dict[str, Any], dict[str, Any]]:
    rows = {table.name: table.rows(plan) for table in PUBLISHED}
    return json.loads(text(nested(plan, rows))), rows


@given(plans())
def test_the_plan_survives_json(plan: Plan) -> None:
    data, _ = published(plan)
    read = Read("", data)
    assert json.dumps(read.as_dict()) == json.dumps(data)
    assert Read("", read.as_dict()) == read
    assert [task.agencies for task in read.tasks.values()] == [t.agencies for t in plan.tasks]
    assert list(read.tasks) == [task.number for task in plan.tasks]


@given(plans())
def test_nested_rows_are_the_rows_of_the_tables(plan: Plan) -> None:
    data, rows = published(plan)
    for table in PUBLISHED:
        if table.inside:
            above = table.parent_column.name
            owners = data[str(table.parent)]
            (key,) = BY_NAME[str(table.parent)].key
            flat = [{above: owner[key], **row} for owner in owners for row in owner[table.inside]]
            expected = json.loads(json.dumps(rows[table.name]))
            order = [tuple(row[name] for name in table.key) for row in expected]
            flat.sort(key=lambda row: tuple(row[name] for name in table.key))
            assert order == sorted(order)
            assert flat == expected


@given(plans())
def test_the_schema_accepts_the_plan(plan: Plan) -> None:
    data, _ = published(plan)
    jsonschema.Draft202012Validator(schemas()["plan"]).validate(data)
