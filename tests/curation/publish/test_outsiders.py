"""What other tools say of the published files."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import frictionless
import jsonschema
import pytest

from ipplan_data.curation.tables import PUBLISHED


def test_frictionless_accepts_the_package(root: Path) -> None:
    report = frictionless.validate(str(root / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert {task.name for task in report.tasks} == {table.name for table in PUBLISHED}


def test_frictionless_checks_foreign_keys(copy: Path) -> None:
    path = copy / "data" / "responsibilities.csv"
    path.write_text(path.read_text().replace("1,1,cnipa", "1,1,nobody", 1))
    report = frictionless.validate(str(copy / "datapackage.json"))
    assert "foreign-key" in {row[0] for row in report.flatten(["type"])}


def test_each_schema_stands_alone_and_accepts_what_is_published(root: Path) -> None:
    plan = json.loads((root / "data" / "ipplan.json").read_text())
    objects = {table.noun: plan[table.name] for table in PUBLISHED if table.noun}
    objects |= {"plan": [plan], "document": [plan["document"]]}
    assert {f"{name}.schema.json" for name in objects} == {
        path.name for path in (root / "schema").glob("*.json")
    }
    for name, things in objects.items():
        schema = json.loads((root / "schema" / f"{name}.schema.json").read_text())
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["$id"] == f"urn:ipplan-data:schema:{name}:1"
        validator = jsonschema.Draft202012Validator(
            schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
        )
        for thing in things:
            validator.validate(thing)


def test_check_jsonschema_accepts_schemas_plan_and_records(root: Path) -> None:
    def check(*arguments: str | Path) -> None:
        subprocess.run([sys.executable, "-m", "check_jsonschema", *arguments], check=True)

    editing, records = root / "records" / ".schema", root / "records"
    schemas = [*(root / "schema").glob("*.schema.json"), *editing.glob("*.schema.json")]
    check("--check-metaschema", *schemas)
    plan = root / "schema" / "plan.schema.json"
    check("--schemafile", plan, root / "data" / "ipplan.json")
    check("--schemafile", editing / "tasks.schema.json", *(records / "tasks").iterdir())


def test_sqlite_takes_all_tables_with_keys_enforced(
    root: Path, database: sqlite3.Connection
) -> None:
    described = json.loads((root / "datapackage.json").read_text())["resources"]
    for one in described:
        count = f'SELECT count(*) FROM "{one["name"]}"'  # noqa: S608
        assert database.execute(count).fetchone() == (one["rows"],)
    leads = "SELECT count(*) FROM tasks JOIN agencies ON lead_agency = id"
    assert database.execute(leads).fetchone() == (100,)
    with pytest.raises(sqlite3.IntegrityError), database:
        database.execute("DELETE FROM agencies WHERE id = 'cnipa'")
