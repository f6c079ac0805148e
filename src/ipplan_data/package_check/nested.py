"""The plan that the tables and ``data/ipplan.json`` hold, checked like the records."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from ipplan_data.curation import model
from ipplan_data.curation.findings import Finding, Place, shown
from ipplan_data.curation.model.coding import Variable
from ipplan_data.curation.model.plan import MEASURES
from ipplan_data.curation.publish import json
from ipplan_data.curation.publish.csv import cell
from ipplan_data.curation.records import Loaded
from ipplan_data.curation.rules import remedied, run
from ipplan_data.curation.tables import PUBLISHED
from ipplan_data.package_check.descriptor import Package, Table
from ipplan_data.package_check.report import Report, dotted, placed
from ipplan_data.package_check.rows import positions

NAME = "data/ipplan.json"
_Row = dict[str, Any]
_Rows = dict[str, list[_Row]]


def compare(package: Package, folder: Path, report: Report) -> None:
    """Check the plan of valid tables by the rules for records, and compare all with the JSON."""
    data = (folder / NAME).read_bytes()
    declared = {one.name: one for one in package.resources}
    for table in PUBLISHED:
        names = [column.name for column in table.columns]
        if table.name not in declared or declared[table.name].columns != names:
            report.add("IPP971", Place(NAME), f"there is no table {table.name} with its columns")
            return
    rows = {name: _typed(one, folder) for name, one in declared.items()}
    try:
        plan = _plan(package, rows)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            code = one["type"] if one["type"].startswith("IPP") else "IPP109"
            report.keep(Finding(code, Place(NAME), f"{dotted(one['loc'])}: {one['msg']}"))
        return
    steps: dict[str, tuple[str | int, ...]] = {
        f"{table.noun} {row[table.key[0]]}": (table.name, i)
        for table in PUBLISHED
        for i, row in enumerate(rows[table.name])
        if table.noun
    }
    found = run(Loaded(plan, (), ()), None)
    for finding in remedied(found):
        way = steps.get(finding.record, (finding.record,))
        record = f"{dotted(way)}: {finding.record}"
        report.keep(replace(finding, place=placed(data, NAME, way), record=record, fix=None))
    if found:
        return
    derived = {table.name: table.rows(plan) for table in PUBLISHED}
    for name, one in declared.items():
        _compare_rows(one, derived[name], rows[name], folder, report)
    expected = json.text(json.nested(plan, derived))
    if not report.total and expected != data:
        for way, message in _differences(from_json(expected), from_json(data)):
            report.add("IPP971", placed(data, NAME, way), message, dotted(way))


def _typed(table: Table, folder: Path) -> list[_Row]:
    read = {"integer": int, "string": str, "boolean": lambda text: text == "true"}

    def value(text: str, i: int) -> Any:
        column = table.of.fields[i]
        if column.separator:
            return tuple(read[column.itemType](item) for item in text.split(";") if text)
        return read[column.type](text) if text else None

    with (folder / table.path).open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    return [{name: value(row[i], i) for i, name in enumerate(table.columns)} for row in rows]


def _plan(package: Package, rows: _Rows) -> model.Plan:
    """Make the records that have these rows."""
    names = {row["id"]: row["name"] for row in rows["entities"]}

    def of(table: str, column: str, key: Any, *left_out: str) -> list[_Row]:
        """Give the rows of a table that belong to a record, in their order."""
        return [
            {name: value for name, value in row.items() if name not in (column, *left_out)}
            for row in rows[table]
            if row[column] == key
        ]

    def terms(**owner: Any) -> tuple[_Row, ...]:
        found = [r for r in rows["terms"] if all(r[name] == key for name, key in owner.items())]
        return tuple(
            {
                "term": row["term"],
                "term_zh": row["term_zh"],
                "as_printed_zh": row["as_printed_zh"]
                if row["as_printed_zh"] != row["term_zh"]
                else None,
            }
            for row in sorted(found, key=lambda row: row["position"])
        )

    def task(row: _Row) -> model.Task:
        number = row["number"]
        mentions = of("mentions", "task", number, "position")
        for one in mentions:
            if one["as_printed"] == names.get(one["entity"]):
                one["as_printed"] = None
        given = {
            name: row[name]
            for name in ("number", "section", "title", "summary", "footnotes", *Variable)
        }
        return model.Task.model_validate(
            {
                **given,
                "responsibility": "separate" if row["responsibility"] == "separate" else None,
                "agencies": (row["lead_agency"], *row["participating_agencies"]),
                "decisions": tuple(of("coding_decisions", "task", number)),
                "mentions": tuple(mentions),
                "terms": terms(task=number),
                "targets": tuple(of("targets", "task", number, "position")),
            }
        )

    sources = {
        (row["source"], row["url"]): f"source-{i}" for i, row in enumerate(rows["agency_facts"])
    }

    def agency(row: _Row) -> model.Agency:
        kinds = {one["alias"]: one for one in of("agency_aliases", "agency", row["id"])}
        facts = of("agency_facts", "agency", row["id"])
        for one in facts:
            one["source"] = sources[one["source"], one.pop("url")]
        aliases = [
            {**one, **kinds.get(one["value"], {})}
            for one in facts
            if one["field"].startswith("alias/")
        ]
        printed = next((one["value"] for one in facts if one["field"] == "printed"), None)
        given = {name: value for name, value in row.items() if name in model.Agency.model_fields}
        left = [{k: v for k, v in one.items() if k not in ("value", "field")} for one in aliases]
        own = [
            {k: v for k, v in one.items() if k != "value"}
            for one in facts
            if not one["field"].startswith("alias/")
        ]
        return model.Agency.model_validate(
            {**given, "printed": printed, "aliases": tuple(left), "facts": tuple(own)}
        )

    facts = {row["field"]: row["value"] for row in rows["document"]}
    front = terms(task=None, section=None, footnote=None)[1:]
    plan = model.Plan(
        package=model.Package(
            name=package.name,
            version=package.version,
            title=package.name,
            description=package.name,
            contributors=package.name,
            keywords=(),
        ),
        document=model.Document.model_validate(
            {**{k: v for k, v in facts.items() if k in model.Document.model_fields}, "terms": front}
        ),
        sections=tuple(
            model.Section.model_validate(
                {
                    **{k: row[k] for k in ("id", "title", "first_task", "last_task")},
                    "terms": terms(section=row["id"]),
                }
            )
            for row in sorted(rows["sections"], key=lambda row: row["position"])
        ),
        tasks=tuple(map(task, rows["tasks"])),
        agencies=tuple(map(agency, sorted(rows["agencies"], key=lambda row: row["position"]))),
        footnotes=tuple(
            model.Footnote.model_validate(
                {
                    **{k: row[k] for k in ("number", "task", "explanation", "kind")},
                    "terms": terms(footnote=row["number"]),
                }
            )
            for row in rows["footnotes"]
        ),
        entities=tuple(map(model.Entity.model_validate, rows["entities"])),
        errata=tuple(map(model.Erratum.model_validate, rows["errata"])),
        redirects=tuple(map(model.Redirect.model_validate, rows["redirects"])),
        coders=tuple(_coders(rows["reliability"])),
        sources=tuple(
            model.Source.model_validate({"id": id_, "title": title, "url": url})
            for (title, url), id_ in sources.items()
        ),
        expectations=(),
    )
    counted = (
        model.Expectation(measure=one, expected=count(plan), reason="counted")
        for one, count in MEASURES.items()
    )
    return replace(plan, expectations=tuple(counted))


def _coders(rows: list[_Row]) -> Iterator[model.Coder]:
    given: dict[tuple[str, str], dict[int, dict[str, list[str]]]] = {}
    for row in rows:
        tasks = given.setdefault((row["coder"], row["round"]), {})
        tasks.setdefault(row["task"], {}).setdefault(row["variable"], []).append(row["value"])
    for (coder, stage), tasks in given.items():
        codes = tuple(
            {
                "task": task,
                **{
                    v: tuple(dict.fromkeys([*f.get(f"{v}_primary", ()), *f.get(v, ())]))
                    for v in Variable
                },
            }
            for task, f in tasks.items()
        )
        yield model.Coder.model_validate({"id": coder, "round": stage, "codes": codes})


def _compare_rows(
    table: Table, expected: list[_Row], found: list[_Row], folder: Path, report: Report
) -> None:
    """Report cells that don't have the value derived from the others."""
    for i, (one, other) in enumerate(zip_longest(expected, found, fillvalue={})):
        for j, name in enumerate(table.columns):
            right, typed = cell(one.get(name)), cell(other.get(name))
            if right != typed:
                place = positions(folder / table.path, {(min(i, len(found) - 1), j)})
                report.add(
                    "IPP971",
                    Place(table.path, *next(iter(place.values()), (1, 1))),
                    f"{name}: the other values give {shown(right)}, not {shown(typed)}",
                )
                break
        else:
            continue
        if len(expected) != len(found):
            return


def _differences(
    expected: Any, found: Any, steps: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Find each value that differs, and the way to it."""
    if isinstance(expected, dict) and isinstance(found, dict):
        pairs: Any = [
            (key, expected.get(key, ...), found.get(key, ...)) for key in {**expected, **found}
        ]
    elif isinstance(expected, list) and isinstance(found, list):
        pairs = [(i, *pair) for i, pair in enumerate(zip_longest(expected, found, fillvalue=...))]
    elif type(expected) is not type(found) or expected != found:
        values = ["nothing" if one is ... else shown(one) for one in (expected, found)]
        yield steps, f"the tables have {values[0]}, and this is {values[1]}"
        return
    else:
        return
    for key, one, other in pairs:
        yield from _differences(one, other, (*steps, key))
