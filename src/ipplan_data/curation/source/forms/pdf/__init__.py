"""PDF: characters with their places and fonts, put together into the lines that were printed."""

from __future__ import annotations

from ipplan_data.curation.source.copy import Copy, UnreadableError
from ipplan_data.curation.source.forms.pdf.copy import laid
from ipplan_data.curation.source.forms.pdf.library import pages
from ipplan_data.curation.source.forms.pdf.lines import Row
from ipplan_data.curation.source.forms.pdf.safety import Clock, check

__all__ = ["read"]


def read(name: str, data: bytes) -> Copy:
    """Put the characters of a PDF together into the lines that were printed."""
    try:
        rows = _rows(data)
    except UnreadableError as error:
        raise UnreadableError(f"{name}: {error}") from error
    return laid(name, rows)


def _rows(data: bytes) -> list[list[Row]]:
    clock = Clock()
    check(data, clock)
    found = list(pages(data, clock))
    if not any(row.text.strip("\ufffd ") for page in found for row in page):
        raise UnreadableError(
            "the PDF has no text, only pictures, as a scan has; expected a text layer: "
            "run text recognition (OCR) over it first"
        )
    return found
