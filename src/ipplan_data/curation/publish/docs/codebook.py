"""The codebook: every table, column and value, with its meaning and origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ipplan_data.curation.model.types import Origin, Vocabulary
from ipplan_data.curation.publish import csv
from ipplan_data.curation.publish.docs.markdown import code, page, table
from ipplan_data.curation.tables import DOCUMENT_FIELDS, PUBLISHED, Column, Row, Table

_HEADER = ["Meaning", "Type", "Required", "Allowed", "Origin"]
_BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "maxLength": "at most {} characters",
    "pattern": "`{}`",
}
_LONGEST = 60


def codebook(rows: dict[str, list[Row]]) -> str:
    """Return the page, from the rows of every table."""
    return page("Codebook", _page(rows))


def _page(rows: dict[str, list[Row]]) -> Iterator[str]:
    yield (
        "Every table in `data/`, with every column and every value that a column can have. "
        "`datapackage.json` and `schema/` say the same for programs; `data/ipplan.json` nests the "
        "rows of all tables except `reliability`. [coding.md](coding.md) defines the values of "
        "`ip_rights` and `activity` and says how far coders agree."
    )
    yield (
        "An empty cell means that there is no value, or that none is known. Lists in a cell are "
        "separated by semicolons. Each column has one origin:"
    )
    yield table(["Origin", "Meaning"], [[code(one), one.meaning] for one in Origin])
    yield "Tables: " + ", ".join(f"[{one.name}](#{one.name})" for one in PUBLISHED) + "."
    for one in PUBLISHED:
        yield from _table(one, rows[one.name])


def _table(one: Table, rows: list[Row]) -> Iterator[str]:
    yield f"## {one.name}"
    yield f"{one.description} File: {code(csv.path(one))}."
    if one.notes:
        yield one.notes
    facts = [f"Key: {_listed(one.key)}."]
    facts += [f"Unique: {_listed(one.unique)}."] if one.unique else []
    facts += [
        f"{code(column.name)} refers to a row of [{column.refers_to}](#{column.refers_to})."
        for column in one.columns
        if column.refers_to
    ]
    facts += [f"{str(condition)[0].upper()}{str(condition)[1:]}." for condition in one.conditions]
    yield "\n".join(f"- {fact}" for fact in facts)
    yield table(["Column", *_HEADER], map(_row, one.columns))
    for column in one.columns:
        if column.vocabulary:
            yield f"Values of {code(column.name)}:"
            yield _values(column, column.vocabulary, rows)
    if one.name == "document":
        yield "The facts:"
        yield table(["Fact", *_HEADER], map(_row, DOCUMENT_FIELDS))


def _row(column: Column) -> list[str]:
    required = "yes" if column.required else "no"
    allowed = "see below" if column.vocabulary else _allowed(column)
    return [code(column.name), column.description, _type(column), required, allowed, column.origin]


def _type(column: Column) -> str:
    schema = column.schema
    if column.is_list:
        return f"list of {schema['items']['type']}s"
    return "date" if schema.get("format") == "date" else str(schema["type"])


def _allowed(column: Column) -> str:
    schema = column.schema.get("items", column.schema)
    bounds = [form.format(schema[key]) for key, form in _BOUNDS.items() if key in schema]
    return ", ".join(one if len(one) <= _LONGEST else "the form in `schema/`" for one in bounds)


def _values(column: Column, vocabulary: type[Vocabulary], rows: list[Row]) -> str:
    """Explain each value, and count the rows that have it."""
    cells = (row[column.name] for row in rows)
    counts = Counter(one for cell in cells for one in (cell if column.is_list else (cell,)))
    lines = ([code(value), value.meaning, counts[value]] for value in vocabulary)
    return table(["Value", "Meaning", "Rows"], lines)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(code, names))
