"""The physical form of a file: its bytes, its rows, and the line and column of each cell."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

_CELL = re.compile(r'"(?:[^"]++|"")*+"|[^",\n]*+')
_QUOTED = re.compile('"[^",\n]*"')


class Misform(NamedTuple):
    """Something wrong with the form of a file."""

    code: str
    line: int
    column: int
    detail: str = ""


def misforms(data: bytes, columns: list[str] | None) -> Iterator[Misform]:
    """Find what is wrong with a text, or a table; after an error of encoding or quotes, no more."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        yield Misform("IPP920", *position(before, len(before)), f"byte 0x{data[error.start]:02X}")
        return
    if text.startswith("\ufeff"):
        yield Misform("IPP921", 1, 1)
    if "\r" in text:
        yield Misform("IPP922", *position(text, text.index("\r")))
    if not text.endswith("\n"):
        yield Misform("IPP923", *position(text, len(text)))
    if columns:
        plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
        yield from _misformed(io.StringIO(plain, newline="\n"), columns)


def _misformed(lines: Iterable[str], columns: list[str]) -> Iterator[Misform]:
    for number, (line, row) in enumerate(rows(lines)):
        found = cells(row)
        if (end := found[-1].end()) < len(row):
            yield Misform("IPP924", *position(row, end, line))
            return
        if not number and [one[0] for one in found] != columns:
            yield Misform("IPP930", 1, 1, f"{row[:80]!r}, not {','.join(columns)!r}")
            return
        if len(found) != len(columns):
            yield Misform("IPP931", line, 1, f"{len(found)} cells, not {len(columns)}")
        for one in found:
            if _QUOTED.fullmatch(one[0]):
                yield Misform("IPP925", *position(row, one.start(), line))


def rows(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Return each row without its line feed, and the number of its first line."""
    first, held = 1, ""
    for number, line in enumerate(lines, 1):
        held += line
        if not held.count('"') % 2:
            yield first, held.removesuffix("\n")
            first, held = number + 1, ""
    if held:
        yield first, held.removesuffix("\n")


def cells(row: str) -> list[re.Match[str]]:
    """Split a row; the last cell ends before the row does where a quote is in a wrong place."""
    found, end = [], -1
    while end < 0 or row[end : end + 1] == ",":
        match = _CELL.match(row, end + 1)
        if match is None:
            break
        found.append(match)
        end = match.end()
    return found


def position(text: str, index: int, line: int = 1) -> tuple[int, int]:
    """Return line and column of a character, where the text begins in ``line``."""
    return line + text.count("\n", 0, index), index - text.rfind("\n", 0, index)


def located(path: Path, wanted: set[int]) -> dict[int, tuple[int, str]]:
    """Return the first line and the text of rows, which count from 0 without the header."""
    with path.open(encoding="utf-8", newline="\n") as file:
        found = ((number, row) for number, row in enumerate(rows(file), -1) if number in wanted)
        return dict(islice(found, len(wanted)))
