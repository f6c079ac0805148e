"""What each chart shows: rows computed from the plan, and the same in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple

from ipplan_data.wording import words

if TYPE_CHECKING:
    from ipplan_data.plan.plan import Plan

Pair = tuple[str, str]
# The orders that draft, change or issue a document.
ORDERS = ("draft", "amend", "enact", "promulgate", "publish")
PARTNERS = ("alone", "with one other", "with two others", "with three or more")
ROLES = ("leads alone", "leads jointly", "leads separately", "takes part")
_HIGHEST = 3  # how many of the highest counts the words name


class Table(NamedTuple):
    """The rows behind a chart under their header, and what they show in words."""

    header: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its title, a note on what it counts, its rows, and how they are drawn.

    ``counts`` is the noun of what is counted. A ``heatmap`` has a cell for each row and column, and
    ``bars`` have a segment for each column.
    """

    title: str
    note: str
    table: Callable[[Plan], Table]
    shape: Literal["heatmap", "bars"]
    counts: str = "task"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "task"), counted(3, "task")
    ('1 task', '3 tasks')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(items: Sequence[str]) -> str:
    """Join items as in a sentence.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    *rest, last = items or ["none"]
    return f"{', '.join(rest)} and {last}" if rest else last


def _label(plan: Plan, agency: str) -> str:
    """Name an agency where there is little room: its abbreviation, or its id."""
    return plan.agencies[agency].abbreviation or agency


def _heatmap(
    title: str,
    note: str,
    header: str,
    pairs: Callable[[Plan], Iterable[Pair]],
    columns: Callable[[Plan], Sequence[str]] | None = None,
    counts: str = "task",
) -> Chart:
    """Declare a chart that counts pairs of a row and a column, the most frequent first."""

    def table(plan: Plan) -> Table:
        found = Counter(pairs(plan))
        total: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        for pair, count in found.items():
            for side in (0, 1):
                total[side][pair[side]] += count
        rows, wide = (sorted(one, key=lambda name: (-one[name], name)) for one in total)
        wide = [*columns(plan)] if columns else wide
        top = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:_HIGHEST]
        most = listed([f"{row} and {column}, {counted(n, counts)}" for (row, column), n in top])
        text = f"{note} {len(rows)} rows and {len(wide)} columns; highest: {most}."
        return Table((header, *wide), tuple(_row(found, row, wide) for row in rows), text)

    return Chart(title, note, table, "heatmap", counts)


def _row(found: Counter[Pair], row: str, columns: Sequence[str]) -> tuple[str | int, ...]:
    return row, *(found[row, column] for column in columns)


def _bars(
    title: str,
    note: str,
    header: tuple[str, ...],
    count: Callable[[Plan], Iterable[Pair]],
    led: int,
) -> Chart:
    """Declare a chart of stacked bars, sorted by their first ``led`` segments, then by the rest."""

    def table(plan: Plan) -> Table:
        found = Counter(count(plan))
        total, first = Counter[str](), Counter[str]()
        for (name, segment), number in found.items():
            total[name] += number
            first[name] += number if segment in header[1 : led + 1] else 0
        names = sorted(total, key=lambda name: (-first[name], -total[name], name))
        most = listed([f"{name}, {counted(total[name], 'task')}" for name in names[:_HIGHEST]])
        text = f"{note} {counted(len(names), 'bar')}; the first: {most}."
        return Table(header, tuple(_row(found, name, header[1:]) for name in names), text)

    return Chart(title, note, table, "bars")


def _parts(plan: Plan) -> list[str]:
    return [f"part {one.id}" for one in plan.sections.values() if one.parent is None]


def _leads(plan: Plan) -> Iterable[Pair]:
    for task in plan.tasks.values():
        yield _label(plan, task.lead_agency), f"part {task.section.partition('.')[0]}"


def _partners(plan: Plan) -> Iterable[Pair]:
    for task in plan.tasks.values():
        others = min(len(task.participating_agencies), len(PARTNERS) - 1)
        yield _label(plan, task.lead_agency), PARTNERS[others]


def _roles(plan: Plan) -> Iterable[Pair]:
    led = dict(zip(("sole", "joint", "separate"), ROLES, strict=False))
    for task in plan.tasks.values():
        yield _label(plan, task.lead_agency), led[task.responsibility]
        for agency in task.participating_agencies:
            yield _label(plan, agency), ROLES[3]


def _cooperation(plan: Plan) -> Iterable[Pair]:
    for task in plan.tasks.values():
        for agency in task.participating_agencies:
            yield _label(plan, task.lead_agency), _label(plan, agency)


def _codes(plan: Plan) -> Iterable[Pair]:
    for task in plan.tasks.values():
        for activity, right in product(task.activity, task.ip_rights):
            yield words(activity), words(right)


def _documents(plan: Plan) -> Iterable[Pair]:
    for task in plan.tasks.values():
        for mention in task.mentions:
            if mention.relation in ORDERS:
                yield words(mention.thing.kind), mention.relation


CHARTS = {
    "leads_by_part": _heatmap(
        "Tasks led by each agency, by part of the plan",
        "Number of tasks that each agency leads, by part of the plan.",
        "agency",
        _leads,
        _parts,
    ),
    "tasks_by_lead": _bars(
        "Tasks led by each agency, alone or with partners",
        "Number of tasks that each agency leads, by number of partners.",
        ("lead", *PARTNERS),
        _partners,
        len(PARTNERS),
    ),
    "workload": _bars(
        "Tasks of each agency, by role",
        "Number of tasks that each agency leads, by how they are shared, or takes part in.",
        ("agency", *ROLES),
        _roles,
        3,
    ),
    "cooperation": _heatmap(
        "Who works with whom",
        "Number of tasks that the agency in the row leads and that in the column takes part in.",
        "lead",
        _cooperation,
    ),
    "work_by_right": _heatmap(
        "Kinds of work, by IP right",
        "Number of tasks with both codes; a task with several codes counts in several cells.",
        "activity",
        _codes,
    ),
    "documents": _heatmap(
        "Documents to draft, amend and issue",
        "Number of orders about a document, by kind of document and order.",
        "kind of document",
        _documents,
        lambda _: ORDERS,
        "order",
    ),
}
