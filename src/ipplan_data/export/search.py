"""What the full-text search of a database finds: an entry for each row of eight tables.

English is searched by words. Chinese has no spaces, so an index of words would hold a whole name as
one word; every piece of every stretch of Chinese is therefore a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ipplan_data.export.package import Table

# The table whose rows are found by their own number; all others get numbers above.
NUMBERED = "tasks"
# Longer pieces are no words of their own; no published stretch of Chinese is as long.
LONGEST = 80
# Stands between pieces, so that two neighbours aren't found as one phrase; in no text.
_BETWEEN = " \ue000 "
_STRETCH = re.compile(r"\S*[〇㐀-鿿豈-﫿𠀀-𿿽]\S*")
_RUN = re.compile(r"[^\W_]+")

Row = dict[str, Any]


class Entry(NamedTuple):
    """What is found: the row with that ``key`` in that table, and the texts that lead to it.

    ``names`` are English names of what belongs to it, ``zh`` everything in Chinese.
    """

    table: str
    key: str
    title: str
    text: str
    names: str
    zh: str

    @property
    def pieces(self) -> str:
        """All pieces of all Chinese in its texts, as the index takes them."""
        found = {piece for text in self[2:] for piece in pieces(text)}
        return _BETWEEN.join(sorted(found))


def pieces(text: str) -> set[str]:
    """Give every piece of every stretch of Chinese, its marks as spaces.

    A stretch goes from space to space and may hold digits and Latin letters.

    >>> sorted(pieces("the sign “水、A” of water"))
    ['A', '水', '水 A']
    """
    return {
        " ".join(_RUN.findall(stretch[start:end]))
        for stretch in _STRETCH.findall(text)
        for start in range(len(stretch))
        for end in range(start + 1, min(start + LONGEST, len(stretch)) + 1)
        if stretch[start].isalnum() and stretch[end - 1].isalnum()
    }


def entries(tables: Mapping[str, Table]) -> Iterator[Entry]:
    """Give all entries; tasks first, then table by table."""
    rows = {name: table.rows for name, table in tables.items()}
    aliases, things = _by(rows["agency_aliases"], "agency"), _by(rows["entities"], "id")
    for row in rows["tasks"]:
        yield _task(row, rows, aliases, things)
    for row in rows["agencies"]:
        names, chinese = _languages(aliases.get(row["id"], []))
        texts = (row["note"], row["successor_name"])
        yield _entry("agencies", row["id"], row["name"], texts, names, chinese)
    terms = _by(rows["terms"], "section")
    for row in rows["sections"]:
        glossed = terms.get(row["id"], [])
        names = [one["term"] for one in glossed]
        yield _entry("sections", row["id"], row["title"], (), names, _chinese(glossed))
    for row in rows["footnotes"]:
        told = (row["explanation"],)
        yield _entry("footnotes", row["number"], row["term"], told, (), (row["term_zh"],))
    mentions = _by(rows["mentions"], "entity")
    for row in rows["entities"]:
        names = [one["as_printed"] for one in mentions.get(row["id"], [])]
        yield _entry("entities", row["id"], row["name"], (), names, (row["name_zh"],))
    for row in rows["terms"]:
        yield _entry("terms", row["id"], row["term"], (), (), _chinese([row]))
    for row in rows["errata"]:
        found = (row["as_printed"], row["correct"], row["evidence"])
        yield _entry("errata", row["id"], row["record"], found, (), ())
    for row in rows["document"]:
        yield _entry("document", row["field"], row["field"], (row["value"],), (), ())


def _task(
    row: Row,
    rows: Mapping[str, list[Row]],
    aliases: Mapping[Any, list[Row]],
    things: Mapping[Any, list[Row]],
) -> Entry:
    of_task = {
        name: [one for one in rows[name] if one["task"] == row["number"]]
        for name in ("responsibilities", "mentions", "terms", "targets")
    }
    bodies = [
        alias for one in of_task["responsibilities"] for alias in aliases.get(one["agency"], [])
    ]
    named = [thing for one in of_task["mentions"] for thing in things.get(one["entity"], [])]
    english, chinese = _languages(bodies)
    printed = [one["as_printed"] for one in of_task["responsibilities"] + of_task["mentions"]]
    aims = [text for one in of_task["targets"] for text in (one["measure"], one["as_printed"])]
    return _entry(
        "tasks",
        row["number"],
        row["title"],
        (row["summary"], *aims),
        [
            *printed,
            *english,
            *(one["name"] for one in named),
            *(one["term"] for one in of_task["terms"]),
        ],
        [*chinese, *(one["name_zh"] for one in named), *_chinese(of_task["terms"])],
    )


def _languages(aliases: list[Row]) -> tuple[list[str], list[str]]:
    """Part names in English from those in Chinese."""
    english = [one["alias"] for one in aliases if one["language"] == "en"]
    return english, [one["alias"] for one in aliases if one["language"] == "zh"]


def _chinese(terms: list[Row]) -> list[str]:
    return [text for one in terms for text in (one["term_zh"], one["as_printed_zh"])]


def _entry(
    table: str,
    key: str | int,
    title: str,
    texts: Iterable[str | None],
    names: Iterable[str],
    chinese: Iterable[str | None],
) -> Entry:
    return Entry(table, str(key), title, *(_joined(part) for part in (texts, names, chinese)))


def _joined(texts: Iterable[str | None]) -> str:
    """Join what is there, each text once."""
    return "; ".join(dict.fromkeys(text for text in texts if text))


def _by(rows: list[Row], column: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found
