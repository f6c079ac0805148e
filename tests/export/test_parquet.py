"""Every reader of Parquet gets every cell, with what it means."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet as pq

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
from ipplan_data.export.package import MissingLibraryError, Package
from ipplan_data.export.parquet import files
from ipplan_data.plan.files import DamagedDataError
from strategies import plans


def tupled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with tuples for lists, as the published tables have them."""
    return [
        {name: tuple(cell) if isinstance(cell, list) else cell for name, cell in row.items()}
        for row in rows
    ]


def by_pyarrow(path: Path) -> list[dict[str, Any]]:
    return tupled(pq.read_table(path).to_pylist())


def by_polars(path: Path) -> list[dict[str, Any]]:
    return tupled(pl.read_parquet(path).to_dicts())


def by_duckdb(path: Path) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        names = [name for name, *_ in found.description]
        return tupled([dict(zip(names, row, strict=True)) for row in found.fetchall()])


def by_pandas(path: Path) -> list[dict[str, Any]]:
    frame = pd.read_parquet(path, dtype_backend="numpy_nullable")
    return [
        {
            name: tuple(cell.tolist())
            if hasattr(cell, "tolist")
            else None
            if pd.isna(cell)
            else cell
            for name, cell in row.items()
        }
        for row in frame.astype(object).to_dict("records")
    ]


READERS = [by_pyarrow, by_polars, by_duckdb, by_pandas]


def typed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with the type of each cell, since 1 equals True."""
    return [
        {name: (cell, str if isinstance(cell, str) else type(cell)) for name, cell in row.items()}
        for row in rows
    ]


def write(told: Package, folder: Path) -> Path:
    for path, data in files(told, "plan").items():
        target = folder / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
    return folder / "plan"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published tables as Parquet."""
    return write(package(), tmp_path_factory.mktemp("parquet"))


@pytest.fixture(scope="module")
def rows(plan: Plan) -> Rows:
    """What must come back: what is published, which is what the records give."""
    assert of_package(package()) == of_records(plan)
    return of_records(plan)


@pytest.mark.parametrize("read", READERS)
def test_every_cell_comes_back(read: Any, folder: Path, rows: Rows) -> None:
    assert {path.stem for path in folder.iterdir()} == set(rows)
    for name, expected in rows.items():
        assert typed(read(folder / f"{name}.parquet")) == typed(expected), name


@given(plans())
def test_every_plan_comes_back(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> None:
    told = published(plan, tmp_path_factory.mktemp("plan"))
    for path, data in files(told, "plan").items():
        found = tupled(pq.read_table(io.BytesIO(data)).to_pylist())
        assert typed(found) == typed(of_records(plan)[Path(path).stem])


@given(st.lists(TEXTS, min_size=1, max_size=20))
def test_any_text_comes_back(texts: list[str]) -> None:
    told = hostile(texts)
    for path, data in files(told, "plan").items():
        found = tupled(pq.read_table(io.BytesIO(data)).to_pylist())
        assert found == told.tables[Path(path).stem].rows


@pytest.mark.parametrize("read", READERS)
def test_every_reader_leaves_texts_alone(read: Any, tmp_path: Path) -> None:
    told = hostile(
        ["=1+1", "007", "2020-05-13", "1e3", "知识、产权", "שלום", "a\nb", "x" * 40_000, "NA"]
    )
    folder = write(told, tmp_path)
    for name, table in told.tables.items():
        assert read(folder / f"{name}.parquet") == table.rows, name


def test_columns_have_types_and_meanings_inside(folder: Path) -> None:
    for table in package().tables.values():
        schema = pq.read_schema(folder / f"{table.name}.parquet")
        assert schema.metadata[b"description"].decode() == table.description
        assert json.loads(schema.metadata[b"key"]) == list(table.key)
        for field in table.fields:
            told = schema.field(field.name)
            assert told.metadata[b"description"].decode() == field.description
            assert told.metadata[b"origin"].decode() == field.origin
            meanings = json.loads(told.metadata.get(b"categories", b"{}"))
            assert list(meanings.items()) == list(field.categories.items())
            assert told.nullable == (not field.required and field.items is None)


def test_files_say_which_data_they_are(folder: Path) -> None:
    descriptor = package().descriptor
    with duckdb.connect() as connection:
        for path in folder.iterdir():
            found = connection.execute(
                "SELECT key, value FROM parquet_kv_metadata(?)", [str(path)]
            ).fetchall()
            told = {key.decode(): value for key, value in found}
            assert told["digest"].decode() == descriptor["digest"]
            assert told["version"].decode() == descriptor["version"]
            assert json.loads(told["licenses"]) == descriptor["licenses"]
            assert set(json.loads(told["columns"])) == set(pq.read_schema(path).names)


def test_vocabularies_are_categories_in_declared_order(folder: Path) -> None:
    checked = 0
    for table in package().tables.values():
        frame = pd.read_parquet(folder / f"{table.name}.parquet")
        polars = pl.read_parquet(folder / f"{table.name}.parquet")
        for field in table.fields:
            if field.categories:
                assert list(frame[field.name].cat.categories) == list(field.categories)
                assert polars.schema[field.name] == pl.Categorical
                one = next(iter(field.categories))
                expected = sum(row[field.name] == one for row in table.rows)
                assert polars.filter(pl.col(field.name) == one).height == expected
                assert (frame[field.name] == one).sum() == expected
                checked += 1
    assert checked


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_bytes_do_not_depend_on_where(environment: dict[str, str], tmp_path: Path) -> None:
    assert elsewhere("parquet", "plan", environment, tmp_path) == digests(files(package(), "plan"))


@pytest.mark.parametrize("cell", ["unheard-of", None, 2**70])
def test_rows_that_are_not_as_described_are_damaged(cell: Any) -> None:
    told = package()
    for name, column in (("agencies", "kind"), ("tasks", "agency_count"), ("mentions", "italic")):
        row = told.tables[name].rows[0]
        kept, row[column] = row[column], cell
        with pytest.raises(DamagedDataError, match=rf"{name}\.csv is damaged"):
            files(told, "plan")
        row[column] = kept


def test_a_missing_pyarrow_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingLibraryError, match=r"pip install 'ipplan-data\[parquet\]'"):
        files(package(), "plan")
