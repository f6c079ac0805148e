"""The pages of a PDF, from the library, each as its lines from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from ipplan_data.curation.source.copy import UnreadableError
from ipplan_data.curation.source.forms.pdf.glyphs import glyphs
from ipplan_data.curation.source.forms.pdf.lines import Row, rows
from ipplan_data.curation.source.forms.pdf.safety import Clock
from ipplan_data.curation.source.forms.pdf.strokes import rules

_PAGES, _CHARACTERS, _ON_PAGE = 2_000, 20_000_000, 200_000
_WRONG_PASSWORD = (4, 5)


def pages(data: bytes, clock: Clock) -> Iterator[list[Row]]:
    """Give the lines and rules of each page from top to bottom."""
    pdfium = _library()
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    fault = "" if handle else _refusal(pdfium.FPDF_GetLastError())
    with _open(handle, pdfium.FPDF_CloseDocument, fault) as document:
        total = 0
        for number in range(_count(pdfium, document)):
            clock.check()
            fault = (
                f"page {number + 1} of the PDF is damaged; expected a whole file: fetch it again"
            )
            page = pdfium.FPDF_LoadPage(document, number)
            with _open(page, pdfium.FPDF_ClosePage, fault) as page:
                text = pdfium.FPDFText_LoadPage(page)
                with _open(text, pdfium.FPDFText_ClosePage, fault) as text:
                    found = max(0, pdfium.FPDFText_CountChars(text))
                    total += found
                    _check_size(total, found, number + 1)
                    yield _page(pdfium, page, text, clock)


def _library() -> Any:
    try:
        return import_module("pypdfium2.raw")
    except (ImportError, OSError) as error:
        raise UnreadableError(
            "reading PDFs needs the library pypdfium2, which can't be loaded; "
            "run: pip install 'ipplan-data[pdf]'"
        ) from error


@contextmanager
def _open(handle: Any, close: Callable[[Any], None], fault: str) -> Iterator[Any]:
    """Close a document or page of the library in every case; refuse one that it couldn't open."""
    if not handle:
        raise UnreadableError(fault)
    try:
        yield handle
    finally:
        close(handle)


def _refusal(code: int) -> str:
    if code in _WRONG_PASSWORD:
        return (
            "the PDF is encrypted and asks for a password; expected one that opens without: "
            "save it without a password"
        )
    return "the PDF is damaged and can't be opened; expected a whole file: fetch it again"


def _count(pdfium: Any, document: Any) -> int:
    count = int(pdfium.FPDF_GetPageCount(document))
    if not 0 < count <= _PAGES:
        raise UnreadableError(
            f"the PDF has {count:,} pages; expected 1 to {_PAGES:,}: "
            "give the pages of the document alone"
        )
    return count


def _check_size(total: int, found: int, page: int) -> None:
    if total > _CHARACTERS:
        raise UnreadableError(
            f"the PDF has more than {_CHARACTERS:,} characters up to page {page}; "
            "expected fewer: give the pages of the document alone"
        )
    if found > _ON_PAGE:
        raise UnreadableError(
            f"page {page} of the PDF has {found:,} characters; expected up to {_ON_PAGE:,}: "
            "give the pages of the document alone"
        )


def _page(pdfium: Any, page: Any, text: Any, clock: Clock) -> list[Row]:
    turn = max(0, pdfium.FPDFPage_GetRotation(page)) % 4
    found = rows(glyphs(pdfium, text, turn), clock)
    found += rules(pdfium, page, turn, found, clock)
    return sorted(found, key=lambda row: (-row.y, row.left))
