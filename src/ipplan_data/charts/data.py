"""What each chart shows: rows computed from the plan, and the same in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from ipplan_data.wording import words

if TYPE_CHECKING:
    from ipplan_data.plan.plan import Plan
    from ipplan_data.plan.records import Agency, Task

Pair = tuple[str, str]
# The orders that draft, change or issue a document.
ORDERS = ("draft", "amend", "enact", "promulgate", "publish")
PARTS = tuple(f"part {one}" for one in ("I", "II", "III", "IV", "V"))
PARTNERS = ("alone", "with one other", "with two others", "with three or more")
ROLES = {
    "sole": "leads alone",
    "joint": "leads jointly",
    "separate": "leads separately",
    "participant": "takes part",
}
_HIGHEST = 3  # how many of the highest counts the words name


class Table(NamedTuple):
    """The rows behind a chart under their header, and what they show in words."""

    header: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its title, a note on what it counts, and how it is counted and drawn.

    ``pairs`` gives the row and the column of everything that is counted in a task; ``rows`` says
    what rows are, ``counts`` what is counted. Columns without a given order have the most frequent
    first. A ``heatmap`` has a cell for each row and column. ``bars`` have a segment for each
    column, and are sorted by their first ``led`` segments, then by all.
    """

    title: str
    note: str
    rows: str
    pairs: Callable[[Task], Iterable[Pair]]
    columns: tuple[str, ...] = ()
    shape: Literal["heatmap", "bars"] = "heatmap"
    counts: str = "task"
    led: int | None = None

    def table(self, plan: Plan) -> Table:
        """Count the pairs of a plan, the most frequent row first."""
        pairs = [pair for task in plan.tasks.values() for pair in self.pairs(task)]
        cells, total = Counter(pairs), Counter(row for row, _ in pairs)
        wide = Counter(column for _, column in pairs)
        columns = self.columns or tuple(sorted(wide, key=lambda name: (-wide[name], name)))
        first = Counter(row for row, column in pairs if column in columns[: self.led])
        names = sorted(total, key=lambda name: (-first[name], -total[name], name))
        if self.shape == "bars":
            size = f"{len(names)} bars; the first"
            top = [(name, total[name]) for name in names]
        else:
            size = f"{len(names)} rows and {len(columns)} columns; highest"
            ordered = sorted(cells.items(), key=lambda one: (-one[1], one[0]))
            top = [(f"{row} and {column}", n) for (row, column), n in ordered]
        *most, last = [f"{name}, {n} {self.counts}{'s' * (n > 1)}" for name, n in top[:_HIGHEST]]
        return Table(
            (self.rows, *columns),
            tuple((name, *(cells[name, column] for column in columns)) for name in names),
            f"{self.note} {size}: {', '.join(most)} and {last}.",
        )


def _label(agency: Agency) -> str:
    """Name an agency where there is little room."""
    return agency.abbreviation or agency.id


CHARTS = {
    "leads_by_part": Chart(
        "Tasks led by each agency, by part of the plan",
        "Number of tasks that each agency leads, by part of the plan.",
        rows="agency",
        pairs=lambda task: [(_label(task.lead), f"part {task.section.partition('.')[0]}")],
        columns=PARTS,
    ),
    "tasks_by_lead": Chart(
        "Tasks led by each agency, alone or with partners",
        "Number of tasks that each agency leads, by number of partners.",
        rows="lead",
        pairs=lambda task: [(_label(task.lead), PARTNERS[min(len(task.participants), 3)])],
        columns=PARTNERS,
        shape="bars",
    ),
    "workload": Chart(
        "Tasks of each agency, by role",
        "Number of tasks that each agency leads, by how they are shared, or takes part in.",
        rows="agency",
        pairs=lambda task: [
            (_label(task.lead), ROLES[task.responsibility]),
            *((_label(one), ROLES["participant"]) for one in task.participants),
        ],
        columns=tuple(ROLES.values()),
        shape="bars",
        led=3,
    ),
    "cooperation": Chart(
        "Who works with whom",
        "Number of tasks that the agency in the row leads and that in the column takes part in.",
        rows="lead",
        pairs=lambda task: [(_label(task.lead), _label(one)) for one in task.participants],
    ),
    "work_by_right": Chart(
        "Kinds of work, by IP right",
        "Number of tasks with both codes; a task with several codes counts in several cells.",
        rows="activity",
        pairs=lambda task: [
            (words(work), words(right)) for work in task.activity for right in task.ip_rights
        ],
    ),
    "documents": Chart(
        "Documents to draft, amend and issue",
        "Number of orders about a document, by kind of document and order.",
        rows="kind of document",
        pairs=lambda task: [
            (words(one.thing.kind), one.relation) for one in task.mentions if one.relation in ORDERS
        ],
        columns=ORDERS,
        counts="order",
    ),
}
