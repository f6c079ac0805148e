"""What a reference fact rests on."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.types import Origin, Slug, Text, Url


class Source(Record):
    """A document, page or kind of knowledge that facts about bodies rest on."""

    noun: ClassVar[str] = "source"
    key: ClassVar[str] = "id"

    id: Annotated[Slug, Origin.CODED("Our id for the source")]
    title: Annotated[Text, Origin.REFERENCE("What the source is, in our words")]
    url: Annotated[Url | None, Origin.REFERENCE("Its address, where one is known")] = None
    settles: Annotated[
        bool,
        Origin.CODED("Whether a fact can be verified in it; general knowledge settles nothing"),
    ] = True
