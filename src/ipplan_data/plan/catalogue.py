"""Records by their key, in published order."""

from __future__ import annotations

from _collections_abc import Mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator
    from typing import Any, Protocol, TypeVar

    from ipplan_data.plan.find import Found
    from ipplan_data.plan.named import Redirect

    class Bearer(Protocol):
        """What has an id and names."""

        @property
        def id(self) -> str:
            """The id."""

        @property
        def names(self) -> tuple[tuple[str, str], ...]:
            """The names, each with what kind of name it is."""

    K = TypeVar("K", bound=Hashable)
    V = TypeVar("V")
    B = TypeVar("B", bound="Bearer")
    D = TypeVar("D")
else:
    K = V = B = object


class UnknownKeyError(KeyError):
    """There is no record of that key; the message names the nearest one."""

    def __str__(self) -> str:
        """Give the message as it is, and not in quotes as other key errors do."""
        return str(self.args[0])


class Catalogue(Mapping[K, V]):
    """A mapping that can't be changed, and whose errors name the nearest key.

    A record is made when it is first asked for. A key that has moved still gives its record, with a
    ``DeprecationWarning`` that names the new one; it is not among the keys.

    >>> import ipplan_data as ip
    >>> ip.load().sections["ii.iii"]
    Traceback (most recent call last):
    ...
    ipplan_data.plan.catalogue.UnknownKeyError: no section 'ii.iii'; did you mean 'II.iii'?
    """

    __slots__ = ("_made", "_make", "_moved", "_noun", "_rows")

    def __init__(
        self,
        noun: str,
        rows: Iterable[tuple[K, Any]],
        make: Callable[[Any], V],
        moved: Callable[[K], Redirect | None] = lambda _: None,
    ) -> None:
        """Make a catalogue; ``noun`` is what errors call a record, ``make`` makes one of a row.

        ``moved`` gives the redirect of a key that has one.
        """
        self._noun = noun
        self._rows = dict(rows)
        self._make = make
        self._moved = moved
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        """Give the record of that key, or raise a ``KeyError`` that helps."""
        if key in self._made:
            return self._made[key]
        if key not in self._rows:
            return self[self._now(key)]
        record = self._made[key] = self._make(self._rows[key])
        return record

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a record of that key."""
        return key in self._rows

    def get(self, key: K, default: D | None = None) -> V | D | None:  # type: ignore[override]
        """Give the record of that key, or ``default``."""
        try:
            return self[key]
        except UnknownKeyError:
            return default

    def _now(self, key: K) -> K:
        """Give the key that has taken the place of one that isn't there."""
        redirect = self._moved(key)
        if redirect is None:
            raise UnknownKeyError(f"no {self._noun} {key!r}; {self._hint(key)}")
        if redirect.new is None:
            raise UnknownKeyError(f"no {self._noun} {key!r} any more; {redirect.reason}")
        from warnings import warn

        new: Any = redirect.new.partition("/")[2]
        if new not in self._rows:
            raise UnknownKeyError(f"no {self._noun} {key!r}; it led to {new!r}, which isn't there")
        message = f"the {self._noun} {key!r} is {new!r} now; {redirect.reason}"
        warn(message, DeprecationWarning, stacklevel=3)
        now: K = new
        return now

    def __iter__(self) -> Iterator[K]:
        """Iterate over the keys in published order."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Count the records."""
        return len(self._rows)

    def __repr__(self) -> str:
        """Say how many there are, and of what."""
        return f"<Catalogue of {len(self)}: {self._noun}>"

    def __hash__(self) -> int:
        """Hash the keys, so that what holds a catalogue can be hashed."""
        return hash(frozenset(self._rows))

    def __eq__(self, other: object) -> bool:
        """Compare with another mapping."""
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    def _hint(self, key: K) -> str:
        from difflib import get_close_matches

        if not self._rows:
            return "there are none"
        names = {str(name).casefold(): name for name in self._rows}
        close = get_close_matches(str(key).casefold()[:100], names, n=1, cutoff=0.5)
        if close and not isinstance(key, int):
            return f"did you mean {names[close[0]]!r}?"
        keys = list(self._rows)
        return f"keys run from {keys[0]!r} to {keys[-1]!r}"


class Named(Catalogue[str, B]):
    """A catalogue of what has names, and can be found by them."""

    __slots__ = ()

    def find(self, name: str) -> Found[B]:
        """Find records by a name, in English or Chinese, the best first; never guess.

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

        return find(self, name, self._noun)

    def _hint(self, key: str) -> str:
        if isinstance(key, str) and (found := self.find(key)):
            best = found[0]
            name = "" if best.name == best.record.id else f" ({best.name})"
            return f"did you mean {best.record.id!r}{name}?"
        return super()._hint(key)
