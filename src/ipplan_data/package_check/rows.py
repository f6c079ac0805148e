"""The rows of a CSV file after RFC 4180, each on a line of its own."""

from __future__ import annotations

import csv
from typing import NamedTuple

from ipplan_data.package_check.findings import Finding, Findings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ipplan_data.package_check.lines import Lines

# Stands for a carriage return inside a line, which csv takes for a line end. No text has it: it is
# half of a pair that UTF-8 can't hold.
_RETURN = "\udc0d"
_QUOTE, _TWO = '"', '""'
_LIMIT = 1 << 17  # characters of a cell; csv has the same limit, until something else sets another


class Rows(NamedTuple):
    """Rows with the numbers of their lines, and the lines as they are."""

    numbers: Sequence[int]
    rows: list[list[str]]
    lines: list[str]


def parsed(given: Lines, name: str, findings: Findings) -> Rows:
    """Give the rows of some lines; tell of those that are none, or not quoted as they should be."""
    numbers = range(given.first, given.first + len(given.lines))
    if '"' not in given.text and "" not in given.lines and _fit(given):
        return Rows(numbers, [line.split(",") for line in given.lines], given.lines)
    rows = [_plainly(line) for line in given.lines] if _fit(given) else [None] * len(given.lines)
    other = [index for index, row in enumerate(rows) if row is None]
    try:
        again = [*csv.reader([given.lines[index] for index in other], strict=True)]
    except csv.Error:
        again = []
    if len(again) == len(other) and all(again) and (_fit(given) or not _huge(again)):
        for index, row in zip(other, again, strict=True):
            rows[index] = row
        found = Rows(numbers, [row for row in rows if row], given.lines)
    else:
        found = _one_by_one(given, name, findings)
        other = [*range(len(found.lines))]
    _quoting(found, other, name, findings)
    return found


def _fit(given: Lines) -> bool:
    """Tell whether no cell can be too long."""
    return len(given.text) <= _LIMIT or max(map(len, given.lines)) <= _LIMIT


def _huge(rows: list[list[str]]) -> bool:
    return any(len(cell) > _LIMIT for row in rows for cell in row)


def _plainly(line: str) -> list[str] | None:
    """Give the row of a line whose quotes stand where they must, and nowhere else.

    Others are not given, nor those with a quote inside a cell: csv reads them, at thrice the time.

    >>> _plainly('48,"a, b",c')
    ['48', 'a, b', 'c']
    >>> _plainly('48,"a",c')
    """
    if '"' not in line:
        return line.split(",") if line else None
    before, *more = line.split('"')
    if len(more) % 2 or (before and before[-1] != ","):
        return None
    row = before[:-1].split(",") if before else []
    for place in range(0, len(more), 2):
        inside, after = more[place], more[place + 1]
        last = place + 2 == len(more)
        if "," not in inside or (after[:1] != "," and (after or not last)):
            return None
        row.append(inside)
        if last:
            row += after[1:].split(",") if after else []
        elif after[-1] != ",":
            return None
        elif len(after) > 1:
            row += after[1:-1].split(",")
    return row


def written(row: Sequence[str]) -> str:
    r"""Write a row as it should be: cells quoted only where they must be.

    >>> written(["48", "a, b", "c"])
    '48,"a, b",c'
    """
    line = ",".join(
        [
            f'"{cell.replace(_QUOTE, _TWO)}"' if "," in cell or _QUOTE in cell else cell
            for cell in row
        ]
    )
    return line or _TWO


def column_of(line: str, cell: int) -> int:
    """Tell where in a line a cell begins; columns and characters count from 0 and 1.

    >>> column_of('48,"a, b",c', 2)
    11
    """
    quoted = False
    for place, character in enumerate(line, start=1):
        if not cell:
            return place
        if character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            cell -= 1
    return len(line) + 1


def _one_by_one(given: Lines, name: str, findings: Findings) -> Rows:
    numbers, rows, lines = [], [], []
    for number, count, row in _pieces(given.lines, given.first, name, findings):
        start = number - given.first
        numbers.append(number)
        rows.append(row)
        lines.append("\n".join(given.lines[start : start + count]))
    return Rows(numbers, rows, lines)


def _pieces(
    lines: list[str], first: int, name: str, findings: Findings
) -> Iterator[tuple[int, int, list[str]]]:
    """Give each row with the number of its line, and of how many lines it is made."""
    index = 0
    unclosed = [place for place, line in enumerate(lines) if line.count('"') % 2]
    while index < len(lines):
        line, number = lines[index], first + index
        while unclosed and unclosed[0] < index:
            unclosed.pop(0)
        count, row, error = 1, *_row([line])
        if error and len(unclosed) > 1 and unclosed[0] == index:
            more = unclosed[1] - index + 1
            joined, odd = _row([f"{one}\n" for one in lines[index : index + more]])
            if not odd:
                count, row, error = more, joined, ""
        if not line:
            findings.add(Finding("IPP931", name, "the line is empty", number, 1))
        elif error:
            code = "IPP926" if "limit" in error else "IPP924"
            findings.add(Finding(code, name, f"this is no row: {error}", number, 1))
            yield number, 1, []
        else:
            yield number, count, row
        index += count


def _row(lines: list[str]) -> tuple[list[str], str]:
    """Read lines as one row; else say why they are none."""
    try:
        rows = [*csv.reader([line.replace("\r", _RETURN) for line in lines], strict=True)]
    except csv.Error as error:
        told = str(error)
        return [], "a quote is not closed" if "unexpected end" in told else told
    if len(rows) != 1:
        return [], "it is not one row"
    if _huge(rows):
        return [], f"a cell has more characters than the limit, {_LIMIT:,}"
    return [cell.replace(_RETURN, "\r") for cell in rows[0]], ""


def _quoting(given: Rows, which: list[int], name: str, findings: Findings) -> None:
    """Find rows that, written again, have other bytes; those of several lines are faulty anyhow."""
    for index in which:
        line, row = given.lines[index], given.rows[index]
        right = written(row) if row and "\n" not in line else line
        if line != right and findings.room("IPP925", name):
            pairs = enumerate(zip(line, right, strict=False), start=1)
            place = next((n for n, (a, b) in pairs if a != b), min(len(line), len(right)) + 1)
            message = "a cell is quoted otherwise than it must be"
            findings.add(Finding("IPP925", name, message, given.numbers[index], place))
