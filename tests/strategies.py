"""All Hypothesis strategies: valid texts and plans, and rows near the border of validity."""

from __future__ import annotations

from datetime import date
from typing import Any

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
    Responsibility,
    Section,
    Source,
    Target,
    Task,
    Term,
)
from ipplan_data.curation.model.agency import AgencyKind, AliasKind, FactStatus, Language
from ipplan_data.curation.model.coding import Activity, Right, Round, Variable
from ipplan_data.curation.model.document import FootnoteKind
from ipplan_data.curation.model.entity import OMITTED, EntityKind, Relation
from ipplan_data.curation.model.erratum import Basis, Certainty, ErratumStatus
from ipplan_data.curation.model.package import Measure
from ipplan_data.curation.model.plan import MEASURES
from ipplan_data.curation.model.task import Comparator
from ipplan_data.curation.reliability import coded
from ipplan_data.curation.tables import Column

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
    words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=max_words, unique=True)
    return words.map(" ".join)


chinese = st.sampled_from(_CHINESE)
english = texts().filter(str.isascii)


@st.composite
def sections(draw: st.DrawFn) -> list[Section]:
    """Headings with ranges that tile the tasks."""
    shape = draw(st.lists(st.integers(0, 2), min_size=1, max_size=3))
    headings: list[Section] = []
    first = 1
    for part, inner in zip(_ROMAN, shape, strict=False):
        start = first
        children: list[tuple[str, int, int]] = []
        for numeral in [f"{part}.{one.lower()}" for one in _ROMAN[:inner]] or [part]:
            last = first + draw(st.integers(0, 1))
            children.append((numeral, first, last))
            first = last + 1
        if inner:
            headings.append(_section(draw, part, start, first - 1))
        headings += [_section(draw, *child) for child in children]
    return headings


def _section(draw: st.DrawFn, section: str, first: int, last: int) -> Section:
    title = f"{draw(texts())} {section}"
    inside = tuple(draw(terms()))
    return Section(id=section, title=title, first_task=first, last_task=last, terms=inside)


_SOURCES = (
    Source(id="gazette", title="An invented gazette", url="https://example.org/gazette"),
    Source(id="hearsay", title="Hearsay", settles=False),
)
# Facts that are verified in the gazette, or rest on hearsay: both sources are used in every plan.
_GROUNDS: dict[str, dict[str, Any]] = {
    "gazette": {"status": FactStatus.VERIFIED, "source": "gazette"},
    "hearsay": {"status": FactStatus.UNVERIFIED, "source": "hearsay"},
}


@st.composite
def agencies(draw: st.DrawFn) -> list[Agency]:
    """Bodies with facts for every value; the last one may be no addressee, but then a parent."""
    ids = draw(st.lists(slugs, min_size=2, max_size=4, unique=True))
    above = draw(st.booleans())
    bodies = []
    for index, body in enumerate(ids):
        addressed = not (above and index == len(ids) - 1)
        fields: dict[str, Any] = {
            "name": _name(draw, index, "name"),
            "kind": draw(st.sampled_from(AgencyKind)),
            "abbreviation": draw(st.sampled_from([None, f"AB{index}"])),
            "printed": draw(st.sampled_from([None, f"Body {index}, as printed"])),
            "name_zh": draw(st.sampled_from([None, f"{draw(chinese)}{index}"])),
            "short_name_zh": draw(st.sampled_from([None, f"水{index}"])),
            "parent": ids[-1] if above and addressed else None,
            "successor_name": draw(st.none() | english),
            "note": draw(st.none() | texts()),
        }
        if fields["successor_name"]:
            fields["successor_from"] = draw(st.none() | st.sampled_from(["2199", "2155-05-18"]))
        named = [field for field, value in fields.items() if value is not None]
        facts = [Fact(field=f, **_GROUNDS[draw(st.sampled_from([*_GROUNDS]))]) for f in named]
        facts[0] = Fact(field=named[0], **_GROUNDS["gazette"])
        facts[1] = Fact(field=named[1], **_GROUNDS["hearsay"])
        bodies.append(
            Agency(
                id=body,
                addressee_position=index + 1 if addressed else None,
                aliases=draw(st.sampled_from([(), _aliases(index)])),
                facts=tuple(facts),
                **fields,
            )
        )
    return bodies


def _name(draw: st.DrawFn, index: int, what: str) -> str:
    return f"{draw(english)} {what} {index}"


def _aliases(index: int) -> tuple[Alias, ...]:
    english = Alias(
        alias=f"alias {index}",
        language=Language.EN,
        kind=AliasKind.OTHER_NAME,
        **_GROUNDS["gazette"],
    )
    chinese = Alias(
        alias=f"桥{index}", language=Language.ZH, kind=AliasKind.SHORT_NAME, **_GROUNDS["hearsay"]
    )
    return english, chinese


# What errata can be about: a path, and a field of such a record.
_FAULTY = (
    ("document", "plan_title"),
    ("task/1", "agencies"),
    ("task/1", "terms"),
    ("section/I", "title"),
)


@st.composite
def errata(draw: st.DrawFn, things: list[Entity], misprinted: set[str]) -> list[Erratum]:
    """Faults in what every plan has, with quotations in both languages, and in names of things."""
    faults = []
    for index in range(draw(st.integers(0, 3))):
        thing = draw(st.none() | st.sampled_from(things)) if things else None
        record, field = (thing.path, "name") if thing else draw(st.sampled_from(_FAULTY))
        prose = thing is None and draw(st.booleans())
        printed = f"{draw(texts() | chinese)} {index}"
        noted = prose or thing is not None
        faults.append(
            Erratum(
                id=f"erratum-{index}",
                record=record,
                field="text" if prose else field,
                as_printed=printed,
                correct=draw(texts() | chinese),
                basis=draw(st.sampled_from(Basis)),
                certainty=draw(st.sampled_from(Certainty)),
                status=ErratumStatus.NOTED if noted else draw(st.sampled_from(ErratumStatus)),
                evidence=draw(texts()),
            )
        )
    return faults + [_applied(draw, thing) for thing in things if thing.id in misprinted]


@st.composite
def redirects(draw: st.DrawFn, bodies: list[Agency]) -> list[Redirect]:
    """Ids that nothing has any more, some of which lead to a body."""
    return [
        Redirect(
            old=f"{draw(st.sampled_from(('agency', 'entity', 'erratum')))}/gone-{index}",
            reason=draw(texts()),
        )
        for index in range(draw(st.integers(0, 2)))
    ] + [
        Redirect(old=f"agency/was-{body.id}", new=body.path, reason=draw(texts()))
        for body in draw(st.lists(st.sampled_from(bodies), max_size=2, unique_by=lambda b: b.id))
    ]


def _applied(draw: st.DrawFn, thing: Entity) -> Erratum:
    return Erratum(
        id=f"spelling-of-{thing.id}",
        record=thing.path,
        field="name",
        as_printed=_MISPRINTED,
        correct=_THING,
        basis=draw(st.sampled_from(Basis)),
        certainty=draw(st.sampled_from(Certainty)),
        status=ErratumStatus.APPLIED,
        evidence=draw(texts()),
    )


# A word in the name of every thing, and how errata say that it is misprinted.
_THING, _MISPRINTED = "thing", "thign"


@st.composite
def entities(draw: st.DrawFn) -> list[Entity]:
    """Things with names of their own; some have a Chinese name, which some term must then have."""
    ids = draw(st.lists(slugs, max_size=4, unique=True))
    return [
        Entity(
            id=one,
            name=f"{draw(english)} {_THING} {index}",
            name_zh=draw(st.sampled_from([None, f"法{index}"])),
            kind=draw(st.sampled_from(EntityKind)),
        )
        for index, one in enumerate(ids)
    ]


@st.composite
def mentions(draw: st.DrawFn, things: list[Entity], misprinted: set[str]) -> list[Mention]:
    """Mentions of all these things, some with several orders about them, in any order.

    Things that are ``misprinted`` are so in at least one of them.
    """
    found = []
    for thing in things:
        relations = draw(
            st.lists(st.sampled_from(Relation), min_size=1, max_size=3, unique=True),
        )
        found += [
            Mention(
                entity=thing.id,
                relation=relation,
                as_printed=_printed(draw, thing, wrong=thing.id in misprinted and number == 0),
                italic=draw(st.booleans()),
            )
            for number, relation in enumerate(relations)
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


_years = st.integers(1900, 2100)
periods = st.tuples(_years, _years).map(sorted).map(lambda two: f"{two[0]}/{two[1]}") | _years.map(
    str
)


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """A number, a period, or both."""
    number, period = draw(st.sampled_from([(True, False), (False, True), (True, True)]))
    comparator = draw(st.sampled_from(Comparator)) if number else None
    value = draw(st.integers(0, 10**6)) if number else None
    years = draw(periods) if period else None
    printed = [comparator.value.replace("_", " "), f"{value:,}"] if comparator else []
    return Target(
        measure=draw(texts()),
        comparator=comparator,
        value=value,
        unit=draw(texts()) if number else None,
        period=years,
        as_printed=" ".join([*printed, *([years.replace("/", "-")] if years else [])]),
    )


def rights() -> st.SearchStrategy[tuple[Right, ...]]:
    """Kinds of intellectual property, the primary first."""
    return st.lists(st.sampled_from(Right), min_size=1, max_size=3, unique=True).map(tuple)


def activities() -> st.SearchStrategy[tuple[Activity, ...]]:
    """Kinds of work, the primary first."""
    return st.lists(st.sampled_from(Activity), min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def ratings_of_units(draw: st.DrawFn, *, coders: int = 4, missing: bool = True) -> list[list[Any]]:
    """What coders gave to units: whole numbers from 0 to 3, and ``None`` where they gave none."""
    value = st.integers(0, 3)
    unit = st.lists(value | st.none() if missing else value, min_size=coders, max_size=coders)
    return draw(st.lists(unit, min_size=1, max_size=12))


@st.composite
def coders(draw: st.DrawFn, tasks: list[Task]) -> list[Coder]:
    """Two who coded all tasks, as they are coded or otherwise, and perhaps two who tried some."""
    pilot = draw(st.lists(st.sampled_from(tasks), max_size=2, unique_by=lambda task: task.number))
    rounds = {Round.PILOT: pilot, Round.FULL: tasks}
    return [
        Coder(id=f"{stage}-{name}", round=stage, codes=tuple(_codes(draw, task) for task in among))
        for stage, among in rounds.items()
        for name in "ab"
        if among
    ]


def _codes(draw: st.DrawFn, task: Task) -> Codes:
    if draw(st.integers(0, 4)):
        return Codes(task=task.number, ip_rights=task.ip_rights, activity=task.activity)
    return Codes(task=task.number, ip_rights=draw(rights()), activity=draw(activities()))


def _decided(draw: st.DrawFn, task: Task, coders: list[Coder]) -> Task:
    """Give the task with a decision on each variable on which coders said something else."""
    full = [codes for one in coders if one.round is Round.FULL for codes in one.codes]
    given = [codes for codes in full if codes.task == task.number]
    decisions = tuple(
        Decision(variable=variable, reason=draw(texts()))
        for variable in Variable
        if any(coded(codes, variable) != coded(task, variable) for codes in given)
    )
    return task.model_copy(update={"decisions": decisions})


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Whole plans that every rule accepts."""
    headings = draw(sections())
    bodies = draw(agencies())
    ids = [body.id for body in bodies]
    parents = {heading.parent for heading in headings}
    leaves = [heading for heading in headings if heading.id not in parents]
    numbers = [(n, leaf.id) for leaf in leaves for n in range(leaf.first_task, leaf.last_task + 1)]
    notes = sorted(draw(st.lists(st.sampled_from([n for n, _ in numbers]), max_size=3)))
    things = draw(entities())
    # Each thing is at home in one task; others may name it too.
    home = {thing.id: draw(st.sampled_from(numbers))[0] for thing in things}
    misprinted = {thing.id for thing in things if draw(st.booleans())}
    tasks = []
    for number, section in numbers:
        named = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=4, unique=True))
        separate = len(named) > 1 and draw(st.booleans())
        tasks.append(
            Task(
                number=number,
                section=section,
                title=f"{draw(texts())} {number}",
                summary=f"{draw(texts(max_words=6))} {number}",
                responsibility=Responsibility.SEPARATE if separate else None,
                agencies=tuple(named),
                ip_rights=draw(rights()),
                activity=draw(activities()),
                footnotes=tuple(i for i, task in enumerate(notes, start=1) if task == number),
                mentions=tuple(
                    draw(
                        mentions(
                            [t for t in things if home[t.id] == number or draw(st.booleans())],
                            misprinted,
                        )
                    )
                ),
                terms=tuple(draw(terms())),
                targets=tuple(draw(st.lists(targets(), max_size=2))),
            )
        )
    footnotes = [
        Footnote(
            number=index,
            task=task,
            terms=tuple(draw(terms(least=1))),
            explanation=draw(texts()),
            kind=draw(st.sampled_from(FootnoteKind)),
        )
        for index, task in enumerate(notes, start=1)
    ]
    said = draw(coders(tasks))
    plan = Plan(
        package=PACKAGE,
        document=draw(documents(bodies)),
        sections=tuple(headings),
        tasks=tuple(_decided(draw, task, said) for task in tasks),
        agencies=tuple(bodies),
        footnotes=tuple(footnotes),
        entities=tuple(things),
        errata=tuple(draw(errata(things, misprinted))),
        redirects=tuple(draw(redirects(bodies))),
        coders=tuple(said),
        sources=_SOURCES,
        expectations=(),
    )
    for thing in things:
        if thing.name_zh:
            english_words = draw(st.sampled_from([thing.name, thing.name.upper()]) | english)
            plan = _glossed(draw, plan, _term(draw, english_words, thing.name_zh))
    return expecting(plan)


Owner = Document | Section | Task | Footnote


def owners(plan: Plan) -> tuple[Owner, ...]:
    """Give the records that can have terms, in the order of these."""
    return (plan.document, *plan.sections, *plan.tasks, *plan.footnotes)


def _glossed(draw: st.DrawFn, plan: Plan, term: Term) -> Plan:
    """Put one more term into the plan, in any record that can have terms."""
    owner = draw(st.sampled_from(owners(plan)))
    return updated(plan, owner, terms=(*owner.terms, term))


PACKAGE = Package(
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
    body = st.sampled_from([one.id for one in bodies])
    issuer = draw(st.sampled_from(bodies))
    days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
    dates = sorted(day.isoformat() for day in draw(st.tuples(days, days, days)))
    plan, plan_zh = draw(english), draw(chinese)
    url = st.sampled_from(["https://example.org/a?b=1", "http://example.org"])
    return Document(
        notice_title=f"Notice of {issuer.name} on {plan}",
        notice_title_zh=f"《{plan_zh}》通知",
        plan_title=plan,
        plan_title_zh=plan_zh,
        issuer=issuer.id,
        approved_by=draw(body),
        stamped_by=draw(body),
        first_uploaded_by=draw(body),
        notice_date=dates[0],
        upload_date=dates[1],
        source_url=draw(url),
        archive_url=draw(url),
        translator=draw(texts()),
        translation_date=dates[2],
        editor=draw(texts()),
        exchange_rate_note=draw(texts()),
        closing_rule=draw(texts()),
        terms=tuple(draw(terms())),
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


def updated(plan: Plan, *records: Record, **fields: Any) -> Plan:
    """Give the plan with the same fields of some records set to other values."""
    return with_changes(plan, *((record, fields) for record in records))


def with_changes(plan: Plan, *changes: tuple[Record, dict[str, Any]]) -> Plan:
    """Give the plan with fields of some records set to other values, unchecked by the model."""
    other = {record.path: record.model_copy(update=update) for record, update in changes}
    lists = {name: tuple(other.get(r.path, r) for r in rows) for name, rows in plan.lists.items()}
    return changed(plan, document=other.get("document", plan.document), **lists)


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
    if schema["type"] == "boolean":
        # The texts "true" and "false" are left out: a cell can't tell them from the truth values.
        return st.booleans() | st.sampled_from(["", "yes", "no", "True", "FALSE", "t", 0, 1, 2])
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


# What stands in files: bits of YAML, JSON and CSV, and what breaks their readers.
_BITS = st.binary(max_size=6) | st.sampled_from(
    [
        *(
            b"\n",
            b"\r\n",
            b"\t",
            b" ",
            b"\0",
            b"\xff",
            b"\xef\xbb\xbf",
            b"\xe2\x80\x8b",
            b"\xf0\x9f",
        ),
        *(
            b": ",
            b"- ",
            b"[",
            b"]",
            b"{",
            b"}",
            b'"',
            b"'",
            b",",
            b";",
            b"|",
            b"&a ",
            b"*a",
            b"!!b ",
        ),
        *(
            b"null",
            b"true",
            b"NaN",
            b"1e999",
            b"9" * 5000,
            b"\\ud800",
            b"\\u0000",
            b"--- ",
            b"%A\n",
        ),
    ]
)


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes of a file with spans of them left out, put in or moved."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        size = draw(st.sampled_from([0, 1, 2, 8, 40, 400]))
        span = data[start : start + size]
        rest = data[:start] + data[start + size :]
        place = draw(st.sampled_from([start, 0, len(rest)]))
        instead = draw(_BITS | st.just(span) | st.just(span * 2))
        data = rest[:place] + instead + rest[place:]
    return data


_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["cnipa", "task/1", "2020-05-13", "sha256:", "\u200b", "=1", "河"])
)


def structures(keys: list[str], *, most: int = 12) -> st.SearchStrategy[Any]:
    """Whatever JSON can hold, under these keys and others."""
    names = st.sampled_from(keys) | st.text(max_size=4)
    return st.recursive(
        _LEAVES,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=5),
        max_leaves=most,
    )


def places(tree: Any) -> list[tuple[str | int, ...]]:
    """Give the steps to everything in a tree of JSON, the tree itself among it."""
    pairs: list[tuple[str | int, Any]] = []
    if isinstance(tree, dict):
        pairs = [*tree.items()]
    elif isinstance(tree, list):
        pairs = [*enumerate(tree)]
    return [(), *((key, *steps) for key, inner in pairs for steps in places(inner))]


def keys_of(tree: Any) -> list[str]:
    """Give all keys in a tree of JSON, each once."""
    steps = (step for place in places(tree) for step in place)
    return sorted({step for step in steps if isinstance(step, str)})


@st.composite
def altered(draw: st.DrawFn, tree: Any) -> Any:
    """A tree of JSON in which one thing is replaced by something else of any structure."""
    place = draw(st.sampled_from(places(tree)))
    return _put(tree, place, draw(structures(keys_of(tree), most=6)))


def _put(tree: Any, place: tuple[str | int, ...], value: Any) -> Any:
    if not place:
        return value
    other = tree.copy()
    other[place[0]] = _put(tree[place[0]], place[1:], value)
    return other
