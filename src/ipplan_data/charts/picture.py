"""What a picture is: a question, the rows that answer it, and how they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from ipplan_data.plan.plan import Plan

Cell = str | int
Shape = Literal["matrix", "bars", "network"]


class Answer(NamedTuple):
    """The rows behind a picture, under their header, and the same in words.

    ``words`` are for those who don't see the picture: what is drawn, and what stands out.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: ``answer`` computes its rows from a plan, ``shape`` is what they are drawn as.

    ``note`` tells what is counted. Whatever is drawn stands in the rows.
    """

    title: str
    note: str
    answer: Callable[[Plan], Answer]
    shape: Shape


def counted(number: int, noun: str) -> str:
    """Give a number with its noun.

    >>> counted(1, "task"), counted(3, "task")
    ('1 task', '3 tasks')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(items: Sequence[str]) -> str:
    """Give items as a list in words.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    *rest, last = items
    return f"{', '.join(rest)} and {last}" if rest else last


def called(plan: Plan, body: str) -> str:
    """Give what a body is called where there is little room: its abbreviation, or its id."""
    return plan.agencies[body].abbreviation or body
