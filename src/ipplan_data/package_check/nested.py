"""The plan that the tables and ``data/ipplan.json`` hold, checked by the rules for records."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import from_json

from ipplan_data.curation import model
from ipplan_data.curation.findings import Finding, Place, shown
from ipplan_data.curation.publish import json
from ipplan_data.curation.records import Loaded
from ipplan_data.curation.rules import remedied, run
from ipplan_data.curation.tables import PUBLISHED
from ipplan_data.package_check.descriptor import Package, Table
from ipplan_data.package_check.report import Report, Steps, dotted, placed

NAME = "data/ipplan.json"
_OF_RECORDS = {"IPP308", "IPP312", "IPP313"}  # about counts and coders, which are not in the plan
_READ: dict[str, Callable[[str], Any]] = {"integer": int, "string": str, "boolean": "true".__eq__}
_Row = dict[str, Any]
_Record = TypeVar("_Record", bound=model.Record)


def compare(package: Package, folder: Path, report: Report) -> None:
    """Check the plan of valid tables by models and rules, and compare the JSON with it."""
    data = (folder / NAME).read_bytes()
    declared = {one.name: one for one in package.resources}
    for table in PUBLISHED:
        names = [column.name for column in table.columns]
        if table.name not in declared or declared[table.name].columns != names:
            report.add("IPP971", Place(NAME), f"there is no table {table.name} with its columns")
            return
    rows = {name: [*_rows(one, folder)] for name, one in declared.items()}
    try:
        plan = _plan(package, rows)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=False):
            code = one["type"] if one["type"].startswith("IPP") else "IPP109"
            report.keep(
                Finding(code, Place(NAME), f"{dotted(one['loc'])}: {one['msg']}", error.title)
            )
        return
    findings = remedied(run(Loaded(plan, (), ()), None))
    found = [one for one in findings if one.code not in _OF_RECORDS]
    ways: dict[str, Steps] = {
        f"{table.noun} {row[table.key[0]]}": (table.name, i)
        for table in PUBLISHED
        for i, row in enumerate(rows[table.name])
    }
    for finding in found:
        steps = ways.get(finding.record, (finding.record,))
        place, record = placed(data, NAME, steps), f"{dotted(steps)}: {finding.record}"
        report.keep(replace(finding, place=place, record=record, fix=None))
    if found:
        return
    derived = json.text(json.nested(plan, {table.name: table.rows(plan) for table in PUBLISHED}))
    tables = from_json(json.text(json.nested(plan, rows)))
    for expected, message in (
        (from_json(derived), "the other values give"),
        (tables, "the tables have"),
    ):
        for steps, right, wrong in _differences(expected, from_json(data)):
            report.add(
                "IPP971",
                placed(data, NAME, steps),
                f"{message} {right}, not {wrong}",
                dotted(steps),
            )
        if report.total:
            return


def _rows(table: Table, folder: Path) -> Iterator[_Row]:
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


def _make(kind: type[_Record], row: _Row, **more: Any) -> _Record:
    """Make a record of the values that it has in a row, and of others."""
    known = {name: value for name, value in row.items() if name in kind.model_fields}
    return kind.model_validate(known | more)


def _plan(package: Package, rows: dict[str, list[_Row]]) -> model.Plan:
    """Make the records that have these rows; raises ``ValidationError``."""
    names = {row["id"]: row["name"] for row in rows["entities"]}
    pages = {
        (row["source"], row["url"]): f"source-{i}" for i, row in enumerate(rows["agency_facts"])
    }

    def of(table: str, **owner: Any) -> list[_Row]:
        found = [row for row in rows[table] if all(row[name] == key for name, key in owner.items())]
        return sorted(found, key=lambda row: row.get("position", 0))

    def terms(**owner: Any) -> tuple[model.Term, ...]:
        return tuple(
            _make(model.Term, row, as_printed_zh=_unless(row["as_printed_zh"], row["term_zh"]))
            for row in of("terms", **owner)
        )

    def task(row: _Row) -> model.Task:
        number = row["number"]
        mentions = tuple(
            _make(
                model.Mention, one, as_printed=_unless(one["as_printed"], names.get(one["entity"]))
            )
            for one in of("mentions", task=number)
        )
        return _make(
            model.Task,
            row,
            responsibility="separate" if row["responsibility"] == "separate" else None,
            agencies=(row["lead_agency"], *row["participating_agencies"]),
            decisions=tuple(
                _make(model.Decision, one) for one in of("coding_decisions", task=number)
            ),
            mentions=mentions,
            terms=terms(task=number),
            targets=tuple(_make(model.Target, one) for one in of("targets", task=number)),
        )

    def agency(row: _Row) -> model.Agency:
        kinds = {one["alias"]: one for one in of("agency_aliases", agency=row["id"])}
        facts, aliases, printed = [], [], None
        for one in of("agency_facts", agency=row["id"]):
            source = pages[one["source"], one["url"]]
            if one["field"].startswith("alias/"):
                alias = {**one, **kinds.get(one["value"], {})}
                aliases.append(_make(model.Alias, alias, source=source))
            else:
                facts.append(_make(model.Fact, one, source=source))
                printed = one["value"] if one["field"] == "printed" else printed
        return _make(model.Agency, row, printed=printed, aliases=tuple(aliases), facts=tuple(facts))

    about = dict.fromkeys(("title", "description", "contributors"), package.name)
    return model.Plan(
        package=_make(model.Package, dict(package), **about, keywords=()),
        document=_make(
            model.Document,
            {row["field"]: row["value"] for row in rows["document"]},
            terms=terms(task=None, section=None, footnote=None)[1:],
        ),
        sections=tuple(
            _make(model.Section, row, terms=terms(section=row["id"])) for row in of("sections")
        ),
        tasks=tuple(map(task, rows["tasks"])),
        agencies=tuple(map(agency, of("agencies"))),
        footnotes=tuple(
            _make(model.Footnote, row, terms=terms(footnote=row["number"]))
            for row in rows["footnotes"]
        ),
        entities=tuple(_make(model.Entity, row) for row in rows["entities"]),
        errata=tuple(_make(model.Erratum, row) for row in rows["errata"]),
        redirects=tuple(_make(model.Redirect, row) for row in rows["redirects"]),
        coders=(),
        sources=tuple(
            model.Source(id=i, title=title, url=url) for (title, url), i in pages.items()
        ),
        expectations=(),
    )


def _unless(value: Any, same: Any) -> Any:
    return None if value == same else value


def _differences(expected: Any, found: Any, steps: Steps = ()) -> Iterator[tuple[Steps, str, str]]:
    """Find each value that differs: the way to it, what is expected, and what is there."""
    pairs: list[tuple[str | int, Any, Any]] = []
    if isinstance(expected, dict) and isinstance(found, dict):
        pairs = [(key, expected.get(key, ...), found.get(key, ...)) for key in expected | found]
    elif isinstance(expected, list) and isinstance(found, list):
        pairs = [(i, *two) for i, two in enumerate(zip_longest(expected, found, fillvalue=...))]
    elif type(expected) is not type(found) or expected != found:
        right, wrong = ("nothing" if one is ... else shown(one) for one in (expected, found))
        yield steps, right, wrong
    for key, one, other in pairs:
        yield from _differences(one, other, (*steps, key))
