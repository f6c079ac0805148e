"""A part of the plan, or a section of a part."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.term import Term
from ipplan_data.curation.model.types import Origin, SectionId, TaskRef, Text

_DIGITS = {"I": 1, "V": 5, "X": 10}


def section_order(section: str) -> tuple[int, ...]:
    """Give the numbers behind the numerals of an id, by which headings are sorted.

    >>> section_order("II.iv")
    (2, 4)
    """
    return tuple(_arabic(numeral.upper()) for numeral in section.split("."))


def _arabic(numeral: str) -> int:
    values = [_DIGITS[digit] for digit in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


class Section(Record):
    """A heading of the plan with the tasks under it."""

    noun: ClassVar[str] = "section"
    key: ClassVar[str] = "id"

    id: Annotated[
        SectionId, Origin.SOURCE("Numeral of the part, or of part and section: II, II.iii")
    ]
    title: Annotated[Text, Origin.SOURCE("The heading as printed, without Chinese glosses")]
    first_task: Annotated[TaskRef, Origin.SOURCE("Number of the first task under the heading")]
    last_task: Annotated[TaskRef, Origin.SOURCE("Number of the last task under the heading")]

    terms: Annotated[
        tuple[Term, ...], Origin.SOURCE("Terms in the heading with Chinese beside them")
    ] = ()

    @property
    def parent(self) -> str | None:
        """Id of the part that the section belongs to; ``None`` for a part."""
        part, dot, _ = self.id.partition(".")
        return part if dot else None
