"""A small package with a column of every sort, and how packages are sealed after a change."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ipplan_data import digests
from ipplan_data.package_check import check

Json = dict[str, Any]

TASKS = """\
number,title,kind,section,bodies,notes,italic,form
2,Fair tolls,law,I,crown;guild,1;2,true,2020
3,"Bridges, and weirs",,I.i,,,false,
10,Mills 河,plan,I.i,crown,,true,2021
"""
SECTIONS = "id,position,parent\nI,1,\nI.i,2,I\n"
RESPONSIBILITIES = "task,position,agency\n2,1,crown\n2,2,guild\n3,1,crown\n10,1,guild\n"
FILES = {"tasks": TASKS, "sections": SECTIONS, "responsibilities": RESPONSIBILITIES}


def field(name: str, kind: str = "string", **given: Any) -> Json:
    """Declare a column; what is no property of a field is a constraint."""
    outer = {"separator", "itemType", "trueValues", "falseValues", "categories"}
    properties = {key: value for key, value in given.items() if key in outer}
    constraints = {key: value for key, value in given.items() if key not in outer}
    return {"name": name, "type": kind, **properties, "constraints": constraints}


ID: Json = {"required": True, "pattern": r"^[IVX]+(\.[ivx]+)?$"}
KINDS = [{"value": one, "label": f"it is a {one}"} for one in ("law", "plan")]
FIELDS = {
    "tasks": [
        field("number", "integer", required=True, unique=True, minimum=1, maximum=99),
        field("title", required=True, minLength=3, maxLength=20),
        field("kind", enum=["law", "plan"], categories=KINDS),
        field("section", **ID),
        field("bodies", separator=";", itemType="string"),
        field("notes", separator=";", itemType="integer"),
        field("italic", "boolean", required=True, trueValues=["true"], falseValues=["false"]),
        field("form", pattern="^[0-9]{4}$"),
    ],
    "sections": [
        field("id", **ID, unique=True),
        field("position", "integer", required=True),
        field("parent", pattern=ID["pattern"]),
    ],
    "responsibilities": [
        field("task", "integer", required=True),
        field("position", "integer", required=True, minimum=1),
        field("agency", required=True),
    ],
}


def refers(column: str, table: str, key: str) -> Json:
    """Declare that a column names the key of a table."""
    return {"fields": [column], "reference": {"resource": table, "fields": [key]}}


SCHEMAS: dict[str, Json] = {
    "tasks": {"primaryKey": ["number"], "foreignKeys": [refers("section", "sections", "id")]},
    "sections": {
        "primaryKey": ["id"],
        "uniqueKeys": [["position"]],
        "foreignKeys": [refers("parent", "", "id")],
    },
    "responsibilities": {
        "primaryKey": ["task", "position"],
        "foreignKeys": [refers("task", "tasks", "number")],
    },
}


def small(folder: Path) -> Path:
    """Write the small package."""
    (folder / "data").mkdir()
    (folder / "schema").mkdir()
    for name, text in FILES.items():
        (folder / "data" / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    (folder / "data" / "ipplan.json").write_text(json.dumps(plan()), encoding="utf-8")
    (folder / "schema" / "tables.sql").write_text("-- none\n")
    write(folder, descriptor())
    reseal(folder)
    return folder


def plan() -> Json:
    """Give the plan of the small package, nested by hand."""
    names = ("number", "title", "kind", "section", "bodies", "notes", "italic", "form")
    rows = [
        (2, "Fair tolls", "law", "I", ["crown", "guild"], [1, 2], True, "2020"),
        (3, "Bridges, and weirs", None, "I.i", [], [], False, None),
        (10, "Mills 河", "plan", "I.i", ["crown"], [], True, "2021"),
    ]
    agencies = [("crown", "guild"), ("crown",), ("guild",)]
    return {
        "name": "small",
        "version": "0.1.0",
        "tasks": [
            {
                **dict(zip(names, row, strict=True)),
                "responsibilities": [
                    {"position": place, "agency": name} for place, name in enumerate(bodies, 1)
                ],
            }
            for row, bodies in zip(rows, agencies, strict=True)
        ],
        "sections": [
            {"id": "I", "position": 1, "parent": None},
            {"id": "I.i", "position": 2, "parent": "I"},
        ],
    }


def descriptor() -> Json:
    """Declare the small package; sizes and digests are set by :func:`reseal`."""
    sealed = {"bytes": 0, "hash": f"sha256:{digests.OPEN}"}
    tables = [
        {
            "name": name,
            "type": "table",
            "path": f"data/{name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            **sealed,
            "rows": text.count("\n") - 1,
            "schema": {"fields": FIELDS[name], "missingValues": [""], **SCHEMAS[name]},
        }
        for name, text in FILES.items()
    ]
    files = [{"path": path, **sealed} for path in ("data/ipplan.json", "schema/tables.sql")]
    return {
        "name": "small",
        "version": "0.1.0",
        "digest": f"sha256:{digests.OPEN}",
        "resources": tables,
        "files": files,
    }


def read(folder: Path) -> Json:
    """Read the descriptor."""
    found: Json = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def write(folder: Path, given: Json) -> None:
    """Write the descriptor."""
    text = json.dumps(given, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="")


def reseal(folder: Path) -> Path:
    """Declare sizes and digests as they are now; leave what can't be sealed."""
    given = read(folder)
    listed = [one for name in ("resources", "files") for one in given.get(name, ())]
    for one in listed:
        path = folder / str(one.get("path"))
        if path.is_file() and {"bytes", "hash"} <= one.keys():
            data = path.read_bytes()
            one |= {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    write(folder, given)
    stamp(folder)
    return folder


def stamp(folder: Path) -> None:
    """Set the digest of all."""
    given = read(folder)
    listed = [*given.get("resources", ()), *given.get("files", ())]
    hashes = {str(one.get("path")): str(one.get("hash"))[7:] for one in listed}
    if "digest" not in given:
        return
    given["digest"] = f"sha256:{digests.OPEN}"
    write(folder, given)
    path = folder / "datapackage.json"
    rolled = digests.rolled({**hashes, "datapackage.json": digests.of(path.read_bytes())})
    given["digest"] = f"sha256:{rolled}"
    write(folder, given)


def change(path: str, old: str | bytes, new: str | bytes) -> Callable[[Path], None]:
    """Make a damage: in a file, the first of something becomes something else."""
    before, after = (one.encode() if isinstance(one, str) else one for one in (old, new))

    def damage(folder: Path) -> None:
        file = folder / path
        data = file.read_bytes()
        assert before in data, (path, old)
        file.write_bytes(data.replace(before, after, 1))

    return damage


def match(path: str, pattern: str, new: str) -> Callable[[Path], None]:
    """Make a damage: in a file, the first that matches becomes something else."""

    def damage(folder: Path) -> None:
        file = folder / path
        text, count = re.subn(pattern, new, file.read_text(encoding="utf-8"), count=1)
        assert count, (path, pattern)
        file.write_text(text, encoding="utf-8", newline="")

    return damage


def edit(change: Callable[[Json], None]) -> Callable[[Path], None]:
    """Make a damage to the descriptor."""

    def damage(folder: Path) -> None:
        given = read(folder)
        change(given)
        write(folder, given)

    return damage


def codes(folder: Path) -> list[str]:
    """Give the codes of all findings."""
    report = check(folder)
    assert [str(one) for one in report.findings] == [str(one).strip() for one in report.findings]
    return [finding.code for finding in report.findings]
