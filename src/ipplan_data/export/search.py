"""What the full-text search of a database finds: an entry for each row of eight tables.

English is searched by words. Chinese has no spaces, and an index of words would take a whole name
for one word; so every piece of every run of Chinese is indexed as a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ipplan_data.export.package import Table

# The rows of this table are found by their own number; all others are numbered above.
NUMBERED = "tasks"
_LONGEST = 80  # characters of a piece; no published run of Chinese is as long
# Between pieces, so that two neighbors aren't found as one phrase; in no text.
_BETWEEN = " \ue000 "
_RUN = re.compile(r"\S*[〇㐀-鿿豈-﫿𠀀-𿿽]\S*")
_WORD = re.compile(r"[^\W_]+")
# For each table: the column with the title, and those with texts and with Chinese.
_COLUMNS = {
    "agencies": ("name", ("note", "successor_name"), ()),
    "sections": ("title", (), ()),
    "footnotes": ("term", ("explanation",), ("term_zh",)),
    "entities": ("name", (), ("name_zh",)),
    "terms": ("term", (), ("term_zh", "as_printed_zh")),
    "errata": ("record", ("as_printed", "correct", "evidence"), ()),
    "document": ("field", ("value",), ()),
}

Row = dict[str, Any]


class Entry(NamedTuple):
    """A row that is found: its table and key, and the texts that lead to it.

    ``names`` are English names of what belongs to it, ``zh`` all its Chinese.
    """

    table: str
    key: str
    title: str
    text: str
    names: str
    zh: str

    @property
    def pieces(self) -> str:
        """All pieces of all Chinese in its texts, as they are indexed."""
        return _BETWEEN.join(sorted({piece for text in self[2:] for piece in pieces(text)}))


def pieces(text: str) -> set[str]:
    """List every piece of every run of Chinese, punctuation replaced by spaces.

    A run goes from space to space and may hold digits and Latin letters.

    >>> sorted(pieces("the sign “水、A” of water"))
    ['A', '水', '水 A']
    """
    return {
        " ".join(_WORD.findall(run[start:end]))
        for run in _RUN.findall(text)
        for start in range(len(run))
        for end in range(start + 1, min(start + _LONGEST, len(run)) + 1)
        if run[start].isalnum() and run[end - 1].isalnum()
    }


def entries(tables: Mapping[str, Table]) -> Iterator[Entry]:
    """List all entries, tasks first, then table by table."""
    rows = {name: table.rows for name, table in tables.items()}

    def of(table: str, column: str, value: Any) -> list[Row]:
        return [row for row in rows[table] if row[column] == value]

    def values(some: Iterable[Row], *columns: str) -> list[str | None]:
        return [row[column] for row in some for column in columns]

    def aliases(agency: str, language: str) -> list[str | None]:
        return values(
            (one for one in of("agency_aliases", "agency", agency) if one["language"] == language),
            "alias",
        )

    for task in rows[NUMBERED]:
        number = task["number"]
        shares, mentions, terms, targets = (
            of(name, "task", number)
            for name in ("responsibilities", "mentions", "terms", "targets")
        )
        things = [thing for one in mentions for thing in of("entities", "id", one["entity"])]
        english = [name for one in shares for name in aliases(one["agency"], "en")]
        chinese = [name for one in shares for name in aliases(one["agency"], "zh")]
        yield _entry(
            NUMBERED,
            number,
            task["title"],
            [task["summary"], *values(targets, "measure", "as_printed")],
            [
                *values((*shares, *mentions), "as_printed"),
                *english,
                *values(things, "name"),
                *values(terms, "term"),
            ],
            [*chinese, *values(things, "name_zh"), *values(terms, "term_zh", "as_printed_zh")],
        )
    for table, (title, texts, chinese_columns) in _COLUMNS.items():
        (key,) = tables[table].key
        for row in rows[table]:
            names: list[str | None] = []
            zh = [row[column] for column in chinese_columns]
            if table == "agencies":
                names, zh = aliases(row["id"], "en"), aliases(row["id"], "zh")
            elif table == "sections":
                terms = of("terms", "section", row["id"])
                names, zh = values(terms, "term"), values(terms, "term_zh", "as_printed_zh")
            elif table == "entities":
                names = values(of("mentions", "entity", row["id"]), "as_printed")
            yield _entry(table, row[key], row[title], [row[one] for one in texts], names, zh)


def _entry(table: str, key: str | int, title: str, *parts: list[str | None]) -> Entry:
    text, names, zh = ("; ".join(dict.fromkeys(one for one in part if one)) for part in parts)
    return Entry(table, str(key), title, text, names, zh)
