"""What a record claims that the document prints, beside what the witness says it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from ipplan_data.curation.findings import Place, shown
from ipplan_data.curation.model import Erratum, Plan, Record, Responsibility, Task
from ipplan_data.curation.model.document import FootnoteKind
from ipplan_data.curation.source.normal import address_digest, normal, unquoted
from ipplan_data.curation.source.witness import PrintedTask, Witness, Wording

Values = tuple[str, ...]

# How a clause begins, by whether the responsibilities in it are separate.
_OPENING = {True: "Separate responsibilities of", False: "Responsibility of"}
# What is between two titles in one run of italics, in the normal form.
_BETWEEN = re.compile("[,;](and)?|and")
# Fields of the document: the part of the front matter, its attribute, and which value of several.
_FACTS = (
    ("notice_title", "title", "name", 0),
    ("notice_title_zh", "title", "name_zh", 0),
    ("plan_title", "plan_title", "name", 0),
    ("translator", "translator", "name", 0),
    ("editor", "editor", "name", 0),
    ("notice_date", "source", "dates", 0),
    ("upload_date", "source", "dates", 1),
    ("source_url", "source", "urls", 0),
    ("archive_url", "source", "urls", 1),
    ("translation_date", "translation_date", "dates", 0),
)


@dataclass(frozen=True)
class Claim:
    """One field of one record: the values it has, and those that the document prints.

    ``code`` is the rule that compares them, item by item in the normal form, after applied errata.
    ``places`` gives the index in the field of each recorded value, where they aren't one to one.
    """

    code: str
    record: Record
    field: str
    recorded: Values
    as_printed: Values
    errata: tuple[Erratum, ...] = ()
    places: tuple[int, ...] = ()

    @cached_property
    def expected(self) -> Values:
        """What is printed, as applied errata correct it."""
        values = self.as_printed
        for erratum in self.errata:
            wrong, right = normal(erratum.as_printed), normal(erratum.correct)
            index = next((i for i, value in enumerate(values) if wrong in normal(value)), None)
            if index is not None:
                corrected = normal(values[index]).replace(wrong, right, 1)
                values = (*values[:index], corrected, *values[index + 1 :])
        return values

    @cached_property
    def holds(self) -> bool:
        """Whether the record says what the document does."""
        same = self.recorded == self.expected
        return same or [*map(normal, self.recorded)] == [*map(normal, self.expected)]

    @cached_property
    def index(self) -> int:
        """The first item that differs."""
        pairs = enumerate(zip(self.recorded, self.expected, strict=False))
        shorter = min(len(self.recorded), len(self.expected))
        return next((i for i, (a, b) in pairs if normal(a) != normal(b)), shorter)

    @property
    def place(self) -> Place:
        """Where the record says it."""
        listed = isinstance(getattr(self.record, self.field), tuple)
        if not listed or self.index >= len(self.recorded):
            return self.record.place(self.field)
        return self.record.place(self.field, (self.places or range(self.index + 1))[self.index])

    @property
    def differing(self) -> tuple[str | None, str | None]:
        """The first item that differs: what the record has, and what the document prints."""
        ours, printed = self.recorded[self.index :], self.expected[self.index :]
        return ours[0] if ours else None, printed[0] if printed else None

    @property
    def message(self) -> str:
        """What the two say, in one sentence."""
        nothing = "nothing more" if self.index else "nothing"
        said, prints = (nothing if item is None else shown(item, 100) for item in self.differing)
        several = max(len(self.recorded), len(self.expected)) > 1
        where = f" as item {self.index + 1}" if several else ""
        return f"'{self.field}' has {said}{where}, but the document has {prints}"


@dataclass(frozen=True)
class Entries:
    """Both entries of every fact: what people typed, and what a program read in the document."""

    plan: Plan
    witness: Witness

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What both say, value by value."""
        return tuple(claims(self.plan, self.witness))

    @cached_property
    def moved_markers(self) -> frozenset[int]:
        """Footnotes with a marker in a task that has others in the document than in the records."""
        return frozenset(
            int(number)
            for claim in self.claims
            if (claim.code, claim.field) == ("IPP407", "footnotes") and not claim.holds
            for number in (*claim.recorded, *claim.expected)
        )


def claims(plan: Plan, witness: Witness) -> Iterator[Claim]:
    """Return every claim about which both entries say something.

    Ids that refer to nothing are left to IPP201.
    """
    applied = plan.applied
    for code, record, field, recorded, printed in _compared(plan, witness):
        yield Claim(code, record, field, recorded, printed, applied.get((record.path, field), ()))
    yield from _terms(plan, witness)
    yield from _italics(plan, witness)


_Compared = Iterator[tuple[str, Record, str, Values, Values]]


def _compared(plan: Plan, witness: Witness) -> _Compared:
    yield from _document(plan, witness)
    yield from _addressees(plan, witness)
    tasks = {task.number: task for task in witness.tasks}
    misnamed = _misnamed(plan, tasks)
    for task in plan.tasks:
        if task.number in tasks:
            yield from _task(plan, task, tasks[task.number], misnamed)
    for key, printed in misnamed.items():
        agency = plan.agency[key]
        field = "printed" if agency.printed else "name"
        yield "IPP409", agency, field, (agency.printed_name,), (printed,)
    titles = {heading.id: heading.title for heading in witness.headings}
    for section in plan.sections:
        if section.id in titles:
            yield "IPP408", section, "title", (section.title,), (titles[section.id],)
    labelled = {note.number: note.labelled for note in witness.footnotes}
    for note in plan.footnotes:
        if note.number in labelled:
            translators = labelled[note.number]
            kind = FootnoteKind.TRANSLATOR_NOTE if translators else FootnoteKind.UNLABELLED
            yield "IPP407", note, "kind", (note.kind.value,), (kind.value,)


def _addressees(plan: Plan, witness: Witness) -> _Compared:
    addressees = dict(enumerate(witness.addressees, start=1))
    for agency in plan.agencies:
        if addressee := addressees.get(agency.addressee_position or 0):
            yield "IPP409", agency, "name", (agency.name,), (addressee.name,)
            if addressee.abbreviation and addressee.stands_for is None:
                short = agency.abbreviation or ""
                yield "IPP409", agency, "abbreviation", (short,), (addressee.abbreviation,)


def _misnamed(plan: Plan, tasks: dict[int, PrintedTask]) -> dict[str, str]:
    """Find agencies whose name no task prints, each with what is printed in its first place.

    Such an agency is one finding, however many tasks list it.
    """
    printed = {normal(name) for task in tasks.values() for name in task.bodies}
    found: dict[str, str] = {}
    for task in plan.tasks:
        names = tasks[task.number].bodies if task.number in tasks else ()
        for key, name in zip(task.agencies, names, strict=False):
            agency = plan.agency.get(key)
            if agency and normal(agency.printed_name) not in printed:
                found.setdefault(key, name)
    return found


def _task(plan: Plan, task: Task, printed: PrintedTask, misnamed: dict[str, str]) -> _Compared:
    yield "IPP404", task, "section", (task.section,), (printed.section or "",)
    # A clause of bare names has no words that say whether responsibilities are separate.
    separate, wording = task.responsibility is Responsibility.SEPARATE, printed.wording
    worded = wording.separate or wording is Wording.RESPONSIBILITY
    ours = (_OPENING[separate],) if worded or separate else ()
    yield "IPP405", task, "responsibility", ours, (_OPENING[wording.separate],) if worded else ()
    agencies = [plan.agency.get(agency) for agency in task.agencies]
    names = tuple(misnamed.get(one.id, one.printed_name) for one in agencies if one)
    if len(names) == len(agencies):
        yield "IPP406", task, "agencies", names, printed.bodies
    if printed.markers is not None:
        markers = tuple(str(marker.footnote) for marker in printed.markers)
        yield "IPP407", task, "footnotes", tuple(map(str, task.footnotes)), markers


def _document(plan: Plan, witness: Witness) -> _Compared:
    """Compare the facts that the front matter prints under its labels."""
    document, front = plan.document, {part.kind: part for part in witness.front}
    for field, kind, attribute, index in _FACTS:
        if kind in front:
            printed = getattr(front[kind], attribute)
            values = printed if isinstance(printed, tuple) else (printed,) if printed else ()
            value = getattr(document, field)
            recorded = address_digest(value) if attribute == "urls" else value
            yield "IPP410", document, field, (recorded,), values[index : index + 1]
    issuer = plan.agency.get(document.issuer)
    if issuer and "author" in front:
        name = (front["author"].name or "").removeprefix("The ")
        yield "IPP410", document, "issuer", (issuer.name,), (name,)


def _terms(plan: Plan, witness: Witness) -> Iterator[Claim]:
    """Compare the Chinese of terms, as printed and, where that agrees, as it is meant."""
    # The Chinese title of the notice is a field of its own, and compared as such.
    front = [part for part in witness.front if part.kind != "title"]
    printed = {path: part.glosses for path, part in witness.parts.items()}
    printed[plan.document.path] = tuple(gloss for part in front for gloss in part.glosses)
    for owner in plan.glossed:
        if owner.path in printed:
            glosses = tuple(gloss.as_printed for gloss in printed[owner.path])
            ours = tuple(term.printed for term in owner.terms)
            as_printed = Claim("IPP412", owner, "terms", ours, glosses)
            yield as_printed
            if as_printed.holds:
                meant = tuple(term.term_zh for term in owner.terms)
                errata = plan.applied.get((owner.path, "terms"), ())
                yield Claim("IPP412", owner, "terms", meant, tuple(map(unquoted, glosses)), errata)


def _italics(plan: Plan, witness: Witness) -> Iterator[Claim]:
    """Compare the mentions in italics of every task with the runs of italics printed."""
    tasks = {task.number: task for task in witness.tasks}
    for task in plan.tasks:
        titles = tasks[task.number].titles if task.number in tasks else None
        if titles is None or any(one.entity not in plan.entity for one in task.mentions):
            continue
        runs = tuple(title.as_printed for title in titles)
        italic = [(n, plan.printed(one)) for n, one in enumerate(task.mentions) if one.italic]
        # Several orders about one thing are several mentions of one title.
        named = [next(same) for _, same in groupby(italic, key=lambda one: one[1])]
        names, places = joined(named, runs)
        yield Claim("IPP413", task, "mentions", names, runs, (), places)


def joined(named: list[tuple[int, str]], runs: Values) -> tuple[Values, tuple[int, ...]]:
    """Join names to the runs of italics that they make up; give the result, and where each begins.

    A name that fits no run is left as it is.

    >>> joined([(0, "Bank Law (I)"), (1, "(II)"), (2, "Weir Law")], ("Bank Law (I) and (II)",))
    (('Bank Law (I) and (II)', 'Weir Law'), (0, 2))
    """
    found: list[tuple[str, int]] = []
    rest = list(named)
    for run in runs:
        if not rest:
            break
        taken = _makes_up([name for _, name in rest], run)
        found.append((run if taken else rest[0][1], rest[0][0]))
        rest = rest[taken or 1 :]
    found += [(name, place) for place, name in rest]
    return tuple(name for name, _ in found), tuple(place for _, place in found)


def _makes_up(names: list[str], run: str) -> int:
    """Count how many of the first names make up a run of italics; 0 if they don't."""
    left = normal(run)
    for count, name in enumerate(map(normal, names), start=1):
        if count > 1:
            between = _BETWEEN.match(left)
            left = left[between.end() :] if between else ""
        if not left.startswith(name):
            return 0
        left = left[len(name) :]
        if not left:
            return count
    return 0
