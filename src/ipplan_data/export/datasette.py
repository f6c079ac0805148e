"""What Datasette is told of the database, so that it shows, explains and searches it well."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from ipplan_data.export.package import Field, Package, Table
from ipplan_data.export.search import NUMBERED

_PAGE = 200
# A facet has so many rows for each value, on average, or it would group nothing.
_LEAST = 2
# How the published views are written: a question, then its view.
_VIEW = re.compile(r"^-- (.+)\nCREATE VIEW (\w+)", re.MULTILINE)
_FIND = """\
SELECT "table", "key", title, zh, text FROM search
WHERE search MATCH coalesce(nullif(escape_fts(:q), ''), '""')
ORDER BY "table" = 'errata', rank, rowid"""
_OURS = {
    "about": "What this database is: version, digest, licence and sources.",
    "codebook": "What every column means.",
    "codebook_tables": "What every table holds.",
    "codebook_values": "What every value of a closed vocabulary means.",
}


def searching(table: str) -> str:
    """Give the name of what searches a table.

    >>> searching("tasks"), searching("agencies")
    ('search', 'search_agencies')
    """
    return "search" if table == NUMBERED else f"search_{table}"


def metadata(package: Package, database: str, searched: Collection[str]) -> dict[str, Any]:
    """Give the metadata for a database of that name, in which those tables can be searched."""
    told = package.descriptor
    licence, *_ = told["licenses"]
    source, *_ = (one for one in told["sources"] if "path" in one)
    whole = {
        "title": told["title"],
        "description": told["description"],
        "license": licence["title"],
        "license_url": licence["path"],
        "source": source["title"],
        "source_url": source["path"],
        "about": f"{told['name']} {told['version']}",
    }
    tables = {table.name: _table(package, table, searched) for table in package.tables.values()}
    views = {
        name: {"title": title, "description": "A question that the data answer."}
        for title, name in _VIEW.findall(package.text("schema/views.sql"))
    }
    views["search"] = {
        "title": "Full-text search",
        "description": "The texts of all tables that the search looks through.",
    }
    views |= {
        searching(table): {
            "title": f"Full-text search: {package.tables[table].title}",
            "description": "The texts that the search of this table looks through.",
        }
        for table in searched
        if table != NUMBERED
    }
    ours = {name: {"description": text, "size": _PAGE} for name, text in _OURS.items()}
    query = {
        "title": "Search everywhere",
        "description": "All tables at once, in English and Chinese; best first, errata last.",
        "sql": _FIND,
    }
    return {
        **whole,
        "databases": {
            database: {"tables": {**tables, **ours, **views}, "queries": {"find": query}},
        },
    }


def _table(package: Package, table: Table, searched: Collection[str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": table.title,
        "description": table.description,
        "columns": {field.name: _explained(field) for field in table.fields},
        "size": _PAGE,
    }
    if label := _label(table):
        told["label_column"] = label
    if sort := _sort(package, table):
        told["sort"] = sort
    if facets := _facets(table):
        told["facets"] = facets
    if table.name in searched:
        (key,) = table.key
        told |= {"fts_table": searching(table.name), "fts_pk": key}
    return told


def _explained(field: Field) -> str:
    """Say what a column means, where its values come from, and what each of a list means."""
    values = "; ".join(f"{value}: {meaning}" for value, meaning in field.categories.items())
    described = f"{field.description} [{field.origin}]"
    return f"{described} ({values})" if values else described


def _label(table: Table) -> str | None:
    """Choose what stands for a row where another table names it: the first text that says it."""
    if len(table.key) > 1:
        return None
    for field in table.fields:
        free = field.type == "string" and not (field.categories or field.refers_to or field.items)
        if free and field.required and field.name not in table.key:
            return field.name
    return None


def _sort(package: Package, table: Table) -> str | None:
    """Choose the column with the printed order, where it isn't the key."""
    (resource,) = (one for one in package.descriptor["resources"] if one["name"] == table.name)
    unique = {column for (column,) in resource["schema"].get("uniqueKeys", ())}
    for field in table.fields:
        if field.type == "integer" and field.required and field.name in unique:
            return field.name
    return None


def _facets(table: Table) -> list[str]:
    """Choose the columns by whose values rows fall into groups."""
    chosen = []
    for field in table.fields:
        values = [row[field.name] for row in table.rows if row[field.name] is not None]
        groups = len(set(values))
        told = field.categories or field.refers_to or field.type == "boolean"
        if told and groups > 1 and len(values) >= _LEAST * groups:
            chosen.append(field.name)
    return chosen
