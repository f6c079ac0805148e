"""The records of the plan and the relations between them."""

from __future__ import annotations

from ipplan_data.plan.nested import Alias, Code, Decision, Fact, Target
from ipplan_data.plan.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import ClassVar

    from ipplan_data.plan.vocabularies import (
        Activity,
        AgencyKind,
        Basis,
        Certainty,
        EntityKind,
        ErratumStatus,
        FootnoteKind,
        Relation,
        Right,
        Role,
        Sharing,
    )

_ALIAS_KINDS = {("zh", "name"): "Chinese name"}


class _Corrected(Record):
    """A record whose text in the document can have errors."""

    @property
    def errata(self) -> tuple[Erratum, ...]:
        """The errors in the document's text of it; those in a name belong to what has the name."""
        return self._all(Erratum).where("about", self)


class _Glossed(_Corrected):
    """A record in whose text the document gives Chinese terms."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms whose Chinese is given in its text."""
        return self._all(Term).where("stands_in", self)


class Document(_Glossed):
    """The notice and its translation; agencies are given by id."""

    _shown = ("plan_title", "notice_date", "issuer")
    _dates: ClassVar[frozenset[str]] = frozenset({"notice_date", "upload_date", "translation_date"})

    notice_title: str
    notice_title_zh: str
    plan_title: str
    plan_title_zh: str
    issuer: str
    approved_by: str
    stamped_by: str
    first_uploaded_by: str
    notice_date: date
    upload_date: date
    source_url: str
    archive_url: str
    translator: str
    translation_date: date
    editor: str
    exchange_rate_note: str
    closing_rule: str
    issuer_name: str
    issuer_name_zh: str | None
    stamped_by_name: str


class Section(_Glossed):
    """A part (``parent`` is ``None``) or a section, with its first and last task."""

    id: str
    position: int
    parent: str | None
    title: str
    first_task: int
    last_task: int

    @property
    def part(self) -> Section | None:
        """The part that a section belongs to."""
        return None if self.parent is None else self._all(Section)[self.parent]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of a part, in order."""
        return self._all(Section).where("parent", self.id)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks under the heading, in order; a part includes those of its sections."""
        numbers = range(self.first_task, self.last_task + 1)
        return tuple(self._all(Task)[number] for number in numbers)


class Agency(_Corrected):
    """An agency: addressee of the notice, responsible for tasks, or parent of one that is.

    Values are those of 2020; ``facts`` gives the source of each and whether it is verified.
    ``successor_from`` is a year, a month or a date in ISO 8601, as exact as is known.

    >>> import ipplan_data
    >>> agency = ipplan_data.load().agencies["cbirc"]
    >>> agency.abbreviation, agency.parent, agency.successor_from
    ('CBIRC', 'state-council', '2023-05-18')
    """

    _shown = ("id", "name", "tasks_led", "tasks_total")
    _nested: ClassVar[dict[str, type[Record]]] = {"aliases": Alias, "facts": Fact}

    id: str
    position: int
    name: str
    abbreviation: str | None
    name_zh: str | None
    short_name_zh: str | None
    kind: AgencyKind
    parent: str | None
    addressee_position: int | None
    tasks_led: int
    tasks_total: int
    successor_name: str | None
    successor_from: str | None
    note: str | None
    aliases: tuple[Alias, ...]
    facts: tuple[Fact, ...]

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Every name in use, with its kind."""
        return tuple(
            (one.alias, _ALIAS_KINDS.get((one.language, one.kind), one.kind.replace("_", " ")))
            for one in self.aliases
        )

    @property
    def leads(self) -> tuple[Task, ...]:
        """The tasks that the agency leads, in order."""
        return self._all(Task).where("lead_agency", self.id)

    @property
    def participates(self) -> tuple[Task, ...]:
        """The tasks that the agency takes part in but doesn't lead, in order."""
        return self._all(Task).where("participating_agencies", self.id)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks that the agency is responsible for, in order."""
        return self._all(Task).where("agencies", self.id)

    @property
    def superior(self) -> Agency | None:
        """The agency that it belongs to."""
        return None if self.parent is None else self._all(Agency)[self.parent]

    @property
    def subordinates(self) -> tuple[Agency, ...]:
        """The agencies that belong to it."""
        return self._all(Agency).where("parent", self.id)


class Entity(_Corrected):
    """A law, document, campaign, event, organization or place that tasks mention.

    ``name`` is in lower case unless the document prints it as a title; ``kind`` follows the name.
    """

    id: str
    name: str
    name_zh: str | None
    kind: EntityKind

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Its names, with their kinds."""
        zh = ((self.name_zh, "Chinese name"),) if self.name_zh else ()
        return ((self.name, "name"), *zh)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks that mention it, in order."""
        return self._all(Task).where("entities", self)


class Responsibility(Record):
    """An agency's part in a task.

    ``position`` counts from 1, ``role`` is ``lead`` or ``participant``, ``as_printed`` is the name
    as the document has it.
    """

    position: int
    agency: str
    role: Role
    as_printed: str

    @property
    def body(self) -> Agency:
        """The agency."""
        return self._all(Agency)[self.agency]


class Mention(Record):
    """What a task does with an entity that it mentions.

    ``position`` counts from 1, ``entity`` is the entity's id, ``relation`` is what is ordered, such
    as ``amend`` or ``hold``. ``as_printed`` are the words for it, with … where some are left out.
    """

    position: int
    entity: str
    relation: Relation
    as_printed: str
    italic: bool

    @property
    def thing(self) -> Entity:
        """The entity."""
        return self._all(Entity)[self.entity]


class Task(_Glossed):
    """A task of the plan; agencies are given by id, in printed order.

    ``number`` runs from 1 to 100, ``section`` is an id such as ``II.iii``; title and summary are
    our words. ``ip_rights`` and ``activity`` are coded, the primary value first; the codebook gives
    the coders' agreement.

    >>> import ipplan_data as ip
    >>> task = ip.load().tasks[47]
    >>> task.section, task.responsibility, task.agencies
    ('II.iii', 'separate', ('mara', 'nfga'))
    >>> task.lead.abbreviation, task.participants[0].abbreviation, task.heading.part.id
    ('MARA', 'NFGA', 'II')
    """

    _shown = ("number", "section", "title", "lead_agency")
    _nested: ClassVar[dict[str, type[Record]]] = {
        "responsibilities": Responsibility,
        "mentions": Mention,
        "targets": Target,
        "codes": Code,
        "decisions": Decision,
    }

    number: int
    section: str
    title: str
    summary: str
    responsibility: Sharing
    lead_agency: str
    lead_agency_name: str
    participating_agencies: tuple[str, ...]
    participating_agency_names: tuple[str, ...]
    agency_count: int
    footnotes: tuple[int, ...]
    ip_rights_primary: Right
    ip_rights: tuple[Right, ...]
    activity_primary: Activity
    activity: tuple[Activity, ...]
    responsibilities: tuple[Responsibility, ...]
    mentions: tuple[Mention, ...]
    targets: tuple[Target, ...]
    codes: tuple[Code, ...]
    decisions: tuple[Decision, ...]

    @property
    def agencies(self) -> tuple[str, ...]:
        """The ids of all responsible agencies in printed order, the lead first."""
        return (self.lead_agency, *self.participating_agencies)

    @property
    def bodies(self) -> tuple[Agency, ...]:
        """All responsible agencies in printed order, the lead first."""
        return tuple(self._all(Agency)[agency] for agency in self.agencies)

    @property
    def lead(self) -> Agency:
        """The agency that leads."""
        return self._all(Agency)[self.lead_agency]

    @property
    def participants(self) -> tuple[Agency, ...]:
        """The other agencies in printed order."""
        return self.bodies[1:]

    @property
    def heading(self) -> Section:
        """The section that the task is in, or the part if that has no sections."""
        return self._all(Section)[self.section]

    @property
    def notes(self) -> tuple[Footnote, ...]:
        """The footnotes whose markers are in the task."""
        return tuple(self._all(Footnote)[number] for number in self.footnotes)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities that the task mentions, each once, in printed order."""
        return tuple(dict.fromkeys(mention.thing for mention in self.mentions))


class Footnote(_Glossed):
    """A footnote of the translation, explained in our words; ``task`` has its marker."""

    _shown = ("number", "task", "term", "term_zh")

    number: int
    task: int
    term: str
    term_zh: str
    explanation: str
    kind: FootnoteKind

    @property
    def stands_in(self) -> Task:
        """The task that has its marker."""
        return self._all(Task)[self.task]


class Term(Record):
    """An English term with the Chinese that the document prints beside it.

    It is in a ``task``, the heading of a ``section`` or a ``footnote``, or, if all three are
    ``None``, in the front matter; ``position`` counts from 1 there. ``as_printed_zh`` includes what
    is around the Chinese, and its misprints.
    """

    _shown = ("id", "term", "term_zh")

    id: str
    task: int | None
    section: str | None
    footnote: int | None
    position: int
    term: str
    term_zh: str
    as_printed_zh: str

    @property
    def stands_in(self) -> Task | Section | Footnote | Document:
        """The record whose text has the Chinese."""
        if self.task is not None:
            return self._all(Task)[self.task]
        if self.section is not None:
            return self._all(Section)[self.section]
        if self.footnote is not None:
            return self._all(Footnote)[self.footnote]
        document: Document = self.plan.document
        return document


class Erratum(Record):
    """An error in the document: what it prints in a field of a record, and what is correct.

    ``record`` is ``document``, or kind and key as in ``task/48``; ``field`` is ``text`` for prose.
    ``status`` is ``applied`` if the published value is the correct reading, or else ``noted``.
    """

    _shown = ("id", "as_printed", "correct", "status")

    id: str
    record: str
    field: str
    as_printed: str
    correct: str
    basis: Basis
    certainty: Certainty
    status: ErratumStatus
    evidence: str

    @property
    def about(self) -> Task | Section | Footnote | Agency | Entity | Document:
        """The record that has the error."""
        found: Task | Section | Footnote | Agency | Entity | Document = self.plan.at(self.record)
        return found


class Redirect(Record):
    """An id that an earlier release had, and what replaces it, if anything does.

    ``old`` and ``new`` are kind and id, as in ``entity/patent-law``. Catalogues follow redirects.
    """

    old: str
    new: str | None
    reason: str

    @property
    def leads_to(self) -> Agency | Entity | Erratum | None:
        """The record that replaces it."""
        found: Agency | Entity | Erratum | None = self.plan.at(self.new) if self.new else None
        return found
