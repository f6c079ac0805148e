"""An error in the document: a misprint or a mistranslation."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from ipplan_data.curation.model.record import Record, invalid
from ipplan_data.curation.model.types import CODED, SOURCE, RecordPath, Slug, Text, Vocabulary

PROSE = "text"
# People read the names that tasks use out of prose; the witness has only those in italics.
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


class Erratum(Record, key="id"):
    """A fault in the document, with the reading that we take for correct."""

    id: Slug = CODED("Our id, which never changes")
    record: RecordPath = CODED("Where the fault is: document, or kind and key as in task/48")
    field: Text = CODED(
        "The field that the fault is in; text for prose, which isn't published here"
    )
    as_printed: Text = SOURCE("What is printed, at most seven words")
    correct: Text = CODED("What it should read")
    basis: Basis = CODED("What the correct reading rests on")
    certainty: Certainty = CODED("How sure the correct reading is")
    status: ErratumStatus = CODED(
        "Whether the fault is only noted, or the correct reading published"
    )
    evidence: Text = CODED("Why we think so, in our words")

    @model_validator(mode="after")
    def _quotes_an_error(self) -> Self:
        if (words := len(self.as_printed.split())) > MOST_WORDS:
            message = "'as_printed' has {words} words, expected at most {most}"
            expected = f"at most {MOST_WORDS} words"
            raise invalid(
                "IPP115", message, "as_printed", words=words, most=MOST_WORDS, expected=expected
            )
        if self.correct == self.as_printed:
            raise invalid("IPP116", "'correct' is the same as 'as_printed'", "correct")
        if self.field == PROSE and self.status is ErratumStatus.APPLIED:
            message = "'status' is applied, but prose is not published"
            raise invalid("IPP118", message, "status", expected=ErratumStatus.NOTED.value)
        return self

    @property
    def in_prose(self) -> bool:
        """Whether the error is in prose, of which nothing is published, and not in a field."""
        return self.field == PROSE or self.record.startswith(IN_PROSE)
