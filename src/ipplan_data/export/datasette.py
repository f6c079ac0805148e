"""Metadata with which Datasette shows, explains and searches the database."""

from __future__ import annotations

import re
from typing import Any

from ipplan_data.export.package import Field, Package, Table

_PAGE = 200  # rows
# How the published views are written: a question, then its view.
_VIEW = re.compile(r"^-- (.+)\nCREATE VIEW (\w+)", re.MULTILINE)
_FIND = {
    "title": "Search everywhere",
    "description": "All tables at once, in English and Chinese; best first, errata last.",
    "sql": """\
SELECT "table", "key", title, zh, text FROM search
WHERE search MATCH coalesce(nullif(escape_fts(:q), ''), '""')
ORDER BY "table" = 'errata', rank, rowid""",
}
_OTHERS = {
    "about": {"description": "Version, digest, license and sources of this database."},
    "codebook": {"description": "What each table, column and value means.", "size": _PAGE},
    "search": {"title": "Full-text search"},
}


def metadata(package: Package, database: str) -> dict[str, Any]:
    """Describe a database of that name."""
    descriptor = package.descriptor
    license_, *_ = descriptor["licenses"]
    source, *_ = (one for one in descriptor["sources"] if "path" in one)
    tables = {table.name: _table(table) for table in package.tables.values()}
    # Entries of the search that are tasks have the numbers of tasks.
    tables["tasks"] |= {"fts_table": "search", "fts_pk": "number"}
    for title, name in _VIEW.findall(package.text("schema/views.sql")):
        tables[name] = {"title": title, "description": "A question answered from the data."}
    return {
        "title": descriptor["title"],
        "description": descriptor["description"],
        "license": license_["title"],
        "license_url": license_["path"],
        "source": source["title"],
        "source_url": source["path"],
        "about": f"{descriptor['name']} {descriptor['version']}",
        "databases": {database: {"tables": tables | _OTHERS, "queries": {"find": _FIND}}},
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "description": table.description,
        "columns": {field.name: _description(field) for field in table.fields},
        "facets": [field.name for field in table.fields if field.categories],
        "size": _PAGE,
    }


def _description(field: Field) -> str:
    """Say what a column means, its origin, and what each value means."""
    values = "; ".join(f"{value}: {meaning}" for value, meaning in field.categories.items())
    description = f"{field.description} [{field.origin}]"
    return f"{description} ({values})" if values else description
