"""Where on its page a line stands: in the body, among the footnotes, at an edge, set apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise

from ipplan_data.curation.source.forms.pdf.lines import Row

_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_NOTE = re.compile(r"\W?\d|[*†‡]")
_FOOT_LINES = 2
# Distances of lines, by their size, that are no overprint and no empty line.
_LEADING = (0.9, 2.6)
_MUCH = 3


class Sizes:
    """What sizes and distances the lines of a document have."""

    def __init__(self, pages: list[list[Row]]) -> None:
        """Measure all lines."""
        counts: Counter[float] = Counter()
        distances: dict[float, list[float]] = {}
        for page in pages:
            for row in page:
                counts[_half(row.size)] += 1 if row.bold else len(row.text)
            for above, row in pairwise(page):
                distance, size = above.y - row.y, _half(row.size)
                usual = _LEADING[0] * size < distance < _LEADING[1] * size
                if above.spans and row.spans and _half(above.size) == size and usual:
                    distances.setdefault(size, []).append(distance)
        # Footnotes may outweigh the text above: the largest size that much is set in is the text's.
        most = max(counts.values())
        self.body = max(size for size, count in counts.items() if count * _MUCH >= most)
        # For each size a small distance, as gaps are larger.
        self.pitches = {size: sorted(all_)[len(all_) // 10] for size, all_ in distances.items()}

    def is_apart(self, above: Row, row: Row) -> bool:
        """Tell whether a rule, another size or a gap separates a line from the one above."""
        if not row.spans:
            return False
        # A rule has no size, so what stands below it is set apart too.
        if max(above.size, row.size) > 1.08 * min(above.size, row.size):
            return True
        return above.y - row.y > 1.25 * self.pitches.get(_half(row.size), 1.2 * row.size)

    def is_heading(self, row: Row) -> bool:
        """Tell whether a line is bold or large."""
        return bool(row.spans) and (row.bold or row.size >= 1.15 * self.body)

    def zones(self, rows: list[Row]) -> list[bool | None]:
        """Tell for each line of a page whether it is among the footnotes, below all of the body.

        ``None`` is what may be neither.
        """
        zones = [
            None if not row.spans or row.sideways or self._is_tiny(row) else False for row in rows
        ]
        for edge in (0, -1):
            if rows and _NUMBER.fullmatch(rows[edge].text):
                zones[edge] = None
        stop = self._notes_end(rows)
        start = stop
        while start and (not rows[start - 1].spans or self._is_tiny(rows[start - 1])):
            start -= 1
        while start < stop and rows[start].spans and not _NOTE.match(_lead(rows[start])):
            start += 1
        return [
            True if start <= index < stop and self._is_tiny(row) else zone
            for index, (row, zone) in enumerate(zip(rows, zones, strict=True))
        ]

    def _is_tiny(self, row: Row) -> bool:
        return bool(row.spans) and not row.sideways and row.size <= 0.93 * self.body

    def _notes_end(self, rows: list[Row]) -> int:
        """Leave out up to two lines at the page's foot that don't belong to the footnotes."""
        stop = len(rows)
        while stop and len(rows) - stop < _FOOT_LINES:
            row = rows[stop - 1]
            foot = bool(row.spans) and not self._is_tiny(row)
            if not foot and not _NUMBER.fullmatch(row.text):
                break
            stop -= 1
        return stop if stop and self._is_tiny(rows[stop - 1]) else len(rows)


def _half(size: float) -> float:
    return round(size * 2) / 2


def _lead(row: Row) -> str:
    """Give the start of a line, of which a footnote's number is known."""
    return unicodedata.normalize("NFKC", row.text[:8]).strip()
