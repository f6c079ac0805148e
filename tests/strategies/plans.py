"""Plans that every rule accepts, drawn record by record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar, get_args

from hypothesis import strategies as st

from ipplan_data.curation.model import (
    Agency,
    Alias,
    Coder,
    Codes,
    Decision,
    Document,
    Entity,
    Erratum,
    Expectation,
    Fact,
    Footnote,
    Mention,
    Package,
    Plan,
    Record,
    Redirect,
    Section,
    Source,
    Target,
    Task,
    Term,
)
from ipplan_data.curation.model.coding import Round, Variable
from ipplan_data.curation.model.entity import OMITTED, Relation
from ipplan_data.curation.model.fields import annotation_of, classes
from ipplan_data.curation.model.package import Measure
from ipplan_data.curation.model.plan import MEASURES
from ipplan_data.curation.model.source import SourceKind, SourceLanguage
from ipplan_data.curation.model.task import Comparator
from ipplan_data.curation.model.types import Vocabulary
from ipplan_data.curation.reliability import coded

R = TypeVar("R", bound=Record)
Owner = Document | Section | Task | Footnote

_ROMAN = ("I", "II", "III", "IV", "V")
# Words that YAML, CSV, JSON or a spreadsheet could take for something else, among plain ones.
_WORDS = (
    "bank", "no", "null", "true", "2020", "1.5", "12:30", "2020-05-13", "a, b", 'say "so"', "it's",
    "b; c", "# d", "{e}", "[f]", "g: h", "&i", "*j", "!k", "%l", "|m", "n>", "?", "~", "été", "河",
    "0",
)  # fmt: skip
# A word in the name of every entity, and how errata say that it is misprinted.
_THING, _MISPRINTED = "thing", "thign"

slugs = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4})?", fullmatch=True)
texts = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3, unique=True).map(" ".join)
chinese = st.sampled_from(("河", "桥梁", "《通知》", "“水”", "路、桥", "计划（一）"))
english = texts.filter(str.isascii)
urls = st.sampled_from(["https://example.org/a?b=1", "http://example.org"])
_years = st.integers(1900, 2100)
periods = st.tuples(_years, _years).map(lambda two: "{}/{}".format(*sorted(two))) | _years.map(str)


def drawn(draw: st.DrawFn, model: type[R], **given: Any) -> R:
    """Draw a record; fields that are not given get a value of their vocabulary, or a text."""
    for name, info in model.model_fields.items():
        if name not in given and (info.is_required() or info.annotation is bool):
            listed = classes(annotation_of(model, name), Vocabulary)
            values = [*listed[0]] if listed else [False, True]
            given[name] = draw(texts if info.annotation is str else st.sampled_from(values))
            if get_args(info.annotation):
                more = draw(st.lists(st.sampled_from(values), max_size=2))
                given[name] = tuple(dict.fromkeys((given[name], *more)))
    return model(**given)


def _several(draw: st.DrawFn, values: Iterable[Any], least: int = 0, most: int = 3) -> list[Any]:
    return draw(st.lists(st.sampled_from([*values]), min_size=least, max_size=most, unique=True))


def _or_none(draw: st.DrawFn, value: str) -> str | None:
    return draw(st.sampled_from([None, value]))


@st.composite
def sections(draw: st.DrawFn) -> list[Section]:
    """Headings with ranges that tile the tasks."""
    shape = draw(st.lists(st.integers(0, 2), min_size=1, max_size=3))
    ranges: list[tuple[str, int, int]] = []
    first = 1
    for part, inner in zip(_ROMAN, shape, strict=False):
        children = []
        for numeral in [f"{part}.{one.lower()}" for one in _ROMAN[:inner]] or [part]:
            last = first + draw(st.integers(0, 1))
            children.append((numeral, first, last))
            first = last + 1
        ranges += [(part, children[0][1], first - 1)] if inner else []
        ranges += children
    return [
        Section(
            id=numeral,
            title=f"{draw(texts)} {numeral}",
            first_task=start,
            last_task=end,
            terms=tuple(draw(terms())),
        )
        for numeral, start, end in ranges
    ]


_SOURCES = (
    Source(
        id="gazette",
        title="An invented gazette",
        url="https://example.org/gazette",
        publisher="Gazette",
        kind=SourceKind.OFFICIAL,
        language=SourceLanguage.EN,
    ),
    Source(id="hearsay", title="Hearsay", settles=False),
)
# Facts that are verified in the gazette, or rest on hearsay: both sources are used in every plan.
_GROUNDS: dict[str, Any] = {
    "gazette": {"status": "verified", "source": "gazette"},
    "hearsay": {"status": "unverified", "source": "hearsay"},
}


@st.composite
def agencies(draw: st.DrawFn) -> list[Agency]:
    """Bodies with facts for every value; the last one may be no addressee, but then a parent."""
    ids = draw(st.lists(slugs, min_size=2, max_size=4, unique=True))
    above = draw(st.booleans())
    return [_agency(draw, ids, index, above=above) for index in range(len(ids))]


def _agency(draw: st.DrawFn, ids: list[str], index: int, *, above: bool) -> Agency:
    addressed = not (above and index == len(ids) - 1)
    fields: dict[str, Any] = {
        "name": f"{draw(english)} name {index}".replace(";", ","),
        "abbreviation": _or_none(draw, f"AB{index}"),
        "printed": _or_none(draw, f"Body {index}, as printed"),
        "name_zh": _or_none(draw, f"{draw(chinese)}{index}"),
        "short_name_zh": _or_none(draw, f"水{index}"),
        "parent": ids[-1] if above and addressed else None,
        "successor_name": draw(st.none() | english),
        "note": draw(st.none() | texts),
    }
    if fields["successor_name"]:
        fields["successor_from"] = draw(st.sampled_from([None, "2199", "2155-05-18"]))
    named = ["kind", *(field for field, value in fields.items() if value is not None)]
    grounds = ["gazette", "hearsay", *(draw(st.sampled_from([*_GROUNDS])) for _ in named[2:])]
    facts = [Fact(field=f, **_GROUNDS[one]) for f, one in zip(named, grounds, strict=True)]
    other = {"language": "en", "kind": "other_name", **_GROUNDS["gazette"]}
    short = {"language": "zh", "kind": "short_name", **_GROUNDS["hearsay"]}
    aliases = (Alias(alias=f"alias {index}", **other), Alias(alias=f"桥{index}", **short))
    return drawn(
        draw,
        Agency,
        id=ids[index],
        addressee_position=index + 1 if addressed else None,
        aliases=draw(st.sampled_from([(), aliases])),
        facts=tuple(facts),
        **fields,
    )


# What errata can be about: a path, and a field of such a record.
_FAULTY = (
    ("document", "plan_title"),
    ("task/1", "agencies"),
    ("task/1", "terms"),
    ("section/I", "title"),
)


@st.composite
def errata(draw: st.DrawFn, things: list[Entity], misprinted: set[str]) -> list[Erratum]:
    """Errors in what every plan has, with quotations in both languages, and in entities' names."""
    found = []
    for index in range(draw(st.integers(0, 3))):
        thing = draw(st.sampled_from([None, *things]))
        record, field = (thing.path, "name") if thing else draw(st.sampled_from(_FAULTY))
        prose = thing is None and draw(st.booleans())
        erratum = drawn(
            draw,
            Erratum,
            id=f"erratum-{index}",
            record=record,
            field="text" if prose else field,
            as_printed=f"{draw(texts | chinese)} {index}",
            correct=draw(texts | chinese),
            **({"status": "noted"} if prose or thing else {}),
        )
        found.append(erratum)
    misspelled = {"field": "name", "as_printed": _MISPRINTED, "correct": _THING}
    return found + [
        drawn(
            draw,
            Erratum,
            id=f"name-of-{one}",
            record=f"entity/{one}",
            status="applied",
            **misspelled,
        )
        for one in sorted(misprinted)
    ]


@st.composite
def redirects(draw: st.DrawFn, bodies: list[Agency]) -> list[Redirect]:
    """Ids that nothing has any more, some of which lead to a body."""
    kinds = draw(st.lists(st.sampled_from(("agency", "entity", "erratum")), max_size=2))
    gone = [drawn(draw, Redirect, old=f"{kind}/gone-{at}") for at, kind in enumerate(kinds)]
    return gone + [
        drawn(draw, Redirect, old=f"agency/was-{body.id}", new=body.path)
        for body in _several(draw, bodies, most=2)
    ]


@st.composite
def entities(draw: st.DrawFn) -> list[Entity]:
    """Entities with names of their own; some have a Chinese name, which a term must then have."""
    return [
        drawn(
            draw,
            Entity,
            id=one,
            name=f"{draw(english)} {_THING} {index}",
            name_zh=_or_none(draw, f"法{index}"),
        )
        for index, one in enumerate(draw(st.lists(slugs, max_size=4, unique=True)))
    ]


@st.composite
def mentions(draw: st.DrawFn, things: list[Entity], misprinted: set[str]) -> list[Mention]:
    """Mentions of all these entities, some with several orders about them, in any order.

    Entities that are ``misprinted`` are so in at least one of them.
    """
    found = [
        drawn(
            draw,
            Mention,
            entity=thing.id,
            relation=relation,
            as_printed=_printed(draw, thing, wrong=thing.id in misprinted and number == 0),
        )
        for thing in things
        for number, relation in enumerate(_several(draw, Relation, least=1))
    ]
    return draw(st.permutations(found))


def _printed(draw: st.DrawFn, thing: Entity, *, wrong: bool) -> str | None:
    """Print the words of a name in another order, or with others left out; else as they are."""
    words = draw(st.permutations(thing.name.split()))
    if wrong:
        words = [_MISPRINTED if word == _THING else word for word in words]
    elif draw(st.booleans()):
        return None
    cut = draw(st.integers(0, len(words) - 1))
    printed = " ".join([*words[:cut], OMITTED, *words[cut:]] if cut else words)
    return None if printed == thing.name else printed


@st.composite
def terms(draw: st.DrawFn, *, least: int = 0) -> list[Term]:
    """Terms with Chinese, printed as such, in marks, or otherwise."""
    count = draw(st.integers(least, 2))
    return [_term(draw, draw(english), draw(chinese)) for _ in range(count)]


def _term(draw: st.DrawFn, english: str, chinese: str) -> Term:
    printed = draw(st.sampled_from([None, f"《{chinese}》", f"“{chinese}”", "水利"]))
    return Term(term=english, term_zh=chinese, as_printed_zh=printed)


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """A number, a period, or both."""
    number, period = draw(st.sampled_from([(True, False), (False, True), (True, True)]))
    fields: dict[str, Any] = {"period": draw(periods)} if period else {}
    printed = [fields["period"].replace("/", "-")] if period else []
    if number:
        comparator, value = draw(st.sampled_from(Comparator)), draw(st.integers(0, 10**6))
        fields |= {"comparator": comparator, "value": value, "unit": draw(texts)}
        printed = [comparator.replace("_", " "), f"{value:,}", *printed]
    return drawn(draw, Target, as_printed=" ".join(printed), **fields)


@st.composite
def coders(draw: st.DrawFn, tasks: list[Task]) -> list[Coder]:
    """Two who coded all tasks, as they are coded or otherwise, and perhaps two who tried some."""
    rounds = {Round.PILOT: _several(draw, tasks, most=2), Round.FULL: tasks}
    return [
        Coder(id=f"{stage}-{name}", round=stage, codes=tuple(_codes(draw, task) for task in among))
        for stage, among in rounds.items()
        for name in "ab"
        if among
    ]


def _codes(draw: st.DrawFn, task: Task) -> Codes:
    same = {"ip_rights": task.ip_rights, "activity": task.activity}
    return drawn(draw, Codes, task=task.number, **(same if draw(st.integers(0, 4)) else {}))


def _decided(draw: st.DrawFn, task: Task, coders: list[Coder]) -> Task:
    """Return the task with a decision on each variable on which coders said something else."""
    full = [codes for one in coders if one.round is Round.FULL for codes in one.codes]
    given = [codes for codes in full if codes.task == task.number]
    decisions = tuple(
        drawn(draw, Decision, variable=variable)
        for variable in Variable
        if any(coded(codes, variable) != coded(task, variable) for codes in given)
    )
    return task.model_copy(update={"decisions": decisions})


_PACKAGE = Package(
    name="example",
    title="Example",
    description="An invented plan.",
    version="0.1.0",
    contributors="example contributors",
    keywords=("example",),
)


@st.composite
def documents(draw: st.DrawFn, bodies: list[Agency]) -> Document:
    """Facts about a document that fit together."""
    days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
    issuer = draw(st.sampled_from(bodies))
    plan, plan_zh = draw(english), draw(chinese)
    dates = sorted(day.isoformat() for day in draw(st.tuples(days, days, days)))
    others = ("approved_by", "stamped_by", "first_uploaded_by")
    return drawn(
        draw,
        Document,
        notice_title=f"Notice of {issuer.name} on {plan}",
        notice_title_zh=f"《{plan_zh}》通知",
        plan_title=plan,
        plan_title_zh=plan_zh,
        issuer=issuer.id,
        **{field: draw(st.sampled_from(bodies)).id for field in others},
        **dict(zip(("notice_date", "upload_date", "translation_date"), dates, strict=True)),
        source_url=draw(urls),
        archive_url=draw(urls),
        terms=tuple(draw(terms())),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Whole plans that every rule accepts."""
    headings, bodies, things = draw(sections()), draw(agencies()), draw(entities())
    parents = {heading.parent for heading in headings}
    leaves = [heading for heading in headings if heading.id not in parents]
    numbers = [(n, leaf.id) for leaf in leaves for n in range(leaf.first_task, leaf.last_task + 1)]
    notes = sorted(draw(st.lists(st.sampled_from([n for n, _ in numbers]), max_size=3)))
    # Each entity is at home in one task; others may name it too.
    home = {thing.id: draw(st.sampled_from(numbers))[0] for thing in things}
    misprinted = {thing.id for thing in things if draw(st.booleans())}
    tasks = []
    for number, section in numbers:
        named = _several(draw, [body.id for body in bodies], least=1, most=4)
        here = [one for one in things if home[one.id] == number or draw(st.booleans())]
        task = drawn(
            draw,
            Task,
            number=number,
            section=section,
            title=f"{draw(texts)} {number}",
            summary=f"{draw(texts)}, {draw(texts)} {number}",
            responsibility="separate" if len(named) > 1 and draw(st.booleans()) else None,
            agencies=tuple(named),
            footnotes=tuple(i for i, task in enumerate(notes, start=1) if task == number),
            mentions=tuple(draw(mentions(here, misprinted))),
            terms=tuple(draw(terms())),
            targets=tuple(draw(st.lists(targets(), max_size=2))),
        )
        tasks.append(task)
    said = draw(coders(tasks))
    plan = Plan(
        package=_PACKAGE,
        document=draw(documents(bodies)),
        sections=tuple(headings),
        tasks=tuple(_decided(draw, task, said) for task in tasks),
        agencies=tuple(bodies),
        footnotes=tuple(
            drawn(draw, Footnote, number=index, task=task, terms=tuple(draw(terms(least=1))))
            for index, task in enumerate(notes, start=1)
        ),
        entities=tuple(things),
        errata=tuple(draw(errata(things, misprinted))),
        redirects=tuple(draw(redirects(bodies))),
        coders=tuple(said),
        sources=_SOURCES,
        expectations=(),
    )
    for thing in things:
        if thing.name_zh:  # which a term anywhere must have
            words = draw(st.sampled_from([thing.name, thing.name.upper()]) | english)
            owner = draw(st.sampled_from(owners(plan)))
            plan = updated(plan, owner, terms=(*owner.terms, _term(draw, words, thing.name_zh)))
    return expecting(plan)


def owners(plan: Plan) -> tuple[Owner, ...]:
    """Return the records that can have terms, in the order of these."""
    return (plan.document, *plan.sections, *plan.tasks, *plan.footnotes)


def expecting(plan: Plan, like: Plan | None = None) -> Plan:
    """Return the plan with expectations that it meets, or that another plan meets."""
    counts = {one: MEASURES[one](like or plan) for one in Measure}
    met = [Expectation(measure=m, expected=n, reason="Counted.") for m, n in counts.items()]
    return changed(plan, expectations=tuple(met))


def changed(plan: Plan, **fields: Any) -> Plan:
    """Return the plan with some of its records replaced."""
    return Plan(**{name: getattr(plan, name) for name in Plan.__dataclass_fields__} | fields)


def updated(plan: Plan, *records: Record, **fields: Any) -> Plan:
    """Return the plan with the same fields of some records set to other values."""
    return with_changes(plan, *((record, fields) for record in records))


def with_changes(plan: Plan, *changes: tuple[Record, dict[str, Any]]) -> Plan:
    """Return the plan with fields of some records set to other values, unchecked by the model."""
    other = {record.path: record.model_copy(update=update) for record, update in changes}
    lists = {name: tuple(other.get(r.path, r) for r in rows) for name, rows in plan.lists.items()}
    return changed(plan, document=other.get("document", plan.document), **lists)
