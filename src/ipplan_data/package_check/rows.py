"""The physical form of a file: its bytes, its rows, and the line and column of each cell."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

_CELL = re.compile(r'"(?:[^"]++|"")*+"|[^",\n]*+')
_QUOTED = re.compile('"[^",\n]*"')


class Fault(NamedTuple):
    """Something wrong with the form of a file."""

    code: str
    line: int
    column: int
    detail: str = ""


def digest(path: Path) -> tuple[int, str, bool]:
    """Give the size and SHA-256 of a file, and whether it has a BOM, a CR or no final LF."""
    size, odd, last, found = 0, False, b"", hashlib.sha256()
    with path.open("rb") as file:
        while data := file.read(1 << 20):
            odd = odd or b"\r" in data or (not size and data.startswith(b"\xef\xbb\xbf"))
            size, last = size + len(data), data
            found.update(data)
    return size, found.hexdigest(), odd or not last.endswith(b"\n")


def faults(data: bytes, columns: list[str] | None) -> Iterator[Fault]:
    """Find what is wrong with a text, or a table; after an error of encoding or quotes, no more."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        yield Fault("IPP920", *position(before, len(before)), f"byte 0x{data[error.start]:02X}")
        return
    if text.startswith("\ufeff"):
        yield Fault("IPP921", 1, 1)
    if "\r" in text:
        yield Fault("IPP922", *position(text, text.index("\r")))
    if not text.endswith("\n"):
        yield Fault("IPP923", *position(text, len(text)))
    if columns is not None:
        yield from _table_faults(text, columns)


def _table_faults(text: str, columns: list[str]) -> Iterator[Fault]:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    for number, (line, row) in enumerate(rows(io.StringIO(plain, newline="\n"))):
        found_cells = cells(row)
        end = found_cells[-1].end()
        if end < len(row):
            yield Fault("IPP924", *position(row, end, line))
            return
        if not number and [one[0] for one in found_cells] != columns:
            yield Fault("IPP930", 1, 1, f"{row[:80]!r}, not {','.join(columns)!r}")
            return
        if len(found_cells) != len(columns):
            yield Fault("IPP931", line, 1, f"{len(found_cells)} cells, not {len(columns)}")
        for one in found_cells:
            if _QUOTED.fullmatch(one[0]):
                yield Fault("IPP925", *position(row, one.start(), line))


def rows(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Give each row without its line feed, and the number of its first line."""
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
    """Give line and column of a character, where the text begins in ``line``."""
    return line + text.count("\n", 0, index), index - text.rfind("\n", 0, index)


def located(path: Path, rows_wanted: set[int]) -> dict[int, tuple[int, str]]:
    """Give the first line and the text of rows, which count from 0 without the header."""
    found = {}
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, row in enumerate(rows(file), -1):
            if number in rows_wanted:
                found[number] = row
                if len(found) == len(rows_wanted):
                    break
    return found
