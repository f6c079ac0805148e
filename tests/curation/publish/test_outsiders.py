"""What others say of the published files: they prove that the data travels well."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import frictionless
import jsonschema
import pytest

from ipplan_data.curation.tables import PUBLISHED


def test_frictionless_accepts_the_package(root: Path) -> None:
    report = frictionless.validate(str(root / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert {task.name for task in report.tasks} == {table.name for table in PUBLISHED}


def test_frictionless_reads_keys_of_other_tables(copy: Path) -> None:
    path = copy / "data" / "responsibilities.csv"
    path.write_text(path.read_text().replace("1,1,cnipa", "1,1,nobody", 1))
    report = frictionless.validate(str(copy / "datapackage.json"))
    assert "foreign-key" in {row[0] for row in report.flatten(["type"])}


@pytest.mark.parametrize(
    "name",
    ["task", "agency", "section", "footnote", "entity", "term", "erratum", "document", "plan"],
)
def test_each_schema_stands_alone_and_accepts_what_is_published(root: Path, name: str) -> None:
    schema = json.loads((root / "schema" / f"{name}.schema.json").read_text())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:ipplan-data:schema:{name}:1"
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    plan = json.loads((root / "data" / "ipplan.json").read_text())
    lists = {table.noun: table.name for table in PUBLISHED if table.noun}
    whole = {"plan": [plan], "document": [plan["document"]]}
    for thing in whole[name] if name in whole else plan[lists[name]]:
        validator.validate(thing)


def test_check_jsonschema_accepts_the_schemas_and_the_plan(root: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema"]
    schemas = sorted(map(str, (root / "schema").glob("*.schema.json")))
    subprocess.run([*command, "--check-metaschema", *schemas], check=True)
    plan = ["--schemafile", str(root / "schema" / "plan.schema.json")]
    subprocess.run([*command, *plan, str(root / "data" / "ipplan.json")], check=True)


@pytest.fixture
def database(root: Path) -> Iterator[sqlite3.Connection]:
    """A database with the published tables, empty."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript((root / "schema" / "tables.sql").read_text())
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def test_sqlite_takes_all_tables_with_keys_enforced(
    root: Path, database: sqlite3.Connection
) -> None:
    counts = {}
    with database:
        for table in PUBLISHED:
            path = root / "data" / f"{table.name}.csv"
            with path.open(encoding="utf-8", newline="") as file:
                _, *lines = csv.reader(file)
            marks = ", ".join("?" * len(table.columns))
            rows = [[cell or None for cell in line] for line in lines]
            database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)  # noqa: S608
            counts[table.name] = len(rows)
    described = json.loads((root / "datapackage.json").read_text())["resources"]
    assert counts == {resource["name"]: resource["rows"] for resource in described}
    leads = "SELECT count(*) FROM tasks JOIN agencies ON lead_agency = id"
    assert database.execute(leads).fetchone() == (counts["tasks"],)
    with pytest.raises(sqlite3.IntegrityError), database:
        database.execute("DELETE FROM agencies WHERE id = 'cnipa'")
