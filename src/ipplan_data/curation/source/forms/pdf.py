"""PDF: its text by pypdfium2, read as plain text; it shows neither italics nor markers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ipplan_data.curation.source.copy import Copy, Kind, UnreadableError
from ipplan_data.curation.source.forms import plain

# Lines are set apart where their distance is so many times the height of their letters, and a
# number is raised where it begins so much above the letters after it, by their height.
_APART, _RAISED = 1.7, 0.2
_LETTERS = 40  # of a line that are measured
_NUMBER = re.compile(r"\s*(\d{1,3})\s*(?=\S)")


def read(name: str, data: bytes) -> Copy:
    """Divide the text of a PDF into lines, with a page break between pages."""
    try:
        import pypdfium2 as pdfium  # noqa: PLC0415 - needs an extra
    except ModuleNotFoundError as error:
        message = f"{name}: PDF needs pypdfium2: pip install 'ipplan-data[pdf]'"
        raise UnreadableError(message) from error
    try:
        pages = [_page(page.get_textpage(), pdfium.raw) for page in pdfium.PdfDocument(data)]
    except pdfium.PdfiumError as error:
        message = f"{name}: found no PDF that can be read ({error}), expected the document"
        raise UnreadableError(message) from error
    text = "\f".join("".join(line for line, _ in page) for page in pages)
    if not re.search(r"\w", text):
        message = f"{name}: found no text in the PDF, expected one with text and not with images"
        raise UnreadableError(message)
    copy = plain.read(name, text)
    notes = {line for page in pages for line, note in page if note}
    for line in copy.lines:
        first, last = line.tokens[0].start, line.tokens[-1].end
        if text[first:last] in notes and (found := _NUMBER.match(text, first)):
            at = next(n for n, token in enumerate(line.tokens) if token.kind is Kind.TEXT)
            number, rest = line.tokens[at].cut(len(found[1]))
            line.tokens[at : at + 1] = [number._replace(kind=Kind.MARKER), rest]
    return Copy(name, "PDF", copy.text, copy.lines, copy.shows)


def _page(page: Any, raw: Any) -> list[tuple[str, bool]]:
    """Return the lines of a page, each with whether it begins with the raised number of a footnote.

    An empty line is added where lines are set apart.
    """
    # A hyphen at a line's end and the line's end are one character.
    codes = (raw.FPDFText_GetUnicode(page, n) for n in range(page.count_chars()))
    text = "".join(map(chr, codes)).translate({0: "\ufffd", 0xFFFE: "\x02"}).replace("\r\n", " \n")
    # A raised number may end a line by itself.
    text = re.sub(r"(?m)^(\d{1,3}) \n(?= ?\S)", _joined(page), text)
    lines: list[tuple[str, bool]] = []
    above = 0.0
    for found in re.finditer("[^\n\x02]*[\n\x02]?", text):
        if not found[0].strip():
            continue
        base, height = _measured(page, text, *found.span())
        if lines and abs(above - base) > _APART * height:
            lines.append(("\n", False))
        above = base
        number = _NUMBER.match(found[0])
        raised = page.get_charbox(found.start() + number.start(1))[1] - base if number else 0
        lines.append((found[0].replace("\x02", "-\n"), raised > _RAISED * height))
    return lines


def _joined(page: Any) -> Callable[[re.Match[str]], str]:
    """Join a number alone on its line to the next line where it is raised beside that."""

    def join(found: re.Match[str]) -> str:
        base, height = _measured(page, found.string, found.end(), found.end() + _LETTERS)
        rise = page.get_charbox(found.start(1))[1] - base
        return f"{found[1]}  " if _RAISED * height < rise < height else found[0]

    return join


def _measured(page: Any, text: str, start: int, end: int) -> tuple[float, float]:
    """Return the base of a line and the height of its letters."""
    letters = [n for n in range(start, min(end, len(text))) if text[n].isalpha()][:_LETTERS]
    boxes = [page.get_charbox(n) for n in letters or [start]]
    height = max(top - bottom for _, bottom, _, top in boxes)
    return sorted(bottom for _, bottom, _, _ in boxes)[len(boxes) // 2], height
