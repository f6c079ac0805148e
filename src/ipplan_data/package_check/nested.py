"""The plan that the tables and ``data/ipplan.json`` hold, checked by the rules for records."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from ipplan_data.curation import model
from ipplan_data.curation.findings import Finding, Place, shown
from ipplan_data.curation.records import Loaded
from ipplan_data.curation.rules import remedied, run
from ipplan_data.curation.tables import PUBLISHED, Row
from ipplan_data.curation.tables.nested import nested, objects
from ipplan_data.package_check.descriptor import Package, Table
from ipplan_data.package_check.report import Report, Steps, dotted, placed

NAME = "data/ipplan.json"
_OF_RECORDS = {"IPP308", "IPP312", "IPP313"}  # about counts and coders, which are not in the plan
_READ: dict[str, Callable[[str], Any]] = {"integer": int, "string": str, "boolean": "true".__eq__}
_Record = TypeVar("_Record", bound=model.Record)


def compare(package: Package, folder: Path, report: Report) -> None:
    """Check the plan of valid tables by models and rules, and compare the JSON with it."""
    data = (folder / NAME).read_bytes()
    declared = {one.name: one for one in package.resources}
    for table in PUBLISHED:
        names = [column.name for column in table.columns]
        if table.name not in declared or [*declared[table.name].columns] != names:
            report.add("IPP971", Place(NAME), f"there is no table {table.name} with its columns")
            return
    rows = {name: [*_rows(one, folder)] for name, one in declared.items()}
    try:
        plan = _plan(package, rows)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=False):
            code = one["type"] if one["type"].startswith("IPP") else "IPP109"
            message = f"{dotted(one['loc'])}: {one['msg']}"
            report.keep(Finding(code, Place(NAME), message, error.title))
        return
    ways: dict[str, Steps] = {
        f"{table.noun} {row[table.key[0]]}": (table.name, i)
        for table in PUBLISHED
        for i, row in enumerate(rows[table.name])
    }
    for finding in remedied(run(Loaded(plan, (), ()), None)):
        if finding.code not in _OF_RECORDS:
            steps = ways.get(finding.record, (finding.record,))
            place, record = placed(data, NAME, steps), f"{dotted(steps)}: {finding.record}"
            report.keep(replace(finding, place=place, record=record, fix=None))
    derived = {table.name: table.rows(plan) for table in PUBLISHED}
    for expected, says in ((derived, "the other values give"), (rows, "the tables have")):
        right = to_json(nested(plan, expected), indent=2) + b"\n"
        if not report.total and right != data:
            for steps, value, other in _differences(from_json(right), from_json(data)):
                place, message = placed(data, NAME, steps), f"{says} {value}, not {other}"
                report.add("IPP971", place, message, dotted(steps))


def _rows(table: Table, folder: Path) -> Iterator[Row]:
    """Read a valid table, each value with its type."""
    with (folder / table.path).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {
                one.name: tuple(map(_READ[one.item_type], filter(None, row[one.name].split(";"))))
                if one.separator
                else _READ[one.type](row[one.name])
                if row[one.name]
                else None
                for one in table.of.fields
            }


def _plan(package: Package, rows: dict[str, list[Row]]) -> model.Plan:
    """Make the records that have these rows; raises ``ValidationError``."""
    whole, terms = objects(rows), defaultdict(list)
    names = {row["id"]: row["name"] for row in rows["entities"]}
    for row in sorted(rows["terms"], key=itemgetter("position")):
        same = row["as_printed_zh"] == row["term_zh"]
        printed = {"as_printed_zh": None if same else row["as_printed_zh"]}
        terms[row["task"], row["section"], row["footnote"]].append(row | printed)
    for task in whole["tasks"]:
        task["terms"] = terms[task["number"], None, None]
        task["agencies"] = [task["lead_agency"], *task["participating_agencies"]]
        if task["responsibility"] != "separate":
            task["responsibility"] = None
        for one in task["mentions"]:
            if one["as_printed"] == names.get(one["entity"]):
                one["as_printed"] = None
    for section in whole["sections"]:
        section["terms"] = terms[None, section["id"], None]
    for footnote in whole["footnotes"]:
        footnote["terms"] = terms[None, None, footnote["number"]]
    document = {row["field"]: row["value"] for row in rows["document"]}
    about = dict.fromkeys(("name", "title", "description", "contributors"), package.name)
    agencies = [_with_facts(row) for row in whole["agencies"]]
    return model.Plan(
        package=_record(model.Package, about | {"version": package.version, "keywords": []}),
        document=_record(model.Document, document | {"terms": terms[None, None, None][1:]}),
        sections=_records(model.Section, whole["sections"], "position"),
        tasks=_records(model.Task, whole["tasks"], "number"),
        agencies=_records(model.Agency, agencies, "position"),
        footnotes=_records(model.Footnote, whole["footnotes"], "number"),
        entities=_records(model.Entity, whole["entities"], "id"),
        errata=_records(model.Erratum, whole["errata"], "id"),
        redirects=_records(model.Redirect, whole["redirects"], "old"),
        coders=(),
        sources=_records(model.Source, whole["sources"], "id"),
        expectations=(),
    )


def _with_facts(agency: Row) -> Row:
    """Return an agency with its printed name, aliases and facts."""
    kinds = {one["alias"]: one for one in agency["aliases"]}
    found: Row = {"printed": None, "aliases": [], "facts": []}
    for fact in agency["facts"]:
        if fact["field"] == "printed":
            found["printed"] = fact["value"]
        if fact["field"].startswith("alias/"):
            found["aliases"].append(fact | kinds.get(fact["value"], {}))
        else:
            found["facts"].append(fact)
    return agency | found


def _records(kind: type[_Record], rows: list[Row], order: str) -> tuple[_Record, ...]:
    """Make records of rows; what a row has besides is no field of the record."""
    return tuple(_record(kind, row) for row in sorted(rows, key=itemgetter(order)))


def _record(kind: type[_Record], row: Row) -> _Record:
    return kind.model_validate_json(to_json(row), extra="ignore")


def _differences(expected: Any, found: Any, steps: Steps = ()) -> Iterator[tuple[Steps, str, str]]:
    """Find each value that differs: the way to it, what is expected, and what is there."""
    pairs: Iterable[tuple[str | int, Any, Any]] = ()
    if isinstance(expected, dict) and isinstance(found, dict):
        pairs = ((key, expected.get(key, ...), found.get(key, ...)) for key in expected | found)
    elif isinstance(expected, list) and isinstance(found, list):
        pairs = ((i, *two) for i, two in enumerate(zip_longest(expected, found, fillvalue=...)))
    elif type(expected) is not type(found) or expected != found:
        right, wrong = ("nothing" if one is ... else shown(one) for one in (expected, found))
        yield steps, right, wrong
    for key, one, other in pairs:
        yield from _differences(one, other, (*steps, key))
