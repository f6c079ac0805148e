"""What a record claims that the document prints, beside what the witness says it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ipplan_data.curation.findings import Place, shown
from ipplan_data.curation.model import Erratum, Plan, Record, Responsibility, Task
from ipplan_data.curation.model.footnote import FootnoteKind
from ipplan_data.curation.rules.named import glosses, italics
from ipplan_data.curation.source.witness import FrontMatter, PrintedTask, Witness, Wording
from ipplan_data.curation.source.normal import address_digest, normal, unquoted

# How a clause begins, by whether the responsibilities in it are separate.
_OPENING = {True: "Separate responsibilities of", False: "Responsibility of"}


@dataclass(frozen=True)
class Claim:
    """One field of one record: the values it gives, and those that the document prints.

    ``code`` is the rule that it comes under. Both are lists, compared item by item in the normal
    form, after applied errata. ``places`` tells which item of the field each recorded value comes
    from, where they aren't one to one.
    """

    code: str
    record: Record
    field: str
    recorded: tuple[str, ...]
    as_printed: tuple[str, ...]
    errata: tuple[Erratum, ...] = ()
    places: tuple[int, ...] = ()

    @cached_property
    def expected(self) -> tuple[str, ...]:
        """What is printed, as applied errata correct it."""
        values = self.as_printed
        for erratum in self.errata:
            wrong, right = normal(erratum.as_printed), normal(erratum.correct)
            index = next((i for i, value in enumerate(values) if wrong in normal(value)), None)
            if index is not None:
                corrected = normal(values[index]).replace(wrong, right, 1)
                values = (*values[:index], corrected, *values[index + 1 :])
        return values

    @property
    def holds(self) -> bool:
        """Whether the record says what the document does."""
        if self.recorded == self.expected:
            return True
        return tuple(map(normal, self.recorded)) == tuple(map(normal, self.expected))

    @cached_property
    def _first(self) -> int:
        """The first item that differs."""
        pairs = zip(self.recorded, self.expected, strict=False)
        shorter = min(len(self.recorded), len(self.expected))
        return next((i for i, (a, b) in enumerate(pairs) if normal(a) != normal(b)), shorter)

    @property
    def place(self) -> Place:
        """Where the record says it."""
        listed = isinstance(getattr(self.record, self.field), tuple)
        if not listed or self._first >= len(self.recorded):
            return self.record.place(self.field)
        index = self.places[self._first] if self.places else self._first
        return self.record.place(self.field, index)

    @property
    def recorded_item(self) -> str | None:
        """What the record says in the first place that differs."""
        return self.recorded[self._first] if self._first < len(self.recorded) else None

    @property
    def printed_item(self) -> str | None:
        """What the document prints in the first place that differs."""
        return self.expected[self._first] if self._first < len(self.expected) else None

    @property
    def message(self) -> str:
        """What the two say, in one sentence."""
        index = self._first
        nothing = "nothing more" if index else "nothing"
        said, prints = (
            nothing if item is None else shown(item, 100)
            for item in (self.recorded_item, self.printed_item)
        )
        where = f" in place {index + 1}" if max(len(self.recorded), len(self.expected)) > 1 else ""
        return f"'{self.field}' has {said}{where}, but the document prints {prints}"


def claims(plan: Plan, witness: Witness) -> Iterator[Claim]:
    """Give every claim that both entries speak of; ids that name nothing are left to IPP201."""
    applied = plan.applied
    for code, record, field, recorded, printed in _compared(plan, witness):
        yield Claim(code, record, field, recorded, printed, applied.get((record.path, field), ()))
    for owner, recorded, printed in glosses(plan, witness):
        as_printed = Claim("IPP412", owner, "terms", recorded, printed)
        yield as_printed
        if as_printed.holds:
            meant = tuple(term.term_zh for term in owner.terms)
            corrections = applied.get((owner.path, "terms"), ())
            yield Claim("IPP412", owner, "terms", meant, tuple(map(unquoted, printed)), corrections)
    for task, names, places, runs in italics(plan, witness):
        yield Claim("IPP413", task, "mentions", names, runs, (), places)


_Compared = tuple[str, Record, str, tuple[str, ...], tuple[str, ...]]


def _compared(plan: Plan, witness: Witness) -> Iterator[_Compared]:
    tasks = {task.number: task for task in witness.tasks}
    misnamed = _misnamed(plan, tasks)
    for task in plan.tasks:
        if task.number in tasks:
            yield from _task(plan, task, tasks[task.number], misnamed)
    for key, printed in misnamed.items():
        agency = plan.agency[key]
        field = "printed" if agency.printed else "name"
        yield "IPP409", agency, field, (agency.printed_name,), (printed,)
    headings = {heading.id: heading.title for heading in witness.headings}
    for section in plan.sections:
        if section.id in headings:
            yield "IPP408", section, "title", (section.title,), (headings[section.id],)
    yield from _footnotes(plan, witness)
    for agency in plan.agencies:
        place = agency.addressee_position
        if place and place <= len(witness.addressees):
            addressee = witness.addressees[place - 1]
            yield "IPP409", agency, "name", (agency.name,), (addressee.name,)
            if addressee.abbreviation and addressee.stands_for is None:
                short = (agency.abbreviation or "",)
                yield "IPP409", agency, "abbreviation", short, (addressee.abbreviation,)
    yield from _document(plan, {part.kind: part for part in witness.front})


def _misnamed(plan: Plan, tasks: dict[int, PrintedTask]) -> dict[str, str]:
    """Find bodies whose name no task prints, each with what stands in its first place.

    Such a body is one fault, however many tasks name it.
    """
    in_print = {normal(name) for task in tasks.values() for name in task.bodies}
    found: dict[str, str] = {}
    for task in plan.tasks:
        printed = tasks[task.number].bodies if task.number in tasks else ()
        for key, name in zip(task.agencies, printed, strict=False):
            agency = plan.agency.get(key)
            if agency and normal(agency.printed_name) not in in_print:
                found.setdefault(key, name)
    return found


def _task(
    plan: Plan, task: Task, printed: PrintedTask, misnamed: dict[str, str]
) -> Iterator[_Compared]:
    yield "IPP404", task, "section", (task.section,), (printed.section or "",)
    yield "IPP405", task, "responsibility", *_openings(task, printed.wording)
    bodies = [plan.agency.get(agency) for agency in task.agencies]
    names = tuple(misnamed.get(body.id, body.printed_name) for body in bodies if body)
    if len(names) == len(bodies):
        yield "IPP406", task, "agencies", names, printed.bodies
    if printed.markers is not None:
        numbers = tuple(str(number) for number in task.footnotes)
        markers = tuple(str(marker.footnote) for marker in printed.markers)
        yield "IPP407", task, "footnotes", numbers, markers


def _openings(task: Task, wording: Wording) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give how the record has the clause begin, and how it does: bare names have no words."""
    worded = wording.separate or wording is Wording.RESPONSIBILITY
    separate = task.responsibility is Responsibility.SEPARATE
    recorded = (_OPENING[separate],) if worded or separate else ()
    return recorded, (_OPENING[wording.separate],) if worded else ()


def _footnotes(plan: Plan, witness: Witness) -> Iterator[_Compared]:
    printed = {note.number: note for note in witness.footnotes}
    for note in plan.footnotes:
        if note.number in printed:
            kinds = {True: FootnoteKind.TRANSLATOR_NOTE, False: FootnoteKind.UNLABELLED}
            kind = kinds[printed[note.number].labelled]
            yield "IPP407", note, "kind", (note.kind.value,), (kind.value,)


def _document(plan: Plan, front: dict[str, FrontMatter]) -> Iterator[_Compared]:
    """Compare the facts that the front matter prints as such, under its labels."""
    document = plan.document
    for field, kind, value in (
        ("notice_title", "title", "name"),
        ("notice_title_zh", "title", "name_zh"),
        ("plan_title", "plan_title", "name"),
        ("translator", "translator", "name"),
        ("editor", "editor", "name"),
    ):
        if kind in front:
            printed = getattr(front[kind], value)
            yield "IPP410", document, field, (getattr(document, field),), _given(printed)
    issuer = plan.agency.get(document.issuer)
    if issuer and "author" in front:
        name = (front["author"].name or "").removeprefix("The ")
        yield "IPP410", document, "issuer", (issuer.name,), (name,)
    for fields, kind, values in (
        (("notice_date", "upload_date"), "source", "dates"),
        (("source_url", "archive_url"), "source", "urls"),
        (("translation_date",), "translation_date", "dates"),
    ):
        for index, field in enumerate(fields) if kind in front else ():
            printed = getattr(front[kind], values)[index : index + 1]
            value = getattr(document, field)
            recorded = address_digest(value) if values == "urls" else value
            yield "IPP410", document, field, (recorded,), printed


def _given(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()
