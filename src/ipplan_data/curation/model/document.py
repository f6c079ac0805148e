"""What the document consists of: the notice, its headings, footnotes and glossed terms."""

from __future__ import annotations

from itertools import pairwise
from typing import Self

from pydantic import model_validator

from ipplan_data.curation.model.record import Record, invalid
from ipplan_data.curation.model.types import (
    CODED,
    SOURCE,
    AgencyRef,
    ChineseText,
    FootnoteNumber,
    IsoDate,
    SectionId,
    TaskRef,
    Text,
    Url,
    Vocabulary,
)

_DIGITS = {"I": 1, "V": 5, "X": 10}


def section_order(section: str) -> tuple[int, ...]:
    """Return the numbers behind the numerals of an id, by which headings are sorted.

    >>> section_order("II.iv")
    (2, 4)
    """
    return tuple(_arabic(numeral.upper()) for numeral in section.split("."))


def _arabic(numeral: str) -> int:
    values = [_DIGITS[digit] for digit in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


class Term(Record):
    """An English term with the Chinese that the document prints for it."""

    term: Text = SOURCE("The English words that are glossed")
    term_zh: ChineseText = SOURCE(
        "The Chinese term, without quotation marks or 《》 around the whole"
    )
    as_printed_zh: ChineseText | None = SOURCE(
        "The Chinese as printed; typed only where it isn't the same", None
    )

    @property
    def printed(self) -> str:
        """The Chinese as printed, with whatever stands around it.

        >>> Term(term="Sword Net", term_zh="剑网", as_printed_zh="“剑网”").printed
        '“剑网”'
        """
        return self.as_printed_zh or self.term_zh


class Document(Record):
    """What is known of the document as a whole."""

    notice_title: Text = SOURCE("Title of the notice in English")
    notice_title_zh: ChineseText = SOURCE("Title of the notice in Chinese")
    plan_title: Text = SOURCE("Title of the plan in English")
    plan_title_zh: ChineseText = SOURCE("Title of the plan in Chinese")
    issuer: AgencyRef = SOURCE("Body that issued the notice")
    approved_by: AgencyRef = SOURCE("Body that approved it")
    stamped_by: AgencyRef = SOURCE("Body that stamped it for the issuer")
    first_uploaded_by: AgencyRef = SOURCE("Body on whose website it first appeared")
    notice_date: IsoDate = SOURCE("Date of the notice")
    upload_date: IsoDate = SOURCE("Date on which the government website had it")
    source_url: Url = SOURCE("Address of the Chinese text; a hyphen in it is percent-encoded")
    archive_url: Url = SOURCE("Address of an archived copy of the Chinese text")
    translator: Text = SOURCE("Who translated it")
    translation_date: IsoDate = SOURCE("Date of the translation")
    editor: Text = SOURCE("Who edited the translation")
    exchange_rate_note: Text = CODED("The exchange rate given, in our words")
    closing_rule: Text = CODED("The rule on lead bodies, in our words")
    terms: tuple[Term, ...] = SOURCE(
        "Terms of the front matter with Chinese in brackets beside them", ()
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        for before, after in pairwise(("notice_date", "upload_date", "translation_date")):
            first, found = getattr(self, before), getattr(self, after)
            if found < first:
                message = "'{field}' is {found}, before '{before}'"
                expected = f"{first} or later"
                raise invalid(
                    "IPP113", message, after, found=found, before=before, expected=expected
                )
        for title, inside in (("plan_title", "notice_title"), ("plan_title_zh", "notice_title_zh")):
            if getattr(self, title) not in getattr(self, inside):
                message = "'{field}' does not stand in '{inside}', which quotes it"
                raise invalid("IPP114", message, title, inside=inside)
        return self


class Section(Record, key="id"):
    """A heading of the plan with the tasks under it."""

    id: SectionId = SOURCE("Numeral of the part, or of part and section: II, II.iii")
    title: Text = SOURCE("The heading as printed, without Chinese glosses")
    first_task: TaskRef = SOURCE("Number of the first task under the heading")
    last_task: TaskRef = SOURCE("Number of the last task under the heading")

    terms: tuple[Term, ...] = SOURCE("Terms in the heading with Chinese beside them", ())

    @property
    def parent(self) -> str | None:
        """Id of the part that the section belongs to; ``None`` for a part."""
        part, dot, _ = self.id.partition(".")
        return part if dot else None


class FootnoteKind(Vocabulary):
    """What a footnote says that it is."""

    TRANSLATOR_NOTE = "translator_note", "labelled as a note of the translator"
    UNLABELLED = "unlabelled", "without a label"


class Footnote(Record, key="number"):
    """A footnote, explained in our words."""

    number: FootnoteNumber = SOURCE("Number of the footnote as printed")
    task: TaskRef = SOURCE("Task whose text carries the marker")
    terms: tuple[Term, ...] = SOURCE(
        "The term that is explained, then others with Chinese", min_length=1
    )
    explanation: Text = CODED("What the footnote says, in our words")
    kind: FootnoteKind = SOURCE("Whether the footnote is labelled as the translator's")

    @property
    def term(self) -> Term:
        """The term that the footnote explains: the first of its terms."""
        return self.terms[0]
