"""A footnote of the translation."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.term import Term
from ipplan_data.curation.model.types import (
    FootnoteNumber,
    Origin,
    TaskRef,
    Text,
    Vocabulary,
)


class FootnoteKind(Vocabulary):
    """What a footnote says that it is."""

    TRANSLATOR_NOTE = "translator_note", "labelled as a note of the translator"
    UNLABELLED = "unlabelled", "without a label"


class Footnote(Record):
    """A footnote, explained in our words."""

    noun: ClassVar[str] = "footnote"
    key: ClassVar[str] = "number"

    number: Annotated[FootnoteNumber, Origin.SOURCE("Number of the footnote as printed")]
    task: Annotated[TaskRef, Origin.SOURCE("Task whose text carries the marker")]
    terms: Annotated[
        tuple[Term, ...],
        Origin.SOURCE,
        Field(min_length=1, description="The term that is explained, then others with Chinese"),
    ]
    explanation: Annotated[Text, Origin.CODED("What the footnote says, in our words")]
    kind: Annotated[
        FootnoteKind, Origin.SOURCE("Whether the footnote is labelled as the translator's")
    ]

    @property
    def term(self) -> Term:
        """The term that the footnote explains: the first of its terms."""
        return self.terms[0]
