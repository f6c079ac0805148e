"""Printed lines laid end to end, with what their places tell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ipplan_data.curation.source.copy import Copy, Kind, Line, Token
from ipplan_data.curation.source.forms.pdf.lines import Row
from ipplan_data.curation.source.forms.pdf.styles import Span
from ipplan_data.curation.source.forms.pdf.zones import Sizes

_RULE = (Span(Kind.RULE, "\u2015", italic=False),)


def laid(name: str, pages: list[list[Row]]) -> Copy:
    """Lay all lines end to end, with a page break between pages."""
    sizes = Sizes(pages)
    lines: list[Line] = []
    parts: list[str] = []
    place, zone = 0, None
    for number, rows in enumerate(pages):
        if number:
            lines.append(Line([Token(Kind.PAGE_BREAK, place, place + 1)]))
            parts.append("\f")
            place += 1
        zones = sizes.zones(rows)
        top = True
        for index, (row, here) in enumerate(zip(rows, zones, strict=True)):
            spans = row.spans or _RULE
            gap = (
                zone is None or (here is not None and zone is not here)
                if top
                else sizes.is_apart(rows[index - 1], row)
            )
            heading = sizes.is_heading(row)
            lines.append(Line(list(_tokens(spans, place)), gap=gap, small=here, heading=heading))
            parts += [span.text for span in spans] + ["\n"]
            place = lines[-1].tokens[-1].end
            # What stands above may be a running head, and a paragraph may run on below it.
            top = top and here is None
            zone = zone if here is None else here
    return Copy(name, "pdf", "".join(parts), lines, frozenset({"italics", "markers"}))


def _tokens(spans: tuple[Span, ...], place: int) -> Iterator[Token]:
    for kind, text, italic in spans:
        shown = text if kind in (Kind.TEXT, Kind.SPACE) else ""
        if kind is Kind.MARKER:
            shown = "".join(str(unicodedata.digit(letter)) for letter in text)
        yield Token(kind, place, place + len(text), shown, italic)
        place += len(text)
    yield Token(Kind.SPACE, place, place + 1, "\n")
