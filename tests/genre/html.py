"""A plan on a page of a website."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby

from genre.blocks import LABELLED
from genre.layout import Furniture, Item, divide, items, label
from genre.outline import Outline, Run
from genre.paging import NotePiece, Piece
from genre.typography import Typography
from genre.words import HARD_SPACE, Word, segments

_URL = re.compile(r"(https?://\S+)")
_ENTITIES = {
    '"': "&quot;",
    "'": "&#39;",
    HARD_SPACE: "&nbsp;",
    "“": "&ldquo;",
    "”": "&rdquo;",
    "’": "&#x2019;",
    "*": "&#42;",
}
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Heron Archive: a plan</title>
<style>body > main {{ margin: 1. 2em; }}</style>
<script>if (1 < 2 && 3 > 2) {{ window.plan = "1. (Responsibility of the script)"; }}</script>
</head>
<body>
<header><p>Heron Archive</p></header>
<nav><ol><li><a href="/">Home</a></li><li><a href="/plans?a=1&amp;b=2">Plans</a></li></ol></nav>
<{container}>
{body}
</{container}>
<footer><p>1. Kept by the Heron Archive. (Responsibility of the Webmaster)</p><hr>
<p><sup>1</sup> All rights waived.</p></footer>
<script>document.title += " &amp; more";</script>
</body>
</html>
"""


def render(outline: Outline, typography: Typography) -> bytes:
    """Print a plan with the site's furniture around it."""
    if typography.listed:
        typography = replace(typography, notes="end", split=None)
    parts = []
    printed = items(outline, typography)
    for kind, group in groupby(printed, lambda item: _group(item, typography)):
        if kind == "list":
            parts.append(_list(group, typography))
        elif kind == "notes":
            parts.append(_notes(group, typography))
        else:
            parts.extend(_item(item, typography) for item in group)
    body = "\n".join(part for part in parts if part)
    page = _PAGE.format(container=typography.container, body=body)
    return page.replace("\n", typography.newline).encode()


def _group(item: Item, typography: Typography) -> str:
    if isinstance(item, NotePiece) and typography.listed:
        return "notes"
    task = isinstance(item, Piece) and item.first and item.block.role == "task"
    return "list" if task and typography.numbered else ""


def _list(group: Iterable[Item], typography: Typography) -> str:
    tasks = [item for item in group if isinstance(item, Piece)]
    entries = [_inline(_divided(task, typography), typography) for task in tasks]
    if typography.loose:
        entries = [f"<p>{entry}</p>" for entry in entries]
    first = tasks[0].block.number
    start = "" if first == 1 and typography.tight else f' start="{first}"'
    return "\n".join([f"<ol{start}>", *(f"<li>{entry}</li>" for entry in entries), "</ol>"])


def _notes(group: Iterable[Item], typography: Typography) -> str:
    notes = [item for item in group if isinstance(item, NotePiece)]
    entries = [
        f'<li id="fn{note.number}">{_inline(_divided(note, typography), typography)}</li>'
        for note in notes
    ]
    return "\n".join(['<section class="footnotes">', "<ol>", *entries, "</ol>", "</section>"])


def _item(item: Item, typography: Typography) -> str:
    if isinstance(item, Furniture):
        return _furniture(item, typography)
    text = _inline(_divided(item, typography), typography)
    space = "&nbsp;" if typography.hard_labels else " "
    if isinstance(item, NotePiece):
        name = f' id="fn{item.number}"' if typography.references else ""
        number = f"<sup>{item.number}</sup>{space}"
        return f"<p{name}>{number}{text}</p>" if item.first else f"<p>{text}</p>"
    before = label(item)
    if item.block.role in LABELLED:
        return _heading(f"{before}{space}{text}" if before else text, item.block.style)
    if item.block.role != "task":
        return f"<p><strong>{before}</strong> {text}</p>" if before else f"<p>{text}</p>"
    return f"<p>{before}{space}{text}</p>" if before else f"<p>{text}</p>"


def _furniture(item: Furniture, typography: Typography) -> str:
    if item.kind == "note_rule":
        return "" if typography.listed else "<hr>"
    if item.kind == "page_mark":
        feed = typography.page_mark == "feed"
        return '<div style="page-break-after: always"></div>' if feed else "<hr>"
    return f"<p>{escape(item.text)}</p>"


def _heading(text: str, style: str) -> str:
    mark, _, bold = style.partition(" ")
    if mark == "**":
        mark, bold = "", mark
    inner = f"<strong>{text}</strong>" if bold else text
    tag = f"h{len(mark)}" if mark else "p"
    return f"<{tag}>{inner}</{tag}>"


def _divided(item: Piece | NotePiece, typography: Typography) -> list[list[Word]]:
    return divide(label(item), item.words, typography.width)


def _inline(lines: Sequence[Sequence[Word]], typography: Typography) -> str:
    return "".join(_run(run, typography) for run in segments(lines, "\n"))


def _run(run: Run, typography: Typography) -> str:
    tag = "em" if typography.emphasis == "*" else "i"
    text = "".join(
        _linked(part) if index % 2 else _escaped(part, typography)
        for index, part in enumerate(_URL.split(run.text))
    ).replace("\v", "<br>\n")
    if run.italic:
        text = f"<{tag}>{text}</{tag}>"
    if run.marker is None:
        return text
    digits = str(run.marker)
    return f"{text}<sup>{_reference(digits) if typography.references else digits}</sup>"


def _reference(digits: str) -> str:
    return f'<a href="#fn{digits}">{digits}</a>'


def _linked(url: str) -> str:
    return f'<a href="{escape(url)}">{escape(url)}</a>'


def _escaped(text: str, typography: Typography) -> str:
    safe = escape(text, quote=False)
    if typography.escapes == "needed":
        return safe
    return "".join(_ENTITIES.get(character, character) for character in safe)
