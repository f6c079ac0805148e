"""What changed in the rows of a table that both versions have: by their keys, exactly.

Rows with the same key are one row, and what differs are its cells. Lists inside a record, such as
the mentions of a task, have a place in their key: when the second of four goes, the third and
fourth change their keys and nothing else. Such a row is *moved*: in the same record, under another
place, with every other cell the same. Whoever takes away the removed rows and the old keys of the
moved ones, puts in the added rows and the moved ones under their new keys, and sets the changed
cells, has the rows of the other version.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ipplan_data.comparing.report import Change
from ipplan_data.comparing.side import Key, Row, Table
from ipplan_data.comparing.weighing import of_cell

PLACE = "position"


def changes(name: str, old: Table, new: Table) -> Iterator[Change]:
    """Compare two tables that have the same key columns."""
    before = {key: row for key, row in old.rows.items() if not _found(new, key, row)}
    after = {key: row for key, row in new.rows.items() if not _found(old, key, row)}
    for source, target in _moved(old, new, before, after) if _placed(old, new) else ():
        del before[source], after[target]
        was, now = (dict(zip(old.key, key, strict=True)) for key in (source, target))
        yield Change("row", "moved", "order", table=name, key=was, old=was, new=now)
    for key in {**before, **after}:
        told = dict(zip(old.key, key, strict=True))
        if key not in after:
            yield Change("row", "removed", "removal", table=name, key=told, old=before[key])
        elif key not in before:
            yield Change("row", "added", "addition", table=name, key=told, new=after[key])
        else:
            yield from _cells(name, told, before[key], after[key])


def _cells(name: str, key: dict[str, Any], old: Row, new: Row) -> Iterator[Change]:
    for field in {**new, **old}:
        # A column that one side hasn't counts as empty there.
        was = old.get(field) if field in old else _empty(new[field])
        now = new.get(field) if field in new else _empty(old[field])
        if not same(was, now):
            nature = of_cell(name, field, was, now)
            yield Change(
                "cell", "changed", nature, table=name, key=key, field=field, old=was, new=now
            )


def _empty(like: Any) -> Any:
    return () if isinstance(like, tuple) else None


def same(one: Any, other: Any) -> bool:
    """Tell whether two cells are the same value of the same type.

    >>> same(1, 1), same(1, True), same(("1",), (1,))
    (True, False, False)
    """
    return type(one) is type(other) and repr(one) == repr(other)


def _found(table: Table, key: Key, row: Row) -> bool:
    other = table.rows.get(key)
    return other is not None and _content(row) == _content(other)


def _content(row: Row, *, without: str = "") -> tuple[tuple[str, str], ...]:
    """Give cells in a form that compares values with their types."""
    return tuple(sorted((name, repr(cell)) for name, cell in row.items() if name != without))


def _placed(old: Table, new: Table) -> bool:
    """Tell whether rows have a place in a record, and nothing but rows changed in the table."""
    types = [{name: one["type"] for name, one in table.fields.items()} for table in (old, new)]
    placed = len(old.key) > 1 and old.key[-1] == PLACE and types[0] == types[1]
    return placed and types[0][PLACE] == "integer"


def _moved(
    old: Table, new: Table, before: dict[Key, Row], after: dict[Key, Row]
) -> list[tuple[Key, Key]]:
    """Pair rows that are the same but for their place; the first with the first of several."""
    waiting: defaultdict[Any, list[Key]] = defaultdict(list)
    for key in _by_place(after):
        waiting[_content(new.rows[key], without=PLACE)].append(key)
    return [
        (key, matching.pop(0))
        for key in _by_place(before)
        if (matching := waiting[_content(old.rows[key], without=PLACE)])
    ]


def _by_place(rows: dict[Key, Row]) -> list[Key]:
    return sorted(rows, key=lambda key: (repr(key[:-1]), key[-1] or 0))
