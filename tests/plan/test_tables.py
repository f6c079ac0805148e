"""Tables and frames: every cell and type is what the declarations give for the records."""

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
from ipplan_data.curation.tables import PUBLISHED, Column, Table

LOADED = ip.load()
TYPES = {
    "integer": ("Int64", pl.Int64),
    "boolean": ("boolean", pl.Boolean),
    "string": ("string", pl.String),
}


@pytest.mark.parametrize("table", PUBLISHED, ids=lambda table: table.name)
def test_rows_and_frames_have_every_cell_and_type(plan: Plan, table: Table) -> None:
    rows = table.rows(plan)
    assert LOADED.table(table.name) == rows
    pandas, polars = LOADED.frame(table.name, "pandas"), LOADED.frame(table.name, "polars")
    names = [column.name for column in table.columns]
    assert list(pandas.columns) == list(polars.columns) == names
    for column in table.columns:
        cells = [row[column.name] for row in rows]
        assert [None if _absent(one) else one for one in pandas[column.name]] == cells
        found = polars[column.name].to_list()
        assert [tuple(one) if column.is_list else one for one in found] == cells
        assert (pandas[column.name].dtype, polars[column.name].dtype) == _types(column)


def _absent(cell: Any) -> bool:
    return not isinstance(cell, tuple) and bool(pd.isna(cell))


def _types(column: Column) -> tuple[Any, Any]:
    if column.is_list:
        return "object", pl.List(TYPES[column.schema["items"]["type"]][1])
    if column.vocabulary:
        values = [one.value for one in column.vocabulary]
        return pd.CategoricalDtype(values), pl.Enum(values)
    return TYPES[column.schema["type"]]


def test_the_default_library_is_pandas_and_without_any_the_extra_is_named() -> None:
    assert isinstance(LOADED.frame("tasks"), pd.DataFrame)
    script = (
        "import sys; sys.modules['pandas'] = sys.modules['polars'] = None\n"
        "import ipplan_data as ip\n"
        "try: ip.load().frame('tasks')\n"
        "except ModuleNotFoundError as error: print(error)"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "a frame needs pandas or polars: pip install 'ipplan-data[frames]'\n"


def test_an_unknown_library_or_table_is_an_error() -> None:
    with pytest.raises(ValueError, match="expected pandas or polars"):
        LOADED.frame("tasks", "spreadsheet")
    with pytest.raises(UnknownTableError) as error:
        LOADED.table("task")
    assert str(error.value) == "no table 'task'; did you mean 'tasks'?"
    with pytest.raises(KeyError, match="there are tasks, "):
        LOADED.frame("xyz")


@pytest.mark.parametrize(
    ("old", "new"),
    [("number,", "count,"), ("\n2,", "\ntwo,"), ("\n2,", "\n2,extra,"), ("\n2,", '\n"2"x,')],
)
def test_a_damaged_table_is_an_error(copy: Path, old: str, new: str) -> None:
    file = copy / "data" / "tasks.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DamagedDataError, match=r"tasks\.csv is damaged"):
        ip.load(copy).table("tasks")


def test_a_folder_is_read_like_the_installation(copy: Path) -> None:
    assert ip.load(copy) == LOADED
    assert ip.load(copy) is ip.load(str(copy))
    assert ip.load(copy).table("terms") == LOADED.table("terms")
    shutil.rmtree(copy / "data")
    with pytest.raises(FileNotFoundError):
        ip.load(copy).table("terms")
