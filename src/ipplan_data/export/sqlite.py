"""A SQLite database: typed tables with their keys, a view per usual question, full-text search."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import PurePath
from typing import Any

from ipplan_data.export import datasette, search
from ipplan_data.export.package import ExportError, Package, Table
from ipplan_data.plan.files import DamagedDataError

_NEEDED = (3, 37)
_ABOUT = """
CREATE TABLE about (
  field TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE codebook_tables (
  "table" TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  meaning TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "rows" INTEGER NOT NULL
) STRICT;

CREATE TABLE codebook (
  "table" TEXT NOT NULL REFERENCES codebook_tables ("table"),
  "column" TEXT NOT NULL,
  meaning TEXT NOT NULL,
  type TEXT NOT NULL,
  required TEXT NOT NULL CHECK (required IN ('true', 'false')),
  allowed TEXT,
  refers_to TEXT REFERENCES codebook_tables ("table"),
  origin TEXT NOT NULL,
  UNIQUE ("table", "column")
) STRICT;

CREATE TABLE codebook_values (
  "table" TEXT NOT NULL,
  "column" TEXT NOT NULL,
  value TEXT NOT NULL,
  meaning TEXT NOT NULL,
  UNIQUE ("table", "column", value),
  FOREIGN KEY ("table", "column") REFERENCES codebook ("table", "column")
) STRICT;
"""
# The index has all pieces of the Chinese, which are not worth keeping as text; so the texts stand
# in a table of their own, where the column of pieces is always empty.
_SEARCH = """
CREATE TABLE search_texts (
  id INTEGER PRIMARY KEY,
  "table" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  names TEXT NOT NULL,
  zh TEXT NOT NULL,
  zh_pieces TEXT GENERATED ALWAYS AS (NULL) VIRTUAL,
  UNIQUE ("table", "key")
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
  "table" UNINDEXED, "key" UNINDEXED, title, text, names, zh UNINDEXED, zh_pieces,
  content = 'search_texts', content_rowid = 'id',
  tokenize = 'porter unicode61 remove_diacritics 2'
);

INSERT INTO search (search, rank) VALUES ('rank', 'bm25(0, 0, 8, 4, 1, 0, 2)');
"""


class UnfitLibraryError(ExportError):
    """The SQLite of this Python can't make the database; the message says what it needs."""

    def __init__(self, found: str) -> None:
        """Say it in one line."""
        super().__init__(
            f"SQLite needs version {'.'.join(map(str, _NEEDED))} or newer with FTS5, and this "
            f"Python has {found}; use a Python with a newer SQLite",
        )


def files(package: Package, name: str) -> dict[str, bytes]:
    """Give the database of that name, and metadata with which Datasette shows it well.

    Raises ``UnfitLibraryError`` where Python's own SQLite is too old, ``DamagedDataError`` where
    the published rows break the rules of their tables.

    >>> from ipplan_data.plan.files import home
    >>> list(files(Package(home()), "plan.sqlite"))
    ['plan.sqlite', 'plan.metadata.json']
    """
    path = PurePath(name)
    searched = list(search.entries(package.tables))
    found_in = dict.fromkeys(one.table for one in searched)
    metadata = datasette.metadata(package, path.stem, found_in)
    return {
        name: _database(package, searched),
        str(path.with_name(f"{path.stem}.metadata.json")): _json(metadata),
    }


def stored(value: Any) -> Any:
    """Give a cell as the database holds it: lists and truth values as a cell of CSV has them.

    >>> stored(("cnipa", "samr")), stored(True), stored(48), stored(())
    ('cnipa;samr', 'true', 48, None)
    """
    if isinstance(value, tuple):
        return ";".join(str(stored(one)) for one in value) or None
    return str(value).lower() if isinstance(value, bool) else value


def _database(package: Package, searched: list[search.Entry]) -> bytes:
    _check_library()
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript("PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'")
        database.executescript(package.text("schema/tables.sql"))
        with database:
            for table in package.tables.values():
                _fill(database, table)
        for table in package.tables.values():
            for statement in _indexes(table):
                database.execute(statement)
        database.executescript(package.text("schema/views.sql"))
        _explain(database, package)
        _index(database, package, searched)
        for broken in database.execute("PRAGMA foreign_key_check"):
            raise _damaged(f"{broken[0]} names a row of {broken[2]} that isn't there")
        database.execute("VACUUM")
        return database.serialize()


def _check_library() -> None:
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < _NEEDED:
        raise UnfitLibraryError(version)
    with closing(sqlite3.connect(":memory:")) as database:
        modules = {name for (name,) in database.execute("PRAGMA module_list")}
    if "fts5" not in modules or not hasattr(sqlite3.Connection, "serialize"):
        raise UnfitLibraryError(f"{version} without FTS5 or serialization")


def _damaged(why: str) -> DamagedDataError:
    return DamagedDataError(
        f"the published tables are damaged: {why}; install the package again, or run: ipplan build"
    )


def _fill(database: sqlite3.Connection, table: Table) -> None:
    try:
        _insert(database, table.name, ([*map(stored, row.values())] for row in table.rows))
    except (sqlite3.Error, OverflowError) as error:
        raise _damaged(f"{table.name}: {error}") from error


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[list[Any]]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        database.execute(f'INSERT INTO "{table}" VALUES ({marks})', row)  # noqa: S608 - our names


def _indexes(table: Table) -> Iterator[str]:
    """Give an index for every column that refers to a table, but where the key serves as one."""
    for field in table.fields:
        if field.refers_to and field.name != table.key[0]:
            name = f"{table.name}_{field.name}"
            yield f'CREATE INDEX "{name}" ON "{table.name}" ("{field.name}")'


def _explain(database: sqlite3.Connection, package: Package) -> None:
    """Add what the tables and columns mean, and what all of it is."""
    tables = package.tables.values()
    database.executescript(_ABOUT)
    with database:
        _insert(database, "about", map(list, _about(package.descriptor)))
        _insert(
            database,
            "codebook_tables",
            (
                [one.name, one.title, one.description, ";".join(one.key), len(one.rows)]
                for one in tables
            ),
        )
        _insert(
            database,
            "codebook",
            ([*map(stored, row.values())] for row in _columns(package.codebook)),
        )
        _insert(
            database,
            "codebook_values",
            (
                [table.name, field.name, value, meaning]
                for table in tables
                for field in table.fields
                for value, meaning in field.categories.items()
            ),
        )


def _columns(codebook: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    names = ("table", "column", "meaning", "type", "required", "allowed", "refers_to", "origin")
    return ({name: row[name] for name in names} for row in codebook)


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


def _index(database: sqlite3.Connection, package: Package, searched: list[search.Entry]) -> None:
    """Add the full-text search; a task's row has its number, all others come above."""
    database.executescript(_SEARCH)
    above = max((int(one.key) for one in searched if one.table == search.NUMBERED), default=0)
    with database:
        for entry in searched:
            if entry.table == search.NUMBERED:
                number = int(entry.key)
            else:
                above += 1
                number = above
            database.execute(
                "INSERT INTO search_texts VALUES (?, ?, ?, ?, ?, ?, ?)", [number, *entry]
            )
            database.execute(
                'INSERT INTO search (rowid, "table", "key", title, text, names, zh, zh_pieces) '
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [number, *entry, entry.pieces],
            )
        database.execute("INSERT INTO search (search) VALUES ('optimize')")
    for table in dict.fromkeys(one.table for one in searched if one.table != search.NUMBERED):
        database.execute(_one_table(package.tables[table]))


def _one_table(table: Table) -> str:
    """Make the search of one table a view, with the key for its row id, as Datasette wants it."""
    (key,) = (field for field in table.fields if field.name in table.key)
    affinity = "INTEGER" if key.type == "integer" else "TEXT"
    name = datasette.searching(table.name)
    return (
        f'CREATE VIEW "{name}" AS SELECT CAST("key" AS {affinity}) AS rowid, '  # noqa: S608 - our names
        f'title, text, names, zh, search AS "{name}" FROM search WHERE "table" = \'{table.name}\''
    )


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
