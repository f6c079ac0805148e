"""Pictures that count pairs: a table of rows and columns, each field as dark as its count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import product
from typing import TYPE_CHECKING

from ipplan_data.charts.picture import Answer, Cell, Picture, called, counted, listed
from ipplan_data.wording import words

if TYPE_CHECKING:
    from ipplan_data.plan.plan import Plan

Pairs = Iterable[tuple[str, str]]
# The orders by which a document comes about, changes, or gets known.
_MAKING = ("draft", "amend", "enact", "promulgate", "publish")
_TOLD = 3


def _matrix(
    title: str,
    note: str,
    of: str,
    noun: str,
    pairs: Callable[[Plan], Pairs],
    columns: Callable[[Plan], list[str]] | None = None,
) -> Picture:
    """Make a picture that counts pairs; ``of`` is what a row is, ``noun`` what is counted.

    ``columns`` gives the columns in their order, if not by their counts.
    """

    def answer(plan: Plan) -> Answer:
        found = Counter(pairs(plan))
        wide = columns(plan) if columns else _by_count(found, 1)
        rows: list[tuple[Cell, ...]] = [
            (row, *(found[row, one] for one in wide)) for row in _by_count(found, 0)
        ]
        top = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:_TOLD]
        most = [f"{row} and {one} with {counted(count, noun)}" for (row, one), count in top]
        said = f"A table of {len(rows)} rows and {len(wide)} columns. {note} "
        said += f"Most often: {listed(most)}." if most else "There are none."
        return Answer((of, *wide), tuple(rows), said)

    return Picture(title, note, answer, "matrix")


def _by_count(found: Counter[tuple[str, str]], side: int) -> list[str]:
    """Give what stands on one side of the pairs, the most frequent first."""
    total: Counter[str] = Counter()
    for pair, count in found.items():
        total[pair[side]] += count
    return sorted(total, key=lambda one: (-total[one], one))


def _parts(plan: Plan) -> list[str]:
    return [f"part {one.id}" for one in plan.sections.values() if one.parent is None]


def _leads(plan: Plan) -> Pairs:
    return (
        (called(plan, task.lead_agency), f"part {task.section.partition('.')[0]}")
        for task in plan.tasks.values()
    )


def _codes(plan: Plan) -> Pairs:
    return (
        (words(activity), words(right))
        for task in plan.tasks.values()
        for activity, right in product(task.activity, task.ip_rights)
    )


def _making(plan: Plan) -> Pairs:
    return (
        (words(mention.thing.kind), mention.relation)
        for task in plan.tasks.values()
        for mention in task.mentions
        if mention.relation in _MAKING
    )


LEADS_BY_PART = _matrix(
    "Who leads where",
    "Counted are the tasks that a body leads in each part of the plan.",
    "body",
    "task",
    _leads,
    _parts,
)
WORK_BY_RIGHT = _matrix(
    "Which kind of work for which IP right",
    "Counted are tasks with both codes; a task that has several stands in several fields.",
    "activity",
    "task",
    _codes,
)
DOCUMENTS = _matrix(
    "What is drafted, amended and issued",
    "Counted are orders about a document that a task names, by its kind and by what is ordered.",
    "kind of document",
    "order",
    _making,
    lambda _: list(_MAKING),
)
