"""The header of a table held against the columns that are declared."""

from __future__ import annotations

from typing import NamedTuple

from ipplan_data.package_check.findings import MOST, Finding, Findings, nearest, shown
from ipplan_data.package_check.rows import column_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ipplan_data.package_check.columns import Column


class Header(NamedTuple):
    """The declared columns that a file has, the place of each, and how many cells a row has."""

    columns: tuple[Column, ...]
    places: tuple[int, ...]
    width: int


def understood(
    found: list[str], line: str, declared: Sequence[Column], name: str, findings: Findings
) -> Header:
    """Match a header with the declared columns; tell where they differ."""
    # Two of one name are a fault of the descriptor, which is told where it is read.
    declared = [*{column.name: column for column in declared}.values()]
    names = [column.name for column in declared]
    if found == names:
        return Header(tuple(declared), tuple(range(len(found))), len(found))

    def tell(message: str, place: int, expected: str = "") -> None:
        if findings.room("IPP930", name):
            what = shown(found[place]) if place < len(found) else ""
            at = column_of(line, place)
            findings.add(Finding("IPP930", name, message, 1, at, found=what, expected=expected))

    known = {*names}
    odd = [place for place, one in enumerate(found) if one not in known]
    in_place = (a == b for a, b in zip(found, names, strict=False) if a in known)
    if len(found) == len(names) and all(in_place):
        for place in odd:
            tell(f"column {place + 1} has another name", place, shown(names[place]))
        return Header(tuple(declared), tuple(range(len(found))), len(found))
    there = {one: place for place, one in reversed([*enumerate(found)])}
    for place, message, expected in _differences(found, names, there):
        tell(message, place, expected)
    columns = tuple(column for column in declared if column.name in there)
    return Header(columns, tuple(there[column.name] for column in columns), len(found))


def _differences(
    found: list[str], names: list[str], there: dict[str, int]
) -> Iterator[tuple[int, str, str]]:
    """Give what is wrong where columns are too many, too few, or in another order."""
    missing = [one for one in names if one not in there]
    odd = [place for place, one in enumerate(found) if one not in names]
    if not odd and not missing:
        twice = [place for place, one in enumerate(found) if there[one] < place]
        for place in twice:
            yield place, "the column stands there twice", ""
        if not twice:
            place = next(i for i, (a, b) in enumerate(zip(found, names, strict=True)) if a != b)
            yield place, "the columns are in another order", shown(names[place])
    for number, place in enumerate(odd):
        meant = nearest(found[place], missing) if missing and number < MOST else None
        missing = [one for one in missing if one != meant]
        yield place, f"column {place + 1} is not declared", shown(meant) if meant else ""
    for one in missing:
        yield len(found), f"the column '{one}' is missing", ""
