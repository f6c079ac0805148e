"""Full-text search of the database: finds every word and every piece of Chinese, and no others."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.reading_back import TEXTS, hostile, package
from ipplan_data.export.search import LONGEST, pieces
from ipplan_data.export.sqlite import files

CHINESE = re.compile(r"[〇㐀-鿿]+")
# Columns of Chinese names, with the table of what bears the name and the column of its key.
NAMES = [
    ("agency_aliases", "alias", "agencies", "agency"),
    ("agencies", "name_zh", "agencies", "id"),
    ("agencies", "short_name_zh", "agencies", "id"),
    ("entities", "name_zh", "entities", "id"),
    ("terms", "term_zh", "terms", "id"),
    ("terms", "as_printed_zh", "terms", "id"),
    ("footnotes", "term_zh", "footnotes", "number"),
    ("footnotes", "explanation", "footnotes", "number"),
    ("errata", "evidence", "errata", "id"),
    ("errata", "correct", "errata", "id"),
    ("document", "value", "document", "field"),
    ("terms", "term_zh", "tasks", "task"),
    ("terms", "term_zh", "sections", "section"),
]


@cache
def content() -> bytes:
    return files(package(), "plan.sqlite")["plan.sqlite"]


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    """The published database; these tests only read it."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content())
        yield connection


def found(connection: sqlite3.Connection, query: str) -> set[tuple[str, str]]:
    rows = connection.execute('SELECT "table", "key" FROM search WHERE search MATCH ?', [query])
    return set(rows.fetchall())


def holding(connection: sqlite3.Connection, text: str) -> set[tuple[str, str]]:
    """What has the text in any of its texts, asked without the index."""
    told = " OR ".join(f"instr({column}, ?1)" for column in ("title", "text", "names", "zh"))
    rows = connection.execute(f'SELECT "table", "key" FROM search_texts WHERE {told}', [text])  # noqa: S608
    return set(rows.fetchall())


def chinese_names() -> list[tuple[str, str, str]]:
    """Every published run of Chinese, with the table and the key of what bears it."""
    told = package()
    return [
        (run, table, str(row[key]))
        for source, column, table, key in NAMES
        for row in told.tables[source].rows
        if row[key] is not None
        for run in CHINESE.findall(row[column] or "")
    ]


@st.composite
def parts(draw: st.DrawFn, least: int = 1) -> tuple[str, str, str]:
    """A piece of published Chinese, with the table and the key of what bears it."""
    run, table, key = draw(
        st.sampled_from(chinese_names()).filter(lambda one: len(one[0]) >= least)
    )
    start = draw(st.integers(0, len(run) - least))
    end = draw(st.integers(start + least, len(run)))
    return run[start:end], table, key


@given(parts())
def test_every_piece_of_chinese_finds_all_that_has_it_and_nothing_else(
    database: sqlite3.Connection, part: tuple[str, str, str]
) -> None:
    piece, table, key = part
    assert (table, key) in found(database, piece)
    assert found(database, piece) == holding(database, piece)


def test_every_published_name_finds_its_bearer(database: sqlite3.Connection) -> None:
    for run, table, key in chinese_names():
        assert (table, key) in found(database, run)
        for start in range(len(run) - 1):
            assert (table, key) in found(database, run[start : start + 2])


@given(parts(), parts())
def test_two_pieces_find_what_has_both(
    database: sqlite3.Connection, one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    both = found(database, one[0]) & found(database, other[0])
    assert found(database, f"{one[0]} {other[0]}") == both
    assert phrases_stand_so(database, one[0], other[0])


def phrases_stand_so(connection: sqlite3.Connection, one: str, other: str) -> bool:
    """Two pieces with a mark between them are a phrase, found only where they stand so."""
    spaced = re.compile(rf"{one}[\W_]+{other}")
    query = """SELECT title, text, names, zh FROM search_texts WHERE id IN
    (SELECT rowid FROM search WHERE search MATCH ?)"""
    rows = connection.execute(query, [f"{one}、{other}"]).fetchall()
    return all(any(spaced.search(text) for text in row) for row in rows)


def test_pieces_that_are_neighbours_in_the_index_are_no_phrase(
    database: sqlite3.Connection,
) -> None:
    for run in {run for run, *_ in chinese_names() if len(run) < 6}:
        ordered = sorted(pieces(run))
        for one, other in pairwise(ordered):
            assert phrases_stand_so(database, one, other), (one, other)


@pytest.mark.parametrize(
    "query", ["随机、一公", "专用标志", "标、证明商", "2020年深入", "20年深", "“三合一”"]
)
def test_marks_and_figures_may_stand_within(database: sqlite3.Connection, query: str) -> None:
    assert found(database, query if query.isalnum() else f'"{query}"')


def test_every_word_of_a_title_finds_its_task(database: sqlite3.Connection) -> None:
    for row in package().tables["tasks"].rows:
        for word in re.findall(r"\w+", row["title"]):
            assert ("tasks", str(row["number"])) in found(database, word.lower()), word


def test_english_finds_what_an_index_of_the_texts_finds(database: sqlite3.Connection) -> None:
    columns = "title, text, names"
    with closing(sqlite3.connect(":memory:")) as other:
        other.execute(
            f'CREATE VIRTUAL TABLE search USING fts5 ("table" UNINDEXED, "key" UNINDEXED, '
            f"{columns}, tokenize = 'porter unicode61')"
        )
        texts = database.execute(f'SELECT "table", "key", {columns} FROM search_texts').fetchall()  # noqa: S608
        other.executemany("INSERT INTO search VALUES (?, ?, ?, ?, ?)", texts)
        words = {word for row in texts for word in re.findall(r"[a-z]+", " ".join(row[2:]).lower())}
        assert words
        for word in words:
            assert found(database, word) == found(other, word), word


@pytest.mark.parametrize(
    ("one", "other"),
    [("indication", "indications"), ("PATENT", "patents"), ("protect", "protecting")],
)
def test_english_is_found_in_every_inflection(
    database: sqlite3.Connection, one: str, other: str
) -> None:
    assert found(database, one)
    assert found(database, one) == found(database, other)


def test_a_task_is_found_by_every_name_of_its_bodies_and_things(
    database: sqlite3.Connection,
) -> None:
    tables = package().tables
    names: dict[Any, list[str]] = {}
    for row in tables["agency_aliases"].rows:
        names.setdefault(row["agency"], []).append(row["alias"])
    things = {row["id"]: [row["name"], row["name_zh"]] for row in tables["entities"].rows}
    told = [(row["task"], names[row["agency"]]) for row in tables["responsibilities"].rows]
    told += [(row["task"], things[row["entity"]]) for row in tables["mentions"].rows]
    for task, all_names in told:
        for name in filter(None, all_names):
            quoted = name.replace('"', '""')
            assert ("tasks", str(task)) in found(database, f'"{quoted}"'), name


def test_a_task_has_its_number_for_row_id(database: sqlite3.Connection) -> None:
    rows = database.execute('SELECT rowid, "table", "key" FROM search').fetchall()
    assert all((table == "tasks") == (number in tasks()) for number, table, _ in rows)
    assert {number: key for number, table, key in rows if table == "tasks"} == {
        number: str(number) for number in tasks()
    }


@cache
def tasks() -> frozenset[int]:
    return frozenset(row["number"] for row in package().tables["tasks"].rows)


def test_titles_come_before_texts_and_these_before_names() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content())
        columns = ("title", "text", "names")
        for number, column in enumerate(reversed(columns), start=9000):
            connection.execute(
                f"INSERT INTO search (rowid, {', '.join(columns)}) VALUES (?, ?, ?, ?)",  # noqa: S608
                [number, *("zyzzyva" if one == column else "other" for one in columns)],
            )
        query = "SELECT rowid FROM search WHERE search MATCH 'zyzzyva' ORDER BY rank"
        assert connection.execute(query).fetchall() == [(9002,), (9001,), (9000,)]


@settings(max_examples=8)
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_any_text_can_be_searched(texts: list[str]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(files(hostile(texts), "plan.sqlite")["plan.sqlite"])
        for text in texts:
            for run in CHINESE.findall(text):
                assert found(connection, run) == holding(connection, run)


@given(st.text("水河路 a1、“", max_size=12))
def test_pieces_are_the_slices_of_stretches_with_chinese(text: str) -> None:
    expected = {
        " ".join(re.findall(r"[^\W_]+", stretch[start:end]))
        for stretch in text.split()
        if set(stretch) & set("水河路")
        for start in range(len(stretch))
        for end in range(start + 1, len(stretch) + 1)
        if stretch[start] not in "、“" and stretch[end - 1] not in "、“"
    }
    assert pieces(text) == expected


def test_a_long_text_has_pieces_up_to_a_length() -> None:
    found = pieces("水" * 5 * LONGEST)
    assert max(map(len, found)) == LONGEST


def test_all_that_is_published_is_shorter() -> None:
    assert max(len(run) for run, *_ in chinese_names()) <= LONGEST
