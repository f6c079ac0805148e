"""Footnote markers in plain text: digits that are glued to a word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ipplan_data.curation.source.parts import Part

_GLUED = re.compile(r"(?<=[^\W\d_]|[\"'”’.,;:!?)）\]])(\d{1,7})(?![\w%])(?:(?=[.,](\d{1,7}))|)")


def unglue(parts: Iterable[Part], count: int) -> list[Part]:
    """Take the markers of ``count`` footnotes off the words they are glued to, in order.

    Gives the parts where digits could be a marker and nobody can tell.
    """
    places: dict[int, list[tuple[int, Part, int]]] = {}
    for order, part in enumerate(parts):
        for found in _GLUED.finditer(part.text):
            number = int(found[1])
            decimals = found[2] and int(found[2]) != number + 1
            if number <= count and not decimals:
                places.setdefault(number, []).append((order, part, found.start()))
    after = (-1, -1)
    unsure: list[Part] = []
    taken: dict[str, list[tuple[int, str]]] = {}
    for number in range(1, count + 1):
        later = [one for one in places.get(number, []) if (one[0], one[2]) > after]
        if later:
            order, part, start = later[0]
            after = (order, start)
            taken.setdefault(part.label, []).append((start, str(number)))
            unsure += [] if len(later) == 1 else [part]
    for part in parts:
        if marks := taken.get(part.label):
            part.mark(marks)
    return unsure
