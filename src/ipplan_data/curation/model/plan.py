"""The whole plan: all records together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from ipplan_data.curation.model.agency import Agency
from ipplan_data.curation.model.document import Document
from ipplan_data.curation.model.erratum import Erratum
from ipplan_data.curation.model.expectation import Expectation, Measure
from ipplan_data.curation.model.footnote import Footnote
from ipplan_data.curation.model.package import Package
from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.section import Section
from ipplan_data.curation.model.source import Source
from ipplan_data.curation.model.task import Responsibility, Task


@dataclass(frozen=True)
class Plan:
    """All records, each list in the order in which it was typed."""

    package: Package
    document: Document
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    agencies: tuple[Agency, ...]
    footnotes: tuple[Footnote, ...]
    errata: tuple[Erratum, ...]
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
            "sections": self.sections,
            "tasks": self.tasks,
            "agencies": self.agencies,
            "footnotes": self.footnotes,
            "errata": self.errata,
            "sources": self.sources,
            "expectations": self.expectations,
        }

    @cached_property
    def agency(self) -> dict[str, Agency]:
        """Bodies by id."""
        return {agency.id: agency for agency in self.agencies}

    @cached_property
    def source(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def record(self) -> dict[str, Record]:
        """Records by path, as errata name them."""
        return {record.path: record for record in self.records}

    @cached_property
    def expected(self) -> dict[Measure, int]:
        """What each measure must come to."""
        return {expectation.measure: expectation.expected for expectation in self.expectations}

    def count(self, measure: Measure) -> int:
        """Tell what a measure must come to, or, where nothing says so, what it comes to."""
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
}
