"""Full-text search in titles, summaries, entities and terms, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ipplan_data.plan.records import Entity, Task, Term
from ipplan_data.plan.words import is_chinese, stem, telling, words

_split = lru_cache(maxsize=4096)(words)
_OF_PARTS = 0.75
_OF_SUMMARY = 0.5
_BEGINNING = 0.8
_SHORTEST_BEGINNING = 4
_BY_WORDS, _BY_COVER = 0.8, 0.2


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """A record that has all words of a query, and the fields that have them.

    ``score`` is at most 1: higher if titles and names have the words, and if they have few others.
    """

    record: Task | Entity | Term
    score: float
    where: tuple[str, ...]

    def __repr__(self) -> str:
        """Show the record by its key."""
        key = self.record.number if isinstance(self.record, Task) else self.record.id
        kind = type(self.record).__name__
        return f"Hit({kind} {key!r}, score={round(self.score, 2)}, where={self.where!r})"


def _texts(record: Task | Entity | Term) -> Iterator[tuple[str, float, str | None]]:
    """Return the texts of a record: field, weight, text."""
    if isinstance(record, Task):
        yield "title", 1, record.title
        yield "summary", _OF_SUMMARY, record.summary
        for entity in record.entities:
            yield "entities", _OF_PARTS, entity.name
            yield "entities", _OF_PARTS, entity.name_zh
        for term in record.terms:
            yield "terms", _OF_PARTS, term.term
            yield "terms", _OF_PARTS, term.term_zh
    else:
        for field in ("name", "name_zh") if isinstance(record, Entity) else ("term", "term_zh"):
            yield field, 1, getattr(record, field)


def search(records: Iterable[Task | Entity | Term], text: str) -> list[Hit]:
    """Find the records that have all words of a text, the best first."""
    query = list(dict.fromkeys(telling(words(text))))
    hits = [hit for record in records if (hit := _hit(record, query))] if query else []
    return sorted(hits, key=lambda hit: -hit.score)


def _hit(record: Task | Entity | Term, query: list[str]) -> Hit | None:
    texts = [(field, weight, _split(text)) for field, weight, text in _texts(record) if text]
    where: dict[str, None] = {}
    total = 0.0
    for word in query:
        scores = [
            (field, weight * max((_same(word, one) for one in known), default=0.0))
            for field, weight, known in texts
        ]
        best = max((score for _, score in scores), default=0.0)
        if not best:
            return None
        total += best
        where |= dict.fromkeys(field for field, score in scores if score)
    cover = max(weight * _cover(query, known) for _, weight, known in texts)
    return Hit(record, _BY_WORDS * total / len(query) + _BY_COVER * cover, tuple(where))


def _cover(query: list[str], known: list[str]) -> float:
    """Return the share of a text's words that match the query."""
    told = telling(known)
    return sum(any(_same(word, one) for word in query) for one in told) / max(1, len(told))


@lru_cache(maxsize=65536)
def _same(word: str, known: str) -> float:
    """Return how well a word of a text matches a word of the query, from 0 to 1."""
    if is_chinese(word):
        return 1.0 if word == known else _BEGINNING if word in known else 0.0
    if stem(word) == stem(known):
        return 1.0
    begins = len(word) >= _SHORTEST_BEGINNING and known.startswith(stem(word))
    return _BEGINNING if begins else 0.0
