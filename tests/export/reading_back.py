"""What tests of several formats need: what must come back, and packages with hostile texts."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from ipplan_data.curation.model import Plan
from ipplan_data.curation.publish import render
from ipplan_data.curation.publish.datapackage import NAME
from ipplan_data.curation.tables import PUBLISHED
from ipplan_data.export.package import Field, Package
from ipplan_data.plan.files import home

Rows = dict[str, list[dict[str, Any]]]

# Texts that some tool could take for something else, among any others.
TEXTS = st.sampled_from([
    "=1+1", "@SUM(A1)", "+1", "-1", "007", "1e3", "2020-05-13", "https://example.org", "TRUE",
    "NULL", "a,b", "c;d", 'say "so"', "it's", " lead", "trail ", "two\nlines", "\t",
    "知识、产权", "שלום", "é", "\x01",
]) | st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40
)  # fmt: skip

SCRIPT = """
import hashlib, locale, sys
from importlib import import_module
from ipplan_data.export.package import Package
locale.setlocale(locale.LC_ALL, "")
made = import_module(f"ipplan_data.export.{sys.argv[1]}").files(Package(sys.argv[2]), sys.argv[3])
for path, data in made.items():
    print(path, hashlib.sha256(data).hexdigest())
"""
ENVIRONMENTS = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8", "USER": "somebody"},
)


def package() -> Package:
    """The published files."""
    return Package(home())


def of_records(plan: Plan) -> Rows:
    """The rows of all tables, as the declarations give them of the records."""
    return {
        table.name: [
            {name: cell.value if isinstance(cell, Enum) else cell for name, cell in row.items()}
            for row in table.rows(plan)
        ]
        for table in PUBLISHED
    }


def of_package(told: Package) -> Rows:
    """The rows of all tables, as the published files have them."""
    return {table.name: table.rows for table in told.tables.values()}


def published(plan: Plan, folder: Path) -> Package:
    """A package with the published files of any plan."""
    for path, data in render(plan).items():
        if path.startswith(("data/", "schema/", NAME)):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    return Package(str(folder))


def hostile(texts: Sequence[str]) -> Package:
    """The published package, with these texts in every cell that may hold any text."""
    told = package()
    number = 0
    for table in told.tables.values():
        rows = [dict(row) for row in table.rows]
        for field in table.fields:
            if takes_any(told, table.name, field):
                for row in [one for one in rows if one[field.name] is not None]:
                    row[field.name] = texts[number % len(texts)]
                    number += 1
        told.tables[table.name] = replace(table, rows=rows)
    return told


def takes_any(told: Package, table: str, field: Field) -> bool:
    """Whether the column takes any text."""
    (resource,) = (one for one in told.descriptor["resources"] if one["name"] == table)
    schema = resource["schema"]
    (declared,) = (one for one in schema["fields"] if one["name"] == field.name)
    bound = {"pattern", "enum", "maxLength", "unique"} & set(declared["constraints"])
    keyed = field.name in schema["primaryKey"] or [field.name] in schema.get("uniqueKeys", ())
    return field.type == "string" and not (bound or keyed or field.items)


def elsewhere(form: str, name: str, environment: dict[str, str], folder: Path) -> str:
    """The digests of what a format makes in a fresh process, in that environment and folder."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, form, home(), name],
        env={**os.environ, **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def digests(made: dict[str, bytes]) -> str:
    """The digests of what was made, as ``elsewhere`` prints them."""
    return "".join(f"{path} {hashlib.sha256(data).hexdigest()}\n" for path, data in made.items())
