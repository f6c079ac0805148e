"""Glyphs put together into the lines that were printed."""

from __future__ import annotations

from dataclasses import dataclass

from ipplan_data.curation.source.forms.pdf.glyphs import Glyph
from ipplan_data.curation.source.forms.pdf.safety import Clock
from ipplan_data.curation.source.forms.pdf.styles import (
    AROUND_DIGITS,
    Span,
    cells,
    is_bold,
    main,
    slant,
    spans,
)

_Piece = list[Glyph]


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line, or a rule: its baseline, its most frequent size, its ends, and its spans.

    A rule has neither size nor spans.
    """

    y: float
    left: float
    right: float
    size: float = 0.0
    spans: tuple[Span, ...] = ()
    bold: bool = False
    sideways: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(span.text for span in self.spans)


def rows(glyphs: list[Glyph], clock: Clock) -> list[Row]:
    """Gather the glyphs of each printed line; raised ones come to the line beside them."""
    groups: list[list[_Piece]] = []
    for piece in sorted(
        _pieces(glyphs), key=lambda piece: (-piece[0].size, _has_digits_alone(piece))
    ):
        clock.check()
        hosts = [group for group in groups if _belongs(piece, group)]
        if hosts:
            min(hosts, key=lambda group: abs(group[0][0].y - piece[0].y)).append(piece)
        else:
            groups.append([piece])
    groups.sort(key=lambda group: (-group[0][0].y, group[0][0].x))
    lined = slant([cells(group) for group in groups])
    return [
        Row(
            main(group)[1],
            min(piece[0].x for piece in group),
            max(piece[-1].right for piece in group),
            main(group)[0],
            tuple(spans(line)),
            is_bold(line),
            group[0][0].sideways,
        )
        for group, line in zip(groups, lined, strict=True)
    ]


def _pieces(glyphs: list[Glyph]) -> list[_Piece]:
    """Divide glyphs where baseline or size changes, or the pen jumps."""
    pieces: list[_Piece] = []
    for glyph in glyphs:
        if pieces and _goes_on(pieces[-1][-1], glyph):
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
    for piece in pieces:
        # A space that the library added may be filled by what was drawn later.
        while piece and piece[-1].text == " " and piece[-1].x == piece[-1].right:
            piece.pop()
    return [piece for piece in pieces if any(glyph.text != " " for glyph in piece)]


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    if before.sideways or glyph.sideways:
        return before.sideways and glyph.sideways
    size = max(before.size, glyph.size)
    return (
        abs(before.size - glyph.size) <= 0.05 * size
        and abs(before.y - glyph.y) <= 0.05 * size
        and -0.5 * size <= glyph.x - before.right <= size
    )


def _has_digits_alone(piece: _Piece) -> bool:
    return all(glyph.text.isdigit() or glyph.text in AROUND_DIGITS for glyph in piece)


def _belongs(piece: _Piece, group: list[_Piece]) -> bool:
    """Tell whether a piece stands on the line of a group, or is raised or lowered beside it."""
    first, host = piece[0], group[0][0]
    if first.sideways or host.sideways:
        return False
    rise = first.y - host.y
    if abs(rise) <= 0.12 * host.size:
        return True
    small = first.size <= 0.85 * host.size or (rise > 0 and _has_digits_alone(piece))
    if not small or host.size > 2.5 * first.size or not -0.35 * host.size < rise < 0.75 * host.size:
        return False
    gaps = [max(other[0].x - piece[-1].right, first.x - other[-1].right) for other in group]
    return -0.2 * host.size <= min(gaps, key=abs) <= 1.5 * host.size
