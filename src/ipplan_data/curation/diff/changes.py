"""What changed between two versions of the published tables, and what of it is breaking.

A change that is derived from another one (a count, a repeated value, the mentions of a removed
task) is marked, so that it can be counted instead of listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ipplan_data.curation.diff.versions import Key, Table, Version

# Columns computed from other columns or rows, and tables that only repeat columns of another one.
DERIVED = {
    "tasks": {
        *("lead_agency_name", "participating_agency_names", "agency_count"),
        *("ip_rights_primary", "activity_primary"),
    },
    "agencies": {"position", "tasks_led", "tasks_total"},
    "sections": {"position", "first_task", "last_task"},
    "footnotes": {"term", "term_zh"},
    "agency_facts": {"value"},
}
REPEATED = {"responsibilities", "codes"}
LEAD = ("tasks", "lead_agency")
# The kind of record in a redirect, by the table whose rows have ids of their own.
KINDS = {
    "tasks": "task",
    "sections": "section",
    "agencies": "agency",
    "entities": "entity",
    "footnotes": "footnote",
    "errata": "erratum",
    "terms": "term",
}
_PLACE = "position"  # a key with it says where a row is in a list, and is no lasting id
_SHAPE = ("type", "separator", "itemType")


class Change(NamedTuple):
    """A difference: ``what`` is a file, table, column, key, row or cell; ``kind`` how it changed.

    ``key`` has the row's primary key, ``old`` and ``new`` the values; a row's value is all of its
    cells that aren't empty. ``derived`` is true if the change is derived from another one.
    """

    kind: str
    what: str
    table: str = ""
    key: Key = ()
    column: str = ""
    old: Any = None
    new: Any = None
    derived: bool = False

    @property
    def rank(self) -> int:
        """How serious it is, from 0: leads, removals, changes, additions."""
        if self.what == "cell" and (self.table, self.column) == LEAD:
            return 0
        return 1 + ("removed", "changed", "added").index(self.kind)


def compare(old: Version, new: Version) -> list[Change]:
    """List every change from ``old`` to ``new``, the most serious first."""
    changes: list[Change] = []
    if old.number != new.number:
        changes.append(Change("changed", "version", old=old.number, new=new.number))
    for kind, one, other in (("removed", old, new), ("added", new, old)):
        changes += [Change(kind, "file", column=path) for path in one.files - other.files]
        changes += [
            Change(kind, "table", name)
            for name, table in one.tables.items()
            if name not in other.tables and table.path in other.files
        ]
        both = [name for name in one.tables if name in other.tables]
        lost = {
            name: one.tables[name].rows.keys() - other.tables[name].rows.keys() for name in both
        }
        for name in both:
            changes += _columns(kind, one.tables[name], other.tables[name])
            changes += _rows(kind, one.tables[name], lost)
    for name in old.tables.keys() & new.tables.keys():
        changes += _shapes(old.tables[name], new.tables[name])
        changes += _cells(old.tables[name], new.tables[name])
    order = [*old.tables, *new.tables]
    return sorted(changes, key=lambda one: _order(one, order))


def _order(change: Change, tables: list[str]) -> tuple[Any, ...]:
    table = tables.index(change.table) if change.table else -1
    key = [(len(part) if part.isdigit() else 99, part) for part in change.key]
    return change.derived, change.rank, table, key, change.column


def _columns(kind: str, table: Table, other: Table) -> Iterator[Change]:
    """Report columns, and a primary key, that only one of the versions has."""
    for name in table.fields.keys() - other.fields.keys():
        yield Change(kind, "column", table.name, column=name)
    if table.key != other.key:
        yield Change(kind, "key", table.name, column=", ".join(table.key))


def _shapes(old: Table, new: Table) -> Iterator[Change]:
    """Report columns whose type or separator changed."""
    for name in old.fields.keys() & new.fields.keys():
        was, now = ({key: one.fields[name].get(key) for key in _SHAPE} for one in (old, new))
        if was != now:
            yield Change("changed", "column", old.name, (), name, was, now)


def _rows(kind: str, table: Table, lost: dict[str, set[Key]]) -> Iterator[Change]:
    """Report rows that only one version has; those of a record that it alone has are derived.

    A row belongs to a record that its key names, or, for a term, that its id is made of.
    """
    owners = [
        (column, lost.get(target, ()))
        for column, target in table.references.items()
        if target != table.name and (column in table.key or table.name == "terms")
    ]
    for key in lost[table.name]:
        row = table.rows[key]
        derived = table.name in REPEATED or any((row.get(column),) in of for column, of in owners)
        cells = {name: cell for name, cell in row.items() if cell}
        was, now = (cells, None) if kind == "removed" else (None, cells)
        yield Change(kind, "row", table.name, key, "", was, now, derived)


def _cells(old: Table, new: Table) -> Iterator[Change]:
    """Report values that changed in the rows and columns that both versions have."""
    columns = [name for name in old.fields if name in new.fields]
    for key in old.rows.keys() & new.rows.keys():
        for name in columns:
            was, now = old.rows[key][name], new.rows[key][name]
            if was != now:
                derived = old.name in REPEATED or name in DERIVED.get(old.name, ())
                yield Change("changed", "cell", old.name, key, name, was, now, derived)


def breaking(old: Version, new: Version) -> list[Change]:
    """List what users of ``old`` no longer find in ``new``: files, columns, ids and row keys.

    An id with a redirect isn't gone, nor are the rows of its record. Rows numbered by their place
    in a list have no lasting key.
    """
    redirects = new.tables["redirects"].rows.values() if "redirects" in new.tables else ()
    redirected = {row.get("old") for row in redirects}
    return [
        change
        for change in compare(old, new)
        if change.kind == "removed"
        and not change.derived
        and not (change.what == "row" and _PLACE in old.tables[change.table].key)
        and f"{KINDS.get(change.table)}/{'/'.join(change.key)}" not in redirected
    ]
