"""Read-only mappings of records by key, in published order."""

from __future__ import annotations

from _collections_abc import Mapping

from ipplan_data.plan.nearest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator
    from typing import Any, TypeVar

    from ipplan_data.plan.find import Bearer, Found

    K = TypeVar("K", bound=Hashable)
    V = TypeVar("V")
    B = TypeVar("B", bound=Bearer)
else:
    K = V = B = object


class UnknownKeyError(KeyError):
    """There is no record with that key; the message suggests the nearest one."""

    def __str__(self) -> str:
        """Return the message without the quotes that other key errors add."""
        return str(self.args[0])


class Catalogue(Mapping[K, V]):
    """A read-only mapping whose errors suggest the nearest key.

    A record is created when it is first used. A key that was replaced still gives its record, with
    a ``DeprecationWarning`` that names the new key; it isn't among the keys.

    >>> import ipplan_data as ip
    >>> ip.load().sections["ii.iii"]
    Traceback (most recent call last):
    ...
    ipplan_data.plan.catalogue.UnknownKeyError: no section 'ii.iii'; did you mean 'II.iii'?
    """

    __slots__ = ("_groups", "_made", "_make", "_moved", "_noun", "_rows")

    def __init__(
        self,
        noun: str,
        rows: Iterable[tuple[K, Any]],
        make: Callable[[Any], V],
        moved: Callable[[K], tuple[K | None, str] | None] = lambda _: None,
    ) -> None:
        """Create a catalogue.

        ``noun`` is what errors call a record, ``make`` creates one from a row, and ``moved`` gives
        the new key (if there is one) of a key that was dropped, and the reason.
        """
        self._noun = noun
        self._rows = dict(rows)
        self._make = make
        self._moved = moved
        self._made: dict[K, V] = {}
        self._groups: dict[str, dict[Any, list[V]]] = {}

    def __getitem__(self, key: K) -> V:
        """Return the record with that key. Raises ``UnknownKeyError``."""
        if key not in self._made:
            if key not in self._rows:
                return self[self._replacement(key)]
            self._made[key] = self._make(self._rows[key])
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        """Return whether there is a record with that key."""
        return key in self._rows

    def where(self, field: str, value: object) -> tuple[V, ...]:
        """Return the records with a value in a field, or in a list there, in published order.

        ``field`` may also be a relation. Raises ``AttributeError`` if records have no such field.

        >>> import ipplan_data as ip
        >>> [agency.id for agency in ip.load().agencies.where("kind", "court")]
        ['spc']
        """
        if field not in self._groups:
            groups: dict[Any, list[V]] = {}
            for record in self.values():
                found = getattr(record, field)
                for one in dict.fromkeys(found if isinstance(found, tuple) else (found,)):
                    groups.setdefault(one, []).append(record)
            self._groups[field] = groups
        return tuple(self._groups[field].get(value, ()))

    def _replacement(self, key: K) -> K:
        moved = self._moved(key)
        if moved is None:
            raise UnknownKeyError(f"no {self._noun} {key!r}; {self._hint(key)}")
        new, reason = moved
        if new is None:
            raise UnknownKeyError(f"no {self._noun} {key!r} any more; {reason}")
        if new not in self._rows:
            raise UnknownKeyError(f"no {self._noun} {key!r}; it led to {new!r}, which isn't there")
        from warnings import warn

        message = f"the {self._noun} {key!r} is {new!r} now; {reason}"
        warn(message, DeprecationWarning, stacklevel=3)
        return new

    def __iter__(self) -> Iterator[K]:
        """Iterate over the keys in published order."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self._rows)

    def __repr__(self) -> str:
        """Show the number and kind of the records."""
        return f"<Catalogue of {len(self)}: {self._noun}>"

    def _hint(self, key: K) -> str:
        if not self._rows:
            return "there are none"
        keys = list(self._rows)
        known = [] if isinstance(key, int) else keys
        return nearest(key, known, f"keys run from {keys[0]!r} to {keys[-1]!r}")


class Named(Catalogue[str, B]):
    """A catalogue of records that can also be found by their names."""

    __slots__ = ()

    def find(self, name: str) -> Found[B]:
        """Find records by a name in English or Chinese, the best first, without guessing.

        >>> import ipplan_data as ip
        >>> found = ip.load().agencies.find("ministry of science")
        >>> found.verdict
        'unknown'
        >>> found[0]
        Candidate('most', 'Ministry of Science and Technology', reason='prefix', score=0.85)
        >>> ip.load().agencies.find("国家知识产权局").one().id
        'cnipa'
        """
        from ipplan_data.plan.find import find

        return find(self.values(), name, self._noun)

    def _hint(self, key: str) -> str:
        if isinstance(key, str) and (found := self.find(key)):
            best = found[0]
            name = "" if best.name == best.record.id else f" ({best.name})"
            return f"did you mean {best.record.id!r}{name}?"
        return super()._hint(key)
