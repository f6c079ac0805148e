"""A SQLite database: typed tables with keys, a view for each question, full-text search."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from ipplan_data.export import datasette, search
from ipplan_data.export.package import MissingLibraryError, Package, Table
from ipplan_data.plan.files import DamagedDataError

# The texts are in a table of their own: the pieces of Chinese are indexed but not kept.
_SEARCH = """
CREATE TABLE search_texts (
  id INTEGER PRIMARY KEY,
  "table" TEXT NOT NULL, "key" TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  names TEXT NOT NULL, zh TEXT NOT NULL, zh_pieces TEXT GENERATED ALWAYS AS (NULL) VIRTUAL,
  UNIQUE ("table", "key")
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
  "table" UNINDEXED, "key" UNINDEXED, title, text, names, zh UNINDEXED, zh_pieces,
  content = 'search_texts', content_rowid = 'id',
  tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO search (search, rank) VALUES ('rank', 'bm25(0, 0, 8, 4, 1, 0, 2)');
"""


def files(package: Package, name: str) -> dict[str, bytes]:
    """Build the database, and metadata with which Datasette shows it.

    Raises ``MissingLibraryError`` if sqlite-utils isn't installed, ``DamagedDataError`` if the
    published rows break the rules of their tables.

    >>> from ipplan_data.plan.files import home
    >>> list(files(Package(home()), "plan.sqlite"))
    ['plan.sqlite', 'plan.metadata.json']
    """
    path = PurePath(name)
    found = [*search.entries(package.tables)]
    metadata = datasette.metadata(package, path.stem, [*dict.fromkeys(one.table for one in found)])
    text = json.dumps(metadata, ensure_ascii=False, indent=2) + "\n"
    return {
        name: _database(package, found),
        str(path.with_name(f"{path.stem}.metadata.json")): text.encode(),
    }


def stored(value: Any) -> Any:
    """Convert a cell to what the database holds: lists and booleans as in the CSV.

    >>> stored(("cnipa", "samr")), stored(True), stored(48), stored(())
    ('cnipa;samr', 'true', 48, None)
    """
    if isinstance(value, tuple):
        return ";".join(str(stored(one)) for one in value) or None
    return str(value).lower() if isinstance(value, bool) else value


def _database(package: Package, found: list[search.Entry]) -> bytes:
    try:
        from sqlite_utils import Database  # noqa: PLC0415 - needs an extra
    except ModuleNotFoundError as error:
        raise MissingLibraryError("SQLite", "sqlite-utils", "sqlite") from error
    database = Database(memory=True)
    database.executescript(package.text("schema/tables.sql"))
    for table in package.tables.values():
        rows = ({name: stored(cell) for name, cell in row.items()} for row in table.rows)
        try:
            database.table(table.name).insert_all(rows)
        except (sqlite3.Error, OverflowError) as error:
            raise _damaged(f"{table.name}: {error}") from error
        for field in table.fields:
            # The primary key serves as an index of its first column.
            if field.refers_to and field.name != table.key[0]:
                database.table(table.name).create_index([field.name], f"{table.name}_{field.name}")
    database.executescript(package.text("schema/views.sql"))
    _codebook(database, package)
    _index(database, package, found)
    for table, _, target, _ in database.execute("PRAGMA foreign_key_check"):
        raise _damaged(f"{table} refers to a row of {target} that doesn't exist")
    database.vacuum()
    data: bytes = database.conn.serialize()
    database.close()
    return data


def _damaged(why: str) -> DamagedDataError:
    return DamagedDataError(
        f"the published tables are damaged: {why}; install the package again, or run: ipplan build"
    )


def _codebook(database: Any, package: Package) -> None:
    """Add what the database, its tables, columns and values mean."""
    tables = package.tables.values()
    about = ({"field": name, "value": value} for name, value in _about(package.descriptor))
    database["about"].insert_all(about, pk="field")
    database["codebook_tables"].insert_all(
        (
            {
                "table": one.name,
                "title": one.title,
                "meaning": one.description,
                "key": ";".join(one.key),
                "rows": len(one.rows),
            }
            for one in tables
        ),
        pk="table",
    )
    columns = ({name: stored(cell) for name, cell in row.items()} for row in package.codebook)
    database["codebook"].insert_all(columns, pk=("table", "column"))
    database["codebook_values"].insert_all(
        (
            {"table": table.name, "column": field.name, "value": value, "meaning": meaning}
            for table in tables
            for field in table.fields
            for value, meaning in field.categories.items()
        ),
        pk=("table", "column", "value"),
    )


def _about(descriptor: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for field in ("name", "title", "description", "version", "digest"):
        yield field, descriptor[field]
    yield "keywords", ";".join(descriptor["keywords"])
    yield "contributors", ";".join(one["title"] for one in descriptor["contributors"])
    for kind in ("licenses", "sources"):
        for number, one in enumerate(descriptor[kind], start=1):
            place = f"{kind[:-1]}_{number}"
            yield place, one["title"]
            if "path" in one:
                yield f"{place}_url", one["path"]


def _index(database: Any, package: Package, found: list[search.Entry]) -> None:
    """Add the full-text search; a task's row id is its number, all others come above."""
    database.executescript(_SEARCH)
    above = max((int(one.key) for one in found if one.table == search.NUMBERED), default=0)
    others = [one for one in found if one.table != search.NUMBERED]
    numbered = [(int(one.key), one) for one in found if one.table == search.NUMBERED]
    for number, one in [*numbered, *enumerate(others, start=above + 1)]:
        database.execute("INSERT INTO search_texts VALUES (?, ?, ?, ?, ?, ?, ?)", [number, *one])
        database.execute(
            'INSERT INTO search (rowid, "table", "key", title, text, names, zh, zh_pieces) '
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [number, *one, one.pieces],
        )
    database.execute("INSERT INTO search (search) VALUES ('optimize')")
    database.conn.commit()
    for name in dict.fromkeys(one.table for one in others):
        database.execute(_view(package.tables[name]))


def _view(table: Table) -> str:
    """Make the search of one table a view with the key as row id, as Datasette needs it."""
    (key,) = (field for field in table.fields if field.name in table.key)
    affinity = "INTEGER" if key.type == "integer" else "TEXT"
    name = datasette.search_name(table.name)
    return (
        f'CREATE VIEW "{name}" AS SELECT CAST("key" AS {affinity}) AS rowid, '  # noqa: S608 - our names
        f'title, text, names, zh, search AS "{name}" FROM search WHERE "table" = \'{table.name}\''
    )
