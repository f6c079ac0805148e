"""A task of the plan, and how it is shared out."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ipplan_data.curation.model.coding import Activities, Decision, Rights
from ipplan_data.curation.model.entity import Mention
from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.target import Target
from ipplan_data.curation.model.term import Term
from ipplan_data.curation.model.types import (
    NUMBER_LIST,
    AgencyRef,
    FootnoteRef,
    Origin,
    SectionRef,
    TaskNumber,
    Text,
    Title,
    Typed,
    Vocabulary,
)


class Responsibility(Vocabulary):
    """How a task is shared between the bodies responsible for it."""

    SOLE = "sole", "one body alone"
    JOINT = "joint", "several bodies together"
    SEPARATE = "separate", "several bodies, each within its own functions"


class Task(Record):
    """One of the numbered tasks."""

    noun: ClassVar[str] = "task"
    key: ClassVar[str] = "number"
    given: ClassVar[frozenset[str]] = frozenset({"section"})
    misnomers: ClassVar[dict[str, str]] = dict.fromkeys(
        ("lead", "leads", "lead_agency", "lead_agencies", "participants", "participating_agencies"),
        "bodies stand under 'agencies' in printed order, and the first leads",
    )

    number: Annotated[TaskNumber, Origin.SOURCE("Number of the task as printed")]
    section: Annotated[
        SectionRef,
        Origin.SOURCE("Section that the task stands in; a part's id where the part has none"),
    ]
    title: Annotated[Title, Origin.CODED("What the task is about, in our words")]
    summary: Annotated[
        Text, Origin.CODED("Every action ordered, with its names, figures and dates, in our words")
    ]
    responsibility: Annotated[
        Responsibility | None,
        Typed((Responsibility.SEPARATE,)),
        Origin.SOURCE("Typed only where the responsibilities are printed as separate"),
    ] = None
    agencies: Annotated[
        tuple[AgencyRef, ...],
        Origin.SOURCE,
        Field(min_length=1, description="Responsible bodies in printed order; the first leads"),
    ]
    ip_rights: Annotated[
        Rights,
        Origin.CODED("Every kind of intellectual property it is about; the first is primary"),
    ]
    activity: Annotated[
        Activities, Origin.CODED("Every kind of work that it orders; the first is primary")
    ]
    decisions: Annotated[
        tuple[Decision, ...], Origin.CODED("Why a variable has other codes than both coders gave")
    ] = ()
    footnotes: Annotated[
        tuple[FootnoteRef, ...],
        NUMBER_LIST,
        Origin.SOURCE("Footnotes whose markers stand in the task"),
    ] = ()
    mentions: Annotated[
        tuple[Mention, ...], Origin.SOURCE("What the task names, in printed order")
    ] = ()
    terms: Annotated[
        tuple[Term, ...], Origin.SOURCE("Terms with Chinese beside them, in printed order")
    ] = ()
    targets: Annotated[
        tuple[Target, ...], Origin.SOURCE("Numbers to reach and periods, in printed order")
    ] = ()

    @model_validator(mode="after")
    def _wording_fits(self) -> Self:
        if self.responsibility not in (None, Responsibility.SEPARATE):
            raise PydanticCustomError(
                "IPP110",
                "'{found}' follows from the number of bodies; only 'separate' is typed",
                {
                    "field": "responsibility",
                    "found": str(self.responsibility),
                    "expected": Responsibility.SEPARATE.value,
                },
            )
        if self.responsibility and len(self.agencies) == 1:
            raise PydanticCustomError(
                "IPP111",
                "responsibilities are separate, but only one body is named",
                {"field": "responsibility"},
            )
        return self

    @property
    def sharing(self) -> Responsibility:
        """How the task is shared: as typed, or else as the number of bodies tells."""
        if self.responsibility:
            return self.responsibility
        return Responsibility.JOINT if len(self.agencies) > 1 else Responsibility.SOLE
