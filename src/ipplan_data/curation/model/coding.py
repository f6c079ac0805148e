"""What kind of work a task is: the coded variables, who coded them, and how it was settled."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from ipplan_data.curation.model.activity import Activity
from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.right import Right
from ipplan_data.curation.model.types import Origin, Slug, TaskRef, Text, Vocabulary, list_of

Rights = Annotated[tuple[Right, ...], list_of(Right), Field(min_length=1)]
Activities = Annotated[tuple[Activity, ...], list_of(Activity), Field(min_length=1)]


class Variable(Vocabulary):
    """A coded variable; the fields of records that hold its values have its name."""

    IP_RIGHTS = "ip_rights", "what kind of intellectual property the task is about"
    ACTIVITY = "activity", "what kind of work the task orders"


class Rated(Vocabulary):
    """A column of codes, as coders are compared on it."""

    IP_RIGHTS_PRIMARY = "ip_rights_primary", "the primary value, one for each task"
    IP_RIGHTS = "ip_rights", "every value given"
    ACTIVITY_PRIMARY = "activity_primary", "the primary value, one for each task"
    ACTIVITY = "activity", "every value given"


class Round(Vocabulary):
    """A round of coding by people or programs who don't know of each other."""

    PILOT = "pilot", "on some tasks, to try the codebook; it was revised afterwards"
    FULL = "full", "on all tasks, by the revised codebook"


class Decision(Record):
    """Why a task has other codes of a variable than both coders gave."""

    noun: ClassVar[str] = "decision"

    variable: Annotated[Variable, Origin.CODED("Which variable the decision is about")]
    reason: Annotated[Text, Origin.CODED("Why the task has the codes that it has")]


class Codes(Record):
    """The codes that one coder gave to one task."""

    noun: ClassVar[str] = "codes"

    task: Annotated[TaskRef, Origin.CODED("Number of the task")]
    ip_rights: Annotated[Rights, Origin.CODED("The rights given; the first is the primary")]
    activity: Annotated[Activities, Origin.CODED("The activities given; the first is the primary")]


class Coder(Record):
    """One who coded tasks alone, by the codebook and the document; kept as it was given."""

    noun: ClassVar[str] = "coder"
    key: ClassVar[str] = "id"

    id: Annotated[Slug, Origin.CODED("Our id, which never changes")]
    round: Annotated[Round, Origin.CODED("The round in which the coder took part")]
    codes: Annotated[
        tuple[Codes, ...],
        Origin.CODED,
        Field(min_length=1, description="The codes of every task of the round"),
    ]
