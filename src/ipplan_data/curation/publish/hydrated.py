"""The data with the verbatim text of a copy: for those who hold the document, never published."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable
from pathlib import Path

from ipplan_data.curation.model import Plan
from ipplan_data.curation.publish import json, sqlite
from ipplan_data.curation.tables import PUBLISHED, Row, Table

COLUMNS = ("record", "section", "title", "text", "sha256")


class MissingLibraryError(Exception):
    """A format needs a library that isn't installed."""


class Texts(dict[str, tuple[str, str]]):
    """The text of each record and its digest, by the record's path, in printed order."""


def rows(plan: Plan, texts: Texts) -> list[dict[str, str]]:
    """Give a row for each heading, task and footnote, in printed order."""
    found: list[dict[str, str]] = []
    titles: dict[str, tuple[str, str]] = {
        **{section.path: (section.parent or "", section.title) for section in plan.sections},
        **{task.path: (task.section, task.title) for task in plan.tasks},
        **{note.path: ("", note.term.term) for note in plan.footnotes},
    }
    for path, (text, sha256) in texts.items():
        section, title = titles[path]
        values = (path, section, title, text, sha256)
        found.append(dict(zip(COLUMNS, values, strict=True)))
    return found


def as_csv(plan: Plan, texts: Texts) -> bytes:
    """Give one table as CSV."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(plan, texts))
    return out.getvalue().encode()


def as_json(plan: Plan, texts: Texts) -> bytes:
    """Give the nested plan, with the text in every task, heading and footnote."""
    whole = json.nested(plan, {table.name: table.rows(plan) for table in PUBLISHED})
    for table in _with_text():
        for row in whole[table.name]:
            row["text"] = texts[_path(table, row)][0]
    return json.text(whole)


def as_parquet(plan: Plan, texts: Texts) -> bytes:
    """Give one table as Parquet. Raises ``MissingLibraryError`` without pyarrow."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - needs an extra
        from pyarrow import parquet  # noqa: PLC0415 - needs an extra
    except ModuleNotFoundError as error:
        message = "Parquet needs pyarrow: pip install 'ipplan-data[parquet]'"
        raise MissingLibraryError(message) from error
    schema = pa.schema([(column, pa.string()) for column in COLUMNS])
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows(plan, texts), schema=schema), out)
    return out.getvalue()


def as_sqlite(plan: Plan, texts: Texts) -> bytes:
    """Give all tables as one database, with the text in tasks, sections and footnotes."""
    database = sqlite3.connect(":memory:")
    try:
        database.executescript(sqlite.tables().decode())
        sqlite.fill(database, {table.name: table.rows(plan) for table in PUBLISHED})
        for table in _with_text():
            (key,) = table.key
            database.execute(f'ALTER TABLE "{table.name}" ADD COLUMN "text" TEXT')
            with database:
                database.executemany(
                    f'UPDATE "{table.name}" SET "text" = ? WHERE "{key}" = ?',  # noqa: S608 - our names
                    [
                        (text, _key(path))
                        for path, (text, _) in texts.items()
                        if path.startswith(f"{table.noun}/")
                    ],
                )
        database.execute("VACUUM")
        return database.serialize()
    finally:
        database.close()


def _with_text() -> list[Table]:
    return [table for table in PUBLISHED if table.noun in ("task", "section", "footnote")]


def _path(table: Table, row: Row) -> str:
    (key,) = table.key
    return f"{table.noun}/{row[key]}"


def _key(path: str) -> str:
    return path.partition("/")[2]


FORMATS: dict[str, Callable[[Plan, Texts], bytes]] = {
    ".csv": as_csv,
    ".json": as_json,
    ".parquet": as_parquet,
    ".sqlite": as_sqlite,
    ".sqlite3": as_sqlite,
    ".db": as_sqlite,
}


def form(out: Path) -> Callable[[Plan, Texts], bytes] | None:
    """Give what makes a file of that name, by its suffix."""
    return FORMATS.get(out.suffix.lower())
