"""Finding records by name: ranked candidates, each with the reason it matches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, Self, TypeVar

from ipplan_data.plan.words import is_chinese, telling, words


class Bearer(Protocol):
    """A record with an id and names."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """The names, each with its kind."""


B = TypeVar("B", bound=Bearer)

EXACT = 1.0
_TOLD = 5
_SHARE = 0.09
_MOST_SLIPS = 3


class UnknownNameError(LookupError):
    """No record has that name; the message lists those with similar names."""


class AmbiguousNameError(LookupError):
    """Several records have that name; the message lists them."""


@dataclass(frozen=True, slots=True, repr=False)
class Candidate(Generic[B]):
    """A record that may be meant, the name that matched, and why.

    ``score`` is 1 for the same name apart from case and punctuation, and less for a similar one.
    """

    record: B
    name: str
    reason: str
    score: float

    def __str__(self) -> str:
        """Show id, name and reason."""
        name = "" if self.name == self.record.id else f"{self.name}; "
        return f"{self.record.id} ({name}{self.reason})"

    def __repr__(self) -> str:
        """Show the record by its id."""
        told = f"reason={self.reason!r}, score={self.score:.2f}"
        return f"Candidate({self.record.id!r}, {self.name!r}, {told})"


class Found(tuple[Candidate[B], ...]):
    """The candidates for a name, the best first.

    ``verdict`` is ``found`` if exactly one record has the name, ``ambiguous`` if several have it,
    ``unknown`` if none has it; the candidates are then those with a similar name.
    """

    name: str
    _noun: str

    def __new__(cls, candidates: Iterable[Candidate[B]], name: str = "", noun: str = "") -> Self:
        """Keep candidates in their order."""
        found = super().__new__(cls, candidates)
        found.name = name
        found._noun = noun
        return found

    @property
    def verdict(self) -> Literal["found", "ambiguous", "unknown"]:
        """Whether one record, several or none have the name."""
        exact = sum(one.score == EXACT for one in self)
        return "unknown" if exact == 0 else "found" if exact == 1 else "ambiguous"

    def one(self) -> B:
        """Return the one record that has the name.

        Raises ``UnknownNameError`` if none has it, ``AmbiguousNameError`` if several have it; both
        are ``LookupError``s that list the candidates.
        """
        if self.verdict == "found":
            return self[0].record
        told = "; ".join(map(str, self[:_TOLD]))
        if self.verdict == "ambiguous":
            message = f"several have the name {self.name!r}: {told}"
            raise AmbiguousNameError(message)
        hint = f"did you mean {told}?" if told else "nothing is like it"
        message = f"no {self._noun} has the name {self.name!r}; {hint}"
        raise UnknownNameError(message)

    def __repr__(self) -> str:
        """Show the verdict and the candidates."""
        return f"<Found {self.name!r}: {self.verdict}, {list(self)}>"


def find(records: Iterable[B], name: str, noun: str) -> Found[B]:
    """Rank records by how well their names match a name."""
    query = words(name)
    best = [_best(record, query) for record in records] if query else []
    candidates = sorted(filter(None, best), key=lambda one: -one.score)
    return Found(candidates, name, noun)


def _best(record: B, query: list[str]) -> Candidate[B] | None:
    """Return the best match among a record's names, the first if several are as good."""
    names = (("id", record.id), *((kind, name) for name, kind in record.names))
    found = [
        Candidate(record, name, *told)
        for kind, name in names
        if (told := _compared(query, words(name), kind))
    ]
    return max(found, key=lambda one: one.score, default=None)


def _compared(query: list[str], known: list[str], kind: str) -> tuple[str, float] | None:
    """Return the first reason for which a name matches, and the score."""
    if query == known:
        return kind, EXACT
    wanted, has = " ".join(query), " ".join(known)
    share = _SHARE * min(len(wanted), len(has)) / max(len(wanted), len(has))
    for reason, base, holds in _WAYS:
        if holds(query, known):
            return reason, base + share
    slips = _slips(wanted, has, min(_MOST_SLIPS, (len(wanted) + 2) // 6))
    if slips is None:
        return None
    # A single slip that keeps all letters can only have exchanged two neighbors.
    swapped = slips == 1 and sorted(wanted) == sorted(has)
    return "transposition" if swapped else "misspelling", 0.7 - 0.1 * slips + share


def _holds(query: list[str], known: list[str]) -> bool:
    """Return whether each word of the query begins a word of the name, or is in its Chinese."""
    return all(
        any(word in one if is_chinese(word) else one.startswith(word) for one in known)
        for word in telling(query)
    )


def _in_order(query: list[str], known: list[str]) -> bool:
    """Return whether a short form has characters of a Chinese name in their order."""
    if len(query) != 1 or len(known) != 1 or len(query[0]) == 1 or not is_chinese(query[0]):
        return False
    short, long = query[0], known[0]
    letters = iter(long)
    ends = short[0] == long[0] or short[-1] == long[-1]
    return ends and all(letter in letters for letter in short)


_WAYS: tuple[tuple[str, float, Callable[[list[str], list[str]], bool]], ...] = (
    ("same words", 0.9, lambda query, known: sorted(telling(query)) == sorted(telling(known))),
    ("prefix", 0.8, lambda query, known: " ".join(known).startswith(" ".join(query))),
    ("part of the name", 0.7, _holds),
    ("characters in order", 0.3, _in_order),
)


def _slips(one: str, other: str, limit: int) -> int | None:
    """Count the letters omitted, added, changed or exchanged; ``None`` if above the limit."""
    if limit < 1 or abs(len(one) - len(other)) > limit:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return None
    return row[-1] if row[-1] <= limit else None
