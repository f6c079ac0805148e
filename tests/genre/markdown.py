"""A plan in Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from genre.blocks import LABELLED
from genre.layout import Furniture, Item, consecutive, divide, items, label
from genre.outline import Outline
from genre.paging import NotePiece, Piece
from genre.typography import Escapes, Typography
from genre.words import HARD_SPACE, Word, segments

_URL = re.compile(r"(https?://\S+)")
_SPECIAL = {
    "needed": re.compile(r"(?P<slash>[*`\\<])"),
    "all": re.compile(r"(?P<slash>[&<>*_#$\[\]`\\~])"),
    "entities": re.compile(rf"(?P<entity>[&<>\"{HARD_SPACE}*])|(?P<slash>[_#$\[\]`\\~])"),
}
_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    HARD_SPACE: "&nbsp;",
    "*": "&#42;",
}


def render(outline: Outline, typography: Typography) -> bytes:
    """Print a plan; a paragraph is a line unless the typography has a width."""
    parts: list[str] = []
    before: Item | None = None
    for item in items(outline, typography):
        quiet = typography.references and typography.notes == "end"
        if isinstance(item, Furniture) and item.kind == "note_rule" and quiet:
            continue
        if before is not None:
            tight = typography.tight and typography.numbered and consecutive(before, item)
            parts.append("\n" if tight else "\n\n")
        parts.append(_item(item, typography))
        before = item
    return f"{''.join(parts)}\n".replace("\n", typography.newline).encode()


def escaped(text: str, escapes: Escapes) -> str:
    r"""Give a text so that Markdown shows it.

    >>> [escaped("R&D *", escapes) for escapes in ("needed", "all", "entities")]
    ['R&D \\*', 'R\\&D \\*', 'R&amp;D &#42;']
    """

    def escape(found: re.Match[str]) -> str:
        return f"\\{found[0]}" if found.lastgroup == "slash" else _ENTITIES[found[0]]

    return _SPECIAL[escapes].sub(escape, text)


def _item(item: Item, typography: Typography) -> str:
    if isinstance(item, Furniture):
        feed = item.kind == "page_mark" and typography.page_mark == "feed"
        return "\f" if feed else item.text
    if isinstance(item, NotePiece):
        return _note(item, typography)
    if item.block.role in LABELLED:
        return _heading(item, typography)
    return _paragraph(item, typography)


def _paragraph(piece: Piece, typography: Typography) -> str:
    before = label(piece)
    lines = divide(before, piece.words, typography.width)
    if not before:
        return _inline(lines, typography)
    if piece.block.role != "task":
        return f"**{before}** {_inline(lines, typography)}"
    if typography.numbered:
        indent = " " * (len(before) + 1) if typography.indent else ""
        return f"{before} {_inline(lines, typography, indent)}"
    space = HARD_SPACE if typography.hard_labels else " "
    return f"{before[:-1]}\\.{space}{_inline(lines, typography)}"


def _note(note: NotePiece, typography: Typography) -> str:
    lines = divide(label(note), note.words, typography.width)
    if not note.first:
        return _inline(lines, typography)
    if typography.references:
        return f"[^{note.number}]: {_inline(lines, typography, '    ')}"
    return f"<sup>{note.number}</sup> {_inline(lines, typography)}"


def _heading(piece: Piece, typography: Typography) -> str:
    style = piece.block.style
    mark, _, bold = style.partition(" ")
    if mark == "**":
        mark, bold = "", mark
    text = _inline([piece.words], typography)
    if piece.block.label:
        space = HARD_SPACE if typography.hard_labels else " "
        text = f"{piece.block.label}{space}{text}"
    return f"{mark} {bold}{text}{bold}".lstrip()


def _inline(lines: Sequence[Sequence[Word]], typography: Typography, indent: str = "") -> str:
    parts = []
    for run in segments(lines, f"\n{indent}"):
        *others, last = _URL.split(run.text)
        text = "".join(
            _linked(part, typography.escapes) if index % 2 else escaped(part, typography.escapes)
            for index, part in enumerate((*others, last))
        )
        text = text.replace("\v", "  \n")
        parts.append(f"{typography.emphasis}{text}{typography.emphasis}" if run.italic else text)
        if run.marker is not None:
            reference = f"[^{run.marker}]"
            parts.append(reference if typography.references else f"<sup>{run.marker}</sup>")
    return "".join(parts)


def _linked(url: str, escapes: Escapes) -> str:
    if escapes == "all":
        return f"[{escaped(url, escapes)}]({url})"
    return f"<{url}>" if escapes == "entities" else url
