"""A task, and what stands in it."""

from __future__ import annotations

from ipplan_data.plan.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from ipplan_data.plan.agencies import Agency
    from ipplan_data.plan.document import Section
    from ipplan_data.plan.named import Entity, Erratum, Footnote, Term
    from ipplan_data.plan.vocabularies import (
        Activity,
        Comparator,
        Relation,
        Right,
        Role,
        Sharing,
        Variable,
    )


class Responsibility(Record):
    """A body's part in a task.

    ``position`` counts from 1, ``role`` is ``lead`` or ``participant``, ``as_printed`` is the name
    as the document has it.

    >>> import ipplan_data
    >>> ipplan_data.load().tasks[100].responsibilities[1].as_printed
    'CAST'
    """

    position: int
    agency: str
    role: Role
    as_printed: str

    @property
    def body(self) -> Agency:
        """The body itself."""
        return self.plan.agencies[self.agency]


class Mention(Record):
    """What a task does with a thing that it names.

    ``position`` counts from 1, ``entity`` is the thing's id, ``relation`` is what is ordered, such
    as ``amend`` or ``hold``. ``as_printed`` are the words that name it, … where some are left out.

    >>> import ipplan_data
    >>> mention = ipplan_data.load().tasks[23].mentions[0]
    >>> mention.entity, mention.relation, mention.italic
    ('copyright-law', 'amend', True)
    """

    position: int
    entity: str
    relation: Relation
    as_printed: str
    italic: bool

    @property
    def thing(self) -> Entity:
        """The thing itself."""
        return self.plan.entities[self.entity]


class Target(Record):
    """A number that a task is to reach, a period that it is given, or both.

    ``comparator`` says how what is reached compares with ``value``, ``unit`` what that counts.
    ``period`` is a year, or first and last year as in ``2020/2021``.

    >>> import ipplan_data
    >>> target = ipplan_data.load().tasks[55].targets[0]
    >>> target.measure, target.comparator, target.value, target.unit
    ('examination cycle of high-value patents', 'less_than', 16, 'months')
    """

    position: int
    measure: str
    comparator: Comparator | None
    value: int | None
    unit: str | None
    period: str | None
    as_printed: str


class Code(Record):
    """A value of a coded variable that a task has; the primary one is at ``position`` 1.

    >>> import ipplan_data
    >>> code = ipplan_data.load().tasks[55].codes[0]
    >>> code.variable, code.position, code.value
    ('activity', 1, 'examination_and_registration')
    """

    variable: Variable
    position: int
    value: str


class Decision(Record):
    """Why a task has other codes of ``variable`` than both coders of the full round gave it."""

    variable: Variable
    reason: str


class Task(Record):
    """A task of the plan; bodies stand by their ids, in printed order.

    ``number`` runs from 1 to 100, ``section`` is an id such as ``II.iii``, ``responsibility`` is
    ``sole``, ``joint`` or ``separate``; title and summary are our words. ``ip_rights`` and
    ``activity`` are coded, the primary value first; the codebook says how far coders agree.

    >>> import ipplan_data as ip
    >>> task = ip.load().tasks[47]
    >>> task.section, task.responsibility, task.agencies
    ('II.iii', 'separate', ('mara', 'nfga'))
    >>> task.lead.abbreviation, task.participants[0].abbreviation, task.heading.part.id
    ('MARA', 'NFGA', 'II')
    """

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
    participating_agencies: tuple[str, ...]
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

    _shown = ("number", "section", "title", "lead_agency")

    @property
    def agencies(self) -> tuple[str, ...]:
        """The ids of all responsible bodies in printed order, the lead first."""
        return (self.lead_agency, *self.participating_agencies)

    @property
    def bodies(self) -> tuple[Agency, ...]:
        """All responsible bodies in printed order, the lead first."""
        return tuple(self.plan.agencies[body] for body in self.agencies)

    @property
    def lead(self) -> Agency:
        """The body that leads."""
        return self.plan.agencies[self.lead_agency]

    @property
    def participants(self) -> tuple[Agency, ...]:
        """The other bodies in printed order."""
        return self.bodies[1:]

    @property
    def heading(self) -> Section:
        """The section that the task stands in, or the part where that has no sections."""
        return self.plan.sections[self.section]

    @property
    def notes(self) -> tuple[Footnote, ...]:
        """The footnotes whose markers stand in the task."""
        return tuple(self.plan.footnotes[number] for number in self.footnotes)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The things that the task names, each once, in printed order."""
        return tuple(dict.fromkeys(mention.thing for mention in self.mentions))

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms whose Chinese stands in the task."""
        return self.plan.relations.of("terms", (self.number, None, None))

    @property
    def errata(self) -> tuple[Erratum, ...]:
        """The faults in the task; those in names stand with the things that it names."""
        return self.plan.relations.of("errata", f"task/{self.number}")
