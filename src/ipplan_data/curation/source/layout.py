"""What belongs to the page and not to the text: page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ipplan_data.curation.source.copy import Kind, Line

_PAGE_NUMBER = re.compile(
    r"(?:[-–—|]\s*)?(?:page\s+)?(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—|])?", re.IGNORECASE
)
# A line that ends a sentence or begins with a number is no running head, though it may come twice.
_NO_HEAD = re.compile(r"[.!?;:)）。][\"'”’]*$|^\d+\s*[.)]\s|^\d+\s+[\"“A-Z].*[a-z]")
_LONGEST_HEAD, _LONGEST_NUMBER = 160, 20
_PAGE = (Kind.PAGE_BREAK, Kind.PAGE_NUMBER, Kind.RULE)
_ROUNDS = 3
_OFTEN, _NEARLY_ALWAYS = 0.4, 0.8


def mark_furniture(lines: list[Line]) -> None:
    """Turn the text of page numbers and running heads into furniture, where the lines stand."""
    texts = [index for index, line in enumerate(lines) if line.kind is Kind.TEXT]
    last = 0
    for before, index, after in zip([-1, *texts], texts, [*texts[1:], len(lines)], strict=False):
        number = _page_number(lines, before, index, after)
        if number is not None and last < number:
            _turn(lines[index], Kind.PAGE_NUMBER)
            last = number
    for _ in range(_ROUNDS):
        heads = _heads(lines)
        if not heads:
            return
        for line in heads:
            _turn(line, Kind.RUNNING_HEAD)


def _page_number(lines: list[Line], before: int, index: int, after: int) -> int | None:
    """Return the number of a line that holds nothing else and stands alone."""
    line = lines[index]
    text = line.text
    found = _PAGE_NUMBER.fullmatch(text) if len(text) < _LONGEST_NUMBER else None
    if found is None or line.number is not None or line.note is not None:
        return None
    alone_before = line.gap or index - before > 1 or before < 0
    alone_after = after == len(lines) or lines[after].gap or after - index > 1
    return int(found[1]) if alone_before and alone_after else None


def _turn(line: Line, kind: Kind) -> None:
    line.tokens = [
        token._replace(kind=kind, text="") if token.kind in (Kind.TEXT, Kind.MARKER) else token
        for token in line.tokens
    ]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at the top or the bottom of a page; ``apart`` tells of a gap to the text."""

    line: Line
    top: bool
    apart: bool
    key: str


def _heads(lines: list[Line]) -> list[Line]:
    """Find lines that stand at the same edge of most pages, but for digits."""
    edges = [edge for edge in _edges(lines) if edge.line.kind is Kind.TEXT]
    kinds = Counter(line.kind for line in lines)
    pages = next((kinds[kind] for kind in _PAGE if kinds[kind]), 0)
    often = Counter((edge.top, edge.key) for edge in edges)
    return [
        edge.line
        for edge in edges
        if often[edge.top, edge.key] >= max(2, pages * (_OFTEN if edge.apart else _NEARLY_ALWAYS))
        and len(edge.key) < _LONGEST_HEAD
    ]


def _edges(lines: list[Line]) -> list[_Edge]:
    edges: list[_Edge] = []
    texts = [index for index, line in enumerate(lines) if line.kind in (Kind.TEXT, *_PAGE)]
    for place, index in enumerate(texts):
        line = lines[index]
        if line.kind is not Kind.TEXT or _NO_HEAD.search(line.text):
            continue
        before = lines[texts[place - 1]] if place else None
        after = lines[texts[place + 1]] if place + 1 < len(texts) else None
        key = re.sub(r"\d+", "#", lines[index].text)
        at_top = before is None or before.kind in _PAGE
        at_bottom = after is None or after.kind in _PAGE
        if at_top:
            apart = at_bottom or (after is not None and after.gap)
            edges.append(_Edge(lines[index], top=True, apart=apart, key=key))
        elif at_bottom:
            edges.append(_Edge(lines[index], top=False, apart=lines[index].gap, key=key))
    return edges
