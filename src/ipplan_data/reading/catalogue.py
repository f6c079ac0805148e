"""Records by their key, in published order."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class UnknownKeyError(KeyError):
    """There is no record of that key; the message names the nearest one."""

    def __str__(self) -> str:
        """Give the message as it is, and not in quotes as other key errors do."""
        return str(self.args[0])


class Catalogue(Mapping[K, V], Generic[K, V]):
    """A mapping that can't be changed, and whose errors name the nearest key.

    >>> Catalogue("body", [("samr", 1), ("cnipa", 2)])["cnpia"]
    Traceback (most recent call last):
    ...
    ipplan_data.reading.catalogue.UnknownKeyError: no body 'cnpia'; did you mean 'cnipa'?
    """

    __slots__ = ("_items", "_noun")

    def __init__(self, noun: str, items: Iterable[tuple[K, V]]) -> None:
        """Make a catalogue of key and record; ``noun`` is what errors call a record."""
        self._noun = noun
        self._items = dict(items)

    def __getitem__(self, key: K) -> V:
        """Give the record of that key, or raise a ``KeyError`` that helps."""
        if key in self._items:
            return self._items[key]
        raise UnknownKeyError(f"no {self._noun} {key!r}; {self._hint(key)}")

    def __iter__(self) -> Iterator[K]:
        """Iterate over the keys in published order."""
        return iter(self._items)

    def __len__(self) -> int:
        """Count the records."""
        return len(self._items)

    def __repr__(self) -> str:
        """Say how many there are, and of what."""
        return f"<Catalogue of {len(self)}: {self._noun}>"

    def __hash__(self) -> int:
        """Hash the content, so that what holds a catalogue can be hashed."""
        return hash(frozenset(self._items.items()))

    def __eq__(self, other: object) -> bool:
        """Compare with another mapping."""
        return self._items == (other._items if isinstance(other, Catalogue) else other)

    def _hint(self, key: K) -> str:
        from difflib import get_close_matches  # noqa: PLC0415 - only errors need it

        if not self._items:
            return "there are none"
        if isinstance(key, str):
            names = {name.casefold(): name for name in self._items if isinstance(name, str)}
            close = get_close_matches(key.casefold()[:100], names, n=1, cutoff=0.5)
            if close:
                return f"did you mean {names[close[0]]!r}?"
        keys = list(self._items)
        return f"keys run from {keys[0]!r} to {keys[-1]!r}"
