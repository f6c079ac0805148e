"""Which asterisks and underscores of a Markdown paragraph set it in italics, as CommonMark says."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple


class Turn(NamedTuple):
    """A delimiter that is markup: where it stands, and whether italics begin (1) or end (-1)."""

    start: int
    stop: int
    italics: int


@dataclass(slots=True)
class _Run:
    start: int
    stop: int
    opens: bool
    closes: bool


def emphasis(text: str, runs: list[tuple[int, int]]) -> list[Turn]:
    """Pair runs of ``*`` or ``_``, given by their places; what finds no partner is plain text.

    >>> emphasis("a *b* 2 * 3", [(2, 3), (4, 5), (8, 9)])
    [Turn(start=2, stop=3, italics=1), Turn(start=4, stop=5, italics=-1)]
    """
    turns: list[Turn] = []
    openers: dict[str, list[_Run]] = {"*": [], "_": []}
    for start, stop in runs:
        run = _flanked(text, start, stop)
        waiting = openers[text[start]]
        while run.closes and waiting and run.start < run.stop:
            turns += _pair(waiting[-1], run)
            if waiting[-1].start == waiting[-1].stop:
                waiting.pop()
        if run.opens and run.start < run.stop:
            waiting.append(run)
    return turns


def _pair(opener: _Run, closer: _Run) -> list[Turn]:
    """Use up two delimiters on each side for bold, or else one on each side for italics."""
    strong = min(opener.stop - opener.start, closer.stop - closer.start) > 1
    size, italics = (2, 0) if strong else (1, 1)
    opener.stop -= size
    closer.start += size
    return [
        Turn(opener.stop, opener.stop + size, italics),
        Turn(closer.start - size, closer.start, -italics),
    ]


def _flanked(text: str, start: int, stop: int) -> _Run:
    before = text[start - 1] if start else " "
    after = text[stop] if stop < len(text) else " "
    left = not after.isspace() and (not _punctuation(after) or _open(before))
    right = not before.isspace() and (not _punctuation(before) or _open(after))
    if text[start] == "_":
        return _Run(
            start,
            stop,
            left and (not right or _punctuation(before)),
            right and (not left or _punctuation(after)),
        )
    return _Run(start, stop, left, right)


def _open(letter: str) -> bool:
    return letter.isspace() or _punctuation(letter)


def _punctuation(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"
