"""The rows of all tables as one nested plan."""

from __future__ import annotations

from typing import Any

from ipplan_data.curation.model import Plan
from ipplan_data.curation.tables import BY_NAME, PUBLISHED, Row, document_facts


def nested(plan: Plan, rows: dict[str, list[Row]]) -> dict[str, Any]:
    """Return the whole plan: what is known of it as a whole, then tables of objects."""
    head = {"name": plan.package.name, "version": plan.package.version}
    return {**head, "document": document_facts(plan), **objects(rows)}


def objects(rows: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Return tables of objects, each with the rows that belong to it inside."""
    whole = {one.name: [dict(row) for row in rows[one.name]] for one in PUBLISHED if one.noun}
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
