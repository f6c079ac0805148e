"""A plan on the pages of a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from genre.blocks import Block
from genre.layout import label
from genre.outline import Outline, Run
from genre.paging import NotePiece, Page, Piece, paginate
from genre.pdf import WIDTH, PdfLine, PdfRule, pdf
from genre.pdf import Run as Style
from genre.pdf import width as measured
from genre.typography import Typography
from genre.words import BREAK, HARD_SPACE, Word, segments
from genre.wrapping import hyphenated, wrap

_MARGIN = 72.0
_TOP, _BOTTOM = 770.0, 64.0
_HEAD_AT, _NUMBER_AT = 804.0, 36.0
_BODY, _SMALL, _RAISED = 11.0, 9.0, 0.62
_LEADING = 1.25
_GAP = 8.0
_HANGING = 22.0
_RULE_ROOM = 14.0


@dataclass
class _Set:
    """A line ready to be drawn, with the footnotes that its markers name."""

    runs: list[Style]
    size: float
    x: float = _MARGIN
    before: float = 0
    markers: list[int] = field(default_factory=list)
    joined: bool = False

    @property
    def height(self) -> float:
        return self.size * _LEADING


@dataclass
class _Sheet:
    """A page of the PDF as it fills up."""

    lines: list[_Set] = field(default_factory=list)
    notes: list[_Set] = field(default_factory=list)

    def fits(self, lines: Sequence[_Set], notes: Sequence[_Set]) -> bool:
        below = [*self.notes, *notes]
        room = sum(line.before + line.height for line in (*self.lines, *lines, *below))
        return room + (_RULE_ROOM if below else 0) <= _TOP - _BOTTOM


def render(outline: Outline, typography: Typography) -> bytes:
    """Print a plan; a page begins where the typography says so, or where the last one is full."""
    sheets: list[_Sheet] = []
    for page in paginate(outline, typography):
        sheets.extend(_fill(page, typography))
    return pdf(_drawn(sheets, typography))


def _fill(page: Page, typography: Typography) -> list[_Sheet]:
    """Put a page's lines on as many sheets as they need, each footnote under its marker."""
    notes = {note.number: _small(note, typography) for note in page.notes}
    rests = [note.number for note in page.notes if not note.first]
    sheets = [_Sheet(notes=[line for number in rests for line in notes.pop(number)])]
    for chunk in _chunks(page, typography):
        named = [number for line in chunk for number in line.markers if number in notes]
        more = [line for number in named for line in notes[number]]
        if sheets[-1].lines and not sheets[-1].fits(chunk, more):
            sheets.append(_Sheet())
        sheets[-1].lines += chunk
        # At the end of the document stand the footnotes that were not put under their markers.
        if typography.notes == "bottom":
            sheets[-1].notes += more
            for number in named:
                del notes[number]
    for lines in notes.values():
        if not sheets[-1].fits([], lines):
            sheets.append(_Sheet())
        sheets[-1].notes += lines
    return sheets


def _chunks(page: Page, typography: Typography) -> Iterator[list[_Set]]:
    """Give lines in groups that no page's end divides: all of a paragraph that is no task."""
    for piece in page.pieces:
        chunk: list[_Set] = []
        for line in _lines(piece, typography):
            chunk.append(line)
            if piece.block.role == "task" and not line.joined:
                yield chunk
                chunk = []
        if chunk:
            yield chunk


def _lines(piece: Piece, typography: Typography) -> list[_Set]:
    before = label(piece)
    hanging = _HANGING if typography.indent and piece.block.role == "task" else 0.0
    size, bold = _face(piece.block)
    space = HARD_SPACE if typography.hard_labels else " "
    lines = _wrapped(before, piece.words, (size, bold, hanging), hyphens=typography.hyphens)
    found = []
    for index, line in enumerate(lines):
        runs = _styled(line, size, bold=bold)
        if before and not index:
            runs.insert(0, Style(f"{before}{space}", size, bold=bold))
        found.append(
            _Set(
                runs,
                size,
                _MARGIN + (hanging if index or not before else 0),
                0 if index else _GAP,
                [run.marker for word in line for run in word if run.marker is not None],
                hyphenated(line),
            )
        )
    return found


def _small(note: NotePiece, typography: Typography) -> list[_Set]:
    before = label(note)
    lines = _wrapped(before, note.words, (_SMALL, False, 0), hyphens=typography.hyphens)
    sets = [_Set(_styled(line, _SMALL), _SMALL) for line in lines]
    if before:
        raised = [Style(before, _SMALL * _RAISED, raised=True), Style(" ", _SMALL)]
        sets[0].runs = [*raised, *sets[0].runs]
    return sets


def _wrapped(
    before: str, words: Sequence[Word], face: tuple[float, bool, float], *, hyphens: bool
) -> list[list[Word]]:
    """Give lines without the label, which the first one has room for."""
    size, bold, hanging = face
    room = WIDTH - 2 * _MARGIN - hanging
    found: list[list[Word]] = []
    # What the text itself divides; wrapping takes care of the rest.
    for at, (stop, part) in enumerate(groupby(words, lambda word: word == BREAK)):
        if stop:
            continue
        first: list[Word] = [(Run(before),)] if before and not at else []
        lines = wrap(
            [*first, *part],
            room,
            lambda text: measured([Style(text, size, bold=bold)]),
            hyphens=hyphens,
        )
        if first:
            lines[0] = lines[0][1:]
        found += [line for line in lines if line]
    return found


def _styled(line: Sequence[Word], size: float, *, bold: bool = False) -> list[Style]:
    styles = []
    for run in segments([line], " "):
        styles.append(Style(run.text, size, run.italic, bold))
        if run.marker is not None:
            styles.append(Style(str(run.marker), size * _RAISED, raised=True))
    return styles


def _face(block: Block) -> tuple[float, bool]:
    """Give size and weight of a paragraph."""
    mark = block.style.count("#")
    return (_BODY + max(0, 4 - mark) if mark else _BODY), bool(block.style)


def _drawn(sheets: Sequence[_Sheet], typography: Typography) -> Iterator[PdfLine | PdfRule]:
    for index, sheet in enumerate(sheets):
        page = index + 1
        if typography.head and len(sheets) > 1:
            yield PdfLine(page, _MARGIN, _HEAD_AT, [Style(typography.head, _SMALL)])
        yield from _stacked(page, _TOP, sheet.lines)
        if sheet.notes:
            height = sum(line.before + line.height for line in sheet.notes)
            yield PdfRule(page, _MARGIN, _BOTTOM + height + _SMALL * 0.6)
            yield from _stacked(page, _BOTTOM + height, sheet.notes)
        number = typography.page_label(index, len(sheets))
        if number:
            style = Style(number, _SMALL)
            yield PdfLine(page, (WIDTH - measured([style])) / 2, _NUMBER_AT, [style])


def _stacked(page: int, top: float, lines: Sequence[_Set]) -> Iterator[PdfLine]:
    y = top
    for line in lines:
        y -= line.before + line.height
        yield PdfLine(page, line.x, y, line.runs)
