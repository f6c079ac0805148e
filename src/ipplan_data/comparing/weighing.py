"""How much a change matters to those who use the data, and the order that follows from it.

| severity | nature | what it is |
|---|---|---|
| breaking | `lead` | another body leads a task |
| | `removal` | a row, table, column, file or value of a vocabulary is gone |
| | `shape` | another key, type or separator: what reads the tables may fail |
| serious | `addition` | a row, table, column, file or value of a vocabulary is new |
| | `fact` | a value changed |
| minor | `wording` | words of our own changed, or how something is described |
| | `order` | the same things stand in another order |
| | `package` | what is said of the package as a whole, or bytes of a file |

Whatever isn't known to weigh less is a fact.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from ipplan_data.comparing.report import SEVERITY, Change, Nature

LEAD = ("tasks", "lead_agency")
# Columns that hold sentences or titles of our own; a test holds them against the descriptor.
WORDING = {
    ("tasks", "title"),
    ("tasks", "summary"),
    ("agencies", "note"),
    ("footnotes", "explanation"),
    ("targets", "measure"),
    ("coding_decisions", "reason"),
    ("errata", "evidence"),
    ("redirects", "reason"),
}
# Lists whose first item is more than the others: another order is another fact.
LED = {("tasks", "ip_rights"), ("tasks", "activity")}
# Columns that number rows whose key is another one.
ORDER = {("agencies", "position"), ("sections", "position")}

_RANK = list(SEVERITY)
_SHAPE = {"type", "separator", "itemType", "format", "trueValues", "falseValues", "missingValues"}
_SHAPE |= {"primaryKey", "path", "encoding", "dialect", "columns"}
_WORDS = {"title", "description"}


def of_cell(table: str, field: str, old: Any, new: Any) -> Nature:
    """Tell what the change of a cell is about.

    >>> of_cell("tasks", "lead_agency", "cnipa", "samr")
    'lead'
    >>> of_cell("tasks", "footnotes", (1, 2), (2, 1))
    'order'
    """
    place = (table, field)
    if place == LEAD:
        return "lead"
    if place in WORDING:
        return "wording"
    lists = isinstance(old, tuple) and isinstance(new, tuple)
    if place in ORDER or (lists and place not in LED and Counter(old) == Counter(new)):
        return "order"
    return "fact"


def of_property(name: str) -> Nature:
    """Tell what the change of a property of a table or column is about.

    >>> of_property("type"), of_property("description"), of_property("origin")
    ('shape', 'wording', 'fact')
    """
    if name in _SHAPE:
        return "shape"
    return "wording" if name in _WORDS else "fact"


def place(change: Change, tables: list[str]) -> tuple[Any, ...]:
    """Give what changes are sorted by: told ones first, the most serious first, then by place."""
    table = tables.index(change.table) if change.table in tables else -1
    key = [_orderly(value) for value in (change.key or {}).values()]
    if change.what == "value":
        key.insert(0, _orderly(change.field))
    names = (change.what, change.field or "", change.aspect or "")
    return change.follows, _RANK.index(change.nature), table, key, names


def _orderly(value: Any) -> tuple[str, int, str]:
    number = value if isinstance(value, int) else 0
    return type(value).__name__, number, str(value)
