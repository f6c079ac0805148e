"""Lists of bodies: where one name ends and the next begins, though names hold commas and "and".

No list of known bodies is used, so that the reading stays independent of the records. What tells is
the way that such lists are written: an article before each name but abbreviations and collectives,
or no article at all; an institution's word in every name; "and" only before the last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

INSTITUTIONS = {
    "Academies", "Academy", "Administration", "Agency", "Alliance", "Association", "Assembly",
    "Authority", "Bank", "Board", "Bureau", "Center", "Centers", "Centre", "Chamber", "College",
    "Command", "Commission", "Committee", "Conference", "Congress", "Corporation", "Corps",
    "Council", "Court", "Courts", "Customs", "Department", "Departments", "Directorate",
    "Exchange", "Federation", "Foundation", "Fund", "Group", "Headquarters", "Inspectorate",
    "Institute", "Institution", "League", "Leadership", "Library", "Ministries", "Ministry",
    "Museum", "Office", "Offices", "Organization", "Organizations", "Party", "Presidium", "Press",
    "Procuratorate", "Prosecutor", "Secretariat", "Service", "Society", "Tribunal", "Union",
    "University",
}  # fmt: skip
_COLLECTIVE = re.compile(
    r"(?:all |the |other |relevant |concerned )*"
    r"(?:member|participating|relevant|competent|local|subordinate) "
    r"(?:organizations|units|bodies|departments|agencies|governments|ministries|institutions)\b"
)
_ABBREVIATION = re.compile(r"[A-Z][A-Z&]{1,11}")
_SEPARATOR = re.compile(r"\s*[,，、]\s*(?:and\s+(?!the\s+respective)|&\s+)?|\s+and\s+")
_COMMAS = (",", "，", "、")
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_LATER_ARTICLE = re.compile(r"(?:[,，、]|\band) the [A-Z]")
_MAX_PARTS = 12
# How many words an abbreviation can be for: its letters, and small words between them.
_MOST_WORDS = 40
_SMALL = {"of", "and", "the", "for", "in", "on", "to", "&", "a"}


class Abbreviated(NamedTuple):
    """A name, the abbreviation after it in brackets, and the end of the name that this is for.

    ``stands_for`` is ``None`` where the abbreviation is for the whole name, and empty where its
    letters don't tell.
    """

    name: str
    abbreviation: str | None = None
    stands_for: str | None = None

    @property
    def spelled(self) -> bool:
        """Whether the abbreviation is made of the initials of the whole name."""
        return self.abbreviation is not None and self.stands_for is None


@dataclass(frozen=True, slots=True)
class BodyList:
    """The names in a list, and the places in it that could be read in another way."""

    names: tuple[str, ...]
    doubtful: tuple[str, ...] = ()


def is_abbreviation(name: str) -> bool:
    """Return whether a name is an abbreviation alone.

    >>> is_abbreviation("MIIT"), is_abbreviation("Mint")
    (True, False)
    """
    return bool(_ABBREVIATION.fullmatch(name))


def is_body(name: str) -> bool:
    """Return whether a name can be that of a body: an abbreviation, a collective, an institution.

    >>> is_body("Ministry of Rivers"), is_body("Lakes and Canals")
    (True, False)
    """
    bare = _bare(name)
    if is_abbreviation(bare) or _COLLECTIVE.match(name):
        return True
    words = {word.strip("()“”\"'’,.") for word in re.split(r"[\s-]+", bare)}
    return bare[:1].isupper() and not words.isdisjoint(INSTITUTIONS)


def split(text: str, known: frozenset[str] = frozenset()) -> BodyList:
    """Divide a list into the names of its bodies, without leading articles.

    ``known`` are names that are known to be one body, from elsewhere in the same document.

    >>> split("the Ministry of Rivers, Lakes and Canals, MORT, and the Bell Bureau").names
    ('Ministry of Rivers, Lakes and Canals', 'MORT', 'Bell Bureau')
    >>> split("Ministry of Rivers, Lakes and Canals, National Grain and Timber Bureau").names
    ('Ministry of Rivers, Lakes and Canals', 'National Grain and Timber Bureau')
    """
    listed = _Listed(" ".join(text.split()), known)
    count = len(listed.separators)
    # The cheapest ways to read the list up to each separator; two are enough to see a doubt.
    ways: list[list[_Way]] = [[_Way(0, 0)]]
    for end in range(1, count + 2):
        costs = [(listed.cost(begin, end), begin) for begin in range(max(0, end - _MAX_PARTS), end)]
        found = [_Way(way.cost + cost, end, way) for cost, begin in costs for way in ways[begin]]
        ways.append(sorted(found, key=lambda way: way.cost)[:2])
    best = ways[-1][0]
    ends = best.ends
    names = [listed.name(*pair) for pair in pairwise(ends)]
    others = {end for way in ways[-1] if way.cost == best.cost for end in way.ends}
    doubtful = [listed.part(end) for end in sorted(others ^ {*ends})]
    doubtful += [name for name in names if not is_body(name)]
    return BodyList(tuple(names), tuple(doubtful))


class _Way(NamedTuple):
    """A way to read the beginning of a list: what speaks against it, where its last name ends."""

    cost: int
    end: int
    before: _Way | None = None

    @property
    def ends(self) -> list[int]:
        """Where its names end, from 0."""
        found = [self.end]
        way = self.before
        while way is not None:
            found.append(way.end)
            way = way.before
        return found[::-1]


class _Listed:
    """A list, and what speaks against taking some of its parts together for one name."""

    def __init__(self, text: str, known: frozenset[str]) -> None:
        self.text = text
        self.known = known
        self.separators = list(_SEPARATOR.finditer(text))
        self.articles = bool(_LATER_ARTICLE.search(text))
        # Names overlap, so that each of their pieces is asked about many times.
        self._is_body = lru_cache(1024)(lambda begin, end: is_body(self._span(begin, end)))
        self._is_marked = lru_cache(1024)(lambda begin, end: self._marked(self._span(begin, end)))

    def part(self, end: int) -> str:
        """Return what follows a separator, up to the next."""
        return self._span(end, end + 1)

    def name(self, begin: int, end: int) -> str:
        """Return the parts from one separator to another as a name, without its article."""
        return _bare(self._span(begin, end))

    def _span(self, begin: int, end: int) -> str:
        start = self.separators[begin - 1].end() if begin else 0
        stop = self.separators[end - 1].start() if end <= len(self.separators) else None
        return self.text[start:stop].strip()

    def cost(self, begin: int, end: int) -> int:
        """Return how much speaks against one name from one separator to another."""
        span = self._span(begin, end)
        name = _bare(span)
        cost = self._before(begin, end) if begin else 0
        if name in self.known:
            return cost
        if not self._is_body(begin, end):
            return cost + 20
        short = abbreviated(name)
        if short.abbreviation and not short.spelled:
            cost += 1
        head = name.partition(",")[0]
        if "," in name and not is_body(head):
            cost += 1
        return cost + sum(self._inside(begin, middle, end) for middle in range(begin + 1, end))

    def _before(self, begin: int, end: int) -> int:
        """Return how much speaks against a name that begins after a separator."""
        separator = self.separators[begin - 1][0]
        ends_early = "and" in separator and end <= len(self.separators)
        cost = 4 if ends_early else 0
        if self._is_marked(begin, end):
            return cost
        if self.articles:
            return cost + 3
        return cost + (0 if separator.strip() in _COMMAS else 1)

    def _inside(self, begin: int, middle: int, end: int) -> int:
        """Return how much speaks against a separator within a name."""
        both = self._is_body(begin, middle) and self._is_body(middle, end)
        if both and {self.name(begin, middle), self.name(middle, end)} <= self.known:
            return 4
        if self._is_marked(middle, end):
            return 2
        if self.articles:
            return 3 if both else 0
        comma = self.separators[middle - 1][0].strip()[:1] in _COMMAS
        return (3 if comma else 1) if both else int(comma)

    def _marked(self, span: str) -> bool:
        """Return whether a name is marked: by an article, or as one that needs none."""
        bare = span.partition(",")[0].partition(" and ")[0]
        collective = bool(_COLLECTIVE.match(span))
        return is_abbreviation(bare) or collective or bool(self.articles and _ARTICLE.match(span))


def _bare(name: str) -> str:
    article = _ARTICLE.match(name)
    return name[article.end() :] if article and not _COLLECTIVE.match(name) else name


def abbreviated(name: str) -> Abbreviated:
    """Take the abbreviation in brackets off a name.

    >>> abbreviated("Office of the Port Council (PC)")
    Abbreviated(name='Office of the Port Council', abbreviation='PC', stands_for='Port Council')
    """
    found = re.fullmatch(r"(.*\S)\s*[(（]([A-Z][A-Z&]{1,11})[)）]", name)
    if not found:
        return Abbreviated(name)
    words = found[1].split()
    for count in range(1, min(len(words), _MOST_WORDS) + 1):
        if _spells(words[-count:], found[2]):
            whole = count == len(words)
            return Abbreviated(found[1], found[2], None if whole else " ".join(words[-count:]))
    return Abbreviated(found[1], found[2], "")


def _spells(words: list[str], abbreviation: str) -> bool:
    """Return whether the initials of words spell an abbreviation; small words may be left out."""
    reached = {0}
    for word in words:
        initial = word.strip("-")[:1].lower()
        small = not initial or word.lower() in _SMALL
        step = set()
        for place in reached:
            if small:
                step.add(place)
            if initial and abbreviation[place : place + 1].lower() == initial:
                step.add(place + 1)
        reached = step
    return len(abbreviation) in reached
