"""The database has every cell, keeps its keys, explains itself and answers the questions."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.reading_back import (
    ENVIRONMENTS,
    TEXTS,
    Rows,
    digests,
    elsewhere,
    hostile,
    of_package,
    of_records,
    package,
    published,
)
from ipplan_data.curation.model import Plan
from ipplan_data.curation.publish.docs.questions import QUESTIONS
from ipplan_data.export.package import Package
from ipplan_data.export.sqlite import UnfitLibraryError, files
from ipplan_data.plan.files import DamagedDataError
from strategies import plans


def opened(told: Package) -> closing[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(files(told, "plan.sqlite")["plan.sqlite"])
    return closing(connection)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database as a file."""
    folder = tmp_path_factory.mktemp("sqlite")
    for name, data in files(package(), "plan.sqlite").items():
        (folder / name).write_bytes(data)
    return folder / "plan.sqlite"


@pytest.fixture
def database(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the database that a test may change."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(path.read_bytes())
        yield connection


def cell(value: Any) -> Any:
    """A cell as it must stand in the database."""
    if isinstance(value, tuple):
        return ";".join(map(str, value)) if value else None
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def holds(connection: sqlite3.Connection, rows: Rows) -> None:
    """Every cell is there with its value and its type, and nothing else."""
    types = {str: "text", int: "integer", type(None): "null"}
    for name, expected in rows.items():
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
        told = ", ".join(f'"{one}", typeof("{one}")' for one in columns)
        found = [
            {one: row[2 * place : 2 * place + 2] for place, one in enumerate(columns)}
            for row in connection.execute(f'SELECT {told} FROM "{name}"')  # noqa: S608 - our names
        ]
        cells = [{one: cell(value) for one, value in row.items()} for row in expected]
        wanted = [
            {
                one: (value, types[str if isinstance(value, str) else type(value)])
                for one, value in row.items()
            }
            for row in cells
        ]
        assert sorted(map(repr, found)) == sorted(map(repr, wanted)), name


def test_every_cell_comes_back(database: sqlite3.Connection, plan: Plan) -> None:
    holds(database, of_package(package()))
    holds(database, of_records(plan))


@given(plans())
def test_every_plan_comes_back(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> None:
    with opened(published(plan, tmp_path_factory.mktemp("plan"))) as connection:
        holds(connection, of_records(plan))
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@settings(max_examples=8)
@given(st.lists(TEXTS, min_size=1, max_size=20))
def test_any_text_comes_back(texts: list[str]) -> None:
    told = hostile(texts)
    with opened(told) as connection:
        holds(connection, of_package(told))


def test_pandas_reads_every_cell(database: sqlite3.Connection) -> None:
    for name, rows in of_package(package()).items():
        frame = pd.read_sql(f'SELECT * FROM "{name}"', database, dtype_backend="numpy_nullable")  # noqa: S608
        found = [
            {column: None if pd.isna(one) else one for column, one in row.items()}
            for row in frame.astype(object).to_dict("records")
        ]
        wanted = [{column: cell(one) for column, one in row.items()} for row in rows]
        assert sorted(map(repr, found)) == sorted(map(repr, wanted)), name


def test_it_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.execute("INSERT INTO search (search) VALUES ('integrity-check')")


@pytest.mark.parametrize("table", list(package().tables))
def test_keys_are_enforced(table: str, database: sqlite3.Connection) -> None:
    told = package().tables[table]
    keys = database.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    assert {(row[3], row[2]) for row in keys} == {
        (field.name, field.refers_to) for field in told.fields if field.refers_to
    }
    if table == "redirects":  # no id has moved so far; what fails takes this row away again
        database.execute("INSERT INTO redirects VALUES ('agency/gone', NULL, 'Merged.')")
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"), database:
        database.execute(f'INSERT INTO "{table}" SELECT * FROM "{table}"')  # noqa: S608 - our names
    named = {field.refers_to for one in package().tables.values() for field in one.fields}
    if table in named:
        database.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"), database:
            database.execute(f'DELETE FROM "{table}"')  # noqa: S608 - our names


def test_a_dangling_reference_fails_when_the_transaction_ends(database: sqlite3.Connection) -> None:
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("BEGIN")
    database.execute("INSERT INTO mentions VALUES (1, 99, 'nothing-such', 'hold', 'x', 'true')")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        database.commit()


def test_joins_have_indexes(database: sqlite3.Connection) -> None:
    for table in package().tables.values():
        for field in table.fields:
            if field.refers_to:
                plan = database.execute(
                    f'EXPLAIN QUERY PLAN SELECT * FROM "{table.name}" WHERE "{field.name}" = 1'  # noqa: S608
                ).fetchall()
                assert plan[0][3].startswith("SEARCH"), (table.name, field.name)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.view)
def test_each_view_answers_its_question(question: Any, database: sqlite3.Connection) -> None:
    answer = database.execute(question.sql)
    found = database.execute(f"SELECT * FROM {question.view}")  # noqa: S608 - our names
    assert [one[0] for one in found.description] == [one[0] for one in answer.description]
    rows = answer.fetchall()
    assert rows
    assert found.fetchall() == rows


def test_the_codebook_is_inside(database: sqlite3.Connection) -> None:
    told = package()
    database.row_factory = sqlite3.Row
    found = [dict(row) for row in database.execute("SELECT * FROM codebook")]
    wanted = [{name: cell(one) for name, one in row.items()} for row in told.codebook]
    assert found == [{name: row[name] for name in found[0]} for row in wanted]
    assert set(found[0]) >= {"table", "column", "meaning", "type", "required", "allowed", "origin"}
    values = [tuple(row) for row in database.execute("SELECT * FROM codebook_values")]
    assert values == [
        (table.name, field.name, value, meaning)
        for table in told.tables.values()
        for field in table.fields
        for value, meaning in field.categories.items()
    ]
    tables = [tuple(row) for row in database.execute("SELECT * FROM codebook_tables")]
    assert tables == [
        (one.name, one.title, one.description, ";".join(one.key), len(one.rows))
        for one in told.tables.values()
    ]


def test_it_says_which_data_it_is(database: sqlite3.Connection) -> None:
    about = dict(database.execute("SELECT * FROM about"))
    descriptor = package().descriptor
    assert about["digest"] == descriptor["digest"]
    assert about["version"] == descriptor["version"]
    for licence in descriptor["licenses"]:
        assert {licence["title"], licence["path"]} <= set(about.values())
    for source in descriptor["sources"]:
        assert source["title"] in about.values()


def test_no_row_is_left_out(database: sqlite3.Connection) -> None:
    for table in package().descriptor["resources"]:
        found = database.execute(f'SELECT count(*) FROM "{table["name"]}"').fetchone()  # noqa: S608
        assert found == (table["rows"],)


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_bytes_do_not_depend_on_where(environment: dict[str, str], tmp_path: Path) -> None:
    made = files(package(), "plan.sqlite")
    assert elsewhere("sqlite", "plan.sqlite", environment, tmp_path) == digests(made)


def test_the_name_decides_the_names() -> None:
    assert list(files(package(), "other/my.plan.db")) == [
        "other/my.plan.db",
        "other/my.plan.metadata.json",
    ]
    metadata = json.loads(files(package(), "other/my.plan.db")["other/my.plan.metadata.json"])
    assert list(metadata["databases"]) == ["my.plan"]


@pytest.mark.parametrize(
    ("table", "column", "wrong", "told"),
    [
        ("tasks", "agency_count", 0, "tasks: CHECK"),
        ("tasks", "title", None, "tasks: NOT NULL"),
        ("tasks", "number", 2**70, "tasks: "),
        ("agencies", "kind", "unheard_of", "agencies: CHECK"),
        ("mentions", "entity", "nothing-such", "mentions names a row of entities"),
        ("tasks", "lead_agency", "nobody", "tasks names a row of agencies"),
        ("responsibilities", "agency", "nobody", "responsibilities names a row of agencies"),
    ],
)
def test_damaged_rows_are_told_in_one_line(table: str, column: str, wrong: Any, told: str) -> None:
    damaged = package()
    damaged.tables[table].rows[0][column] = wrong
    with pytest.raises(DamagedDataError, match=re.escape(told)) as raised:
        files(damaged, "plan.sqlite")
    assert "\n" not in str(raised.value)


def test_an_old_sqlite_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.34.1")
    with pytest.raises(UnfitLibraryError, match=r"version 3\.37 or newer .* has 3\.34\.1"):
        files(package(), "plan.sqlite")
