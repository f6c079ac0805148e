"""The tasks that meet conditions."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ipplan_data.plan.plan import Plan
    from ipplan_data.plan.tasks import Task

# What conditions on closed vocabularies are called, and their names among the vocabularies.
_CLOSED = {
    "responsibility": ("responsibility", "Sharing"),
    "ip_right": ("IP right", "Right"),
    "activity": ("activity", "Activity"),
}


class UnknownValueError(ValueError):
    """A closed vocabulary has no such value; the message names the nearest one."""


def selected(plan: Plan, **wanted: str | None) -> list[Task]:
    """Give the tasks that meet every condition that is no ``None``, in order.

    The conditions are those of ``Plan.select``, and so are the errors.
    """
    given = {name: value for name, value in wanted.items() if value is not None}
    for name in given.keys() & _CLOSED.keys():
        _check(*_CLOSED[name], given[name])
    found = [_meeting(plan, name, value) for name, value in given.items()]
    return [task for task in plan.tasks.values() if all(task.number in some for some in found)]


def _meeting(plan: Plan, name: str, value: str) -> set[int]:
    """Give the numbers of the tasks that meet one condition."""
    if name == "led_by":
        tasks = plan.agencies[value].leads
    elif name == "agency":
        tasks = plan.agencies[value].tasks
    elif name == "section":
        tasks = plan.sections[value].tasks
    elif name == "mentions":
        tasks = plan.entities[value].tasks
    else:
        tasks = tuple(task for task in plan.tasks.values() if value in _values(task)[name])
    return {task.number for task in tasks}


def _values(task: Task) -> dict[str, tuple[str, ...]]:
    return {
        "responsibility": (task.responsibility,),
        "ip_right": task.ip_rights,
        "activity": task.activity,
    }


def _check(what: str, vocabulary: str, value: str) -> None:
    """Refuse a value that its closed vocabulary doesn't have."""
    from difflib import get_close_matches
    from typing import get_args

    from ipplan_data.plan import vocabularies

    known = get_args(getattr(vocabularies, vocabulary))
    if value not in known:
        close = get_close_matches(str(value)[:100], known, n=1, cutoff=0.5)
        hint = f"did you mean {close[0]!r}?" if close else f"expected one of {', '.join(known)}"
        message = f"no {what} {value!r}; {hint}"
        raise UnknownValueError(message)
