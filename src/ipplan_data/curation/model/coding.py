"""What kind of work a task is: the coded variables, who coded them, and how it was settled.

``codebook.yaml`` has the values of the variables.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, NamedTuple, Self

import yaml
from pydantic import Field

from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.types import CODED, Slug, TaskRef, Text, Vocabulary, list_of

_CODEBOOK: dict[str, dict[str, dict[str, str]]] = yaml.load(
    Path(__file__).with_name("codebook.yaml").read_text(encoding="utf-8"),
    Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),  # noqa: S506 - both are safe
)


class Guide(NamedTuple):
    """What the codebook says about a value; the example and the borderline case are invented."""

    meaning: str
    includes: str
    excludes: str
    example: str
    borderline: str


class Category(Vocabulary):
    """A closed list whose values have a guide, in the order of the codebook.

    >>> class Weather(Category):
    ...     RAIN = "rain", Guide("water falls", "drizzle", "snow", "It pours.", "Hail is snow.")
    >>> Weather("rain").meaning, Weather("rain").guide.excludes
    ('water falls', 'snow')
    """

    guide: Guide

    def __new__(cls, value: str, guide: Guide) -> Self:
        """Make a member from its value and its guide."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning, member.guide = guide.meaning, guide
        return member


def _values(variable: str) -> dict[str, Any]:
    """Return the members of a coded variable for the body of its class."""
    return {value.upper(): (value, Guide(**guide)) for value, guide in _CODEBOOK[variable].items()}


class Right(Category):
    """What kind of intellectual property an order is about."""

    vars().update(_values("ip_rights"))


class Activity(Category):
    """What kind of work an order asks for."""

    vars().update(_values("activity"))


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

    variable: Variable = CODED("Which variable the decision is about")
    reason: Text = CODED("Why the task has the codes that it has")


class Codes(Record):
    """The codes that one coder gave to one task."""

    task: TaskRef = CODED("Number of the task")
    ip_rights: Rights = CODED("The rights given; the first is the primary")
    activity: Activities = CODED("The activities given; the first is the primary")


class Coder(Record, key="id"):
    """One who coded tasks alone, by the codebook and the document; kept as it was given."""

    id: Slug = CODED("Our id, which never changes")
    round: Round = CODED("The round in which the coder took part")
    codes: tuple[Codes, ...] = CODED("The codes of every task of the round", min_length=1)
