"""The witness: every part of the document with its place, its digest, and the names it prints.

Places are offsets into the normal form of the whole document (see ``normal``), in which the
footnotes follow the tasks, wherever a copy sets them. Offsets within a part count from its start.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from ipplan_data.curation.model.types import Digest, Vocabulary

Offset = Annotated[int, Field(ge=0)]
Number = Annotated[int, Field(ge=1)]


class Wording(Vocabulary):
    """How a task words its responsibility clause."""

    RESPONSIBILITY = "responsibility", "a responsibility of the bodies named"
    SEPARATE_FUNCTIONS = "separate_functions", "separate, based on their official functions"
    SEPARATE_DUTIES = "separate_duties", "separate, based on their official duties"
    BARE = "bare", "names alone, in brackets"
    UNREAD = "unread", "no clause that could be read"

    @property
    def separate(self) -> bool:
        """Whether each body is responsible within its own functions."""
        return self in (Wording.SEPARATE_FUNCTIONS, Wording.SEPARATE_DUTIES)


class Printed(BaseModel):
    """A part of the witness: strict, frozen, and nothing in it that isn't declared."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    def as_dict(self) -> dict[str, Any]:
        """Return the part as ``witness.json`` holds it, without what is empty."""
        return self.model_dump(mode="json", exclude_none=True)


class Name(Printed):
    """A name as it is printed, and where in its part it begins."""

    as_printed: str
    at: Offset


class Marker(Printed):
    """The marker of a footnote, and how many characters of its part stand before it."""

    footnote: Number
    at: Offset


class Span(Printed):
    """A part of the document: where it stands in the normal form, and the digest of its text.

    ``glosses`` are the Chinese words in it. ``markers`` and ``titles``, the runs of italics, are
    ``None`` where the form of a copy can't show them.
    """

    start: Offset
    end: Offset
    sha256: Digest
    glosses: tuple[Name, ...] = ()
    titles: tuple[Name, ...] | None = None
    markers: tuple[Marker, ...] | None = None


class PrintedTask(Span):
    """A task: its section, how its clause is worded, and the bodies as they are printed."""

    number: Number
    section: str | None = None
    wording: Annotated[Wording, Field(strict=False)]
    bodies: tuple[str, ...]


class PrintedHeading(Span):
    """A heading: its id from the numerals, and its title without Chinese glosses."""

    id: str
    title: str


class PrintedFootnote(Span):
    """A footnote, and whether it is labelled as the translator's."""

    number: Number
    labelled: bool


class Addressee(Printed):
    """A body that the notice is addressed to, with the abbreviation that follows its name.

    ``stands_for`` is the end of the name that the abbreviation is short for, where that isn't the
    whole name.
    """

    name: str
    abbreviation: str | None = None
    stands_for: str | None = None


class FrontMatter(Span):
    """A part of what precedes the tasks: a labelled field, the addressees, the letter.

    ``name`` is what a field holds where that is a name or a title, ``name_zh`` the Chinese one;
    ``dates`` are those printed in it, ``urls`` the digests of its addresses, percent-decoded.
    """

    kind: str
    name: str | None = None
    name_zh: str | None = None
    dates: tuple[str, ...] = ()
    urls: tuple[Digest, ...] = ()


class Witness(Printed):
    """The whole document: its digest, its length in the normal form, and its parts in order."""

    sha256: Digest
    length: Offset
    front: tuple[FrontMatter, ...] = ()
    addressees: tuple[Addressee, ...] = ()
    headings: tuple[PrintedHeading, ...] = ()
    tasks: tuple[PrintedTask, ...] = ()
    closing: Span | None = None
    footnotes: tuple[PrintedFootnote, ...] = ()

    @property
    def parts(self) -> dict[str, Span]:
        """All parts by what they are called, in the order of the normal form.

        Headings and tasks stand in the order of their places.
        """
        middle: list[tuple[str, Span]] = [(f"section/{one.id}", one) for one in self.headings]
        middle += [(f"task/{one.number}", one) for one in self.tasks]
        middle.sort(key=lambda pair: pair[1].start)
        return {
            **{f"front/{one.kind}": one for one in self.front},
            **dict(middle),
            **({"closing": self.closing} if self.closing else {}),
            **{f"footnote/{one.number}": one for one in self.footnotes},
        }
