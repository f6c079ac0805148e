r"""Patterns that a descriptor declares: those that surely take little time to try.

A pattern is ``^…$``, made of characters, classes, groups, alternatives and repeats. The machine
that tries it goes back at every choice that turns out wrong, which may take forever. So what is
repeated without end must leave no choice: at each place in it, the next character tells which part
it is of. What isn't may leave a choice of ``PATHS`` ways in all.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 2000  # characters of a pattern, and parts of it
PATHS = 1000
DEEPEST = 20  # groups in groups
_ATOM = re.compile(r"\[\^?(?:[^\]\\\[^]|\\[^\w\s])+\]|\\[^\w\s]|[^\\\[\](){}*+?|^$]")
_MEANT_FOR_LATER = re.compile(r"--|&&|~~|\|\|")
_REPEAT = re.compile(r"[*+?]|\{([0-9]{1,3})(,?)([0-9]{0,3})\}")


_SIGNS: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}


class RefusedError(ValueError):
    """A pattern that isn't tried; the message says why."""


class _Part(NamedTuple):
    """A part of a pattern: whether it may be empty, where it begins and ends, in how many ways."""

    empty: bool
    first: frozenset[int]
    last: frozenset[int]
    paths: int


_NOTHING = _Part(True, frozenset(), frozenset(), 1)


@cache
def compiled(pattern: str) -> Callable[[str], object]:
    """Give the test whether a whole cell has the form; raises ``RefusedError``.

    >>> bool(compiled("^[a-z]+(-[a-z]+)*$")("a-b"))
    True
    >>> compiled("^(a+)+$")
    Traceback (most recent call last):
    ...
    ipplan_data.package_check.patterns.RefusedError: it leaves a choice that may take forever
    """
    if len(pattern) > LONGEST:
        raise RefusedError("it is too long")
    if not (len(pattern) > 1 and pattern[0] == "^" and pattern[-1] == "$"):
        raise RefusedError("it has no ^ at its start, or no $ at its end")
    if _MEANT_FOR_LATER.search(pattern):
        raise RefusedError("it has two signs together that Python keeps for later")
    try:
        test = re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise RefusedError(f"it is no regular expression: {error}") from error
    _Reading(pattern).check()
    return test.fullmatch


class _Reading:
    """Reads a pattern from left to right; each character or class in it is a place."""

    def __init__(self, pattern: str) -> None:
        self._text, self._at, self._end = pattern, 1, len(pattern) - 1
        self._atoms: list[str] = []
        # Which places may come next; one that is listed twice is come to in two ways.
        self._follow: list[list[int]] = []
        self._endless: set[int] = set()
        self._depth = self._steps = 0

    def check(self) -> None:
        """Refuse what isn't known, or may take forever."""
        whole = self._either()
        if self._at < self._end:
            raise RefusedError(f"character {self._at + 1} isn't understood here")
        edges = {c for mark in self._text for c in (ord(mark) - 1, ord(mark), ord(mark) + 1)}
        sample = "".join(chr(one) for one in sorted(edges) if one >= 0)
        of = {atom: {*re.findall(f"(?s:{atom})", sample)} for atom in {*self._atoms}}
        nexts = {-1: [*whole.first], **dict(enumerate(self._follow))}
        choices = {place for place, after in nexts.items() if self._share(after, of)}
        if choices & self._endless:
            raise RefusedError("it leaves a choice that may take forever")
        if choices and whole.paths > PATHS:
            raise RefusedError(f"it leaves more than {PATHS:,} ways")

    def _share(self, places: list[int], of: dict[str, set[str]]) -> bool:
        """Tell whether two places take the same character; ``of`` has what each atom takes."""
        seen: set[str] = set()
        for place in places:
            if not seen.isdisjoint(of[self._atoms[place]]):
                return True
            seen |= of[self._atoms[place]]
        return False

    def _either(self) -> _Part:
        """Read alternatives, up to the end of the group."""
        found = self._row()
        while self._at < self._end and self._text[self._at] == "|":
            self._at += 1
            other = self._row()
            found = _Part(
                found.empty or other.empty,
                found.first | other.first,
                found.last | other.last,
                min(found.paths + other.paths, PATHS + 1),
            )
        return found

    def _row(self) -> _Part:
        found = _NOTHING
        while self._at < self._end and self._text[self._at] not in "|)":
            found = self._then(found, self._repeated())
        return found

    def _then(self, one: _Part, other: _Part) -> _Part:
        for place in one.last:
            self._follow[place] += other.first
        return _Part(
            one.empty and other.empty,
            one.first | other.first if one.empty else one.first,
            one.last | other.last if other.empty else other.last,
            min(one.paths * other.paths, PATHS + 1),
        )

    def _repeated(self) -> _Part:
        """Read a part with its repeat, as so many parts, each later one inside the one before."""
        start, began = self._at, len(self._atoms)
        parts = [self._single()]
        repeat = _REPEAT.match(self._text, self._at, self._end)
        if repeat is None:
            return parts[0]
        after = repeat.end()
        least, most = _SIGNS.get(repeat.group()) or _bounds(repeat)
        while len(parts) < max(least, most or 0):
            self._at, began = start, len(self._atoms)
            parts.append(self._single())
        self._at = after
        if most is None:
            for place in parts[-1].last:
                self._follow[place] += parts[-1].first
            self._endless.update(range(began, len(self._atoms)))
        if most == 0:
            return _NOTHING
        whole = _NOTHING
        for number, part in reversed([*enumerate(parts, start=1)]):
            whole = self._then(part, whole)
            if number > least:
                whole = whole._replace(empty=True, paths=min(whole.paths + 1, PATHS + 1))
        return whole

    def _single(self) -> _Part:
        """Read a group, a class or a character."""
        self._steps += 1
        if self._steps > LONGEST:
            raise RefusedError("it has too many parts")
        if self._text[self._at] == "(":
            self._at += 1
            self._depth += 1
            if self._depth > DEEPEST:
                raise RefusedError("it has too many groups in groups")
            found = self._either()
            self._depth -= 1
            if self._at >= self._end or self._text[self._at] != ")":
                raise RefusedError("a group isn't closed")
            self._at += 1
            return found
        atom = _ATOM.match(self._text, self._at, self._end)
        if atom is None:
            raise RefusedError(f"character {self._at + 1} isn't understood here")
        self._at = atom.end()
        self._atoms.append(atom.group())
        self._follow.append([])
        place = frozenset({len(self._atoms) - 1})
        return _Part(False, place, place, 1)


def _bounds(repeat: re.Match[str]) -> tuple[int, int | None]:
    """Give the least and the most times of a repeat in braces."""
    least, comma, most = repeat.groups()
    if not comma:
        return int(least), int(least)
    return int(least), int(most) if most else None
