"""Generated pages: they say what the declarations say, and their examples run as shown."""

from __future__ import annotations

import doctest
import re
import sqlite3
from pathlib import Path
from typing import Any

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
from ipplan_data.curation.tables import BY_NAME, DOCUMENT_FIELDS, PUBLISHED, Column
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


def page(root: Path, name: str) -> str:
    return (root / "docs" / name).read_text(encoding="utf-8")


def shown(rows: list[tuple[Any, ...]]) -> list[list[str]]:
    return [["" if value is None else str(value) for value in row] for row in rows]


def test_sql_and_python_give_the_rows_that_the_page_shows(
    root: Path, database: sqlite3.Connection
) -> None:
    views = re.findall(r"CREATE VIEW (\w+)", (root / "schema" / "views.sql").read_text())
    parts = page(root, "questions.md").split("\n## ")[1:]
    for view, part in zip(views, parts, strict=True):
        assert f"the view `{view}`" in part
        sql, python = re.findall(r"```(?:sql|python)\n(.*?)\n```", part, re.DOTALL)
        _, *rows = tables(part)[0]
        assert shown(database.execute(sql).fetchall()) == rows, view
        names: dict[str, Any] = {"plan": ipplan_data.load()}
        exec(python, names)  # noqa: S102 - the example as readers run it
        assert shown(names["answer"]) == rows, view


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
            cells = [row[column.name] for row in one.rows(plan)]
            found = [value for cell in cells for value in (cell if column.is_list else (cell,))]
            assert rows == [
                [f"`{value.value}`", value.meaning, str(found.count(value))]
                for value in column.vocabulary or ()
            ]


def described(columns: tuple[Column, ...]) -> list[list[str]]:
    return [[f"`{column.name}`", column.description, column.origin.value] for column in columns]


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
    assert results.attempted == page(root, f"{name}.md").count("\n>>> ")


@given(st.lists(st.lists(st.text("a|\\*<`_ é河"), min_size=2, max_size=2), max_size=3))
def test_nothing_leaves_its_cell(rows: list[list[str]]) -> None:
    lines = table(["one", "other"], rows).splitlines()
    assert len(lines) == len(rows) + 2
    assert all(len(cells(line)) == 2 for line in lines)


@given(plans())
def test_pages_of_any_plan_can_be_made(plan: Plan) -> None:
    rows = {one.name: one.rows(plan) for one in PUBLISHED}
    for path, data in render(rows, agreements(ratings(plan))).items():
        text = data.decode()
        assert path.startswith("docs/")
        assert MADE in text or path.endswith(".schema.json")
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
