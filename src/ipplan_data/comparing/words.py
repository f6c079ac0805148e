"""Plain words for people: which record a change is about, and what became of it."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from ipplan_data.comparing.report import Change
from ipplan_data.comparing.side import Side
from ipplan_data.printing import inert

# What one row is called; the name of the table stands in for others.
_NOUNS = {
    "tasks": "task",
    "responsibilities": "responsibility",
    "agencies": "agency",
    "agency_aliases": "name",
    "agency_facts": "fact about",
    "sections": "section",
    "footnotes": "footnote",
    "entities": "entity",
    "mentions": "mention",
    "terms": "term",
    "targets": "target",
    "codes": "code",
    "coding_decisions": "decision on",
    "reliability": "rating",
    "errata": "erratum",
    "redirects": "redirect",
    "document": "document",
}
_AROUND = 20
_MARK = "…"


def record(change: Change, side: Side) -> str:
    """Name what the change is about; the side is one that has the table.

    >>> from ipplan_data.plan.files import home
    >>> key = {"task": 41, "position": 2}
    >>> record(Change("row", "added", "addition", table="mentions", key=key), Side(home()))
    'task 41, mention 2'
    """
    if change.what == "package":
        return "the package"
    if change.what == "file":
        return f"file {change.field}"
    table = change.table or ""
    if change.what == "table":
        return f"table {table}"
    if change.what in ("column", "value"):
        return f"column {change.field} of {table}"
    return _row(table, change.key or {}, side)


def _row(table: str, key: dict[str, Any], side: Side) -> str:
    """Name a row: first the record that it belongs to, then what it is there."""
    refers = side.tables[table].refers
    around = {name: refers[name] for name in key if name in refers}
    owners = [f"{_NOUNS.get(around[name], name)} {key[name]}" for name in around]
    own = [value(cell, quoted=False) for name, cell in key.items() if name not in around]
    return ", ".join([*owners, f"{_NOUNS.get(table, table)} {', '.join(own)}".strip()])


def words(change: Change, *, limit: int | None = None) -> str:
    """Say what happened to the record, in one sentence; long texts are cut at the limit.

    >>> print(words(Change("cell", "changed", "lead", old="cnipa", new="samr")))
    the lead is samr; it was cnipa
    >>> print(words(Change("cell", "changed", "fact", field="unit", old=None, new="zones")))
    unit is 'zones'; it was empty
    """
    if change.kind != "changed":
        return _came_or_went(change, limit)
    if change.what == "file":
        return "the bytes differ"
    old, new = excerpts(change.old, change.new, limit)
    if change.what == "value":
        return f"the value {(change.key or {})['value']} means {new}; it meant {old}"
    if change.nature == "lead":
        return f"the lead is {_bare(change.new)}; it was {_bare(change.old)}"
    name = change.aspect or change.field
    if change.joined or change.left:
        parts = {"joined": change.joined, "left": change.left}
        told = (f"{what} {_bare(tuple(some))}" for what, some in parts.items() if some)
        return f"{name}: {'; '.join(told)}"
    order = "in another order: " if change.joined is not None else ""
    return f"{name} is {order}{new}; it was {old}"


def _came_or_went(change: Change, limit: int | None) -> str:
    if change.kind == "moved":
        return f"moved to place {_bare([*change.new.values()][-1])}"
    if change.what == "row":
        return f"{change.kind}: {_cells(change, limit)}"
    if change.what == "value":
        meaning = excerpts(change.old, change.new, limit)[change.kind == "added"]
        return f"the value {(change.key or {})['value']} was {change.kind}: {meaning}"
    return change.kind


def _bare(cell: Any) -> str:
    return value(cell, quoted=False)


def _cells(change: Change, limit: int | None) -> str:
    row = change.new if change.kind == "added" else change.old
    cells = {name: cell for name, cell in row.items() if name not in (change.key or {})}
    return ", ".join(
        f"{name} {excerpts(cell, cell, limit)[0]}"
        for name, cell in cells.items()
        if cell not in (None, ())
    )


def value(cell: Any, *, quoted: bool = True) -> str:
    """Give a value for people.

    >>> value(None), value(True), value(("a", "b")), value("it's"), value(48)
    ('empty', 'true', 'a; b', "'it's'", '48')
    """
    if cell is None or cell == ():
        return "empty"
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, tuple):
        return "; ".join(map(str, cell))
    return f"'{cell}'" if quoted and isinstance(cell, str) else str(cell)


def excerpts(old: Any, new: Any, limit: int | None) -> tuple[str, str]:
    """Give two values for people, of long ones only the part around the first difference.

    >>> excerpts("a" * 90 + "b", "a" * 90 + "c", 30)
    ("'…aaaaaaaaaaaaaaaaaaaab'", "'…aaaaaaaaaaaaaaaaaaaac'")
    """
    texts = [value(one, quoted=False) for one in (old, new)]
    quoted = [isinstance(one, str) for one in (old, new)]
    if limit is not None and max(map(len, texts)) > limit:
        shared = 0 if texts[0] == texts[1] else _shared(*texts)
        start = max(0, shared - _AROUND)
        texts = [(_MARK if start else "") + text[start:] for text in texts]
        texts = [text if len(text) <= limit else text[:limit] + _MARK for text in texts]
    marks = ["'" if one else "" for one in quoted]
    one, other = (f"{mark}{text}{mark}" for mark, text in zip(marks, texts, strict=True))
    return one, other


def _shared(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def plain(text: str) -> str:
    r"""Make a text safe to print: for terminals, and for logs of CI that read commands.

    >>> plain("##[group]\x07")
    '#\\x23[group]\\x07'
    """
    return inert(text).replace("##[", "#\\x23[")
