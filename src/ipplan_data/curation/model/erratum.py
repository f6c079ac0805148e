"""A fault in the document: a misprint or a mistranslation."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.types import (
    Origin,
    RecordPath,
    Slug,
    Text,
    Vocabulary,
)

PROSE = "text"
# What tasks name is read by people out of prose; the witness knows only what is in italics.
IN_PROSE = "entity/"
MOST_WORDS = 7


class Basis(Vocabulary):
    """What the correct reading rests on."""

    ORIGINAL = "original", "the Chinese text of the notice has it"
    EVIDENT = "evident", "follows from the text itself"
    TERM_OF_ART = "term_of_art", "the field has a settled term for what is meant"
    INFERRED = "inferred", "concluded from what is known of the matter elsewhere"


class Certainty(Vocabulary):
    """How sure the correct reading is."""

    CERTAIN = "certain", "no other reading makes sense"
    LIKELY = "likely", "another reading makes sense, but less"
    POSSIBLE = "possible", "the print may be right"


class ErratumStatus(Vocabulary):
    """What follows from an erratum for the published values."""

    NOTED = "noted", "the fault is named, and no published value departs from the print"
    APPLIED = "applied", "the published value follows the correct reading"


class Erratum(Record):
    """A fault in the document, with the reading that we take for correct."""

    noun: ClassVar[str] = "erratum"
    key: ClassVar[str] = "id"

    id: Annotated[Slug, Origin.CODED("Our id, which never changes")]
    record: Annotated[
        RecordPath, Origin.CODED("Where the fault is: document, or kind and key as in task/48")
    ]
    field: Annotated[
        Text,
        Origin.CODED("The field that the fault is in; text for prose, which isn't published here"),
    ]
    as_printed: Annotated[Text, Origin.SOURCE("What is printed, at most seven words")]
    correct: Annotated[Text, Origin.CODED("What it should read")]
    basis: Annotated[Basis, Origin.CODED("What the correct reading rests on")]
    certainty: Annotated[Certainty, Origin.CODED("How sure the correct reading is")]
    status: Annotated[
        ErratumStatus,
        Origin.CODED("Whether the fault is only noted, or the correct reading published"),
    ]
    evidence: Annotated[Text, Origin.CODED("Why we think so, in our words")]

    @model_validator(mode="after")
    def _quotes_a_fault(self) -> Self:
        words = len(self.as_printed.split())
        if words > MOST_WORDS:
            raise PydanticCustomError(
                "IPP115",
                "'as_printed' has {words} words, expected at most {most}",
                {
                    "field": "as_printed",
                    "words": words,
                    "most": MOST_WORDS,
                    "expected": f"at most {MOST_WORDS} words",
                },
            )
        if self.correct == self.as_printed:
            raise PydanticCustomError(
                "IPP116", "'correct' is the same as 'as_printed'", {"field": "correct"}
            )
        return self

    @model_validator(mode="after")
    def _prose_is_not_applied(self) -> Self:
        if self.field == PROSE and self.status is ErratumStatus.APPLIED:
            raise PydanticCustomError(
                "IPP118",
                "'status' is applied, but prose is not published",
                {"field": "status", "expected": ErratumStatus.NOTED.value},
            )
        return self

    @property
    def in_prose(self) -> bool:
        """Whether the error is in prose, of which nothing is published, and not in a field."""
        return self.field == PROSE or self.record.startswith(IN_PROSE)
