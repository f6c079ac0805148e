"""Changes as text, JSON and Markdown, with the names of what the ids stand for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from ipplan_data.curation.diff.changes import Change
from ipplan_data.curation.diff.versions import Version
from ipplan_data.printing import inert

VERSION = 1
_LONGEST = 100
_NAMES = ("name", "title", "term")  # columns that name a row for people, by preference
_LISTS = {("tasks", "participating_agencies"): "agencies"}  # which can't be foreign keys


class _Names:
    """What ids are called, in the new version first."""

    def __init__(self, old: Version, new: Version) -> None:
        tables = [*old.tables.values(), *new.tables.values()]
        self._keys = {one.name: one.key for one in tables}
        self._targets = _LISTS | {
            (one.name, column): target
            for one in tables
            for column, target in one.references.items()
        }
        self._names = {
            (one.name, *key): next((row[name] for name in _NAMES if row.get(name)), "")
            for one in tables
            for key, row in one.rows.items()
        }

    def of(self, table: str, column: str, ident: str) -> str:
        """Return the id in a column with its name, as in ``spb (State Post Bureau)``."""
        name = self._names.get((self._targets.get((table, column), ""), ident))
        return f"{ident} ({name})" if name else ident

    def subject(self, change: Change) -> str:
        """Say what a change is about, as in ``tasks 48 (Parcels)``."""
        columns = self._keys.get(change.table, ())
        columns = columns if len(columns) == len(change.key) else change.key
        pairs = zip(columns, change.key, strict=True)
        parts = [self.of(change.table, column, part) for column, part in pairs]
        return f"{change.table or change.what} {', '.join(parts)}".strip()

    def words(self, change: Change) -> tuple[str, str, str]:
        """Say what changed, and the values before and after."""
        if change.what != "cell":
            was, now = (_value(one) if one is not None else "" for one in (change.old, change.new))
            return f"{change.what} {change.column}".strip() + f" {change.kind}", was, now
        old, new = (
            ";".join(self.of(change.table, change.column, one) for one in text.split(";"))
            for text in (change.old, change.new)
        )
        old, new = excerpts(old, new)
        return change.column, _value(old), _value(new)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        value = "; ".join(f"{name} {cell}" for name, cell in value.items() if cell is not None)
    text = inert(str(value)) or "nothing"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Shorten two long values to the part around their first difference.

    >>> excerpts("a" * 200 + "b", "a" * 200 + "c")[0][-3:]
    'aab'
    """
    if max(len(old), len(new)) <= _LONGEST:
        return old, new
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    start = max(0, min(same, len(new)) - _LONGEST // 3)
    cut = [f"{'…' if start else ''}{one[start : start + _LONGEST]}" for one in (old, new)]
    return cut[0], cut[1]


def _summary(changes: list[Change]) -> str:
    derived = Counter(one.table for one in changes if one.derived)
    if not changes:
        return "No differences"
    number = len(changes) - derived.total()
    tables = ", ".join(f"{name} {count}" for name, count in derived.items())
    more = f", and {derived.total():,} derived from them ({tables})" if derived else ""
    return f"{number:,} change{'' if number == 1 else 's'}{more}"


def as_text(old: Version, new: Version, changes: list[Change]) -> str:
    """Render changes for a terminal, a line each."""
    names = _Names(old, new)
    lines = [f"{one.name}: version {one.number}" for one in (old, new)]
    for change in changes:
        if not change.derived:
            what, was, now = names.words(change)
            values = f"{was} -> {now}" if was and now else was or now
            lines.append(f"- {names.subject(change)}: {what}{f': {values}' if values else ''}")
    return "".join(f"{inert(line)}\n" for line in [*lines, _summary(changes)])


def as_json(old: Version, new: Version, changes: list[Change]) -> str:
    """Render all changes as JSON, including those derived from others."""
    sides = {
        side: {"name": one.name, "version": one.number}
        for side, one in (("old", old), ("new", new))
    }
    listed = [{**one._asdict(), "key": list(one.key)} for one in changes]
    return json.dumps({"version": VERSION, **sides, "changes": listed}, indent=2) + "\n"


def as_markdown(old: Version, new: Version, changes: list[Change]) -> str:
    """Render changes as a table for a changelog or a pull request; data only in code spans."""
    names = _Names(old, new)
    lines = [f"**{_summary(changes)}** from {_code(old.name)} to {_code(new.name)}"]
    listed = [one for one in changes if not one.derived]
    if listed:
        lines += ["", "| record | change | old | new |", "|---|---|---|---|"]
    for change in listed:
        cells = (names.subject(change), *names.words(change))
        lines.append(f"| {' | '.join(map(_code, cells))} |")
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    r"""Put data into a code span, in which nothing of it is markup.

    >>> _code("a | `b`")
    '`a \\x7c \\x60b\\x60`'
    """
    safe = inert(text).replace("|", "\\x7c").replace("`", "\\x60").strip()
    return f"`{safe}`" if safe else ""


FORMATS: dict[str, Callable[[Version, Version, list[Change]], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
}
