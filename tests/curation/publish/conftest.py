"""What the tests of published files share."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ipplan_data.curation.model import Plan
from ipplan_data.curation.publish import render
from ipplan_data.curation.tables import PUBLISHED


@pytest.fixture(scope="session")
def rendered(plan: Plan) -> dict[str, bytes]:
    """The published files as the real records give them."""
    return render(plan)


@pytest.fixture(scope="session")
def database(root: Path) -> Iterator[sqlite3.Connection]:
    """The published tables in SQLite with keys enforced, as the README puts them there."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript((root / "schema" / "tables.sql").read_text(encoding="utf-8"))
        connection.execute("PRAGMA foreign_keys = ON")
        with connection:
            for table in PUBLISHED:
                path = root / "data" / f"{table.name}.csv"
                with path.open(encoding="utf-8", newline="") as file:
                    header, *lines = csv.reader(file)
                marks = ", ".join("?" * len(header))
                rows = [[cell or None for cell in line] for line in lines]
                connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)  # noqa: S608
        yield connection
