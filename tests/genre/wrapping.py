"""Dividing words into lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from genre.outline import Run
from genre.words import BREAK, Word, risky, shown

_HYPHENABLE = re.compile(r"[A-Za-z][a-z]{5,}[.,;]?")
_FEWEST = 3


def wrap(words: Sequence[Word], width: int, *, hyphens: bool = False) -> list[list[Word]]:
    """Fill lines one after the other; no line begins with what could be taken for a number.

    >>> [len(line) for line in wrap([(Run("one"),), (Run("two"),), (Run("3."),)], 7)]
    [1, 2]
    """
    lines: list[list[Word]] = [[]]
    for unit in _units(words):
        rest = unit
        if rest == [BREAK]:
            lines[-1].append(BREAK)
            lines.append([])
            continue
        if lines[-1] and not _fits(lines[-1], rest, width):
            halves = _halves(lines[-1], rest, width) if hyphens else None
            if halves:
                lines[-1].append(halves[0])
                rest = [halves[1]]
            lines.append([])
        lines[-1].extend(rest)
    return [line for line in lines if line]


def _units(words: Sequence[Word]) -> list[list[Word]]:
    units: list[list[Word]] = []
    for word in words:
        if units and risky(word) and BREAK not in (word, units[-1][-1]):
            units[-1].append(word)
        else:
            units.append([word])
    return units


def _fits(line: Sequence[Word], more: Sequence[Word], width: int) -> bool:
    found = [*line, *more]
    return len(" ".join(map(shown, found))) <= width


def _halves(line: Sequence[Word], unit: Sequence[Word], width: int) -> tuple[Word, Word] | None:
    if len(unit) > 1 or len(unit[0]) > 1 or unit[0][0].marker is not None:
        return None
    (run,) = unit[0]
    if not _HYPHENABLE.fullmatch(run.text):
        return None
    for size in range(len(run.text.rstrip(".,;")) - _FEWEST, _FEWEST - 1, -1):
        head = (Run(run.text[:size] + "-", run.italic),)
        tail = (Run(run.text[size:], run.italic),)
        if _fits(line, [head], width) and not risky(tail):
            return head, tail
    return None
