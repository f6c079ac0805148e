"""Every export read back with its users' tools has the cells of the published tables."""

from __future__ import annotations

import asyncio
import csv
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from datasette.app import Datasette
from pybtex.database import parse_string

import ipplan_data as ip
from ipplan_data.export import FORMS, ExistsError, ExportError, UnknownFormError, export, made
from ipplan_data.export.package import Package, joined
from ipplan_data.export.sqlite import stored
from ipplan_data.plan.files import DamagedDataError, home

Forms = dict[str, dict[str, bytes]]
PACKAGE = Package(home())
# Texts that a tool could take for something else.
TEXTS = (
    "=1+1", "@SUM(A1)", "+1", "-1", "007", "1e3", "2020-05-13", "https://example.org", "TRUE",
    "NULL", "a,b", "c;d", 'say "so"', "it's", "two\nlines", "知识、产权", "שלום", "{x}", "a & b",
)  # fmt: skip


@pytest.fixture(scope="module")
def forms() -> Forms:
    """The data in every format."""
    return {form: made(form, PACKAGE, "plan") for form in FORMS}


@pytest.fixture(scope="module")
def odd() -> Package:
    """The published data with odd texts as summaries."""
    changed = Package(home())
    tasks = changed.tables["tasks"]
    rows = [{**row, "summary": text} for row, text in zip(tasks.rows, cycle(TEXTS), strict=False)]
    changed.tables["tasks"] = tasks._replace(rows=rows)
    return changed


def read_xlsx(data: dict[str, bytes], _: Package) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(BytesIO(data["plan"]))
    assert not [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    return {s.title: [list(row) for row in s.iter_rows(min_row=2, values_only=True)] for s in book}


def read_sqlite(data: dict[str, bytes], package: Package) -> dict[str, list[list[Any]]]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data["plan"])
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {
            name: [list(row) for row in database.execute(f'SELECT * FROM "{name}"')]  # noqa: S608 - our names
            for name in package.tables
        }


def read_parquet(data: dict[str, bytes], package: Package) -> dict[str, list[list[Any]]]:
    read = {name: pq.read_table(BytesIO(data[f"plan/{name}.parquet"])) for name in package.tables}
    return {name: [[*row.values()] for row in table.to_pylist()] for name, table in read.items()}


def listed(cell: Any) -> Any:
    return list(cell) if isinstance(cell, tuple) else cell


@pytest.mark.parametrize(
    ("form", "read", "convert"),
    [
        ("xlsx", read_xlsx, joined),
        ("sqlite", read_sqlite, stored),
        ("parquet", read_parquet, listed),
    ],
)
def test_every_cell_comes_back(form: str, read: Any, convert: Any, odd: Package) -> None:
    found = read(made(form, odd, "plan"), odd)
    for name, table in odd.tables.items():
        expected = [[convert(cell) for cell in row.values()] for row in table.rows]
        if form == "sqlite":  # in the order of the keys as SQLite sorts them
            expected, found[name] = (sorted(one, key=repr) for one in (expected, found[name]))
        assert found[name] == expected, name


def test_a_workbook_explains_itself_and_links_to_rows(forms: Forms) -> None:
    book = openpyxl.load_workbook(BytesIO(forms["xlsx"]["plan"]))
    assert book.sheetnames == ["about", "codebook", *PACKAGE.tables]
    about = {row[0].value: row[1].value for row in book["about"].iter_rows()}
    assert about["digest"] == PACKAGE.descriptor["digest"]
    assert about["tasks"] == PACKAGE.tables["tasks"].description
    meanings = [row["meaning"] for row in PACKAGE.codebook()]
    assert [cell.value for cell in book["codebook"]["D"]] == ["meaning", *meanings]
    sheet = book["responsibilities"]
    target = sheet.cell(2, 3).hyperlink.location.replace("'", "")
    name, _, place = target.partition("!")
    assert book[name][place].value == sheet.cell(2, 3).value
    assert sheet.freeze_panes == "B2"


def as_shown(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    return str(joined(cell) if joined(cell) is not None else "")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_reads_the_workbook(forms: Forms, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(forms["xlsx"]["plan"])
    # Every sheet as CSV: UTF-8, cells as they are shown.
    sheets = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", sheets, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True)
    for name, table in PACKAGE.tables.items():
        with (tmp_path / f"plan-{name}.csv").open(encoding="utf-8", newline="") as file:
            _, *rows = csv.reader(file)
        expected = [[as_shown(cell) for cell in row.values()] for row in table.rows]
        assert rows == expected, name


@pytest.mark.parametrize(
    ("query", "table"),
    [("专利", "tasks"), ("利", "tasks"), ("腾2020", "tasks"), ("剑网", "entities"),
     ("copyright", "tasks"), ("geographical indications", "tasks")],
)  # fmt: skip
def test_search_finds_words_and_pieces_of_chinese(query: str, table: str, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        sql = (
            'SELECT "key", title, text, names, zh FROM search WHERE search MATCH ? AND "table" = ?'
        )
        found = connection.execute(sql, (query, table)).fetchall()
        everything = connection.execute(
            'SELECT "key", title || text || names || zh FROM search_texts WHERE "table" = ?',
            (table,),
        ).fetchall()
    assert found
    if not query.isascii():
        assert {key for key, *_ in found} == {key for key, text in everything if query in text}
    for hit in ip.load().search(query):
        if isinstance(hit.record, ip.Task) and table == "tasks":
            assert str(hit.record.number) in {key for key, *_ in found}


def test_datasette_shows_and_searches_the_database(database: Path) -> None:
    metadata = json.loads(database.with_name("plan.metadata.json").read_text(encoding="utf-8"))

    async def get(*paths: str) -> list[Any]:
        site = Datasette([str(database)], metadata=metadata)
        await site.invoke_startup()
        return [await site.client.get(path) for path in paths]

    page, hits, shown = asyncio.run(
        get(
            "/plan/tasks",
            "/plan/find.json?q=专利&_shape=array",
            "/plan/tasks.json?_search=copyright&_shape=array",
        )
    )
    assert PACKAGE.tables["tasks"].description in page.text
    assert {"tasks"} <= {hit["table"] for hit in hits.json()}
    sql = "SELECT rowid FROM search WHERE search MATCH 'copyright' AND \"table\" = 'tasks'"
    described = metadata["databases"]["plan"]["tables"]
    with closing(sqlite3.connect(database)) as connection:
        found = {number for (number,) in connection.execute(sql)}
        assert {row["number"] for row in shown.json()} == found != set()
        for name, one in described.items():
            columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')}
            assert columns >= {*one.get("columns", ())} | {*one.get("facets", ())}, name


def test_parquet_files_carry_descriptions_and_open_in_duckdb(forms: Forms, tmp_path: Path) -> None:
    tasks = tmp_path / "tasks.parquet"
    tasks.write_bytes(forms["parquet"]["plan/tasks.parquet"])
    schema = pq.read_schema(tasks)
    assert schema.metadata[b"description"].decode() == PACKAGE.tables["tasks"].description
    field = PACKAGE.tables["tasks"].fields[0]
    assert schema.field(0).metadata[b"description"].decode() == field.description
    columns = "count(*), sum(len(participating_agencies))"
    counted = duckdb.read_parquet(str(tasks)).aggregate(columns)
    participants = sum(len(task.participating_agencies) for task in ip.load().tasks.values())
    assert counted.fetchall() == [(len(ip.load().tasks), participants)]


def test_references_are_valid_bibtex(odd: Package) -> None:
    entries = parse_string(made("bibtex", odd, "plan")["plan"].decode(), "bibtex").entries
    assert len(entries) == len(PACKAGE.tables["tasks"].rows) + 3
    task, fields = ip.load().tasks[48], entries["ipplan-task-48"].fields
    assert fields["number"] == "48"
    assert fields["title"].replace("{", "").replace("}", "") == task.title


def test_errors_are_one_line_and_keep_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UnknownFormError, match="expected xlsx, sqlite"):
        export("doc")
    path = tmp_path / "plan.bib"
    path.write_text("mine")
    with pytest.raises(ExistsError, match="--force"):
        export("bibtex", path)
    assert path.read_text() == "mine"
    for form, library in (
        ("xlsx", "xlsxwriter"),
        ("sqlite", "sqlite_utils"),
        ("parquet", "pyarrow"),
    ):
        monkeypatch.delitem(sys.modules, f"ipplan_data.export.{form}", raising=False)
        monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(ExportError, match=rf"{library}: pip install 'ipplan-data\["):
            export(form, tmp_path / form)
    assert [one.name for one in tmp_path.iterdir()] == ["plan.bib"]


def test_damaged_rows_are_one_line() -> None:
    package = Package(home())
    table = package.tables["responsibilities"]
    rows = [{**row, "agency": "nobody"} for row in table.rows]
    package.tables["responsibilities"] = table._replace(rows=rows)
    with pytest.raises(DamagedDataError, match="refers to a row of agencies"):
        made("sqlite", package, "plan")
