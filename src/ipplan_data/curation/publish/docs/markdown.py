"""Pieces of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

MADE = "<!-- Made by `ipplan build`; edit the records or the declarations instead. -->"


def page(title: str, parts: Iterable[str]) -> str:
    """Give a page: its title, a note on where it comes from, and its parts.

    >>> print(page("Rivers", ["Two."]).replace(MADE, "(made)"))
    # Rivers
    (made)
    <BLANKLINE>
    Two.
    <BLANKLINE>
    """
    return "\n\n".join([f"# {title}\n{MADE}", *parts]) + "\n"


def table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    r"""Give a table; what is ``None`` is an empty cell.

    >>> print(table(["Law", "Tasks"], [["Bank Law | Weir Law", 2]]))
    | Law | Tasks |
    | --- | --- |
    | Bank Law \| Weir Law | 2 |
    """
    lines = [list(header), ["---"] * len(header), *([_cell(one) for one in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def code(text: Any) -> str:
    """Set a text as code.

    >>> code("a`b")
    '``a`b``'
    """
    marks = "``" if "`" in str(text) else "`"
    return f"{marks}{text}{marks}"


def block(language: str, text: str) -> str:
    r"""Give a block of code.

    >>> block("sql", "SELECT 1")
    '```sql\nSELECT 1\n```'
    """
    return f"```{language}\n{text}\n```"


def _cell(value: Any) -> str:
    """Give a value so that it stays in its cell, and shows as it is outside of code."""
    shown = "" if value is None else str(value)
    if "`" in shown:
        return re.sub(r"(\\*)\|", lambda bar: f"{bar[1] * 2}\\|", shown)
    for mark in "\\*<|":
        shown = shown.replace(mark, f"\\{mark}")
    return shown
