"""The data package itself."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.types import Origin, Slug, Text, Url

Version = Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]


class Package(Record):
    """What the published package says of itself."""

    noun: ClassVar[str] = "package"

    name: Annotated[Slug, Origin.CODED("Name of the package")]
    title: Annotated[Text, Origin.CODED("Its title")]
    description: Annotated[Text, Origin.CODED("What it is")]
    version: Annotated[Version, Origin.CODED("Version of the data")]
    repository: Annotated[
        Url | None, Origin.CODED("Address of the repository for everything that links to it")
    ] = None
    contributors: Annotated[Text, Origin.CODED("Whom to cite as the author")]
    keywords: Annotated[tuple[Text, ...], Origin.CODED("What it is about")]
