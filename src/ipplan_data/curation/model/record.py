"""The base of all records: strict, frozen, and aware of the line it was typed on."""

from __future__ import annotations

from typing import ClassVar, Protocol, Self

from pydantic import BaseModel, ConfigDict, PrivateAttr

from ipplan_data.curation.findings import Place


def kind_of(path: str) -> str:
    """Tell what kind of record a path leads to.

    >>> kind_of("task/48"), kind_of("document")
    ('task', 'document')
    """
    return path.partition("/")[0]


class Places(Protocol):
    """Knows where each part of a record stands in its file."""

    def at(self, *steps: str | int) -> Place:
        """Tell where the part reached by ``steps`` stands, or else the nearest part around it."""


class Nowhere:
    """The places of a record that was not read from a file."""

    def at(self, *_: str | int) -> Place:
        """Tell of no place.

        >>> Nowhere().at("title").path
        ''
        """
        return Place()


class Record(BaseModel):
    """Something that a person types into ``records/``.

    ``noun`` is what messages call it, ``key`` the field that tells it from its like. ``given`` are
    fields that nobody types, since the name of the file gives them; ``misnomers`` are keys that
    people type for something else, each with what to do instead.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    noun: ClassVar[str] = "record"
    key: ClassVar[str] = ""
    given: ClassVar[frozenset[str]] = frozenset()
    misnomers: ClassVar[dict[str, str]] = {}
    _places: Places = PrivateAttr(default_factory=Nowhere)

    def __eq__(self, other: object) -> bool:
        """Compare what was typed, wherever it was typed."""
        return type(self) is type(other) and self.__dict__ == getattr(other, "__dict__", None)

    def __hash__(self) -> int:
        """Hash what was typed."""
        return hash((type(self), *self.__dict__.values()))

    def placed(self, places: Places) -> Self:
        """Let the record know where it was typed, and give it back."""
        self._places = places
        return self

    def place(self, *steps: str | int) -> Place:
        """Tell where this record, or the part of it reached by ``steps``, was typed."""
        return self._places.at(*steps)

    @property
    def path(self) -> str:
        """What errata call this record, such as ``task/48``."""
        return f"{self.noun}/{getattr(self, self.key)}" if self.key else self.noun

    @property
    def label(self) -> str:
        """What messages call this record, such as ``task 48``."""
        return f"{self.noun} {getattr(self, self.key)}" if self.key else self.noun
