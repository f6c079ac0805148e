"""Plain text: lines, and nothing that tells italics or footnote markers from the words around."""

from __future__ import annotations

import re

from ipplan_data.curation.source.copy import Copy, Kind, Line, Token

RULE = re.compile(r"(?:[-_*=]\s?){3,}|[\u2010-\u2015\u2500\u2501]{3,}")
_LINES = re.compile(
    r"(?P<break>\f)|(?P<line>[^\n\r\f\v\x85\u2028\u2029]*)(?P<end>\r\n|[\n\r\v\x85\u2028\u2029]|(?=\f)|\Z)"
)


def read(name: str, text: str) -> Copy:
    r"""Divide plain text into lines.

    >>> [line.text for line in read("a", "I. Rivers\n\n1. Dig.").lines]
    ['I. Rivers', '', '1. Dig.']
    """
    lines: list[Line] = []
    empty = True
    for found in _LINES.finditer(text):
        if found.end() == found.start():
            continue
        tokens = _tokens(found)
        line = Line(tokens, gap=empty)
        empty = line.kind is Kind.SPACE
        lines.append(line)
    return Copy(name, "plain text", text, lines, frozenset())


def _tokens(found: re.Match[str]) -> list[Token]:
    if found["break"]:
        return [Token(Kind.PAGE_BREAK, found.start(), found.end())]
    line = found["line"]
    inner = line.strip()
    start = found.start() + len(line) - len(line.lstrip())
    stop = start + len(inner)
    if not inner:
        return [Token(Kind.SPACE, found.start(), found.end())]
    tokens = [
        Token(Kind.SPACE, found.start(), start),
        Token(Kind.RULE, start, stop) if is_rule(inner) else Token(Kind.TEXT, start, stop, inner),
        Token(Kind.SPACE, stop, found.end()),
    ]
    return [token for token in tokens if token.end > token.start]


def is_rule(line: str) -> bool:
    """Return whether a line without white space around is a rule drawn with characters.

    >>> is_rule("* * *"), is_rule("- 3 -")
    (True, False)
    """
    return bool(RULE.fullmatch(line))
