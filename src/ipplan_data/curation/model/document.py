"""The notice and its translation."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, ClassVar, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.term import Term
from ipplan_data.curation.model.types import (
    AgencyRef,
    ChineseText,
    IsoDate,
    Origin,
    Text,
    Url,
)


class Document(Record):
    """What is known of the document as a whole."""

    noun: ClassVar[str] = "document"

    notice_title: Annotated[Text, Origin.SOURCE("Title of the notice in English")]
    notice_title_zh: Annotated[ChineseText, Origin.SOURCE("Title of the notice in Chinese")]
    plan_title: Annotated[Text, Origin.SOURCE("Title of the plan in English")]
    plan_title_zh: Annotated[ChineseText, Origin.SOURCE("Title of the plan in Chinese")]
    issuer: Annotated[AgencyRef, Origin.SOURCE("Body that issued the notice")]
    approved_by: Annotated[AgencyRef, Origin.SOURCE("Body that approved it")]
    stamped_by: Annotated[AgencyRef, Origin.SOURCE("Body that stamped it for the issuer")]
    first_uploaded_by: Annotated[
        AgencyRef, Origin.SOURCE("Body on whose website it first appeared")
    ]
    notice_date: Annotated[IsoDate, Origin.SOURCE("Date of the notice")]
    upload_date: Annotated[IsoDate, Origin.SOURCE("Date on which the government website had it")]
    source_url: Annotated[
        Url, Origin.SOURCE("Address of the Chinese text; a hyphen in it is percent-encoded")
    ]
    archive_url: Annotated[Url, Origin.SOURCE("Address of an archived copy of the Chinese text")]
    translator: Annotated[Text, Origin.SOURCE("Who translated it")]
    translation_date: Annotated[IsoDate, Origin.SOURCE("Date of the translation")]
    editor: Annotated[Text, Origin.SOURCE("Who edited the translation")]
    exchange_rate_note: Annotated[Text, Origin.CODED("The exchange rate given, in our words")]
    closing_rule: Annotated[Text, Origin.CODED("The rule on lead bodies, in our words")]
    terms: Annotated[
        tuple[Term, ...],
        Origin.SOURCE("Terms of the front matter with Chinese in brackets beside them"),
    ] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        dates = ("notice_date", "upload_date", "translation_date")
        for before, after in pairwise(dates):
            if getattr(self, after) < getattr(self, before):
                raise PydanticCustomError(
                    "IPP113",
                    "'{field}' is {found}, before '{before}'",
                    {
                        "field": after,
                        "found": getattr(self, after),
                        "before": before,
                        "expected": f"{getattr(self, before)} or later",
                    },
                )
        for title, inside in (("plan_title", "notice_title"), ("plan_title_zh", "notice_title_zh")):
            if getattr(self, title) not in getattr(self, inside):
                raise PydanticCustomError(
                    "IPP114",
                    "'{field}' does not stand in '{inside}', which quotes it",
                    {"field": title, "inside": inside},
                )
        return self
