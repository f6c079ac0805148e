"""A plan in plain text, without italics; markers are digits behind a word."""

from __future__ import annotations

from genre.layout import Furniture, Item, consecutive, divide, items, label
from genre.outline import Outline
from genre.typography import Typography
from genre.words import HARD_SPACE, segments


def render(outline: Outline, typography: Typography) -> bytes:
    """Print a plan; a paragraph is a line unless the typography has a width."""
    parts: list[str] = []
    before: Item | None = None
    for item in items(outline, typography):
        if before is not None:
            parts.append("\n" if typography.tight and consecutive(before, item) else "\n\n")
        if isinstance(item, Furniture):
            feed = item.kind == "page_mark" and typography.page_mark == "feed"
            parts.append("\f" if feed else item.text)
            # A form feed stands at the start of the next page's first line.
            before = None if feed else item
        else:
            parts.append(_paragraph(item, typography))
            before = item
    return f"{''.join(parts)}\n".replace("\n", typography.newline).encode()


def _paragraph(item: Item, typography: Typography) -> str:
    assert not isinstance(item, Furniture)
    before = label(item)
    lines = divide(before, item.words, typography.width, hyphens=typography.hyphens)
    indent = " " * (len(before) + 1) if typography.indent and before else ""
    text = "".join(
        run.text + ("" if run.marker is None else str(run.marker))
        for run in segments(lines, f"\n{indent}")
    ).replace("\v", "\n")
    if not before:
        return text
    return f"{before}{HARD_SPACE if typography.hard_labels else ' '}{text}"
