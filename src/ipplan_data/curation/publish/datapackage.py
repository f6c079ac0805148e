"""The Data Package descriptor, version 2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ipplan_data import digests
from ipplan_data.curation.model import Plan
from ipplan_data.curation.publish import csv
from ipplan_data.curation.reliability import Agreement, format_alpha
from ipplan_data.curation.tables import BY_NAME, PUBLISHED, TASKS, Column, Row, Table

NAME = "datapackage.json"
PREFIX = "sha256:"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def descriptor(
    plan: Plan, rows: dict[str, list[Row]], files: dict[str, bytes], found: Sequence[Agreement]
) -> dict[str, Any]:
    """Describe the package: every table with its columns, keys, size and digest.

    ``found`` says how far coders agreed, which stands beside the columns that they coded. The
    digest of the whole is left open, until ``sealed`` sets it.
    """
    package = plan.package
    paths = {csv.path(table) for table in PUBLISHED}
    home = {"homepage": package.repository} if package.repository else {}
    return {
        "$schema": PROFILE,
        "name": package.name,
        "title": package.title,
        "description": package.description,
        **home,
        "version": package.version,
        "digest": PREFIX + digests.OPEN,
        "keywords": list(package.keywords),
        "licenses": [LICENCE],
        "sources": [
            {"title": plan.document.notice_title_zh, "path": plan.document.source_url},
            {"title": "The same page, archived", "path": plan.document.archive_url},
            {
                "title": f"Its English translation of {plan.document.translation_date} by "
                f"{plan.document.translator}; edited by {plan.document.editor}"
            },
        ],
        "contributors": [{"title": package.contributors, "roles": ["author"]}],
        "resources": [
            _resource(table, len(rows[table.name]), files[csv.path(table)], found)
            for table in PUBLISHED
        ],
        "files": [{"path": path, **_size(files[path])} for path in sorted({*files} - paths)],
    }


def sealed(files: dict[str, bytes]) -> dict[str, bytes]:
    """Set the digest of all published files in the descriptor, which is one of them."""
    digest = digests.rolled({path: digests.of(data) for path, data in files.items()})
    descriptor = files[NAME].replace(digests.OPEN.encode(), digest.encode())
    return {**files, NAME: descriptor}


def _size(data: bytes) -> dict[str, Any]:
    return {"bytes": len(data), "hash": PREFIX + digests.of(data)}


def _resource(table: Table, count: int, data: bytes, found: Sequence[Agreement]) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": csv.path(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_size(data),
        "rows": count,
        "schema": schema(table, found),
    }


def schema(table: Table, found: Sequence[Agreement] = ()) -> dict[str, Any]:
    """Give the Table Schema: columns, primary key, and which keys of other tables they name."""
    coded: dict[str, list[Agreement]] = {}
    for one in found if table is TASKS else ():
        coded.setdefault(one.variable, []).append(one)
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
    return {
        "fields": [
            _field(table, column) | _reliability(column, coded.get(column.name, []))
            for column in table.columns
        ],
        "missingValues": [""],
        "primaryKey": list(table.key),
        **({"uniqueKeys": unique} if unique else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    kind = "string" if column.is_list else column.schema["type"]
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if (column.name,) == table.key or column.name in table.unique:
        constraints["unique"] = True
    if column.list_form:
        item = column.list_form.item
        constraints["pattern"] = f"^{item}({csv.SEPARATOR}{item})*$"
    else:
        known = ("minimum", "maximum", "minLength", "maxLength", "pattern", "enum")
        constraints |= {name: column.schema[name] for name in known if name in column.schema}
    items = {}
    if column.is_list:
        items = {"separator": csv.SEPARATOR, "itemType": column.schema["items"]["type"]}
    # What is no list has categories: a cell with several values is none of them.
    meant = () if column.is_list else column.vocabulary or ()
    labelled = [{"value": one, "label": one.meaning} for one in meant]
    truths = {"trueValues": ["true"], "falseValues": ["false"]} if kind == "boolean" else {}
    return {
        "name": column.name,
        "type": kind,
        "description": column.description,
        "origin": column.origin,
        **truths,
        **items,
        **({"categories": labelled} if labelled else {}),
        "constraints": constraints,
    }


def _reliability(column: Column, found: Sequence[Agreement]) -> dict[str, Any]:
    """Tell how far coders agree on a column, for people and for programs; nothing, if not coded."""
    if not found:
        return {}
    one = found[0]
    alphas = [each.alpha for each in found]
    measured = {
        "coefficient": "Krippendorff's alpha",
        "metric": "binary" if one.value else "nominal",
        "coders": one.coders,
        "tasks": one.tasks,
    }
    if one.value is None:
        between, measures = format_alpha(one.alpha), _alpha(one)
    else:
        known = [alpha for alpha in alphas if alpha is not None]
        between = (
            f"{format_alpha(min(known))} to {format_alpha(max(known))} for single values"
            if known
            else format_alpha(None)
        )
        measures = {"values": {str(each.value): _alpha(each) for each in found}}
    agreed = f"{column.description}; alpha of {one.coders} coders is {between}"
    return {"description": agreed, "reliability": measured | measures}


def _alpha(found: Agreement) -> dict[str, Any]:
    alpha = None if found.alpha is None else round(found.alpha, 3)
    between = [round(bound, 3) for bound in found.interval or ()]
    return {"alpha": alpha, "interval": between or None, "agreed": found.agreed}
