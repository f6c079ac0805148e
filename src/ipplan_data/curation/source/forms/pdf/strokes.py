"""The strokes on a page that are rules: thin, horizontal, and not the underline of a text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from ipplan_data.curation.source.forms.pdf.glyphs import turned
from ipplan_data.curation.source.forms.pdf.lines import Row
from ipplan_data.curation.source.forms.pdf.safety import Clock

_FORMS_DEEP = 5
# The library gives a stroke twice its width.
_THIN = 5.0
# The share of the page's width that a rule takes at least.
_WIDE = 0.1


def rules(pdfium: Any, page: Any, turn: int, lines: list[Row], clock: Clock) -> list[Row]:
    """Give the rules of a page, of which ``lines`` are the printed lines."""
    wide = _WIDE * pdfium.FPDF_GetPageWidthF(page)
    found: dict[int, Row] = {}
    for box in _paths(pdfium, page, clock):
        (left, bottom), (right, top) = turned(turn, *box[:2]), turned(turn, *box[2:])
        rule = Row((bottom + top) / 2, left=min(left, right), right=max(left, right))
        if abs(bottom - top) > _THIN or rule.right - rule.left <= wide:
            continue
        if not any(_underlines(rule, line) for line in lines):
            found[round(rule.y)] = rule
    return list(found.values())


def _paths(
    pdfium: Any, holder: Any, clock: Clock, depth: int = 0
) -> Iterator[tuple[float, float, float, float]]:
    """Give the bounds of what is drawn on a page, or on a form that stands on it."""
    count = pdfium.FPDFFormObj_CountObjects if depth else pdfium.FPDFPage_CountObjects
    get = pdfium.FPDFFormObj_GetObject if depth else pdfium.FPDFPage_GetObject
    for index in range(count(holder)):
        clock.check()
        thing = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            bounds = [ctypes.c_float() for _ in range(4)]
            if pdfium.FPDFPageObj_GetBounds(thing, *bounds):
                yield bounds[0].value, bounds[1].value, bounds[2].value, bounds[3].value
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _FORMS_DEEP:
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(thing, matrix)
            for left, bottom, right, top in _paths(pdfium, thing, clock, depth + 1):
                yield (*_moved(matrix, left, bottom), *_moved(matrix, right, top))


def _moved(matrix: Any, x: float, y: float) -> tuple[float, float]:
    return matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f


def _underlines(rule: Row, line: Row) -> bool:
    """Tell whether a stroke runs through a line or close below it."""
    close = -0.3 * line.size < rule.y - line.y < 0.6 * line.size
    return close and rule.left < line.right and rule.right > line.left
