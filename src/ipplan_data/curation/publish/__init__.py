"""Everything that is published: a format a module, and one place that lists the files."""

from __future__ import annotations

from ipplan_data.curation.model import Plan
from ipplan_data.curation.publish import (
    blank,
    csv,
    datapackage,
    docs,
    json,
    jsonschema,
    recordschemas,
    sqlite,
)
from ipplan_data.curation.publish.files import compare
from ipplan_data.curation.reliability import agreements, ratings
from ipplan_data.curation.tables import PUBLISHED
from ipplan_data.writing import write

__all__ = ["compare", "render", "write"]


def render(plan: Plan) -> dict[str, bytes]:
    """Give every published file: its path from the root, and its bytes."""
    rows = {table.name: table.rows(plan) for table in PUBLISHED}
    tables = {csv.path(table): csv.render(table, rows[table.name]) for table in PUBLISHED}
    found = agreements(ratings(plan))
    nested = json.text(json.nested(plan, rows))
    schemas = {
        f"schema/{name}.schema.json": json.text(schema)
        for name, schema in jsonschema.schemas().items()
    }
    scripts = {"schema/tables.sql": sqlite.tables(), "schema/views.sql": docs.views()}
    files = {**tables, "data/ipplan.json": nested, **schemas, **scripts}
    files[datapackage.NAME] = json.text(datapackage.descriptor(plan, rows, files, found))
    beside = {
        **docs.render(plan, rows, found),
        **recordschemas.render(),
        blank.NAME: blank.text().encode(),
    }
    return datapackage.sealed(files) | beside
