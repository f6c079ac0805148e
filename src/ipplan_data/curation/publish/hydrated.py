"""The data with the verbatim text of your copy: for people who have the document, never published.

Each function takes the plan and the texts of its tasks, headings and footnotes.
"""

from __future__ import annotations

import csv
import io
from contextlib import closing

from ipplan_data.curation.model import Plan
from ipplan_data.curation.publish import json, sqlite
from ipplan_data.curation.tables import PUBLISHED

COLUMNS = ("record", "section", "title", "text", "sha256")
# The text of each record and its digest, by the record's path, in the order of the document.
Texts = dict[str, tuple[str, str]]
_TABLES = {one.noun: one for one in PUBLISHED if one.noun in ("task", "section", "footnote")}


def _rows(plan: Plan, texts: Texts) -> list[tuple[str, ...]]:
    """Return a row for each text, in the order of the document."""
    titles = {
        **{section.path: (section.parent or "", section.title) for section in plan.sections},
        **{task.path: (task.section, task.title) for task in plan.tasks},
        **{note.path: ("", note.term.term) for note in plan.footnotes},
    }
    return [(path, *titles[path], *text) for path, text in texts.items()]


def as_csv(plan: Plan, texts: Texts) -> bytes:
    """Return one table with a row for each text."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *_rows(plan, texts)])
    return out.getvalue().encode()


def as_parquet(plan: Plan, texts: Texts) -> bytes:
    """Return the same table as Parquet. Raises ``ModuleNotFoundError`` without pyarrow."""
    import pyarrow as pa  # noqa: PLC0415 - needs an extra
    from pyarrow import parquet  # noqa: PLC0415 - needs an extra

    columns = zip(*_rows(plan, texts), strict=True)
    out = io.BytesIO()
    parquet.write_table(pa.table(dict(zip(COLUMNS, columns, strict=True))), out)
    return out.getvalue()


def as_json(plan: Plan, texts: Texts) -> bytes:
    """Return the nested plan, with the text in every task, heading and footnote."""
    whole = json.nested(plan, {table.name: table.rows(plan) for table in PUBLISHED})
    for noun, table in _TABLES.items():
        for row in whole[table.name]:
            row["text"], _ = texts[f"{noun}/{row[table.key[0]]}"]
    return json.text(whole)


def as_sqlite(plan: Plan, texts: Texts) -> bytes:
    """Return all tables as one database, with the text in tasks, sections and footnotes."""
    with closing(sqlite.database({one.name: one.rows(plan) for one in PUBLISHED})) as database:
        for table in _TABLES.values():
            database.execute(f'ALTER TABLE "{table.name}" ADD COLUMN "text" TEXT')
        for path, (text, _) in texts.items():
            noun, _, key = path.partition("/")
            table = _TABLES[noun]
            put = f'UPDATE "{table.name}" SET "text" = ? WHERE "{table.key[0]}" = ?'  # noqa: S608 - our names
            database.execute(put, (text, key))
        database.commit()
        database.execute("VACUUM")
        return database.serialize()


FORMATS = {
    ".csv": as_csv,
    ".json": as_json,
    ".parquet": as_parquet,
    ".sqlite": as_sqlite,
    ".sqlite3": as_sqlite,
    ".db": as_sqlite,
}
