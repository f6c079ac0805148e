"""The questions of ``questions.yaml``, with the answers that the data give."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import yaml

from ipplan_data.curation.publish import sqlite
from ipplan_data.curation.publish.docs.markdown import block, code, page, table
from ipplan_data.curation.tables import Row


class Question(NamedTuple):
    """A question as SQL and as Python, and the name of its view in a database."""

    view: str
    title: str
    note: str
    sql: str
    python: str


_FILE = Path(__file__).with_name("questions.yaml")
QUESTIONS = [Question(**one) for one in yaml.safe_load(_FILE.read_text(encoding="utf-8"))]


def _page(rows: dict[str, list[Row]]) -> Iterator[str]:
    yield (
        "Each question is answered twice, in SQL and in Python, with the same rows. The README "
        "shows how to load the tables into SQLite. For Python, install this package and start with:"
    )
    yield block("python", "import ipplan_data\n\nplan = ipplan_data.load()")
    with closing(sqlite.database(rows)) as database:
        for question in QUESTIONS:
            found = database.execute(question.sql)
            answer = found.fetchall()
            yield f"## {question.title}"
            yield f"{question.note} In the SQLite export, this is the view {code(question.view)}."
            yield block("sql", question.sql)
            yield block("python", question.python)
            yield table([name for name, *_ in found.description], answer) if answer else "None."


def views() -> bytes:
    """Return the statements that create a view for every question."""
    made = (
        f"\n-- {question.title}\nCREATE VIEW {question.view} AS\n{question.sql};\n"
        for question in QUESTIONS
    )
    return (sqlite.VIEWS_INTRO + "".join(made)).encode()


def answered(rows: dict[str, list[Row]]) -> str:
    """Return the page; the answers are computed from the rows of every table."""
    return page("Questions that the data answer", _page(rows))
