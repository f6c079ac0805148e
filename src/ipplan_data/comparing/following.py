"""Which changes follow from others, so that each is told once.

The published tables say many things twice: that a body leads a task stands in ``tasks``, as two
rows of ``responsibilities`` and in the counts of ``agencies``. One of these is the fact, and the
rest is made of it. A change *follows* only where that can be shown on both versions:

* **made**: a rule below makes the cell, or the whole row, of others, and what it makes is exactly
  what stands there, in the old version and in the new one. A cell that somebody altered alone isn't
  what the rule makes, so its change is told;
* **goes with**: the row belongs to a record that came or went as a whole, such as the mentions of a
  task that was removed;
* **shifted**: the row has the next place because another row of the same list came or went, and the
  order of those that stayed is the same;
* **takes part**: the list of participants, where the lead changed, the bodies are the same, and all
  but the two leads stand in the same order;
* **columns**: cells of a column that came or went, and cells that have the same text under another
  type.

Every rule makes new values of cells that other changes tell, never of what it explains, and the
rules form no circle; so wherever something follows, something is told. Nothing is left out:
followers stand in the report, marked. Rules for tables or columns that a version hasn't make
nothing there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ipplan_data.comparing.making import RULES, bodies
from ipplan_data.comparing.report import Change
from ipplan_data.comparing.rows import PLACE, content, record_of, same
from ipplan_data.comparing.side import Key, Row, Side, Table

Made = dict[str, dict[Key, Row]]

# Tables whose rows belong to a record that other columns name than those of the key.
_OWNERS = {"terms": ("task", "section", "footnote")}


def marked(changes: list[Change], old: Side, new: Side) -> list[Change]:
    """Mark the changes of rows and cells that follow from others."""
    made = tuple(_made(one, other) for one, other in ((old, new), (new, old)))
    leads = {tuple(one.key.values()) for one in changes if one.nature == "lead" and one.key}
    rules: tuple[Callable[[Change], bool], ...] = (
        lambda one: _is_made(one, made[0], made[1]),
        lambda one: _goes(one, old, new),
        lambda one: _shifted(one, old, new),
        lambda one: _takes_part(one, leads, old, new),
        lambda one: _of_column(one, old, new),
    )
    rows = ("row", "cell")
    return [
        replace(one, follows=any(rule(one) for rule in rules)) if one.what in rows else one
        for one in changes
    ]


def _made(side: Side, other: Side) -> Made:
    """Make what can be made; nothing where a table can't be read that it could be made of."""
    if any(table.problem for one in (side, other) for table in one.tables.values()):
        return {}
    return {name: rule(side, other) for name, rule in RULES.items() if name in side.tables}


def _is_made(change: Change, old: Made, new: Made) -> bool:
    table, key = change.table or "", tuple((change.key or {}).values())
    if change.kind == "moved":
        return _is_moved(change, old.get(table, {}), new.get(table, {}))
    before, after = old.get(table, {}).get(key), new.get(table, {}).get(key)
    if change.what == "row":
        here, there, row = before, after, change.old
        if change.kind == "added":
            here, there, row = after, before, change.new
        # Under the same key the other version may have another row, where others have moved.
        return here is not None and here != there and _equal(here, row)
    if before is None or after is None or change.field not in before or change.field not in after:
        return False
    return same(before[change.field], change.old) and same(after[change.field], change.new)


def _is_moved(change: Change, old: dict[Key, Row], new: dict[Key, Row]) -> bool:
    """Tell whether a rule makes the row under its old key, and then under the new one."""
    source, target = tuple(change.old.values()), tuple(change.new.values())
    was, now = old.get(source, {}), new.get(target, {})
    return set(was) > set(change.old) and {**was, **change.new} == now != old.get(target)


def _equal(made: Row, row: Row) -> bool:
    return set(made) == set(row) and all(same(made[name], row[name]) for name in row)


def _goes(change: Change, old: Side, new: Side) -> bool:
    if change.what != "row" or change.kind == "moved":
        return False
    name = change.table or ""
    here, there = (new, old) if change.kind == "added" else (old, new)
    row = change.new if change.kind == "added" else change.old
    table = here.tables[name]
    for column in (*table.key, *_OWNERS.get(name, ())):
        owner = table.refers.get(column)
        if owner in (None, name) or owner not in here.tables or owner not in there.tables:
            continue
        key = (row.get(column),)
        if key in here.tables[owner].rows and key not in there.tables[owner].rows:
            return not there.tables[owner].problem
    return False


def _shifted(change: Change, old: Side, new: Side) -> bool:
    if change.kind != "moved" or change.key is None:
        return False
    name = change.table or ""
    key = tuple(change.key.values())
    record = record_of(key, old.tables[name].rows[key])
    was, now = (_list(side.tables[name], record) for side in (old, new))
    contiguous = all([*one] == [*range(1, len(one) + 1)] for one in (was, now))
    return contiguous and _in_order([*was.values()], [*now.values()])


def _list(table: Table, record: Key | None) -> dict[Any, str]:
    """Give the list of a record: its items by their places, in the order of these."""
    items = {row[PLACE]: row for key, row in table.rows.items() if record_of(key, row) == record}
    return {place: repr(content(items[place], table.key)) for place in sorted(items, key=_number)}


def _number(place: Any) -> int:
    return place if isinstance(place, int) else 0


def _in_order(old: list[str], new: list[str]) -> bool:
    """Tell whether what stands in both lists stands in the same order."""
    both = Counter(old) & Counter(new)
    return _kept(old, both) == _kept(new, both)


def _kept(items: list[str], wanted: Counter[str]) -> list[str]:
    left, kept = Counter(wanted), []
    for item in items:
        if left[item]:
            left[item] -= 1
            kept.append(item)
    return kept


def _takes_part(change: Change, leads: set[Key], old: Side, new: Side) -> bool:
    key = tuple((change.key or {}).values())
    if (change.table, change.field) != ("tasks", "participating_agencies") or key not in leads:
        return False
    rows = [side.tables["tasks"].rows[key] for side in (old, new)]
    firsts = [row["lead_agency"] for row in rows]
    lists = [bodies(row) for row in rows]
    rest = [[one for one in some if one not in firsts] for some in lists]
    return Counter(lists[0]) == Counter(lists[1]) and rest[0] == rest[1]


def _of_column(change: Change, old: Side, new: Side) -> bool:
    if change.what != "cell":
        return False
    columns = [
        side.tables[change.table or ""].fields.get(change.field or "") for side in (old, new)
    ]
    if None in columns:
        return True
    kinds = [
        [one.get(part) for part in ("type", "itemType", "separator")] for one in columns if one
    ]
    return kinds[0] != kinds[1] and _text(change.old) == _text(change.new)


def _text(cell: Any) -> str:
    if isinstance(cell, tuple):
        return ";".join(map(str, cell))
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)
