"""All Hypothesis strategies: valid texts and plans, and rows near the border of validity."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from ipplan_data.curation.model import (
    Agency,
    Alias,
    Document,
    Expectation,
    Fact,
    Footnote,
    Package,
    Plan,
    Responsibility,
    Section,
    Source,
    Task,
)
from ipplan_data.curation.model.agency import AgencyKind, AliasKind, FactStatus, Language
from ipplan_data.curation.model.expectation import Measure
from ipplan_data.curation.model.footnote import FootnoteKind
from ipplan_data.curation.model.plan import MEASURES
from ipplan_data.curation.tables import Column, Row, Table

_ROMAN = ("I", "II", "III", "IV", "V")
# Words that YAML, CSV, JSON or a spreadsheet could take for something else, among plain ones.
_WORDS = (
    "bank", "no", "null", "true", "2020", "1.5", "12:30", "2020-05-13", "a, b", 'say "so"', "it's",
    "b; c", "# d", "{e}", "[f]", "g: h", "&i", "*j", "!k", "%l", "|m", "n>", "?", "~", "été", "河",
    "0",
)  # fmt: skip
_CHINESE = ("河", "桥梁", "《通知》", "“水”", "路、桥", "计划（一）")

slugs = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4})?", fullmatch=True)


def texts(*, max_words: int = 3) -> st.SearchStrategy[str]:
    """English texts that keep to the text policy, with everything in them that must be quoted."""
    return st.lists(st.sampled_from(_WORDS), min_size=1, max_size=max_words).map(" ".join)


chinese = st.sampled_from(_CHINESE)


@st.composite
def sections(draw: st.DrawFn) -> list[Section]:
    """Headings with ranges that tile the tasks."""
    shape = draw(st.lists(st.integers(0, 2), min_size=1, max_size=3))
    headings: list[Section] = []
    first = 1
    for part, inner in zip(_ROMAN, shape, strict=False):
        start = first
        children = []
        for numeral in [f"{part}.{one.lower()}" for one in _ROMAN[:inner]] or [part]:
            last = first + draw(st.integers(0, 1))
            children.append((numeral, first, last))
            first = last + 1
        if inner:
            headings.append(_section(draw, part, start, first - 1))
        headings += [_section(draw, *child) for child in children]
    return headings


def _section(draw: st.DrawFn, section: str, first: int, last: int) -> Section:
    return Section(id=section, title=draw(texts()), first_task=first, last_task=last)


@st.composite
def agencies(draw: st.DrawFn) -> list[Agency]:
    """Bodies of which each is an addressee, with facts for every value."""
    ids = draw(st.lists(slugs, min_size=2, max_size=4, unique=True))
    names = [f"{draw(texts())} no. {number}" for number in range(3 * len(ids))]
    bodies = []
    for index, body in enumerate(ids):
        fields: dict[str, Any] = {
            "name": names[3 * index],
            "kind": draw(st.sampled_from(AgencyKind)),
            "abbreviation": draw(st.none() | st.just(names[3 * index + 1])),
            "name_zh": draw(st.sampled_from([None, f"{draw(chinese)}{index}"])),
            "parent": draw(st.none() | st.sampled_from(ids[:index])) if index else None,
            "successor_name": draw(st.none() | texts()),
            "note": draw(st.none() | texts()),
        }
        if fields["successor_name"]:
            fields["successor_from"] = draw(st.none() | st.sampled_from(["1999", "2023-05-18"]))
        status = draw(st.sampled_from(FactStatus))
        facts = tuple(
            Fact(field=field, status=status, source="gazette")
            for field, value in fields.items()
            if value is not None
        )
        alias = Alias(
            alias=names[3 * index + 2],
            language=Language.EN,
            kind=draw(st.sampled_from(AliasKind)),
            status=status,
            source="gazette",
        )
        aliases = draw(st.sampled_from([(), (alias,)]))
        bodies.append(
            Agency(id=body, addressee_position=index + 1, facts=facts, aliases=aliases, **fields)
        )
    return bodies


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Whole plans that every rule accepts."""
    headings = draw(sections())
    bodies = draw(agencies())
    ids = [body.id for body in bodies]
    parents = {heading.parent for heading in headings}
    leaves = [heading for heading in headings if heading.id not in parents]
    numbers = [(n, leaf.id) for leaf in leaves for n in range(leaf.first_task, leaf.last_task + 1)]
    notes = draw(st.lists(st.sampled_from([n for n, _ in numbers]), max_size=3))
    tasks = []
    for number, section in numbers:
        named = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=4, unique=True))
        separate = len(named) > 1 and draw(st.booleans())
        tasks.append(
            Task(
                number=number,
                section=section,
                title=draw(texts()),
                summary=draw(texts(max_words=6)),
                responsibility=Responsibility.SEPARATE if separate else None,
                agencies=tuple(named),
                footnotes=tuple(i for i, task in enumerate(notes, start=1) if task == number),
            )
        )
    footnotes = [
        Footnote(
            number=index,
            task=task,
            term=draw(texts()),
            term_zh=draw(chinese),
            explanation=draw(texts()),
            kind=draw(st.sampled_from(FootnoteKind)),
        )
        for index, task in enumerate(notes, start=1)
    ]
    return expecting(
        Plan(
            package=PACKAGE,
            document=draw(documents(ids)),
            sections=tuple(headings),
            tasks=tuple(tasks),
            agencies=tuple(bodies),
            footnotes=tuple(footnotes),
            sources=(Source(id="gazette", title="An invented gazette", url=None),),
            expectations=(),
        )
    )


PACKAGE = Package(
    name="example",
    title="Example",
    description="An invented plan.",
    version="0.1.0",
    contributors="example contributors",
    keywords=("example",),
)


def documents(ids: list[str]) -> st.SearchStrategy[Document]:
    """Facts about a document."""
    body = st.sampled_from(ids)
    day = st.dates().map(lambda date: date.isoformat())
    url = st.sampled_from(["https://example.org/a?b=1", "http://example.org"])
    return st.builds(
        Document,
        notice_title=texts(),
        notice_title_zh=chinese,
        plan_title=texts(),
        plan_title_zh=chinese,
        issuer=body,
        approved_by=body,
        stamped_by=body,
        first_uploaded_by=body,
        notice_date=day,
        upload_date=day,
        source_url=url,
        archive_url=url,
        translator=texts(),
        translation_date=day,
        editor=texts(),
        exchange_rate_note=texts(),
        closing_rule=texts(),
    )


def expecting(plan: Plan, like: Plan | None = None) -> Plan:
    """Give the plan with expectations that it meets, or that another plan meets."""
    told = tuple(
        Expectation(measure=one, expected=MEASURES[one](like or plan), reason="Counted.")
        for one in Measure
    )
    return Plan(**{**_fields(plan), "expectations": told})


def changed(plan: Plan, **fields: Any) -> Plan:
    """Give the plan with some of its records replaced."""
    return Plan(**{**_fields(plan), **fields})


def _fields(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in Plan.__dataclass_fields__}


_NEAR = st.text("abIVXivx0129-.:/ħ水 ", max_size=14)


def cells(column: Column) -> st.SearchStrategy[Any]:
    """Values for one column: right ones, and ones just beyond each constraint.

    Line breaks are left out: Python's ``$`` lets one pass at the end of a text, so that validators
    built on it can't agree with others. IPP502 refuses them in records.
    """
    schema = column.schema
    return st.none() | _values(schema.get("items", schema)).flatmap(
        lambda value: (
            st.lists(_values(schema["items"]), max_size=3).map(tuple)
            if column.is_list
            else st.just(value)
        )
    )


def _values(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    if schema["type"] == "integer":
        edges = [
            schema[key] + step
            for key in ("minimum", "maximum")
            if key in schema
            for step in (-1, 0, 1)
        ]
        return st.sampled_from(edges) | st.integers(-3, 130)
    right: list[st.SearchStrategy[Any]] = [_NEAR, st.just("")]
    if "enum" in schema:
        right += [st.sampled_from(schema["enum"]), st.sampled_from(schema["enum"]).map(str.upper)]
    if "pattern" in schema:
        exact = st.from_regex(schema["pattern"], alphabet=_PRINTABLE, fullmatch=True)
        right += [exact, exact.map(lambda text: text + "-"), exact.map(lambda text: "X" + text)]
    if "maxLength" in schema:
        limit = schema["maxLength"]
        right += [st.sampled_from(["河" * limit, "é" * (limit + 1)])]
    return st.one_of(right)


_PRINTABLE = st.characters(min_codepoint=33, max_codepoint=126, exclude_characters=";")


def rows(table: Table, valid: Callable[[Table], Row]) -> st.SearchStrategy[Row]:
    """Rows that are valid but for, perhaps, one column."""
    return st.sampled_from(table.columns).flatmap(
        lambda column: cells(column).map(lambda value: {**valid(table), column.name: value})
    )
