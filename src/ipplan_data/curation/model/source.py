"""A source: a page or document that what we know from elsewhere rests on."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from ipplan_data.curation.model.record import Record, invalid
from ipplan_data.curation.model.types import (
    CODED,
    REFERENCE,
    PartialDate,
    Slug,
    Text,
    Url,
    Vocabulary,
)


class SourceKind(Vocabulary):
    """Who publishes a source."""

    OFFICIAL = "official", "an agency, court or Party organ, on its own site"
    STATE_MEDIA = "state_media", "a news outlet owned by the state or the Party, or a copy of it"
    LAW_FIRM = "law_firm", "a law firm or a publisher of legal information"
    PRESS = "press", "another news outlet, or a site that reprints news and notices"
    ACADEMIC = "academic", "a university, research institute, society or journal"
    COMPANY = "company", "another company"
    ENCYCLOPAEDIA = "encyclopaedia", "an encyclopedia or a copy of one"


class SourceLanguage(Vocabulary):
    """The language of a source."""

    EN = "en", "English"
    ZH = "zh", "Chinese"
    DE = "de", "German"
    JA = "ja", "Japanese"


class Source(Record, key="id"):
    """A page, a document or a kind of knowledge."""

    id: Slug = CODED("Our id, which never changes")
    title: Text = REFERENCE("What the source is, in our words")
    url: Url | None = REFERENCE("Its address, where one is known", None)
    publisher: Text | None = REFERENCE("Who publishes the page", None)
    kind: SourceKind | None = CODED("Who the publisher is", None)
    language: SourceLanguage | None = REFERENCE("Language of the page", None)
    seen: PartialDate | None = REFERENCE("Day on which the page was looked up, where noted", None)
    shows: Text | None = CODED("What the part of the page that was seen shows, in our words", None)
    settles: bool = CODED(
        "Whether a fact can be verified in it; general knowledge settles nothing", True
    )

    @model_validator(mode="after")
    def _page_is_described(self) -> Self:
        for field in ("publisher", "kind", "language"):
            if self.url and getattr(self, field) is None:
                message = "a page has a publisher, a kind and a language, but '{field}' is missing"
                raise invalid("IPP107", message, field, expected=field)
        return self
