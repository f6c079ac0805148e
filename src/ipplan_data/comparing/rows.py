"""What changed in the rows of a table that both versions have: by their keys, exactly.

Rows with the same key are one row, and what differs are its cells. Lists inside a record, such as
the mentions of a task, have a place in their key: when the second of four goes, the third and
fourth change their keys and nothing else. Such a row is *moved*: in the same record, under another
place, with every other cell the same. Whoever takes away the removed rows and the old keys of the
moved ones, puts in the added rows and the moved ones under their new keys, and sets the changed
cells, has the rows of the other version. The ids of terms say their place: a term that moved has
another id and another place.
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
        columns = dict.fromkeys((*old.key, PLACE))
        rows = before.pop(source), after.pop(target)
        was, now = ({column: row[column] for column in columns} for row in rows)
        told = dict(zip(old.key, source, strict=True))
        yield Change("row", "moved", "order", table=name, key=told, old=was, new=now)
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


def _content(row: Row, without: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """Give cells in a form that compares values with their types."""
    return tuple(sorted((name, repr(cell)) for name, cell in row.items() if name not in without))


def record_of(key: Key, row: Row) -> Key | None:
    """Give the record in whose list a row has its place, as its key names it; none where it isn't.

    The place is the last part of the key, or the end of the only one.

    >>> record_of((41, 2), {"task": 41, "position": 2})
    (41,)
    >>> record_of(("task-41-2",), {"id": "task-41-2", "position": 2})
    ('task-41',)
    """
    if len(key) > 1:
        return key[:-1] if same(key[-1], row.get(PLACE)) else None
    said = f"-{row.get(PLACE)}"
    text = key[0] if isinstance(key[0], str) else ""
    return (text.removesuffix(said),) if text.endswith(said) else None


def content(row: Row, key: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Give what stands in a row wherever its place is; a key of one part says the place too."""
    return _content(row, (PLACE, *key) if len(key) == 1 else (PLACE,))


def _placed(old: Table, new: Table) -> bool:
    """Tell whether rows have a place in a record, and nothing but rows changed in the table."""
    types = [{name: one["type"] for name, one in table.fields.items()} for table in (old, new)]
    if types[0] != types[1] or types[0].get(PLACE) != "integer":
        return False
    if len(old.key) > 1:
        return old.key[-1] == PLACE
    rows = [*old.rows.items(), *new.rows.items()]
    return all(record_of(key, row) is not None for key, row in rows)


def _moved(
    old: Table, new: Table, before: dict[Key, Row], after: dict[Key, Row]
) -> list[tuple[Key, Key]]:
    """Pair rows that are the same but for their place; the first with the first of several."""
    waiting: defaultdict[Any, list[Key]] = defaultdict(list)
    for key, row in _by_place(after):
        waiting[record_of(key, row), content(row, new.key)].append(key)
    return [
        (key, matching.pop(0))
        for key, row in _by_place(before)
        if (matching := waiting[record_of(key, row), content(row, old.key)])
    ]


def _by_place(rows: dict[Key, Row]) -> list[tuple[Key, Row]]:
    return sorted(rows.items(), key=lambda one: (repr(record_of(*one)), one[1][PLACE] or 0))
