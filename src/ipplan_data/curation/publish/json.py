"""The plan as one nested JSON document."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json

from ipplan_data.curation.model import Plan
from ipplan_data.curation.tables import BY_NAME, PUBLISHED, Row, document_facts


def text(value: Any) -> bytes:
    """Return a value as the bytes of a JSON file."""
    return to_json(value, indent=2) + b"\n"


def nested(plan: Plan, rows: dict[str, list[Row]]) -> dict[str, Any]:
    """Return the whole plan: lists of objects, each with the rows that belong to it inside."""
    whole: dict[str, Any] = {
        "name": plan.package.name,
        "version": plan.package.version,
        "document": document_facts(plan),
    }
    for table in PUBLISHED:
        if table.noun:
            whole[table.name] = [dict(row) for row in rows[table.name]]
    for table in PUBLISHED:
        if table.inside:
            above = table.parent_column
            parent = BY_NAME[str(above.refers_to)]
            (key,) = parent.key
            owners = {owner[key]: owner for owner in whole[parent.name]}
            for owner in owners.values():
                owner[table.inside] = []
            for row in rows[table.name]:
                inner = {name: value for name, value in row.items() if name != above.name}
                owners[row[above.name]][table.inside].append(inner)
    return whole
