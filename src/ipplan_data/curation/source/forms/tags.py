"""HTML divided into tags, comments, entities and text, in time linear in its length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_VALUE = re.compile(r"=\s{0,9}([\"'])")
_ATTRIBUTE = re.compile(r"""([A-Za-z-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
RAW = frozenset({"script", "style", "textarea", "title", "noscript", "template", "iframe"})


class Piece(NamedTuple):
    """A piece of HTML: a tag where it has an element, else text, else (a comment) nothing shown."""

    start: int
    end: int
    element: str = ""
    closing: bool = False
    text: str = ""


def attributes(tag: str) -> dict[str, str]:
    """Give the attributes of a tag by their names in lower case.

    >>> attributes('<ol START=3 class="notes">')
    {'start': '3', 'class': 'notes'}
    """
    return {
        found[1].lower(): found[2] or found[3] or found[4] or ""
        for found in _ATTRIBUTE.finditer(tag)
    }


class _Finder:
    """Finds what comes next, and looks only once for what doesn't come again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lower = text.lower() if len(text.lower()) == len(text) else text
        self.absent: dict[str, int] = {}
        self.quoted = True

    def __call__(self, wanted: str, start: int) -> int:
        if start >= self.absent.get(wanted, len(self.text)):
            return -1
        place = self.lower.find(wanted, start)
        if place < 0:
            self.absent[wanted] = start
        return place


def pieces(text: str) -> Iterator[Piece]:
    """Divide HTML; the pieces follow each other without a gap.

    >>> [text[p.start:p.end] for text in ["<p>a &amp; b"] for p in pieces(text)]
    ['<p>', 'a ', '&amp;', ' b']
    """
    find = _Finder(text)
    place = 0
    while place < len(text):
        less = find("<", place)
        end = less if less >= 0 else len(text)
        yield from _shown(text, place, end)
        place = end
        if place < len(text):
            piece = _tag(text, place, find)
            yield piece
            place = piece.end
            if piece.element in RAW and not piece.closing:
                close = find(f"</{piece.element}", place)
                place = close if close >= 0 else len(text)
                if place > piece.end:
                    yield Piece(piece.end, place)


def _tag(text: str, start: int, find: _Finder) -> Piece:
    """Give the tag or comment that begins here, or else the ``<`` as text."""
    if text.startswith("<!--", start):
        end = find("-->", start)
        return Piece(start, end + 3 if end >= 0 else len(text))
    name = _NAME.match(text, start)
    if name is None and text[start + 1 : start + 2] not in ("!", "?"):
        return Piece(start, start + 1, text="<")
    end = _end(text, name.end() if name else start, find)
    if end < 0:
        return Piece(start, start + 1, text="<")
    element = name[1].lower() if name else ""
    return Piece(start, end + 1, element, text.startswith("</", start))


def _end(text: str, place: int, find: _Finder) -> int:
    """Find the ``>`` of a tag, past quoted values."""
    nearest = more = find(">", place)
    while more >= 0 and find.quoted:
        value = _VALUE.search(text, place, more)
        after = find(value[1], value.end()) if value else -1
        if after < 0:
            return more
        place = after + 1
        more = more if place <= more else find(">", place)
    # Where every later ">" stands in quotes, the quotes don't pair; from here on they mean nothing.
    find.quoted = more >= 0 or nearest < 0
    return nearest


def _shown(text: str, start: int, end: int) -> Iterator[Piece]:
    place = start
    for found in _ENTITY.finditer(text, start, end):
        shown = unescape(found[0])
        if shown != found[0]:
            if place < found.start():
                yield Piece(place, found.start(), text=text[place : found.start()])
            yield Piece(found.start(), found.end(), text=shown)
            place = found.end()
    if place < end:
        yield Piece(place, end, text=text[place:end])
