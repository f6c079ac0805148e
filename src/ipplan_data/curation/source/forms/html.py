"""HTML: a web page as a browser saves it, with the site's own furniture around the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ipplan_data.curation.source.copy import Copy, Kind, Line, Token
from ipplan_data.curation.source.forms.tags import RAW, Piece, attributes, pieces

_SITE = {"head", "nav", "aside", "footer", "form", "button", "svg", "select"} | RAW
_BLOCK = {
    "address", "article", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p",
    "pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ITALIC = {"em", "i", "cite"}
_EMPTY = {"br", "hr", "img", "input", "link", "meta", "wbr", "col", "source"}
_ZONE = re.compile(r"foot-?note|end-?note|\bfn\d", re.IGNORECASE)
_NUMBERED = re.compile(r"[^\w]*(\d{1,7})[^\w]*")
_PAGE_BREAK = re.compile(
    r"break-(?:after|before)\s*:\s*(?:always|page)|\bpage-?break\b", re.IGNORECASE
)
_MOST_DIGITS = 7
# How many tokens a marker has at most, with the tags around it.
_LONGEST_MARKER = 40
_SHOWN = (Kind.TEXT, Kind.MARKER, Kind.RULE, Kind.PAGE_BREAK)
_BACK = re.compile(r"[\s\u2190-\u21ff\u2934\u2935\ufe0e\ufe0f^]*")


@dataclass(slots=True)
class _Element:
    """An element that is open; ``first`` is where its tokens begin in the line."""

    name: str
    notes: bool
    link: bool = False
    number: int = 0
    first: int = 0


@dataclass(slots=True)
class _Page:
    """What is known while a page is read; ``seen`` tokens of the line are known to show nothing."""

    lines: list[Line] = field(default_factory=list)
    line: Line = field(default_factory=lambda: Line(gap=True))
    open: list[_Element] = field(default_factory=list)
    count: dict[str, int] = field(default_factory=dict)
    italics: int = 0
    seen: int = 0
    site: tuple[str, int] = ("", 0)


def read(name: str, text: str) -> Copy:
    """Divide a web page into lines, one for each paragraph, item, heading and rule.

    >>> copy = read("a", "<nav>Home</nav><ol start=7><li>Dig <i>deep</i>.<sup>1</sup></ol>")
    >>> [(line.number, line.text) for line in copy.lines if line.text]
    [(7, 'Dig deep.')]
    """
    first, last = _document(text)
    page = _Page()
    for piece in pieces(text):
        if page.site[0] or not first <= piece.start < last:
            _skip(page, piece)
        elif piece.element:
            _tag(page, piece, text[piece.start : piece.end])
        elif piece.text:
            _text(page, piece)
        else:
            page.line.tokens.append(Token(Kind.MARKUP, piece.start, piece.end))
    _break(page)
    if page.line.tokens:
        page.lines.append(page.line)
    return Copy(name, "HTML", text, page.lines, frozenset({"italics", "markers"}))


def _document(text: str) -> tuple[int, int]:
    """Tell where the document itself stands in the page, if the page says so."""
    for element in ("main", "article"):
        start = re.search(rf"<{element}\b", text, re.IGNORECASE)
        if start:
            closes = re.finditer(rf"</{element}", text[start.start() :], re.IGNORECASE)
            last = max((found.start() for found in closes), default=len(text))
            return start.start(), start.start() + last
    return 0, len(text)


def _skip(page: _Page, piece: Piece) -> None:
    """Pass over what belongs to the site, up to the end of the element."""
    name, depth = page.site
    if piece.element == name:
        depth += -1 if piece.closing else 1
        page.site = (name, depth) if depth else ("", 0)
    page.line.tokens.append(Token(Kind.SITE, piece.start, piece.end))


def _text(page: _Page, piece: Piece) -> None:
    kind = Kind.SPACE if piece.text.isspace() else Kind.TEXT
    whole = len(piece.text) == piece.end - piece.start
    in_pre = whole and kind is Kind.TEXT and page.count.get("pre", 0) > 0
    start = piece.start
    for row in piece.text.splitlines(keepends=True) if in_pre else [piece.text]:
        end = start + len(row) if in_pre else piece.end
        page.line.tokens.append(Token(kind, start, end, row, page.italics > 0))
        start = end
        if in_pre and row.endswith("\n"):
            _break(page, gap=not row.strip())


def _tag(page: _Page, piece: Piece, tag: str) -> None:
    if piece.element in _BLOCK:
        _break(page, gap=piece.element != "br")
    if piece.element in _SITE and not piece.closing:
        if piece.element not in _EMPTY and not tag.endswith("/>"):
            page.site = (piece.element, 1)
        page.line.tokens.append(Token(Kind.SITE, piece.start, piece.end))
        return
    if piece.element == "hr":
        page.line.tokens.append(Token(Kind.RULE, piece.start, piece.end))
        _break(page, gap=True)
        return
    if not piece.closing and _PAGE_BREAK.search(tag[:2000]):
        page.line.tokens.append(Token(Kind.PAGE_BREAK, piece.start, piece.end))
        _break(page, gap=True)
        return
    if piece.closing:
        _close(page, piece.element)
    page.line.tokens.append(Token(Kind.MARKUP, piece.start, piece.end))
    if not piece.closing and piece.element not in _EMPTY:
        _open(page, piece.element, attributes(tag[:2000]))


def _open(page: _Page, name: str, given: dict[str, str]) -> None:
    named = f"{given.get('id', '')} {given.get('class', '')} {given.get('role', '')}"
    block = name in _BLOCK and name not in ("body", "html", "main", "article")
    within = bool(page.open) and page.open[-1].notes
    element = _Element(name, within or (block and bool(_ZONE.search(named))))
    element.first = len(page.line.tokens)
    element.link = name == "a" and given.get("href", "").startswith("#")
    if name == "ol":
        element.number = _whole(given.get("start", "1")) - 1
    if name == "li" and (around := _list(page)):
        around.number = _whole(given.get("value", str(around.number + 1)))
        if element.notes:
            page.line.note = around.number
        else:
            page.line.number = around.number
    if name in _ITALIC:
        page.italics += 1
    page.count[name] = page.count.get(name, 0) + 1
    page.open.append(element)
    if name[0] == "h" and name[1:].isdigit():
        page.line.heading = True


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 1


def _list(page: _Page) -> _Element | None:
    """Give the numbered list that an item stands in."""
    around = page.open[-1] if page.open else None
    while around is not None and around.name in ("li", "p"):
        _close(page, around.name)
        around = page.open[-1] if page.open else None
    return around if around is not None and around.name == "ol" else None


def _close(page: _Page, name: str) -> None:
    """Close an element, and with it what was left open inside."""
    while page.count.get(name, 0):
        element = page.open.pop()
        page.count[element.name] -= 1
        if element.name in _ITALIC:
            page.italics -= 1
        if element.name == "sup" or element.link:
            _marker(page, element)
        if element.name == name:
            return


def _marker(page: _Page, element: _Element) -> None:
    """Take the digits in a raised or linked piece for the marker of a footnote."""
    if len(page.line.tokens) - element.first > _LONGEST_MARKER:
        return
    tokens = page.line.tokens[element.first :]
    shown = "".join(token.text for token in tokens if token.kind is Kind.TEXT)
    digits = _NUMBERED.fullmatch(shown)
    if element.link and shown and _BACK.fullmatch(shown):
        page.line.tokens[element.first :] = [
            token._replace(kind=Kind.MARKUP, text="") for token in tokens
        ]
    elif digits:
        page.line.tokens[element.first :] = [
            piece for token in tokens for piece in _marked(token, digits[1])
        ]


def _marked(token: Token, digits: str) -> list[Token]:
    if token.kind is not Kind.TEXT:
        return [token]
    place = token.text.find(digits)
    if place < 0:
        return [token._replace(kind=Kind.MARKUP, text="")]
    start, end = token.start + place, token.start + place + len(digits)
    parts = [
        Token(Kind.MARKUP, token.start, start),
        Token(Kind.MARKER, start, end, digits),
        Token(Kind.MARKUP, end, token.end),
    ]
    return [part for part in parts if part.end > part.start]


def _break(page: _Page, *, gap: bool = True) -> None:
    """End the line, and begin another."""
    line = page.line
    added = line.tokens[page.seen :]
    page.seen = len(line.tokens)
    if any(token.kind in _SHOWN for token in added):
        if page.open and page.open[-1].notes and line.small is None:
            line.small = True
        page.lines.append(line)
        page.line = Line(gap=gap)
        page.seen = 0
    else:
        page.line.gap = page.line.gap or gap
