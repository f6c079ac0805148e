"""A copy of the document, whatever its form: lines of tokens that leave no character out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a piece of a copy is: text, or a kind of furniture."""

    TEXT = "text"
    SPACE = "white_space"
    MARKUP = "markup"
    MARKER = "footnote_marker"
    RULE = "rule"
    PAGE_BREAK = "page_break"
    PAGE_NUMBER = "page_number"
    RUNNING_HEAD = "running_head"


class Token(NamedTuple):
    """A piece of a copy: its kind, where it stands there, and the text it stands for.

    ``start`` and ``end`` count code points of the copy. ``text`` is what a reader sees: it is as
    long as the piece, or one character where an entity or an escape stands for it. A marker's text
    is its digits; other furniture has none.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    italic: bool = False

    def cut(self, size: int) -> tuple[Token, Token]:
        """Divide a token of text after ``size`` characters.

        >>> Token(Kind.TEXT, 10, 15, "1. Go").cut(3)[1]
        Token(kind=<Kind.TEXT: 'text'>, start=13, end=15, text='Go', italic=False)
        """
        middle = self.start + size
        return (
            self._replace(end=middle, text=self.text[:size]),
            self._replace(start=middle, text=self.text[size:]),
        )


@dataclass(slots=True)
class Line:
    """A line of a copy, and what its form tells of it.

    ``gap`` says that something sets it apart from the line before: an empty line, a paragraph's
    end. ``number`` is the number that list markup gives it without printing it, ``note`` the
    number that markup gives it as a footnote. ``heading`` tells whether it is marked up as one;
    ``None`` if the format can't show it.
    """

    tokens: list[Token] = field(default_factory=list)
    gap: bool = False
    number: int | None = None
    note: int | None = None
    heading: bool | None = None

    @property
    def text(self) -> str:
        """What a reader sees, each run of white space as one space, without footnote markers.

        >>> Line([Token(Kind.TEXT, 0, 2, "Go"), Token(Kind.SPACE, 2, 5)]).text
        'Go'
        """
        return " ".join(
            "".join(
                token.text if token.kind is Kind.TEXT else " " if token.kind is Kind.SPACE else ""
                for token in self.tokens
            ).split()
        )

    @property
    def kind(self) -> Kind:
        """What the line is as a whole: the first of its kinds that says more than white space."""
        kinds = {token.kind for token in self.tokens}
        order = (Kind.TEXT, Kind.MARKER, Kind.RULE, Kind.PAGE_BREAK, Kind.PAGE_NUMBER)
        for kind in (*order, Kind.RUNNING_HEAD):
            if kind in kinds:
                return kind
        return Kind.SPACE


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy as its form gives it.

    ``text`` is all of it: the file decoded, or the characters of a PDF in their order. ``shows``
    names what the form can show: ``italics``, ``markers``.
    """

    name: str
    form: str
    text: str
    lines: list[Line]
    shows: frozenset[str]

    def tokens(self) -> Iterator[Token]:
        """Return all tokens in order; together they cover ``text``."""
        for line in self.lines:
            yield from line.tokens


class UnreadableError(Exception):
    """The copy can't be read in its form; the message says why, and what is expected."""


class Lines:
    """The line and column of a place in a text."""

    def __init__(self, text: str) -> None:
        """Find where the lines begin."""
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def at(self, place: int) -> tuple[int, int]:
        r"""Return line and column, each counted from 1.

        >>> Lines("ab\ncd").at(4)
        (2, 2)
        """
        line = bisect_right(self._starts, place)
        return line, place - self._starts[line - 1] + 1
