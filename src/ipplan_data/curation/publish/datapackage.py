"""The Data Package descriptor, version 2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ipplan_data import digests
from ipplan_data.curation.model import Plan
from ipplan_data.curation.publish import csv, json
from ipplan_data.curation.reliability import Agreement, format_alpha
from ipplan_data.curation.tables import BY_NAME, PUBLISHED, TASKS, Column, Row, Table

NAME = "datapackage.json"
PREFIX = "sha256:"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENSE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_CONSTRAINTS = ("minimum", "maximum", "minLength", "maxLength", "pattern", "enum")


def described(
    plan: Plan, rows: dict[str, list[Row]], files: dict[str, bytes], found: Sequence[Agreement]
) -> dict[str, bytes]:
    """Return the published files together with their descriptor.

    ``found`` is the agreement of the coders, which is given with the columns that they coded. The
    digest of all files, the descriptor included, is computed with its own place left open.
    """
    files = {**files, NAME: json.text(_descriptor(plan, rows, files, found))}
    digest = digests.rolled({path: digests.of(data) for path, data in files.items()})
    return {**files, NAME: files[NAME].replace(digests.OPEN.encode(), digest.encode())}


def _descriptor(
    plan: Plan, rows: dict[str, list[Row]], files: dict[str, bytes], found: Sequence[Agreement]
) -> dict[str, Any]:
    """Describe the package: every table with its columns, keys, size and digest."""
    package, document = plan.package, plan.document
    tables = {csv.path(table): table for table in PUBLISHED}
    home = {"homepage": package.repository} if package.repository else {}
    translation = (
        f"Its English translation of {document.translation_date} by {document.translator}; edited "
        f"by {document.editor}"
    )
    return {
        "$schema": PROFILE,
        "name": package.name,
        "title": package.title,
        "description": package.description,
        **home,
        "version": package.version,
        "digest": PREFIX + digests.OPEN,
        "keywords": list(package.keywords),
        "licenses": [LICENSE],
        "sources": [
            {"title": document.notice_title_zh, "path": document.source_url},
            {"title": "The same page, archived", "path": document.archive_url},
            {"title": translation},
        ],
        "contributors": [{"title": package.contributors, "roles": ["author"]}],
        "resources": [
            {
                "name": table.name,
                "type": "table",
                "title": table.title,
                "description": table.description,
                "path": path,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                **_size(files[path]),
                "rows": len(rows[table.name]),
                "schema": schema(table, found),
            }
            for path, table in tables.items()
        ],
        "files": [{"path": path, **_size(files[path])} for path in sorted({*files} - {*tables})],
    }


def _size(data: bytes) -> dict[str, Any]:
    return {"bytes": len(data), "hash": PREFIX + digests.of(data)}


def schema(table: Table, found: Sequence[Agreement] = ()) -> dict[str, Any]:
    """Return the Table Schema: columns, primary key, unique and foreign keys."""
    unique = [[name] for name in table.unique]
    foreign = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.refers_to == table.name else column.refers_to,
                "fields": list(BY_NAME[column.refers_to].key),
            },
        }
        for column in table.columns
        if column.refers_to
    ]
    coded = found if table is TASKS else ()
    return {
        "fields": [
            _field(table, column)
            | _reliability(column, [one for one in coded if one.variable == column.name])
            for column in table.columns
        ],
        "missingValues": [""],
        "primaryKey": list(table.key),
        **({"uniqueKeys": unique} if unique else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": "string" if column.is_list else column.schema["type"],
        "description": column.description,
        "origin": column.origin,
    }
    if field["type"] == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.is_list:
        field |= {"separator": csv.SEPARATOR, "itemType": column.schema["items"]["type"]}
    elif column.vocabulary:
        # Only without a list: a cell with several values isn't one of the categories.
        labels = [{"value": one, "label": one.meaning} for one in column.vocabulary]
        field["categories"] = labels
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if (column.name,) == table.key or column.name in table.unique:
        constraints["unique"] = True
    if column.list_form:
        item = column.list_form.item
        constraints["pattern"] = f"^{item}({csv.SEPARATOR}{item})*$"
    else:
        constraints |= {key: column.schema[key] for key in _CONSTRAINTS if key in column.schema}
    return {**field, "constraints": constraints}


def _reliability(column: Column, found: Sequence[Agreement]) -> dict[str, Any]:
    """Describe how far coders agree on a column, for people and programs; nothing if not coded."""
    if not found:
        return {}
    one = found[0]
    measured = {
        "coefficient": "Krippendorff's alpha",
        "metric": "binary" if one.value else "nominal",
        "coders": one.coders,
        "tasks": one.tasks,
    }
    if one.value is None:
        between, measures = format_alpha(one.alpha), _alpha(one)
    else:
        known = [each.alpha for each in found if each.alpha is not None]
        ends = (min(known, default=None), max(known, default=None))
        between = f"{' to '.join(map(format_alpha, ends))} for single values"
        measures = {"values": {str(each.value): _alpha(each) for each in found}}
    agreed = f"{column.description}; alpha of {one.coders} coders is {between}"
    return {"description": agreed, "reliability": {**measured, **measures}}


def _alpha(found: Agreement) -> dict[str, Any]:
    alpha = None if found.alpha is None else round(found.alpha, 3)
    between = [round(bound, 3) for bound in found.interval or ()]
    return {"alpha": alpha, "interval": between or None, "agreed": found.agreed}
