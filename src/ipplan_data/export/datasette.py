"""Metadata with which Datasette shows, explains and searches the database."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from ipplan_data.export.package import Field, Package, Table
from ipplan_data.export.search import NUMBERED

_PAGE = 200  # rows
_LEAST = 2  # rows for each value of a facet, on average
# How the published views are written: a question, then its view.
_VIEW = re.compile(r"^-- (.+)\nCREATE VIEW (\w+)", re.MULTILINE)
_FIND = """\
SELECT "table", "key", title, zh, text FROM search
WHERE search MATCH coalesce(nullif(escape_fts(:q), ''), '""')
ORDER BY "table" = 'errata', rank, rowid"""
_CODEBOOK = {
    "about": "Version, digest, license and sources of this database.",
    "codebook": "What each column means.",
    "codebook_tables": "What each table holds.",
    "codebook_values": "What each value of a closed vocabulary means.",
}


def search_name(table: str) -> str:
    """Name the full-text search of a table.

    >>> search_name("tasks"), search_name("agencies")
    ('search', 'search_agencies')
    """
    return "search" if table == NUMBERED else f"search_{table}"


def metadata(package: Package, database: str, searched: Collection[str]) -> dict[str, Any]:
    """Describe a database of that name, in which those tables can be searched."""
    descriptor = package.descriptor
    license_, *_ = descriptor["licenses"]
    source, *_ = (one for one in descriptor["sources"] if "path" in one)
    tables = {table.name: _table(package, table, searched) for table in package.tables.values()}
    tables |= {name: {"description": text, "size": _PAGE} for name, text in _CODEBOOK.items()}
    for title, name in _VIEW.findall(package.text("schema/views.sql")):
        tables[name] = {"title": title, "description": "A question answered from the data."}
    for name in searched:
        subject = "" if name == NUMBERED else f": {package.tables[name].title}"
        tables[search_name(name)] = {"title": f"Full-text search{subject}"}
    find = {
        "title": "Search everywhere",
        "description": "All tables at once, in English and Chinese; best first, errata last.",
        "sql": _FIND,
    }
    return {
        "title": descriptor["title"],
        "description": descriptor["description"],
        "license": license_["title"],
        "license_url": license_["path"],
        "source": source["title"],
        "source_url": source["path"],
        "about": f"{descriptor['name']} {descriptor['version']}",
        "databases": {database: {"tables": tables, "queries": {"find": find}}},
    }


def _table(package: Package, table: Table, searched: Collection[str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": table.title,
        "description": table.description,
        "columns": {field.name: _description(field) for field in table.fields},
        "size": _PAGE,
    }
    if label := _label(table):
        found["label_column"] = label
    if sort := _sort(package, table):
        found["sort"] = sort
    if facets := [field.name for field in table.fields if _is_facet(table, field)]:
        found["facets"] = facets
    if table.name in searched:
        found |= {"fts_table": search_name(table.name), "fts_pk": table.key[0]}
    return found


def _description(field: Field) -> str:
    """Say what a column means, its origin, and what each value means."""
    values = "; ".join(f"{value}: {meaning}" for value, meaning in field.categories.items())
    description = f"{field.description} [{field.origin}]"
    return f"{description} ({values})" if values else description


def _label(table: Table) -> str | None:
    """Choose the column that names a row where another table refers to it: its first text."""
    for field in table.fields:
        text = field.type == "string" and not (field.categories or field.refers_to or field.items)
        if text and field.required and field.name not in table.key:
            return field.name if len(table.key) == 1 else None
    return None


def _sort(package: Package, table: Table) -> str | None:
    """Choose the column with the printed order, where it isn't the key."""
    (resource,) = (one for one in package.descriptor["resources"] if one["name"] == table.name)
    unique = {column for (column,) in resource["schema"].get("uniqueKeys", ())}
    numbers = (field for field in table.fields if field.type == "integer" and field.required)
    return next((field.name for field in numbers if field.name in unique), None)


def _is_facet(table: Table, field: Field) -> bool:
    """Return whether rows fall into groups by the values of a column."""
    values = [row[field.name] for row in table.rows if row[field.name] is not None]
    groups = len(set(values))
    grouping = field.categories or field.refers_to or field.type == "boolean"
    return bool(grouping) and groups > 1 and len(values) >= _LEAST * groups
