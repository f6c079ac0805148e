"""The whole plan: all records together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cached_property
from typing import NamedTuple

from ipplan_data.curation.model.agency import Agency
from ipplan_data.curation.model.coding import Coder
from ipplan_data.curation.model.document import Document, Footnote, Section, Term
from ipplan_data.curation.model.entity import Entity, Mention
from ipplan_data.curation.model.erratum import Erratum, ErratumStatus
from ipplan_data.curation.model.package import Expectation, Measure, Package, Redirect
from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.source import Source
from ipplan_data.curation.model.task import Responsibility, Task


class Gloss(NamedTuple):
    """A term with Chinese beside it, its record and its position there."""

    owner: Record
    position: int
    term: Term

    @property
    def id(self) -> str:
        """Its id, which says where it is: the document's terms never change.

        >>> heading = Section(id="I.ii", title="Safe crossings", first_task=3, last_task=3)
        >>> Gloss(heading, 1, Term(term="Ford", term_zh="浅滩")).id
        'section-i-ii-1'
        """
        key = f"-{getattr(self.owner, self.owner.key)}" if self.owner.key else ""
        return f"{self.owner.noun}{key}-{self.position}".lower().replace(".", "-")


@dataclass(frozen=True)
class Plan:
    """All records, each list in the order in which it was typed."""

    package: Package
    document: Document
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    agencies: tuple[Agency, ...]
    footnotes: tuple[Footnote, ...]
    entities: tuple[Entity, ...]
    errata: tuple[Erratum, ...]
    redirects: tuple[Redirect, ...]
    coders: tuple[Coder, ...]
    sources: tuple[Source, ...]
    expectations: tuple[Expectation, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """Every record of the plan."""
        return (self.package, self.document, *(r for rows in self.lists.values() for r in rows))

    @property
    def lists(self) -> dict[str, tuple[Record, ...]]:
        """The lists of records by name; a ``Ref`` names one of them."""
        return {
            field.name: value
            for field in fields(self)
            if isinstance(value := getattr(self, field.name), tuple)
        }

    @cached_property
    def agency(self) -> dict[str, Agency]:
        """Agencies by id."""
        return {agency.id: agency for agency in self.agencies}

    @cached_property
    def entity(self) -> dict[str, Entity]:
        """Entities by id."""
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def source(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @property
    def glossed(self) -> tuple[Document | Section | Task | Footnote, ...]:
        """The records that can have terms."""
        return (self.document, *self.sections, *self.tasks, *self.footnotes)

    @cached_property
    def glosses(self) -> tuple[Gloss, ...]:
        """Every term with Chinese beside it, in the order of front matter, headings, tasks, notes.

        The title of the notice comes first: its Chinese stands on a line of its own.
        """
        document = self.document
        title = Term(term=document.notice_title, term_zh=document.notice_title_zh)
        return tuple(
            Gloss(owner, position, term)
            for owner in self.glossed
            for position, term in enumerate(
                (title, *owner.terms) if owner is document else owner.terms, start=1
            )
        )

    @cached_property
    def record(self) -> dict[str, Record]:
        """Records by path, as errata name them."""
        return {record.path: record for record in self.records}

    @cached_property
    def applied(self) -> dict[tuple[str, str], tuple[Erratum, ...]]:
        """The applied errata by the path and the field of what they are about."""
        found: dict[tuple[str, str], tuple[Erratum, ...]] = {}
        for erratum in self.errata:
            if erratum.status is ErratumStatus.APPLIED:
                key = (erratum.record, erratum.field)
                found[key] = (*found.get(key, ()), erratum)
        return found

    @cached_property
    def expected(self) -> dict[Measure, int]:
        """The expected count of each measure."""
        return {expectation.measure: expectation.expected for expectation in self.expectations}

    def prose(self, path: str) -> list[str]:
        """Return the paths of the records whose text in the document is about a record.

        An entity has no text of its own, but is in that of the tasks that name it.
        """
        kind, _, key = path.partition("/")
        if kind != Entity.noun:
            return [path]
        return [t.path for t in self.tasks if any(one.entity == key for one in t.mentions)]

    def printed(self, mention: Mention) -> str:
        """Return the words that name an entity where it is mentioned."""
        return mention.as_printed or self.entity[mention.entity].name

    @property
    def lacks_tasks(self) -> bool:
        """Whether a task is missing; IPP301 reports that, and no other rule what only it named."""
        return len({task.number for task in self.tasks}) < self.count(Measure.TASKS)

    def count(self, measure: Measure) -> int:
        """Return the expected count of a measure, or the actual one where none is expected."""
        return self.expected.get(measure, MEASURES[measure](self))


def _shared(plan: Plan, how: Responsibility) -> int:
    return sum(task.sharing is how for task in plan.tasks)


MEASURES: dict[Measure, Callable[[Plan], int]] = {
    Measure.TASKS: lambda plan: len(plan.tasks),
    Measure.PARTS: lambda plan: sum(section.parent is None for section in plan.sections),
    Measure.SECTIONS: lambda plan: sum(section.parent is not None for section in plan.sections),
    Measure.ADDRESSEES: lambda plan: sum(bool(a.addressee_position) for a in plan.agencies),
    Measure.FOOTNOTES: lambda plan: len(plan.footnotes),
    Measure.RESPONSIBILITIES: lambda plan: sum(len(task.agencies) for task in plan.tasks),
    Measure.SEPARATE_TASKS: lambda plan: _shared(plan, Responsibility.SEPARATE),
    Measure.SOLE_TASKS: lambda plan: _shared(plan, Responsibility.SOLE),
    Measure.ENTITIES: lambda plan: len(plan.entities),
    Measure.MENTIONS: lambda plan: sum(len(task.mentions) for task in plan.tasks),
    Measure.TERMS: lambda plan: len(plan.glosses),
    Measure.TARGETS: lambda plan: sum(len(task.targets) for task in plan.tasks),
}
