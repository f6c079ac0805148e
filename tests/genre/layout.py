"""What Markdown, plain text and HTML share: the order of everything printed, and its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from genre.outline import Outline, Run
from genre.paging import NotePiece, Piece, paginate
from genre.typography import Typography
from genre.words import Word
from genre.wrapping import wrap


@dataclass(frozen=True)
class Furniture:
    """What is printed and says nothing: the rule above footnotes, and a page's ends."""

    kind: Literal["note_rule", "page_number", "page_mark", "head"]
    text: str = ""


Item = Piece | NotePiece | Furniture


def items(outline: Outline, typography: Typography) -> Iterator[Item]:
    """Give all that is printed, in order."""
    pages = paginate(outline, typography)
    for index, page in enumerate(pages):
        if len(pages) > 1 and typography.head:
            yield Furniture("head", typography.head)
        yield from page.pieces
        if page.notes:
            yield Furniture("note_rule", typography.rule)
            yield from page.notes
        label = typography.page_label(index, len(pages))
        if len(pages) > 1 and label:
            yield Furniture("page_number", label)
        if page is not pages[-1] and typography.page_mark != "none":
            yield Furniture("page_mark", typography.rule)


def label(piece: Piece | NotePiece) -> str:
    """Give what stands before a paragraph: nothing, where only the rest of one is printed."""
    if not piece.first:
        return ""
    return piece.block.label if isinstance(piece, Piece) else str(piece.number)


def divide(
    label: str, words: Sequence[Word], width: int | None, *, hyphens: bool = False
) -> list[list[Word]]:
    """Give a paragraph's lines; the first has room for the label, which is left out."""
    if width is None:
        return [list(words)]
    before: list[Word] = [(Run(label),)] if label else []
    lines = wrap([*before, *words], width, hyphens=hyphens)
    if label:
        lines[0] = lines[0][1:]
    return lines if lines[0] else lines[1:]


def consecutive(before: Item | None, after: Item) -> bool:
    """Tell whether two tasks follow each other, so that no empty line need stand between them."""
    return (
        isinstance(before, Piece)
        and isinstance(after, Piece)
        and all(piece.first and piece.block.role == "task" for piece in (before, after))
    )
