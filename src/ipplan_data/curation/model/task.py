"""A task of the plan, how it is shared between bodies, and its targets."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from ipplan_data.curation.model.coding import Activities, Decision, Rights
from ipplan_data.curation.model.document import Term
from ipplan_data.curation.model.entity import Mention
from ipplan_data.curation.model.record import Record, invalid
from ipplan_data.curation.model.types import (
    CODED,
    NUMBER_LIST,
    SOURCE,
    AgencyRef,
    Count,
    FootnoteRef,
    Period,
    SectionRef,
    TaskNumber,
    Text,
    Title,
    Typed,
    Vocabulary,
)


class Comparator(Vocabulary):
    """How what is reached compares with the value."""

    EXACTLY = "exactly", "as many as the value"
    AT_LEAST = "at_least", "the value or more"
    AT_MOST = "at_most", "the value or less"
    LESS_THAN = "less_than", "less than the value"
    MORE_THAN = "more_than", "more than the value"


class Target(Record):
    """A quantified aim, a period, or both."""

    measure: Text = CODED("What is counted or timed, in our words")
    comparator: Comparator | None = SOURCE("How what is reached compares with the value", None)
    value: Count | None = SOURCE("The number", None)
    unit: Text | None = CODED("What the number counts, in the plural", None)
    period: Period | None = SOURCE(
        "The year, or first and last year, in which it is to happen", None
    )
    as_printed: Text = SOURCE("The words that give the number or the period")

    @model_validator(mode="after")
    def _is_quantified(self) -> Self:
        number = {field: getattr(self, field) for field in ("comparator", "value", "unit")}
        missing = [field for field, value in number.items() if value is None]
        if missing and len(missing) < len(number):
            message = "a number needs comparator, value and unit, but '{field}' is missing"
            raise invalid("IPP119", message, missing[0], expected=missing[0])
        if missing and self.period is None:
            message = "there is neither a number nor a period"
            raise invalid("IPP119", message, "value", expected="value period")
        if self.period and self.period[:4] > self.period[-4:]:
            raise invalid("IPP119", "'period' ends before it begins", "period")
        return self


class Responsibility(Vocabulary):
    """How a task is shared between the bodies responsible for it."""

    SOLE = "sole", "one body alone"
    JOINT = "joint", "several bodies together"
    SEPARATE = "separate", "several bodies, each within its own functions"


class Task(Record, key="number"):
    """One of the numbered tasks."""

    given: ClassVar[frozenset[str]] = frozenset({"section"})
    misnomers: ClassVar[dict[str, str]] = dict.fromkeys(
        ("lead", "leads", "lead_agency", "lead_agencies", "participants", "participating_agencies"),
        "bodies stand under 'agencies' in printed order, and the first leads",
    )

    number: TaskNumber = SOURCE("Number of the task as printed")
    section: SectionRef = SOURCE(
        "Section that the task stands in; a part's id where the part has none"
    )
    title: Title = CODED("What the task is about, in our words")
    summary: Text = CODED("Every action ordered, with its names, figures and dates, in our words")
    responsibility: Responsibility | None = SOURCE(
        "Typed only where the responsibilities are printed as separate",
        None,
        mark=Typed((Responsibility.SEPARATE,)),
    )
    agencies: tuple[AgencyRef, ...] = SOURCE(
        "Responsible bodies in printed order; the first leads", min_length=1
    )
    ip_rights: Rights = CODED(
        "Every kind of intellectual property it is about; the first is primary"
    )
    activity: Activities = CODED("Every kind of work that it orders; the first is primary")
    decisions: tuple[Decision, ...] = CODED(
        "Why a variable has other codes than both coders gave", ()
    )
    footnotes: Annotated[tuple[FootnoteRef, ...], NUMBER_LIST] = SOURCE(
        "Footnotes whose markers stand in the task", ()
    )
    mentions: tuple[Mention, ...] = SOURCE("What the task names, in printed order", ())
    terms: tuple[Term, ...] = SOURCE("Terms with Chinese beside them, in printed order", ())
    targets: tuple[Target, ...] = SOURCE("Numbers to reach and periods, in printed order", ())

    @model_validator(mode="after")
    def _wording_fits(self) -> Self:
        if self.responsibility not in (None, Responsibility.SEPARATE):
            message = "'{found}' follows from the number of bodies; only 'separate' is typed"
            found, expected = str(self.responsibility), Responsibility.SEPARATE.value
            raise invalid("IPP110", message, "responsibility", found=found, expected=expected)
        if self.responsibility and len(self.agencies) == 1:
            message = "responsibilities are separate, but only one body is named"
            raise invalid("IPP111", message, "responsibility")
        return self

    @property
    def sharing(self) -> Responsibility:
        """How the task is shared: as typed, or else as the number of bodies tells."""
        if self.responsibility:
            return self.responsibility
        return Responsibility.JOINT if len(self.agencies) > 1 else Responsibility.SOLE
