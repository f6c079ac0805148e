"""The document in other forms: what people get when they save, copy or print a Markdown copy."""

from __future__ import annotations

import re
import textwrap
from html import unescape
from itertools import groupby

from markdown_it import MarkdownIt

from genre.pdf import HEIGHT, PdfLine, PdfRule, Run, pdf, width

_WIDTH = 78
_COLUMN, _LEFT, _TOP, _BOTTOM = 470.0, 60.0, HEIGHT - 70, 60.0
_BLOCK = re.compile(
    r"<hr ?/?>|<(?P<name>p|h\d)>(?P<text>.*?)</(?P=name)>|<li>\n?(?P<item>[^\n]*)", re.DOTALL
)


def html(markdown: str) -> str:
    """Give the page that a site would show, with its own furniture around."""
    body = MarkdownIt("commonmark").render(markdown)
    return (
        "<!DOCTYPE html>\n<html><head><title>A page</title><script>a = '1. <b>';</script></head>"
        f"<body><nav><ol><li>Home</li></ol></nav><main>{body}</main>"
        "<footer><p>1. All rights kept.</p></footer></body></html>\n"
    )


def blocks(markdown: str) -> list[tuple[str, str]]:
    """Give each paragraph with what it is: a heading, a rule, or text; numbers are printed."""
    found: list[tuple[str, str]] = []
    number = 0
    body = MarkdownIt("commonmark").render(markdown)
    pieces = re.split(r'(<ol(?: start="\d+")?>)', body)
    for piece in pieces:
        if start := re.fullmatch(r'<ol(?: start="(\d+)")?>', piece):
            number = int(start[1] or 1)
            continue
        for block in _BLOCK.finditer(piece):
            if block["item"] is not None:
                inner = re.sub(r"</?p>|</li>", "", block["item"])
                if not inner:
                    continue
                found.append(("p", f"{number}. {inner}"))
                number += 1
            elif block["name"]:
                found.append((block["name"], block["text"]))
            else:
                found.append(("hr", ""))
    return found


def plain(markdown: str) -> str:
    """Give text without any markup, its lines wrapped, page by page."""
    lines: list[str] = []
    for kind, text in blocks(markdown):
        if kind == "hr":
            lines += ["-" * 20, ""]
            continue
        shown = unescape(re.sub(r"<[^>]+>", "", text))
        for line in shown.split("\n"):
            lines += textwrap.wrap(line, _WIDTH, break_on_hyphens=True, break_long_words=False)
        lines.append("")
    return "\n".join(lines)


def paper(markdown: str) -> bytes:
    """Print it: footnotes small below a rule at a page's bottom, numbers at every foot."""
    drawn: list[PdfLine | PdfRule] = []
    page, y = 1, _TOP
    notes = 0
    found = blocks(markdown)
    for index, (kind, text) in enumerate(found):
        if kind == "hr":
            drawn.append(PdfRule(page, _LEFT, y - 4))
            y -= 16
            notes = 1
            continue
        if notes and index and found[index - 1][0] != "hr":
            page, y, notes = page + 1, _TOP, 0
        size = 8.5 if notes else 13.0 if kind != "p" else 11.0
        for row in _rows(_runs(text, size, bold=kind != "p")):
            if y < _BOTTOM + 20:
                page, y = page + 1, _TOP
            drawn.append(PdfLine(page, _LEFT, y, row))
            y -= size * 1.3
        y -= 7
    for number in range(1, page + 1):
        drawn.append(PdfLine(number, 290, 30, [Run(str(number), 9)]))
        drawn.append(PdfLine(number, _LEFT, HEIGHT - 35, [Run("A translation for readers", 9)]))
    return pdf(drawn)


def _runs(text: str, size: float, *, bold: bool) -> list[Run]:
    runs: list[Run] = []
    italic = raised = strong = False
    for piece in re.split(r"(<[^>]+>|\n)", text):
        if piece.startswith("<"):
            italic = piece == "<em>" if "em>" in piece else italic
            strong = piece == "<strong>" if "strong>" in piece else strong
            raised = piece == "<sup>" if "sup>" in piece else raised
        elif piece:
            shown = unescape(piece).replace("\n", " ")
            runs.append(Run(shown, size * 0.6 if raised else size, italic, bold or strong, raised))
    return runs


def _rows(runs: list[Run]) -> list[list[Run]]:
    """Break a paragraph into lines: at spaces, and between Chinese characters."""
    words = [
        Run(word, run.size, run.italic, run.bold, run.raised)
        for run in runs
        for word in re.findall(r"[\u3000-\u9fff]|[^\s\u3000-\u9fff]+\s*|\s+", run.text)
    ]
    glued: list[list[Run]] = []
    for word in words:
        if glued and not glued[-1][-1].text[-1:].isspace() and not _chinese(word.text):
            glued[-1].append(word)
        else:
            glued.append([word])
    rows: list[list[Run]] = [[]]
    for group in glued:
        if rows[-1] and width([*rows[-1], *group]) > _COLUMN:
            rows.append([])
        rows[-1] += group
    return [_merged(row) for row in rows if row]


def _chinese(text: str) -> bool:
    return bool(re.match("[\u3400-\u9fff]", text))


def _merged(row: list[Run]) -> list[Run]:
    """Put runs of one style together, as a printer would set them."""
    merged = []
    for style, same in groupby(row, lambda run: (run.size, run.italic, run.bold, run.raised)):
        merged.append(Run("".join(run.text for run in same), *style))
    return merged
