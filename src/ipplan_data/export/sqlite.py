"""A SQLite database: typed tables with keys, a view for each question, full-text search."""

from __future__ import annotations

import json
import sqlite3
from pathlib import PurePath
from typing import Any

from sqlite_utils import Database

from ipplan_data.export import datasette, search
from ipplan_data.export.package import Package, joined
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
_FILL = """
INSERT INTO search_texts VALUES (:id, :table, :key, :title, :text, :names, :zh);
INSERT INTO search (rowid, "table", "key", title, text, names, zh, zh_pieces)
VALUES (:id, :table, :key, :title, :text, :names, :zh, :zh_pieces);
INSERT INTO search (search) VALUES ('optimize')"""


def files(package: Package, name: str) -> dict[str, bytes]:
    """Build the database, and metadata with which Datasette shows it.

    Raises ``DamagedDataError`` if the published rows break the rules of their tables.

    >>> from ipplan_data.plan.files import home
    >>> list(files(Package(home()), "plan.sqlite"))
    ['plan.sqlite', 'plan.metadata.json']
    """
    stem = PurePath(name).stem
    text = json.dumps(datasette.metadata(package, stem), ensure_ascii=False, indent=2) + "\n"
    return {name: _database(package), f"{stem}.metadata.json": text.encode()}


def stored(value: Any) -> Any:
    """Convert a cell to what the database holds: lists and booleans as in the CSV.

    >>> stored(("cnipa", "samr")), stored(True), stored(48)
    ('cnipa;samr', 'true', 48)
    """
    return str(value).lower() if isinstance(value, bool) else joined(value)


def _database(package: Package) -> bytes:
    database = Database(memory=True)
    database.executescript(package.text("schema/tables.sql"))
    try:
        for table in package.tables.values():
            rows = ({name: stored(cell) for name, cell in row.items()} for row in table.rows)
            database.table(table.name).insert_all(rows)
    except (sqlite3.Error, OverflowError) as error:
        raise _damaged(f"{table.name}: {error}") from error
    for name, _, target, _ in database.execute("PRAGMA foreign_key_check"):
        raise _damaged(f"{name} refers to a row of {target} that doesn't exist")
    database.index_foreign_keys()
    database.executescript(package.text("schema/views.sql"))
    about = (dict(zip(("field", "value", "address"), one, strict=True)) for one in package.about())
    database.table("about").insert_all(about)
    columns = ({name: stored(cell) for name, cell in row.items()} for row in package.codebook())
    database.table("codebook").insert_all(columns)
    database.executescript(_SEARCH)
    texts, index, optimize = _FILL.split(";\n")
    for entry in search.entries(database.execute):
        database.execute(texts, entry)
        database.execute(index, entry)
    database.execute(optimize)
    database.conn.commit()
    database.vacuum()
    data: bytes = database.conn.serialize()
    database.close()
    return data


def _damaged(why: str) -> DamagedDataError:
    return DamagedDataError(
        f"the published tables are damaged: {why}; install the package again, or run: ipplan build"
    )
