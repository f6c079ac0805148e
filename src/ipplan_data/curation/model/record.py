"""The base of all records: strict, frozen, and aware of the line it was typed on."""

from __future__ import annotations

from typing import Any, ClassVar, LiteralString, Protocol, Self

from pydantic import BaseModel, ConfigDict, PrivateAttr
from pydantic_core import PydanticCustomError

from ipplan_data.curation.findings import Place


def kind_of(path: str) -> str:
    """Return the kind of record that a path names.

    >>> kind_of("task/48"), kind_of("document")
    ('task', 'document')
    """
    return path.partition("/")[0]


def invalid(
    code: LiteralString, message: LiteralString, field: str, **context: Any
) -> PydanticCustomError:
    """Make the error of a model validator: its rule, the field to look at, and what it expected.

    >>> str(invalid("IPP114", "'{field}' is not in '{other}'", "title", other="notice_title"))
    "'title' is not in 'notice_title'"
    """
    return PydanticCustomError(code, message, {"field": field, **context})


class Places(Protocol):
    """Knows the place of each part of a record in its file."""

    def at(self, *steps: str | int) -> Place:
        """Return the place of the part reached by ``steps``, or of the nearest part around it."""


class Nowhere:
    """The places of a record that was not read from a file."""

    def at(self, *_: str | int) -> Place:
        """Return no place."""
        return Place()


class Record(BaseModel):
    """Something that a person types into ``records/``.

    ``noun`` is its name in messages: that of its class. ``key`` is the field that identifies it,
    ``given`` are the fields that the file's name gives, and ``misnomers`` the wrong keys that
    people type, each with a hint.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    noun: ClassVar[str]
    key: ClassVar[str]
    given: ClassVar[frozenset[str]] = frozenset()
    misnomers: ClassVar[dict[str, str]] = {}
    _places: Places = PrivateAttr(default_factory=Nowhere)

    def __init_subclass__(cls, key: str = "", **options: Any) -> None:
        """Set the class variables of a kind of records."""
        super().__init_subclass__(**options)
        cls.noun, cls.key = cls.__name__.lower(), key

    def __eq__(self, other: object) -> bool:
        """Compare the values, not their places."""
        return type(self) is type(other) and self.__dict__ == getattr(other, "__dict__", None)

    def __hash__(self) -> int:
        """Hash the values."""
        return hash((type(self), *self.__dict__.values()))

    def placed(self, places: Places) -> Self:
        """Return the record, which now knows where it was typed."""
        self._places = places
        return self

    def place(self, *steps: str | int) -> Place:
        """Return where this record, or the part of it reached by ``steps``, was typed."""
        return self._places.at(*steps)

    @property
    def path(self) -> str:
        """Its path in errata, such as ``task/48``."""
        return f"{self.noun}/{getattr(self, self.key)}" if self.key else self.noun

    @property
    def label(self) -> str:
        """Its name in messages, such as ``task 48``."""
        return f"{self.noun} {getattr(self, self.key)}" if self.key else self.noun
