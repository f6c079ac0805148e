"""Generated pages: they say what the declarations say, and their examples run as shown."""

from __future__ import annotations

import csv
import doctest
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipplan_data
from ipplan_data.curation.model import Plan
from ipplan_data.curation.model.coding import Activity, Right
from ipplan_data.curation.publish.docs import render
from ipplan_data.curation.publish.docs.markdown import MADE, table
from ipplan_data.curation.reliability import agreements, format_alpha, format_interval, ratings
from ipplan_data.curation.rules import RULES
from ipplan_data.curation.tables import BY_NAME, DOCUMENT_FIELDS, PUBLISHED, Column, Table
from strategies import plans

_CELL = re.compile(r"(?<!\\)(?:\\\\)*\|")


def cells(line: str) -> list[str]:
    """The cells of a line of a Markdown table, as they show."""
    inner = _CELL.split(line[2:-2])
    return [re.sub(r"\\(.)", r"\1", cell.strip()) for cell in inner]


def tables(text: str) -> list[list[list[str]]]:
    """The tables of a page without the line below their heads."""
    blocks = re.findall(r"(?m)(?:^\|.*\n?)+", text)
    return [
        [cells(line) for line in block.splitlines() if "| --- |" not in line] for block in blocks
    ]


class Answer(NamedTuple):
    """A question of the page, with its examples and the rows below them."""

    title: str
    sql: str
    python: str
    rows: list[list[str]]


def page(root: Path, name: str) -> str:
    return (root / "docs" / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def answers(root: Path) -> list[Answer]:
    parts = page(root, "questions.md").split("\n## ")[1:]
    found = []
    for part in parts:
        sql, python = (
            re.findall(rf"```{one}\n(.*?)\n```", part, re.DOTALL) for one in ("sql", "python")
        )
        found.append(Answer(part.splitlines()[0], sql[0], python[0], tables(part)[0][1:]))
    return found


@pytest.fixture(scope="module")
def database(root: Path) -> Iterator[sqlite3.Connection]:
    """The published tables in SQLite, as the README puts them there."""
    connection = sqlite3.connect(":memory:")
    connection.executescript((root / "schema" / "tables.sql").read_text(encoding="utf-8"))
    with connection:
        for one in PUBLISHED:
            text = (root / "data" / f"{one.name}.csv").read_text(encoding="utf-8")
            header, *rows = csv.reader(text.splitlines())
            marks = ", ".join("?" * len(header))
            values = [[cell or None for cell in row] for row in rows]
            connection.executemany(f"INSERT INTO {one.name} VALUES ({marks})", values)  # noqa: S608
    yield connection
    connection.close()


def shown(rows: list[tuple[Any, ...]]) -> list[list[str]]:
    return [["" if value is None else str(value) for value in row] for row in rows]


def test_sql_gives_the_rows_that_the_page_shows(
    answers: list[Answer], database: sqlite3.Connection
) -> None:
    assert answers
    for answer in answers:
        assert shown(database.execute(answer.sql).fetchall()) == answer.rows, answer.title


def test_python_gives_the_same_rows(answers: list[Answer]) -> None:
    for answer in answers:
        names: dict[str, Any] = {"plan": ipplan_data.load()}
        exec(answer.python, names)  # noqa: S102 - the example as readers run it
        assert shown(names["answer"]) == answer.rows, answer.title


def test_the_codebook_has_every_column_and_every_value(root: Path, plan: Plan) -> None:
    sections = page(root, "codebook.md").split("\n## ")[1:]
    assert [part.splitlines()[0] for part in sections] == [one.name for one in PUBLISHED]
    for one, part in zip(PUBLISHED, sections, strict=True):
        columns, *values = [part_table[1:] for part_table in tables(part)]
        assert [[row[0], row[1], row[-1]] for row in columns] == described(one.columns)
        if one.name == "document":
            (facts,) = values
            assert [[row[0], row[1], row[-1]] for row in facts] == described(DOCUMENT_FIELDS)
            continue
        closed = [column for column in one.columns if column.vocabulary]
        for column, rows in zip(closed, values, strict=True):
            assert [row[:2] for row in rows] == meanings(column)
            assert [int(row[2]) for row in rows] == counts(one, column, plan)


def described(columns: tuple[Column, ...]) -> list[list[str]]:
    return [[f"`{column.name}`", column.description, column.origin.value] for column in columns]


def meanings(column: Column) -> list[list[str]]:
    return [[f"`{value.value}`", value.meaning] for value in column.vocabulary or ()]


def counts(one: Table, column: Column, plan: Plan) -> list[int]:
    cells = [row[column.name] for row in one.rows(plan)]
    found = [value for cell in cells for value in (cell if column.is_list else (cell,))]
    return [found.count(value) for value in column.vocabulary or ()]


def test_the_codebook_of_codes_defines_every_value_and_tells_how_far_coders_agree(
    root: Path, plan: Plan
) -> None:
    text = page(root, "coding.md")
    found = {part.split("\n")[0]: part for part in text.split("\n### ")[1:]}
    values = [*Right, *Activity]
    assert [*found] == [value.value for value in values]
    rows = BY_NAME["codes"].rows(plan)
    for value in values:
        assert all(said in found[value] for said in value.guide[1:])
        used = [row["position"] for row in rows if row["value"] == value]
        assert f"- Used: {len(used)} tasks, primary in {used.count(1)}." in found[value]
    rounds, *tables_of_values = [one[1:] for one in tables(text)]
    measured = agreements(ratings(plan))
    (full,) = (row for row in rounds if row[0] == "full")
    first = [one for one in measured if one.value is None]
    assert full[3:] == [f"{format_alpha(one.alpha)} {format_interval(one)}" for one in first]
    every = [row for rows in tables_of_values for row in rows]
    assert every == [
        [f"`{one.value}`", str(one.agreed), format_alpha(one.alpha), format_interval(one)]
        for one in measured
        if one.value
    ]


def test_the_register_has_every_thing_with_every_order(root: Path, plan: Plan) -> None:
    rows = [row for part in tables(page(root, "entities.md")) for row in part[1:]]
    named = {row[3].strip("`"): row for row in rows}
    assert set(named) == {entity.id for entity in plan.entities}
    assert len(named) == len(rows)
    for entity in plan.entities:
        orders = [
            (task.number, mention.relation.replace("_", " "))
            for task in plan.tasks
            for mention in task.mentions
            if mention.entity == entity.id
        ]
        told = [one.split(" ", 1) for one in named[entity.id][2].split("; ")]
        pairs = [(int(number), order) for number, rest in told for order in rest.split(", ")]
        assert pairs == orders
        assert named[entity.id][:2] == [entity.name, entity.name_zh or ""]


def test_the_catalogue_tells_all_of_every_rule(root: Path) -> None:
    parts = page(root, "rules.md").split("\n### ")[1:]
    told = {part.split(":")[0]: part for part in parts}
    assert set(told) == set(RULES)
    assert len(parts) == len(RULES)
    for code, rule in RULES.items():
        assert all(text in told[code] for text in (rule.title, rule.why, rule.fix))


@pytest.mark.parametrize("name", ["depend", "research", "versioning"])
def test_every_example_of_a_page_runs_as_shown(root: Path, name: str) -> None:
    file = str(root / "docs" / f"{name}.md")
    results = doctest.testfile(file, module_relative=False, encoding="utf-8")
    assert results.failed == 0
    assert results.attempted == page(root, f"{name}.md").count("\n>>> ") + page(
        root, f"{name}.md"
    ).count("\n    >>> ")


@given(st.lists(st.lists(st.text("a|\\*<`_ é河"), min_size=2, max_size=2), max_size=3))
def test_nothing_leaves_its_cell(rows: list[list[str]]) -> None:
    lines = table(["one", "other"], rows).splitlines()
    assert len(lines) == len(rows) + 2
    assert all(len(cells(line)) == 2 for line in lines)


@given(plans())
def test_pages_of_any_plan_can_be_made(plan: Plan) -> None:
    rows = {one.name: one.rows(plan) for one in PUBLISHED}
    for path, data in render(plan, rows, agreements(ratings(plan))).items():
        text = data.decode()
        assert path.startswith("docs/")
        assert MADE in text or path.endswith(".schema.json")
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
