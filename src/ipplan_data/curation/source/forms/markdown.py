"""Markdown: emphasis, headings, links, escapes, entities, and HTML inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from ipplan_data.curation.source.copy import Copy, Kind, Line, Token
from ipplan_data.curation.source.forms.emphasis import Turn, emphasis
from ipplan_data.curation.source.forms.plain import is_rule

_LINE = re.compile(r"\f\n?|[^\n\f]*\n|[^\n\f]+")
_ITEM = re.compile(r"[ \t]*\d{1,7}[.)][ \t]")
_NOTE = re.compile(r"[ \t]*\[\^\d{1,7}\]:|[ \t]*<sup>\[?\d{1,7}\]?</sup>")
_PIECE = re.compile(
    r"(?P<break>(?<![ \t\r])[ \t\r]+\n[ \t]*|\n[ \t]*|\A[ \t]+)"
    r"|(?P<lead>\A(?:>[ \t]?|#{1,6}(?=[ \t])|[-+*](?=[ \t]+\S)(?![ \t]+\d+[ \t]+-)))"
    r"|(?P<noted>\A\[\^(?P<note>\d{1,7})\]:[ \t]*)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|<sup>\[?(?P<raised>\d{1,7})\]?</sup>|\[\^(?P<caret>\d{1,7})\]"
    r"|(?P<label>\[(?=[^\[\]]{1,4000}\]\([^()\s]{0,2000}\)))|(?P<target>\]\([^()\s]{0,2000}\))"
    r"|<(?P<address>https?://[^\s<>]{1,2000})>"
    r"|(?P<comment><!--(?:(?!<!--).){0,2000}?-->)"
    r"|<(?P<end>/?)(?P<element>[A-Za-z][A-Za-z0-9]*)(?:[ /][^<>\n]{0,500})?>"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<delimiter>\*+|_+)",
    re.DOTALL,
)
_ITALIC = {"em", "i", "cite"}


def read(name: str, text: str) -> Copy:
    r"""Divide Markdown into lines.

    >>> copy = read("a", "1. Amend the *River Law*.<sup>1</sup>\n")
    >>> [(token.text, token.italic) for token in copy.tokens() if token.text.strip()]
    [('1. Amend the ', False), ('River Law', True), ('.', False), ('1', False)]
    """
    lines: list[Line] = []
    gap = True
    for start, stop in _paragraphs(text):
        found = list(_paragraph(text[start:stop], start))
        found[0].gap = gap or bool(found[0].heading) or found[0].note is not None
        gap = bool(found[0].heading) or found[-1].kind in (Kind.SPACE, Kind.RULE, Kind.PAGE_BREAK)
        lines += found
    return Copy(name, "Markdown", text, lines, frozenset({"italics", "markers"}))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Divide a text where markup can't reach across: at empty lines, items, headings and rules."""
    start = stop = 0
    for found in _LINE.finditer(text):
        line = found[0].strip(" \t\r\n")
        alone = not line or line.startswith("#") or is_rule(line) or found[0][0] == "\f"
        if stop > start and (alone or _ITEM.match(line) or _NOTE.match(line)):
            yield start, stop
            start = stop
        stop = found.end()
        if alone:
            yield start, stop
            start = stop
    if stop > start:
        yield start, stop


def _paragraph(text: str, offset: int) -> Iterator[Line]:
    """Return the lines of one paragraph; its markup is matched within it."""
    inner = text.strip(" \t\r\n")
    if not inner or inner == "\f" or is_rule(inner):
        kind = Kind.RULE if is_rule(inner) else Kind.PAGE_BREAK if inner else Kind.SPACE
        yield Line([Token(kind, offset, offset + len(text))])
        return
    bold = inner.startswith("**") and inner.endswith("**")
    line = Line(heading=bold or inner.startswith("#"))
    for token, note in _tokens(text, offset):
        line.tokens.append(token)
        line.note = note or line.note
        if token.kind is Kind.SPACE and token.text == "\n":
            yield line
            line = Line(heading=line.heading)
    if line.tokens:
        yield line


def _tokens(text: str, offset: int) -> Iterator[tuple[Token, int | None]]:
    """Divide a paragraph into tokens, each with the number of the footnote that it begins."""
    pieces = list(_PIECE.finditer(text))
    turns = {
        turn.start: turn
        for turn in emphasis(text, [piece.span() for piece in pieces if piece["delimiter"]])
    }
    place, depth = 0, 0
    for piece in pieces:
        start, stop = piece.span()
        if place < start:
            yield _plain(text, place, start, offset, depth), None
        if piece["delimiter"]:
            for token, change in _delimiters(text, piece, turns, offset, depth):
                depth += change
                yield token, None
        else:
            note = int(piece["note"]) if piece["note"] else None
            for token, change in _special(piece, offset, depth):
                depth = max(0, depth + change)
                yield token, note
        place = stop
    if place < len(text):
        yield _plain(text, place, len(text), offset, depth), None


def _plain(text: str, start: int, stop: int, offset: int, depth: int) -> Token:
    return Token(Kind.TEXT, offset + start, offset + stop, text[start:stop], depth > 0)


def _delimiters(
    text: str, run: re.Match[str], turns: dict[int, Turn], offset: int, depth: int
) -> Iterator[tuple[Token, int]]:
    """Divide a run of asterisks into markup and what found no partner."""
    place = run.start()
    while place < run.end():
        if turn := turns.get(place):
            yield Token(Kind.MARKUP, offset + place, offset + turn.stop), turn.italics
            depth, place = depth + turn.italics, turn.stop
        else:
            stop = next((at for at in range(place, run.end()) if at in turns), run.end())
            yield _plain(text, place, stop, offset, depth), 0
            place = stop


def _special(piece: re.Match[str], offset: int, depth: int) -> Iterator[tuple[Token, int]]:
    """Divide a piece of markup into tokens, each with its change of the depth of italics."""
    start, stop = offset + piece.start(), offset + piece.end()
    if piece["break"]:
        yield Token(Kind.SPACE, start, stop, "\n" if "\n" in piece["break"] else ""), 0
    elif marker := piece["raised"] or piece["caret"]:
        yield Token(Kind.MARKER, start, stop, marker), 0
    elif piece["escaped"]:
        yield Token(Kind.MARKUP, start, start + 1), 0
        yield Token(Kind.TEXT, start + 1, stop, piece["escaped"], depth > 0), 0
    elif piece["address"]:
        yield Token(Kind.MARKUP, start, start + 1), 0
        yield Token(Kind.TEXT, start + 1, stop - 1, piece["address"], depth > 0), 0
        yield Token(Kind.MARKUP, stop - 1, stop), 0
    elif piece["entity"]:
        yield Token(Kind.TEXT, start, stop, unescape(piece["entity"]), depth > 0), 0
    else:
        italic = (piece["element"] or "").lower() in _ITALIC
        yield Token(Kind.MARKUP, start, stop), (-1 if piece["end"] else 1) if italic else 0
