"""Tables and frames: every cell is what the declarations give of the records."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import ipplan_data as ip
from ipplan_data import DamagedDataError, UnknownTableError
from ipplan_data.curation.model import Plan
from ipplan_data.curation.tables import PUBLISHED, Table

PUBLISHED_PLAN = ip.load()


@pytest.mark.parametrize("table", PUBLISHED, ids=lambda table: table.name)
def test_rows_are_those_of_the_records(plan: Plan, table: Table) -> None:
    assert PUBLISHED_PLAN.table(table.name) == table.rows(plan)


@pytest.mark.parametrize("table", PUBLISHED, ids=lambda table: table.name)
def test_a_pandas_frame_has_every_cell_and_type(plan: Plan, table: Table) -> None:
    frame = PUBLISHED_PLAN.frame(table.name, "pandas")
    rows = table.rows(plan)
    assert list(frame.columns) == [column.name for column in table.columns]
    assert len(frame) == len(rows)
    for column in table.columns:
        cells = [None if _absent(cell) else cell for cell in frame[column.name]]
        assert cells == [row[column.name] for row in rows]
        if column.vocabulary and not column.is_list:
            assert list(frame[column.name].cat.categories) == list(column.vocabulary)
        elif not column.is_list:
            kinds = {"integer": "Int64", "boolean": "boolean", "string": "string"}
            assert frame[column.name].dtype == kinds[column.schema["type"]]


@pytest.mark.parametrize("table", PUBLISHED, ids=lambda table: table.name)
def test_a_polars_frame_has_every_cell_and_type(plan: Plan, table: Table) -> None:
    frame = PUBLISHED_PLAN.frame(table.name, "polars")
    kinds = {"integer": pl.Int64, "boolean": pl.Boolean, "string": pl.String}
    for column in table.columns:
        cells = [tuple(one) if column.is_list else one for one in frame[column.name].to_list()]
        assert cells == [row[column.name] for row in table.rows(plan)]
        if column.vocabulary and not column.is_list:
            assert frame[column.name].dtype == pl.Enum([one.value for one in column.vocabulary])
        elif column.is_list:
            items = kinds[column.schema["items"]["type"]]
            assert frame[column.name].dtype == pl.List(items)
        else:
            assert frame[column.name].dtype == kinds[column.schema["type"]]


def test_without_a_wish_a_frame_is_of_pandas() -> None:
    assert isinstance(PUBLISHED_PLAN.frame("tasks"), pd.DataFrame)


def test_without_either_library_the_extra_is_named() -> None:
    script = (
        "import sys; sys.modules['pandas'] = sys.modules['polars'] = None\n"
        "import ipplan_data as ip\n"
        "try: ip.load().frame('tasks')\n"
        "except ModuleNotFoundError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "a frame needs pandas or polars: pip install 'ipplan-data[frames]'\n"


def test_another_library_is_refused() -> None:
    with pytest.raises(ValueError, match="expected pandas or polars"):
        PUBLISHED_PLAN.frame("tasks", "spreadsheet")


def test_an_unknown_table_names_the_nearest() -> None:
    with pytest.raises(UnknownTableError) as error:
        PUBLISHED_PLAN.table("task")
    assert str(error.value) == "no table 'task'; did you mean 'tasks'?"
    with pytest.raises(KeyError, match="there are tasks, "):
        PUBLISHED_PLAN.frame("xyz")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("number,", "count,"),
        ("\n2,", "\ntwo,"),
        ("\n2,", "\n2,extra,"),
        ("\n2,", '\n"2"x,'),
    ],
)
def test_a_damaged_table_is_told(copy: Path, old: str, new: str) -> None:
    file = copy / "data" / "tasks.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DamagedDataError, match=r"tasks\.csv is damaged"):
        ip.load(copy).table("tasks")


def test_a_folder_is_read_like_the_installation(copy: Path) -> None:
    assert ip.load(copy) == PUBLISHED_PLAN
    assert ip.load(copy) is ip.load(str(copy))
    assert ip.load(copy).table("terms") == PUBLISHED_PLAN.table("terms")
    shutil.rmtree(copy / "data")
    with pytest.raises(FileNotFoundError):
        ip.load(copy).table("terms")


def _absent(cell: Any) -> bool:
    return not isinstance(cell, tuple) and bool(pd.isna(cell))
