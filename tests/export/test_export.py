"""Every export read back with its users' tools has the cells of the published tables."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from datasette.app import Datasette
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

import ipplan_data as ip
from ipplan_data.export import FORMS, ExistsError, ExportError, UnknownFormError, export
from ipplan_data.export.package import Package
from ipplan_data.export.sqlite import stored
from ipplan_data.plan.files import DamagedDataError, home

PACKAGE = Package(home())
# Texts that a tool could take for something else, among any others.
TEXTS = st.sampled_from([
    "=1+1", "@SUM(A1)", "+1", "-1", "007", "1e3", "2020-05-13", "https://example.org", "TRUE",
    "NULL", "a,b", "c;d", 'say "so"', "it's", "two\nlines", "知识、产权", "שלום", "{x}", "a & b",
]) | st.text(
    st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=40
)  # fmt: skip


def made(form: str, package: Package = PACKAGE) -> dict[str, bytes]:
    module = import_module(f"ipplan_data.export.{FORMS[form].module}")
    files: dict[str, bytes] = module.files(package, "plan")
    return files


def with_text(text: str) -> Package:
    """The published data with this text in every summary, evidence and explanation."""
    changed = Package(home())
    for table, column in (
        ("tasks", "summary"),
        ("errata", "evidence"),
        ("footnotes", "explanation"),
    ):
        rows = [{**row, column: text} for row in changed.tables[table].rows]
        changed.tables[table] = replace(changed.tables[table], rows=rows)
    return changed


def read_xlsx(data: dict[str, bytes]) -> dict[str, list[list[Any]]]:
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


def joined(cell: Any) -> Any:
    return (";".join(map(str, cell)) or None) if isinstance(cell, tuple) else cell


def listed(cell: Any) -> Any:
    return list(cell) if isinstance(cell, tuple) else cell


@given(TEXTS)
@settings(max_examples=3)
def test_every_cell_comes_back(text: str) -> None:
    package = with_text(text)
    for form, read, convert in (
        ("xlsx", lambda data, _: read_xlsx(data), joined),
        ("sqlite", read_sqlite, stored),
        ("parquet", read_parquet, listed),
    ):
        found = read(made(form, package), package)
        for name, table in package.tables.items():
            expected = [[convert(cell) for cell in row.values()] for row in table.rows]
            if form == "sqlite":  # in the order of the keys as SQLite sorts them
                expected, found[name] = (sorted(one, key=repr) for one in (expected, found[name]))
            assert found[name] == expected, (form, name)


@pytest.mark.parametrize("form", FORMS)
def test_bytes_are_the_same_elsewhere(form: str, tmp_path: Path) -> None:
    script = (
        "import hashlib, sys\nfrom ipplan_data.export import export\n"
        "for path in export(sys.argv[1], 'plan'):\n"
        "    print(hashlib.sha256(path.read_bytes()).hexdigest())"
    )
    environment = {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C", "USER": "somebody"}
    done = subprocess.run(
        [sys.executable, "-c", script, form],
        env={**os.environ, **environment},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    digests = [hashlib.sha256(data).hexdigest() for data in made(form).values()]
    assert done.stdout.split() == digests


def test_published_files_are_exported_as_they_are(tmp_path: Path) -> None:
    for path in export("csv", tmp_path / "plan"):
        assert path.read_bytes() == ip.path(path.name).read_bytes()


def test_a_workbook_explains_itself_and_links_to_rows() -> None:
    book = openpyxl.load_workbook(BytesIO(made("xlsx")["plan"]))
    assert book.sheetnames == ["About", "codebook", *PACKAGE.tables]
    about = {row[0].value: row[1].value for row in book["About"].iter_rows() if row[0].value}
    assert about["Digest"] == PACKAGE.descriptor["digest"]
    for field in PACKAGE.codebook:
        assert field["meaning"] in {cell.value for cell in book["codebook"]["D"]}
    sheet = book["responsibilities"]
    target = sheet.cell(2, 3).hyperlink.location.replace("'", "")
    name, _, place = target.partition("!")
    assert book[name][place].value == sheet.cell(2, 3).value
    assert sheet.freeze_panes == "A2"


def as_shown(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    return str(joined(cell) if joined(cell) is not None else "")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_reads_the_workbook(tmp_path: Path) -> None:
    (path,) = export("xlsx", tmp_path / "plan.xlsx")
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


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data as a SQLite database."""
    path, _ = export("sqlite", tmp_path_factory.mktemp("database") / "plan.sqlite")
    return path


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
            "/plan/agencies.json?_search=SIPO&_shape=array",
        )
    )
    assert PACKAGE.tables["tasks"].description in page.text
    assert {"tasks"} <= {hit["table"] for hit in hits.json()}
    assert [row["id"] for row in shown.json()] == ["cnipa"]
    described = metadata["databases"]["plan"]["tables"]
    with closing(sqlite3.connect(database)) as connection:
        for name, one in described.items():
            columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')}
            assert columns >= {*one.get("columns", ())} | {*one.get("facets", ())}, name


def test_parquet_files_carry_descriptions_and_open_in_duckdb(tmp_path: Path) -> None:
    export("parquet", tmp_path / "plan")
    tasks = tmp_path / "plan" / "tasks.parquet"
    schema = pq.read_schema(tasks)
    assert schema.metadata[b"description"].decode() == PACKAGE.tables["tasks"].description
    field = PACKAGE.tables["tasks"].fields[0]
    assert schema.field(0).metadata[b"description"].decode() == field.description
    columns = "count(*), sum(len(participating_agencies))"
    counted = duckdb.read_parquet(str(tasks)).aggregate(columns)
    participants = sum(len(task.participating_agencies) for task in ip.load().tasks.values())
    assert counted.fetchall() == [(len(ip.load().tasks), participants)]


@given(TEXTS)
@settings(max_examples=5)
def test_references_are_valid_bibtex(text: str) -> None:
    data = made("bibtex", with_text(text))["plan"].decode()
    entries = parse_string(data, "bibtex").entries
    assert len(entries) >= len(PACKAGE.tables["tasks"].rows)
    task = ip.load().tasks[48]
    (entry,) = (one for key, one in entries.items() if key.endswith("48"))
    assert entry.fields["number"] == "48"
    assert entry.fields["title"].replace("{", "").replace("}", "") == task.title


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
        monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(ExportError, match=r"pip install 'ipplan-data\["):
            export(form, tmp_path / form)
    assert [one.name for one in tmp_path.iterdir()] == ["plan.bib"]


def test_damaged_rows_are_one_line() -> None:
    package = Package(home())
    rows = [{**row, "agency": "nobody"} for row in package.tables["responsibilities"].rows]
    package.tables["responsibilities"] = replace(package.tables["responsibilities"], rows=rows)
    with pytest.raises(DamagedDataError, match="refers to a row of agencies"):
        made("sqlite", package)
