"""A Chinese gloss, and the English words that it stands beside."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.types import ChineseText, Origin, Text


class Term(Record):
    """An English term with the Chinese that the document prints for it."""

    noun: ClassVar[str] = "term"

    term: Annotated[Text, Origin.SOURCE("The English words that are glossed")]
    term_zh: Annotated[
        ChineseText,
        Origin.SOURCE("The Chinese term, without quotation marks or 《》 around the whole"),
    ]
    as_printed_zh: Annotated[
        ChineseText | None,
        Origin.SOURCE("The Chinese as printed; typed only where it isn't the same"),
    ] = None

    @property
    def printed(self) -> str:
        """The Chinese as printed, with whatever stands around it.

        >>> Term(term="Sword Net", term_zh="剑网", as_printed_zh="“剑网”").printed
        '“剑网”'
        """
        return self.as_printed_zh or self.term_zh
