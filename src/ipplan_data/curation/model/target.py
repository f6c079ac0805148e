"""A number to reach, or a time in which something is to happen."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.types import Count, Origin, Period, Text, Vocabulary


class Comparator(Vocabulary):
    """How what is reached compares with the value."""

    EXACTLY = "exactly", "as many as the value"
    AT_LEAST = "at_least", "the value or more"
    AT_MOST = "at_most", "the value or less"
    LESS_THAN = "less_than", "less than the value"
    MORE_THAN = "more_than", "more than the value"


class Target(Record):
    """A quantified aim, a period, or both."""

    noun: ClassVar[str] = "target"

    measure: Annotated[Text, Origin.CODED("What is counted or timed, in our words")]
    comparator: Annotated[
        Comparator | None, Origin.SOURCE("How what is reached compares with the value")
    ] = None
    value: Annotated[Count | None, Origin.SOURCE("The number")] = None
    unit: Annotated[Text | None, Origin.CODED("What the number counts, in the plural")] = None
    period: Annotated[
        Period | None, Origin.SOURCE("The year, or first and last year, in which it is to happen")
    ] = None
    as_printed: Annotated[Text, Origin.SOURCE("The words that give the number or the period")]

    @model_validator(mode="after")
    def _is_quantified(self) -> Self:
        number = {field: getattr(self, field) for field in ("comparator", "value", "unit")}
        missing = [field for field, value in number.items() if value is None]
        if missing and len(missing) < len(number):
            raise PydanticCustomError(
                "IPP119",
                "a number needs comparator, value and unit, but '{field}' is missing",
                {"field": missing[0], "expected": missing[0]},
            )
        if missing and self.period is None:
            raise PydanticCustomError(
                "IPP119",
                "there is neither a number nor a period",
                {"field": "value", "expected": "value period"},
            )
        if self.period and self.period[:4] > self.period[-4:]:
            raise PydanticCustomError(
                "IPP119", "'period' ends before it begins", {"field": "period"}
            )
        return self
