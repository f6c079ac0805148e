"""A value of a coded variable, with what a coder must know to give it as another would."""

from __future__ import annotations

from typing import NamedTuple, Self

from ipplan_data.curation.model.types import Vocabulary


class Guide(NamedTuple):
    """What the codebook says of a value.

    The example and the borderline case are invented, so that they decide no task of the plan.
    """

    meaning: str
    includes: str
    excludes: str
    example: str
    borderline: str


class Category(Vocabulary):
    """A closed list whose values need a guide, in the order in which the codebook has them.

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
