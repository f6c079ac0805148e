"""Searching titles, summaries, named things and terms for words of English and Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipplan_data.plan.named import Entity, Term
from ipplan_data.plan.tasks import Task
from ipplan_data.plan.words import is_chinese, stem, telling, words

if TYPE_CHECKING:
    from ipplan_data.plan.plan import Plan

_OF_PARTS = 0.75
_OF_SUMMARY = 0.5
_BEGINNING = 0.8
_SHORTEST_BEGINNING = 4
_BY_WORDS, _BY_COVER = 0.8, 0.2


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """A record that holds all words searched for, and the fields that hold them.

    ``score`` is at most 1: higher where titles and names hold the words, and where little else
    stands beside them.
    """

    record: Task | Entity | Term
    score: float
    where: tuple[str, ...]

    def __repr__(self) -> str:
        """Show the record by its key."""
        key = self.record.number if isinstance(self.record, Task) else self.record.id
        kind = type(self.record).__name__
        return f"Hit({kind} {key!r}, score={round(self.score, 2)}, where={self.where!r})"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a record: the field it stands in, what it counts, its words."""

    field: str
    weight: float
    words: list[str]


def _texts(record: Task | Entity | Term) -> Iterator[tuple[str, float, str | None]]:
    if isinstance(record, Entity):
        yield "name", 1, record.name
        yield "name_zh", 1, record.name_zh
        return
    if isinstance(record, Term):
        yield "term", 1, record.term
        yield "term_zh", 1, record.term_zh
        return
    yield "title", 1, record.title
    yield "summary", _OF_SUMMARY, record.summary
    for entity in record.entities:
        yield "entities", _OF_PARTS, entity.name
        yield "entities", _OF_PARTS, entity.name_zh
    for term in record.terms:
        yield "terms", _OF_PARTS, term.term
        yield "terms", _OF_PARTS, term.term_zh


def search(plan: Plan, text: str) -> list[Hit]:
    """Find the records that hold all words of a text, the best first."""
    query = list(dict.fromkeys(telling(words(text))))
    if not query:
        return []
    records: list[Task | Entity | Term] = [
        *plan.tasks.values(),
        *plan.entities.values(),
        *plan.terms.values(),
    ]
    hits = [hit for record in records if (hit := _hit(record, query))]
    return sorted(hits, key=lambda hit: -hit.score)


def _hit(record: Task | Entity | Term, query: list[str]) -> Hit | None:
    texts = [_Text(field, weight, words(text)) for field, weight, text in _texts(record) if text]
    where: dict[str, None] = {}
    total = 0.0
    for word in query:
        scores = [(one.weight * _held(word, one.words), one) for one in texts]
        found = max((score for score, _ in scores), default=0.0)
        if not found:
            return None
        total += found
        where |= dict.fromkeys(one.field for score, one in scores if score)
    cover = max(one.weight * _cover(query, one.words) for one in texts)
    return Hit(record, _BY_WORDS * total / len(query) + _BY_COVER * cover, tuple(where))


def _held(word: str, known: list[str]) -> float:
    """Tell how well the best of some words is the word searched for."""
    return max((_same(word, one) for one in known), default=0.0)


def _cover(query: list[str], known: list[str]) -> float:
    """Tell how much of a text is words searched for."""
    told = telling(known)
    return sum(any(_same(word, one) for word in query) for one in told) / max(1, len(told))


def _same(word: str, known: str) -> float:
    """Tell how well a word of a text is the word searched for: 1 wholly, 0 not at all."""
    if is_chinese(word):
        return 1.0 if word == known else _BEGINNING if word in known else 0.0
    if stem(word) == stem(known):
        return 1.0
    begins = len(word) >= _SHORTEST_BEGINNING and known.startswith(stem(word))
    return _BEGINNING if begins else 0.0
