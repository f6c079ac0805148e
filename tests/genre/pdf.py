"""Draw lines of text and rules as a PDF, with fonts that every reader of PDFs brings along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

from reportlab import rl_config
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
CHINESE = "STSong-Light"
# By (italic, bold); Chinese has one font, which is neither.
_LATIN = {
    (False, False): "Times-Roman",
    (True, False): "Times-Italic",
    (False, True): "Times-Bold",
    (True, True): "Times-BoldItalic",
}
_RISE = 0.6

# Streams that are packed and nothing else, as in PDFs from other tools.
rl_config.useA85 = 0
registerFont(UnicodeCIDFont(CHINESE))


@dataclass(frozen=True)
class Run:
    """Text in one style; a raised one stands above the baseline, at the size given."""

    text: str
    size: float = 11
    italic: bool = False
    bold: bool = False
    raised: bool = False


@dataclass(frozen=True)
class PdfLine:
    """A printed line: its page from 1, its left end, its baseline from the page's bottom."""

    page: int
    x: float
    y: float
    runs: list[Run]


@dataclass(frozen=True)
class PdfRule:
    """A horizontal rule."""

    page: int
    x: float
    y: float
    width: float = 150


def pdf(lines: Iterable[PdfLine | PdfRule], password: str | None = None) -> bytes:
    """Draw everything in the order given, page by page; a page that nothing stands on is blank."""
    pages: dict[int, list[PdfLine | PdfRule]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    file = BytesIO()
    canvas = Canvas(file, (WIDTH, HEIGHT), invariant=1, encrypt=password)
    for page in range(1, max(pages, default=1) + 1):
        for line in pages.get(page, []):
            _draw(canvas, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def width(runs: list[Run]) -> float:
    """Measure runs set one after the other: where a line would end, for those who break lines."""
    total: float = sum(
        stringWidth(text, font, run.size) for run in runs for font, text in _fonts(run)
    )
    return total


def _draw(canvas: Canvas, line: PdfLine | PdfRule) -> None:
    """Draw one line or rule."""
    if isinstance(line, PdfRule):
        canvas.setLineWidth(0.5)
        canvas.line(line.x, line.y, line.x + line.width, line.y)
        return
    x = line.x
    for run in line.runs:
        for font, text in _fonts(run):
            canvas.setFont(font, run.size)
            # The library that reads PDFs loses a Chinese character that is drawn alone.
            drawn = f"{text} " if font == CHINESE and len(text) == 1 else text
            canvas.drawString(x, line.y + run.raised * _RISE * run.size, drawn)
            x += stringWidth(text, font, run.size)


def _fonts(run: Run) -> Iterator[tuple[str, str]]:
    """Divide a run by the font that has its characters."""
    for latin, characters in groupby(run.text, _is_latin):
        yield _LATIN[run.italic, run.bold] if latin else CHINESE, "".join(characters)


def _is_latin(character: str) -> bool:
    """Tell whether the Latin fonts have the character: those of Windows' Western code page."""
    try:
        character.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
