"""The characters of a page, each with its place, size and style."""

from __future__ import annotations

import ctypes
import re
import sys
import unicodedata
from functools import lru_cache
from math import hypot
from typing import Any, NamedTuple

_FONT_NAME = 256
_SLANTED = re.compile(r"Italic|Oblique|Slanted|Kursiv|CMTI|CMSL|[-,](?:Bd|Bold)?It$")
_BOLD = re.compile(r"Bold|Black|Heavy|Demi|CMBX|SimHei")
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18
# What the library gives for a hyphen at a line's end, and what fonts call a hyphen that shows.
_HYPHENS = {0x02, 0xAD, 0xFFFE}
_FIRST_HALF, _SECOND_HALF, _BEYOND = range(0xD800, 0xDC00), range(0xDC00, 0xE000), 0x10000
_INVISIBLE = {"Cc", "Cs"}
_LINE_ENDS = (0x0A, 0x0D)


class Glyph(NamedTuple):
    """A character as printed: its left and right end, its baseline, its size and style."""

    text: str
    x: float
    right: float
    y: float
    size: float
    italic: bool
    bold: bool
    sideways: bool


def turned(turn: int, x: float, y: float) -> tuple[float, float]:
    """Turn a point as the page is turned for reading, by quarters of a circle.

    >>> turned(1, 2.0, 3.0)
    (3.0, -2.0)
    """
    for _ in range(turn):
        x, y = y, -x
    return x, y


def glyphs(pdfium: Any, text: Any, turn: int) -> list[Glyph]:
    """Give the characters of a page, in the library's order, without the line ends it adds."""
    found: list[Glyph] = []
    half = 0
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            if found and code not in _LINE_ENDS:
                before = found[-1]
                found.append(before._replace(text=" ", x=before.right))
            continue
        # A character beyond U+FFFF comes as two halves.
        if code in _FIRST_HALF:
            half = code
            continue
        if half and code in _SECOND_HALF:
            code = _BEYOND + ((half - _FIRST_HALF.start) << 10) + code - _SECOND_HALF.start
        half = 0
        if letter := _letter(code):
            found.append(_glyph(pdfium, text, index, letter, turn))
    return found


def _letter(code: int) -> str:
    """Give a character that may stand in a text, or nothing.

    >>> _letter(0x02), _letter(0x09), _letter(0), _letter(0xD800)
    ('-', ' ', '\ufffd', '')
    """
    if code in _HYPHENS:
        return "-"
    if code == 0:
        return "\ufffd"
    letter = chr(code) if code <= sys.maxunicode else "\ufffd"
    if letter.isspace():
        return " "
    return "" if unicodedata.category(letter) in _INVISIBLE else letter


def _glyph(pdfium: Any, text: Any, index: int, letter: str, turn: int) -> Glyph:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    pdfium.FPDFText_GetLooseCharBox(text, index, box)
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    along = turned(turn, matrix.a, matrix.b)
    up = turned(turn, matrix.c, matrix.d)
    left, base = turned(turn, x.value, y.value)
    right = max(turned(turn, box.left, box.bottom)[0], turned(turn, box.right, box.top)[0])
    length = hypot(*along) or 1.0
    height = abs(along[0] * up[1] - along[1] * up[0]) / length
    italic, bold = _style(pdfium, text, index)
    # A font without italics is slanted by its matrix.
    leans = (along[0] * up[0] + along[1] * up[1]) / length > 0.1 * height > 0
    return Glyph(
        letter,
        left,
        max(right, left),
        base,
        abs(pdfium.FPDFText_GetFontSize(text, index)) * (height or 1.0),
        italic or leans,
        bold,
        along[0] < 2 * abs(along[1]),
    )


def _style(pdfium: Any, text: Any, index: int) -> tuple[bool, bool]:
    """Tell from the font's name and flags whether it is italic, and bold."""
    buffer, flags = ctypes.create_string_buffer(_FONT_NAME), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, buffer, _FONT_NAME, flags)
    return _font_style(buffer.value, flags.value)


@lru_cache(256)
def _font_style(font: bytes, flags: int) -> tuple[bool, bool]:
    """Tell the style of a font.

    >>> _font_style(b"ABCDEF+Minion-It", 0), _font_style(b"ABCDEF+SimHei", 1 << 6)
    ((True, False), (True, True))
    """
    name = font.decode("utf-8", "replace")
    return (
        bool(_SLANTED.search(name) or flags & _ITALIC_FLAG),
        bool(_BOLD.search(name) or flags & _BOLD_FLAG),
    )
