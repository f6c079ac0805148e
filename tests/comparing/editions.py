"""Two editions of a plan or of any package in folders, and what a report makes of them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema
from hypothesis import strategies as st

from ipplan_data.comparing import Report, Version, compare
from ipplan_data.comparing.render import as_json
from ipplan_data.comparing.side import Side
from ipplan_data.curation.model import Plan
from ipplan_data.curation.publish import csv as published_csv
from ipplan_data.curation.publish import render
from ipplan_data.plan.files import DESCRIPTOR
from strategies import changed, plans, texts, updated

Rows = dict[str, list[dict[str, Any]]]

ROOT = Path(__file__).resolve().parents[2]


def folder(path: str | Path) -> Version:
    """A folder as a version."""
    return Version(str(path), "folder", str(path))


def publish(plan: Plan, path: Path) -> Version:
    """Write the published files of a plan."""
    for name, data in render(plan).items():
        if not name.startswith("docs/"):
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(data)
    return folder(path)


@contextmanager
def published(*editions: Plan) -> Iterator[list[Version]]:
    """The published files of some plans, each in a folder of its own."""
    with TemporaryDirectory() as place:
        yield [publish(plan, Path(place, str(number))) for number, plan in enumerate(editions)]


def write_table(path: Path, header: list[str], rows: list[dict[str, Any]]) -> None:
    """Write a table as it would be published."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([published_csv.cell(row[name]) for name in header] for row in rows)


def package(path: Path, tables: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]]) -> Version:
    """Write a package of any tables: what the descriptor says of each, and its rows."""
    resources = []
    for number, (name, (schema, rows)) in enumerate(tables.items()):
        file = f"data/{number}.csv"
        write_table(path / file, [one["name"] for one in schema["fields"]], rows)
        resources.append({"name": name, "path": file, "title": name, "schema": schema})
    (path / "data").mkdir(parents=True, exist_ok=True)
    (path / "data" / "ipplan.json").write_text("{}")
    described = {"name": "any", "resources": resources, "files": []}
    (path / DESCRIPTOR).write_text(json.dumps(described))
    return folder(path)


def fields(*names: str, **more: Any) -> dict[str, Any]:
    """What a descriptor says of columns of text, the first of them the key."""
    columns = [{"name": name, "type": "string"} for name in names]
    return {"fields": columns, "primaryKey": [names[0]], **more}


def schema() -> dict[str, Any]:
    """The JSON Schema that is published on the page about diffs."""
    page = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(page.partition("```json\n")[2].partition("```")[0])
    return found


def told(report: Report) -> dict[str, Any]:
    """The report as a program reads it, held against the schema."""
    found: dict[str, Any] = json.loads(as_json(report))
    jsonschema.Draft202012Validator(schema()).validate(found)
    return found


def rows_of(version: Version) -> Rows:
    """The rows of a version as JSON has them."""
    side = Side(version.folder)
    return {name: _plain(table.rows.values(), table.key) for name, table in side.tables.items()}


def _plain(rows: Any, key: tuple[str, ...]) -> list[dict[str, Any]]:
    as_lists = [{n: [*c] if isinstance(c, tuple) else c for n, c in row.items()} for row in rows]
    return sorted(as_lists, key=lambda row: repr([row[name] for name in key]))


def applied(report: dict[str, Any], old: Version, new: Version) -> Rows:
    """The rows of the old version with every change of the report made to them."""
    before, after = Side(old.folder), Side(new.folder)
    result: Rows = {}
    for name, table in before.tables.items():
        rows = {key: dict(row) for key, row in table.rows.items()}
        changes = [one for one in report["changes"] if one.get("table") == name]
        _new_columns(changes, rows, after)
        coming = {}
        for one in changes:
            if one["what"] == "row" and one["kind"] != "added":
                row = rows.pop(tuple(one["key"].values()))
                if one["kind"] == "moved":
                    coming[tuple(one["new"][name] for name in one["key"])] = {**row, **one["new"]}
            if one["what"] == "row" and one["kind"] == "added":
                coming[tuple(one["key"].values())] = one["new"]
        assert not rows.keys() & coming.keys()
        rows |= coming
        for one in sorted(changes, key=lambda change: change["what"] == "column"):
            if one["what"] == "cell":
                rows[tuple(one["key"].values())][one["field"]] = one["new"]
            if one["what"] == "column" and one["kind"] == "removed":
                for row in rows.values():
                    row.pop(one["field"], None)
        result[name] = _plain(rows.values(), table.key)
    return result


def _new_columns(
    changes: list[dict[str, Any]], rows: dict[Any, dict[str, Any]], after: Side
) -> None:
    for one in changes:
        if one["what"] == "column" and one["kind"] == "added":
            listed = "separator" in after.tables[one["table"]].fields[one["field"]]
            for row in rows.values():
                row[one["field"]] = () if listed else None


def mirrored(change: dict[str, Any]) -> str:
    """What the change must be when the versions are exchanged."""
    kinds = {"added": "removed", "removed": "added"}
    other = dict(change) | {
        "kind": kinds.get(change["kind"], change["kind"]),
        "old": change["new"],
        "new": change["old"],
    }
    if change["kind"] == "moved":
        other["key"] = {name: change["new"][name] for name in change["key"]}
    if "joined" in change:
        other |= {"joined": change["left"], "left": change["joined"]}
    return essence(other)


def essence(change: dict[str, Any]) -> str:
    """A change without what may depend on the direction."""
    some = {n: v for n, v in change.items() if n not in ("severity", "nature", "words", "record")}
    return json.dumps(some, sort_keys=True)


def difference(old: Version, new: Version) -> dict[str, Any]:
    """The report as a program reads it."""
    return told(compare(old, new))


Edit = Callable[[st.DrawFn, Plan], Plan]


def _shuffled(draw: st.DrawFn, plan: Plan) -> Plan:
    task = draw(st.sampled_from(plan.tasks))
    return updated(plan, task, agencies=tuple(draw(st.permutations(task.agencies))))


def _other_bodies(draw: st.DrawFn, plan: Plan) -> Plan:
    task = draw(st.sampled_from(plan.tasks))
    ids = [body.id for body in plan.agencies]
    named = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
    return updated(plan, task, agencies=tuple(named), responsibility=None)


def _reworded(draw: st.DrawFn, plan: Plan) -> Plan:
    task = draw(st.sampled_from(plan.tasks))
    return updated(plan, task, title=f"{draw(texts())} again", summary=draw(texts()))


def _lists(draw: st.DrawFn, plan: Plan) -> Plan:
    task = draw(st.sampled_from(plan.tasks))
    field = draw(st.sampled_from(["mentions", "targets", "terms"]))
    items = draw(st.permutations(getattr(task, field)))
    kept = draw(st.integers(0, len(items)))
    return updated(plan, task, **{field: tuple(items[:kept])})


def _renamed(draw: st.DrawFn, plan: Plan) -> Plan:
    body = draw(st.sampled_from(plan.agencies))
    return updated(plan, body, name=f"{body.name} renamed", note=draw(st.none() | texts()))


def _without_facts(draw: st.DrawFn, plan: Plan) -> Plan:
    body = draw(st.sampled_from(plan.agencies))
    # How a body is printed is told by its fact alone; no rule lets that one go.
    kept = tuple(fact for fact in body.facts if fact.field in ("name", "printed"))
    return updated(plan, body, aliases=(), facts=kept)


def _addressed_otherwise(draw: st.DrawFn, plan: Plan) -> Plan:
    places = draw(st.permutations([body.addressee_position for body in plan.agencies]))
    pairs = zip(plan.agencies, places, strict=True)
    moved = tuple(body.model_copy(update={"addressee_position": n}) for body, n in pairs)
    return changed(plan, agencies=moved)


def _without_entity(draw: st.DrawFn, plan: Plan) -> Plan:
    if not plan.entities:
        return plan
    gone = draw(st.sampled_from(plan.entities))
    tasks = tuple(
        task.model_copy(update={"mentions": tuple(m for m in task.mentions if m.entity != gone.id)})
        for task in plan.tasks
    )
    things = tuple(one for one in plan.entities if one != gone)
    return changed(plan, tasks=tasks, entities=things)


def _without_task(draw: st.DrawFn, plan: Plan) -> Plan:
    gone = draw(st.sampled_from(plan.tasks))
    noted = any(note.task == gone.number for note in plan.footnotes)
    kept = tuple(task for task in plan.tasks if task != gone)
    return plan if noted or not kept else changed(plan, tasks=kept)


EDITS: tuple[Edit, ...] = (
    _shuffled, _other_bodies, _reworded, _lists, _renamed, _without_facts, _addressed_otherwise,
    _without_entity, _without_task,
)  # fmt: skip


@st.composite
def editions(draw: st.DrawFn) -> tuple[Plan, Plan]:
    """Two plans: one that somebody edited, or two that have nothing to do with each other."""
    old = new = draw(plans())
    if draw(st.integers(0, 4)) == 0:
        return old, draw(plans())
    for edit in draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=4)):
        new = edit(draw, new)
    return old, new
