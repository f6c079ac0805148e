"""The tasks that have a value of a closed vocabulary."""

from __future__ import annotations

from ipplan_data.plan.nearest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ipplan_data.plan.catalogue import Catalogue
    from ipplan_data.plan.records import Task

# What errors call the values of a field of tasks, and the name of the vocabulary.
_CLOSED = {
    "responsibility": ("responsibility", "Sharing"),
    "ip_rights": ("IP right", "Right"),
    "activity": ("activity", "Activity"),
}


class UnknownValueError(ValueError):
    """A closed vocabulary has no such value; the message suggests the nearest one."""


def having(tasks: Catalogue[int, Task], field: str, value: str) -> tuple[Task, ...]:
    """Return the tasks with a value in a field that has a closed vocabulary.

    Raises ``UnknownValueError`` if the vocabulary has no such value.
    """
    from typing import get_args

    from ipplan_data.plan import vocabularies

    noun, vocabulary = _CLOSED[field]
    known = get_args(getattr(vocabularies, vocabulary))
    if value not in known:
        hint = nearest(value, known, f"expected one of {', '.join(known)}")
        message = f"no {noun} {value!r}; {hint}"
        raise UnknownValueError(message)
    return tasks.where(field, value)
