"""What is named and explained: things, terms, footnotes, and faults of the document."""

from __future__ import annotations

from ipplan_data.plan.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ipplan_data.plan.agencies import Agency
    from ipplan_data.plan.document import Document, Section
    from ipplan_data.plan.tasks import Task
    from ipplan_data.plan.vocabularies import (
        Basis,
        Certainty,
        EntityKind,
        ErratumStatus,
        FootnoteKind,
    )


class Entity(Record):
    """A thing that tasks name: a law, a document, a campaign, an event, a body or a place.

    ``name`` is in lower case where it has no look of a title in print, ``kind`` goes by what the
    name calls it.

    >>> import ipplan_data
    >>> entity = ipplan_data.load().entities["sword-net"]
    >>> entity.name, entity.name_zh, entity.kind
    ('Sword Net', '剑网', 'campaign')
    """

    id: str
    name: str
    name_zh: str | None
    kind: EntityKind

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Its names, with what kind of name each is."""
        zh = ((self.name_zh, "Chinese name"),) if self.name_zh else ()
        return ((self.name, "name"), *zh)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks that name it, in order."""
        return self.plan.relations.of("naming", self.id)

    @property
    def errata(self) -> tuple[Erratum, ...]:
        """The faults in its name."""
        return self.plan.relations.of("errata", f"entity/{self.id}")


class Term(Record):
    """An English term with the Chinese that the document prints beside it.

    It stands in a ``task``, in the heading of a ``section``, in a ``footnote``, or, where all three
    are ``None``, in the front matter; ``position`` counts from 1 there. ``as_printed_zh`` has what
    stands around the Chinese, and its misprints.

    >>> import ipplan_data
    >>> term = ipplan_data.load().terms["task-67-1"]
    >>> term.task, term.term, term.term_zh
    (67, 'lending', '质押')
    """

    id: str
    task: int | None
    section: str | None
    footnote: int | None
    position: int
    term: str
    term_zh: str
    as_printed_zh: str

    _shown = ("id", "term", "term_zh")

    @property
    def stands_in(self) -> Task | Section | Footnote | Document:
        """The record whose text has the Chinese."""
        if self.task is not None:
            return self.plan.tasks[self.task]
        if self.section is not None:
            return self.plan.sections[self.section]
        if self.footnote is not None:
            return self.plan.footnotes[self.footnote]
        return self.plan.document


class Footnote(Record):
    """A footnote of the translation, explained in our words; ``task`` carries its marker.

    >>> import ipplan_data
    >>> ipplan_data.load().footnotes[3].term_zh
    '一带一路'
    """

    number: int
    task: int
    term: str
    term_zh: str
    explanation: str
    kind: FootnoteKind

    _shown = ("number", "task", "term", "term_zh")

    @property
    def stands_in(self) -> Task:
        """The task that carries its marker."""
        return self.plan.tasks[self.task]

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms whose Chinese stands in the footnote."""
        return self.plan.relations.of("terms", (None, None, self.number))

    @property
    def errata(self) -> tuple[Erratum, ...]:
        """The faults in the footnote."""
        return self.plan.relations.of("errata", f"footnote/{self.number}")


class Erratum(Record):
    """A fault in the document: what is printed in which field of which record, and what is correct.

    ``record`` is ``document``, or kind and key as in ``task/48``; ``field`` is ``text`` for prose.
    ``status`` is ``applied`` where the published value follows the correct reading, or ``noted``.

    >>> import ipplan_data
    >>> ipplan_data.load().errata["task-40-paralympics"].correct
    'Winter Paralympics'
    """

    id: str
    record: str
    field: str
    as_printed: str
    correct: str
    basis: Basis
    certainty: Certainty
    status: ErratumStatus
    evidence: str

    _shown = ("id", "as_printed", "correct", "status")

    @property
    def about(self) -> Task | Section | Footnote | Agency | Entity | Document:
        """The record that has the fault."""
        kind, _, key = self.record.partition("/")
        plan = self.plan
        if kind == "task":
            return plan.tasks[int(key)]
        if kind == "footnote":
            return plan.footnotes[int(key)]
        if kind == "section":
            return plan.sections[key]
        if kind == "agency":
            return plan.agencies[key]
        return plan.entities[key] if kind == "entity" else plan.document


class Redirect(Record):
    """An id that a release had and that nothing has any more, and where it leads.

    ``old`` and ``new`` name kind and id, as in ``entity/patent-law``; ``new`` is ``None`` where
    nothing takes its place. Catalogues follow redirects by themselves.

    >>> import ipplan_data
    >>> len(ipplan_data.load().redirects)
    0
    """

    old: str
    new: str | None
    reason: str

    @property
    def leads_to(self) -> Agency | Entity | Erratum | None:
        """The record that has its place now."""
        if self.new is None:
            return None
        kind, _, key = self.new.partition("/")
        if kind == "agency":
            return self.plan.agencies[key]
        return self.plan.entities[key] if kind == "entity" else self.plan.errata[key]
