"""A copy laid out without a gap: every character in a part's text, or a named kind of furniture."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from ipplan_data.curation.source.copy import Copy, Kind
from ipplan_data.curation.source.parts import Part


class Tile(NamedTuple):
    """Characters of a copy, from ``start`` up to ``end``: whose text they are, or what kind."""

    start: int
    end: int
    owner: str


def tiles(copy: Copy, parts: Mapping[str, Part]) -> list[Tile]:
    """Lay out a copy; each of its characters is in exactly one tile."""
    found: list[Tile] = []
    for label, part in parts.items():
        found += [Tile(one.start, one.end, Kind.NUMBERING) for one in part.numbering]
        for row in part.rows:
            for token in row:
                if token.kind in (Kind.TEXT, Kind.MARKER):
                    owner = label if token.kind is Kind.TEXT else str(token.kind)
                    found.append(Tile(token.start, token.end, owner))
    for token in copy.tokens():
        if token.kind not in (Kind.TEXT, Kind.MARKER):
            found.append(Tile(token.start, token.end, token.kind))
    return sorted(found)


class Lines:
    """Tells line and column of a place in a text."""

    def __init__(self, text: str) -> None:
        """Find where the lines begin."""
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def at(self, place: int) -> tuple[int, int]:
        r"""Give line and column, each counted from 1.

        >>> Lines("ab\ncd").at(4)
        (2, 2)
        """
        line = bisect_right(self._starts, place)
        return line, place - self._starts[line - 1] + 1
