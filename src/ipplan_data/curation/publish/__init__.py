"""Everything that is published: a module for each format, and the list of all files here."""

from __future__ import annotations

from ipplan_data.curation.model import Plan
from ipplan_data.curation.publish import (
    csv,
    datapackage,
    docs,
    json,
    jsonschema,
    recordschemas,
    sqlite,
)
from ipplan_data.curation.publish.docs import questions
from ipplan_data.curation.publish.files import compare
from ipplan_data.curation.reliability import agreements, ratings
from ipplan_data.curation.tables import PUBLISHED
from ipplan_data.writing import write

__all__ = ["compare", "render", "write"]


def render(plan: Plan) -> dict[str, bytes]:
    """Return the bytes of every published file by its path from the root."""
    rows = {table.name: table.rows(plan) for table in PUBLISHED}
    found = agreements(ratings(plan))
    files = {
        **{csv.path(table): csv.render(table, rows[table.name]) for table in PUBLISHED},
        "data/ipplan.json": json.text(json.nested(plan, rows)),
        **jsonschema.render(),
        "schema/tables.sql": sqlite.tables(),
        "schema/views.sql": questions.views(),
    }
    described = datapackage.described(plan, rows, files, found)
    return {**described, **docs.render(rows, found), **recordschemas.render()}
