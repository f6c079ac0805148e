"""Pages: which words stand on which, and which footnotes below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from genre.blocks import LABELLED, Block, blocks, notes
from genre.outline import Outline
from genre.typography import Place, Typography
from genre.words import BREAK, Word, bare, ends_sentence, risky

_Point = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A paragraph, or as much of it as stands on one page."""

    block: Block
    words: tuple[Word, ...]
    first: bool = True


@dataclass(frozen=True)
class NotePiece:
    """A footnote, or as much of it as stands on one page; the rest of one has no number there."""

    number: int
    words: tuple[Word, ...]
    first: bool = True


@dataclass
class Page:
    """A page: paragraphs, and the footnotes at its bottom."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[NotePiece] = field(default_factory=list)


def paginate(outline: Outline, typography: Typography) -> list[Page]:
    """Give all pages. There is no page without a paragraph."""
    paragraphs = blocks(outline, typography)
    points = sorted(_points(paragraphs, typography))
    pages = [
        Page(list(_between(paragraphs, start, end)))
        for start, end in zip([(0, 0), *points], [*points, (len(paragraphs), 0)], strict=True)
    ]
    texts = notes(outline, typography)
    for page in pages:
        for number in _markers(page.pieces):
            below = pages[-1] if typography.notes == "end" else page
            below.notes.append(NotePiece(number, texts[number]))
    if typography.split is not None:
        _split(pages, typography.split)
    return pages


def _points(paragraphs: Sequence[Block], typography: Typography) -> set[_Point]:
    """Give the block and the word that each page but the first begins with."""
    found = set()
    for one in typography.breaks:
        places = list(_places(paragraphs, one.place))
        if places:
            found.add(places[one.chosen % len(places)])
    return found


def _places(paragraphs: Sequence[Block], place: Place) -> Iterator[_Point]:
    for index, block in enumerate(paragraphs):
        start, end = block.clause
        if place == "between":
            if index and block.role != "closing" and paragraphs[index - 1].role not in LABELLED:
                yield index, 0
        elif place == "prose" and block.role == "task":
            yield from _within(index, block, 1, start)
        elif place == "edge" and block.role == "task":
            yield from _within(index, block, start, start + 1)
        elif place == "clause" and block.role == "task":
            yield from _within(index, block, start + 1, end)
        elif place == "front" and block.role in {"addressees", "opening"}:
            yield from _within(index, block, 1, len(block.words))


def _within(index: int, block: Block, start: int, end: int) -> Iterator[_Point]:
    """Give the words between two that a page can begin with."""
    for at in range(start, end):
        task = block.role == "task"
        before, after = block.words[at - 1], block.words[at]
        # Nobody could tell one paragraph from two if a sentence ended there, save in a task.
        if (
            not risky(after)
            and BREAK not in (before, after)
            and (task or not ends_sentence(before))
        ):
            yield index, at


def _between(paragraphs: Sequence[Block], start: _Point, end: _Point) -> Iterator[Piece]:
    for index in range(start[0], min(end[0] + 1, len(paragraphs))):
        block = paragraphs[index]
        begin = start[1] if index == start[0] else 0
        stop = end[1] if index == end[0] else len(block.words)
        if begin < stop:
            yield Piece(block, block.words[begin:stop], begin == 0)


def _markers(pieces: Iterable[Piece]) -> list[int]:
    return [
        run.marker
        for piece in pieces
        for word in piece.words
        for run in word
        if run.marker is not None
    ]


def _split(pages: Sequence[Page], chosen: int) -> None:
    """Cut the last footnote of a page in two, where there is one that can be cut."""
    cuts = [
        (page, at)
        for page in pages[:-1]
        if page.notes
        for at in range(2, len(page.notes[-1].words) - 1)
        if _cuttable(page.notes[-1].words[at - 1], page.notes[-1].words[at])
    ]
    if not cuts:
        return
    page, at = cuts[chosen % len(cuts)]
    note = page.notes.pop()
    page.notes.append(NotePiece(note.number, note.words[:at]))
    following = pages[[one is page for one in pages].index(True) + 1]
    following.notes.insert(0, NotePiece(note.number, note.words[at:], first=False))


def _cuttable(before: Word, after: Word) -> bool:
    return not ends_sentence(before) and not risky(after) and bare(after)[:1].isalpha()
