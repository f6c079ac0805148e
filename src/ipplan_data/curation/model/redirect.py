"""An id that has moved, or that nothing has any more."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.types import IdPath, Origin, Text


class Redirect(Record):
    """Where an id that was once published leads now: ids are never reused."""

    noun: ClassVar[str] = "redirect"
    key: ClassVar[str] = "old"

    old: Annotated[
        IdPath, Origin.CODED("The id that was published, with its kind, as in entity/patent-law")
    ]
    new: Annotated[
        IdPath | None, Origin.CODED("What has its place now, likewise; empty where nothing has")
    ] = None
    reason: Annotated[Text, Origin.CODED("Why it moved or went")]
