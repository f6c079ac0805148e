"""What the full-text search of a database finds: an entry for each row of eight tables.

English is searched by words. Chinese has no spaces, and an index of words would take a whole name
for one word; so every piece of every run of Chinese is indexed as a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

PLACES = ("title", "text", "names", "zh")
# Where the texts that lead to a row are: its table, its key and texts there, and where they go.
_TEXTS = (
    ("tasks", "number, title", "tasks", "title"),
    ("tasks", "number, summary", "tasks", "text"),
    ("tasks", "task, measure, as_printed", "targets", "text"),
    ("tasks", "task, as_printed", "responsibilities", "names"),
    ("tasks", "task, alias", "responsibilities JOIN agency_aliases USING (agency)", "names"),
    ("tasks", "task, as_printed, name, name_zh", "mentions JOIN entities ON id = entity", "names"),
    ("tasks", "task, term, term_zh, as_printed_zh", "terms", "names"),
    ("agencies", "id, name", "agencies", "title"),
    ("agencies", "id, note, successor_name", "agencies", "text"),
    ("agencies", "agency, alias", "agency_aliases", "names"),
    ("sections", "id, title", "sections", "title"),
    ("sections", "section, term, term_zh, as_printed_zh", "terms", "names"),
    ("footnotes", "number, term", "footnotes", "title"),
    ("footnotes", "number, explanation", "footnotes", "text"),
    ("footnotes", "number, term_zh", "footnotes", "names"),
    ("entities", "id, name", "entities", "title"),
    ("entities", "entity, as_printed, name_zh", "mentions JOIN entities ON id = entity", "names"),
    ("terms", "id, term", "terms", "title"),
    ("terms", "id, term_zh, as_printed_zh", "terms", "names"),
    ("errata", "id, record", "errata", "title"),
    ("errata", "id, as_printed, correct, evidence", "errata", "text"),
    ("document", "field, field", "document", "title"),
    ("document", "field, value", "document", "text"),
)
_LONGEST = 80  # characters of a piece; no published run of Chinese is as long
# Between pieces, so that two neighbors aren't found as one phrase; in no text.
_BETWEEN = " \ue000 "
_RUN = re.compile(r"\S*[〇㐀-鿿豈-﫿𠀀-𿿽]\S*")
_WORD = re.compile(r"[^\W_]+")


def entries(select: Callable[[str], Iterable[tuple[Any, ...]]]) -> list[dict[str, Any]]:
    """List all entries, tasks first; ``select`` runs a query on the database.

    A task's ``id`` is its number, since 1 to 100 have no gap; all others come above. ``names`` are
    names of what belongs to a row, those in Chinese are in ``zh``.
    """
    found: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
    for table, columns, source, place in _TEXTS:
        for key, *texts in select(f"SELECT {columns} FROM {source}"):  # noqa: S608 - ours, above
            if key is None:  # a term of a task has no section
                continue
            entry = found.setdefault((table, str(key)), {one: {} for one in PLACES})
            for text in filter(None, texts):
                chinese = place == "names" and _RUN.search(text)
                entry["zh" if chinese else place][text] = None
    return [
        {
            "id": number,
            "table": table,
            "key": key,
            **{place: "; ".join(texts) for place, texts in entry.items()},
            "zh_pieces": _BETWEEN.join(
                sorted(set[str]().union(*map(pieces, chain(*entry.values()))))
            ),
        }
        for number, ((table, key), entry) in enumerate(found.items(), start=1)
    ]


def pieces(*texts: str) -> set[str]:
    """List every piece of every run of Chinese, punctuation replaced by spaces.

    A run goes from space to space and may hold digits and Latin letters.

    >>> sorted(pieces("the sign “水、A” of water"))
    ['A', '水', '水 A']
    """
    return {
        " ".join(_WORD.findall(run[start:end]))
        for run in chain(*map(_RUN.findall, texts))
        for start in range(len(run))
        for end in range(start + 1, min(start + _LONGEST, len(run)) + 1)
        if run[start].isalnum() and run[end - 1].isalnum()
    }
