"""The characters of a printed line: which are raised, which are in italics."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ipplan_data.curation.source.copy import Kind
from ipplan_data.curation.source.forms.pdf.glyphs import Glyph

_RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LONGEST_MARKER = 7
AROUND_DIGITS = frozenset("[](),;–-")


class Span(NamedTuple):
    """Characters of a line that are of one kind and style."""

    kind: Kind
    text: str
    italic: bool


class Cell(NamedTuple):
    """A character of a line, of which only what the copy needs is kept."""

    kind: Kind
    text: str
    italic: bool
    bold: bool


def main(group: list[list[Glyph]]) -> tuple[float, float]:
    """Give the size and the baseline of most of a line."""
    counts: Counter[tuple[float, float]] = Counter()
    for piece in group:
        counts[round(piece[0].size, 1), piece[0].y] += len(piece)
    return max(counts, key=lambda key: (counts[key], key))


def cells(group: list[list[Glyph]]) -> list[Cell]:
    """Line up the pieces from left to right, with a space where the library saw none."""
    size, base = main(group)
    found: list[Cell] = []
    before: Glyph | None = None
    for piece in sorted(group, key=lambda piece: piece[0].x):
        spaced = before is None or " " in (before.text, piece[0].text)
        if before and not spaced and piece[0].x - before.right > 0.15 * size:
            found.append(Cell(Kind.TEXT, " ", italic=False, bold=False))
        found += _marked(piece, size, base)
        before = piece[-1]
    return found


def _marked(piece: list[Glyph], size: float, base: float) -> Iterator[Cell]:
    """Tell digits that are raised or small from the rest."""
    rise = piece[0].y - base
    small = piece[0].size <= 0.75 * size and rise > -0.05 * size
    raised = not piece[0].sideways and (rise > 0.1 * size or small)
    marker = raised and any(glyph.text.isdigit() for glyph in piece)
    for glyph in piece:
        kind = Kind.TEXT
        if glyph.text in _RAISED_DIGITS or (marker and glyph.text.isdigit()):
            kind = Kind.MARKER
        elif marker and glyph.text in AROUND_DIGITS:
            kind = Kind.MARKUP
        italic = glyph.italic and kind is Kind.TEXT and glyph.text != " "
        yield Cell(kind, glyph.text, italic, glyph.bold)


def slant(lines: list[list[Cell]]) -> list[list[Cell]]:
    """Set spaces and Chinese, which have no italics, as their neighbours on both sides are."""
    before, waiting = False, 0
    slanted: list[bool] = []
    for cell in (cell for line in lines for cell in line):
        slanted.append(cell.italic)
        if cell.kind is not Kind.TEXT or _has_no_italics(cell):
            waiting += 1
            continue
        if before and cell.italic:
            slanted[len(slanted) - waiting - 1 :] = [True] * (waiting + 1)
        before, waiting = cell.italic, 0
    place = iter(slanted)
    return [[cell._replace(italic=next(place)) for cell in line] for line in lines]


def _has_no_italics(cell: Cell) -> bool:
    wide = unicodedata.east_asian_width(cell.text) in ("W", "F")
    return cell.text == " " or (wide and not cell.italic)


def is_bold(line: list[Cell]) -> bool:
    """Tell whether all letters of a line that could be bold are."""
    letters = [
        cell
        for cell in line
        if cell.kind is Kind.TEXT and cell.text.isalnum() and not _has_no_italics(cell)
    ]
    return bool(letters) and all(cell.bold for cell in letters)


def spans(line: list[Cell]) -> Iterator[Span]:
    """Join what is of one kind and one style; white space at the ends stands by itself."""
    text = "".join(cell.text for cell in line)
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    if first:
        yield Span(Kind.SPACE, text[:first], italic=False)
    for (kind, italic), run in groupby(
        line[first:last], lambda cell: (cell.kind, cell.kind is Kind.TEXT and cell.italic)
    ):
        shown = "".join(cell.text for cell in run)
        # So many digits in a row are no marker.
        whole = kind is not Kind.MARKER or len(shown) <= _LONGEST_MARKER
        yield Span(kind if whole else Kind.TEXT, shown, italic)
    if last < len(text):
        yield Span(Kind.SPACE, text[last:], italic=False)
