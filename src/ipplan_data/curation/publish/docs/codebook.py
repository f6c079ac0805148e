"""The codebook: every table, column and value, with its meaning and where it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ipplan_data.curation.model.types import Origin, Vocabulary
from ipplan_data.curation.publish import csv
from ipplan_data.curation.publish.docs.markdown import code, page, table
from ipplan_data.curation.reliability import Agreement, format_alpha, format_interval
from ipplan_data.curation.tables import DOCUMENT_FIELDS, PUBLISHED, TASKS, Column, Row, Table

_BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "maxLength": "at most {} characters",
    "pattern": "`{}`",
}
_LONGEST = 60


def _page(rows: dict[str, list[Row]], found: Sequence[Agreement]) -> Iterator[str]:
    yield (
        "Every table of `data/`, every column and every value that a column can have. For programs "
        "the same is in `datapackage.json` and in `schema/`; `data/ipplan.json` nests the rows of "
        "all tables but `reliability`."
    )
    yield (
        "An empty cell means that there is no value, or that none is known. Lists in a cell are "
        "separated by semicolons. Each column has one origin:"
    )
    yield table(["Origin", "Meaning"], [[code(one), one.meaning] for one in Origin])
    yield "Tables: " + ", ".join(f"[{one.name}](#{one.name})" for one in PUBLISHED) + "."
    for one in PUBLISHED:
        yield from _table(one, rows[one.name], found if one is TASKS else ())


def _table(one: Table, rows: list[Row], found: Sequence[Agreement]) -> Iterator[str]:
    yield f"## {one.name}"
    yield f"{one.description} File {code(csv.path(one))}."
    if one.notes:
        yield one.notes
    facts = [f"Key: {_listed(one.key)}."]
    facts += [f"Unique: {_listed(one.unique)}."] if one.unique else []
    facts += [
        f"{code(column.name)} names a row of [{column.refers_to}](#{column.refers_to})."
        for column in one.columns
        if column.refers_to
    ]
    facts += [f"{str(condition)[0].upper()}{str(condition)[1:]}." for condition in one.conditions]
    yield "\n".join(f"- {fact}" for fact in facts)
    yield table(
        ["Column", "Meaning", "Type", "Required", "Allowed", "Origin"], map(_row, one.columns)
    )
    for column in one.columns:
        if column.vocabulary:
            yield f"Values of {code(column.name)}:"
            measured = [agreed for agreed in found if agreed.variable == column.name]
            first = [agreed for agreed in measured if agreed.value is None]
            yield from map(_reliability, first)
            alphas = {
                str(agreed.value): format_alpha(agreed.alpha) for agreed in measured if agreed.value
            }
            yield _meanings(column, column.vocabulary, rows, alphas)
            if first:
                yield from _never_first(column, column.vocabulary, rows)
    if one.name == "document":
        yield "The facts:"
        header = ["Fact", "Meaning", "Type", "Required", "Allowed", "Origin"]
        yield table(header, map(_row, DOCUMENT_FIELDS))


def _row(column: Column) -> list[str]:
    return [
        code(column.name),
        column.description,
        _type(column),
        "yes" if column.required else "no",
        _allowed(column),
        column.origin,
    ]


def _type(column: Column) -> str:
    schema = column.schema
    if column.is_list:
        return f"list of {schema['items']['type']}s"
    return "date" if schema.get("format") == "date" else str(schema["type"])


def _allowed(column: Column) -> str:
    if column.vocabulary:
        return "see below"
    schema = column.schema.get("items", column.schema)
    told = [form.format(schema[key]) for key, form in _BOUNDS.items() if key in schema]
    return ", ".join(one if len(one) <= _LONGEST else "a form that `schema/` gives" for one in told)


def _reliability(found: Agreement) -> str:
    return (
        f"Krippendorff's alpha of {found.coders} coders on {found.tasks} tasks is "
        f"{format_alpha(found.alpha)} {format_interval(found)}. [coding.md](coding.md) tells how "
        "tasks are coded, what each value takes in, and how this was measured."
    )


def _never_first(column: Column, vocabulary: type[Vocabulary], rows: list[Row]) -> Iterator[str]:
    """Explain why values of a primary column are in no row."""
    given = {row[column.name] for row in rows}
    if absent := [code(value) for value in vocabulary if value not in given]:
        told = (
            "is nowhere primary: it applies"
            if len(absent) == 1
            else "are nowhere primary: they apply"
        )
        yield f"{', '.join(absent)} {told} only beside what more orders of the task are about."


def _meanings(
    column: Column, vocabulary: type[Vocabulary], rows: list[Row], alphas: dict[str, str]
) -> str:
    """Tell what each value means, and in how many rows it stands; of codes also alpha."""
    cells = [row[column.name] for row in rows]
    counts = Counter(one for cell in cells for one in (cell if column.is_list else (cell,)))
    header, lines = (
        ["Value", "Meaning", "Rows"],
        [[code(v), v.meaning, counts[v]] for v in vocabulary],
    )
    if alphas:
        header.append("Alpha")
        lines = [[*line, alphas.get(v, "")] for line, v in zip(lines, vocabulary, strict=True)]
    return table(header, lines)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(code, names))


def codebook(rows: dict[str, list[Row]], found: Sequence[Agreement]) -> str:
    """Give the page; ``rows`` are those of every table, ``found`` tells how far coders agree."""
    return page("Codebook", _page(rows, found))
