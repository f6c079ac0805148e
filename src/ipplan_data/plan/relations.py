"""Which records belong together: indexes, each made when it is first asked for."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ipplan_data.plan.plan import Plan

    Pairs = Iterator[tuple[Any, Any]]


def _leads(plan: Plan) -> Pairs:
    return ((task.lead_agency, task) for task in plan.tasks.values())


def _participates(plan: Plan) -> Pairs:
    return ((body, task) for task in plan.tasks.values() for body in task.participating_agencies)


def _responsible(plan: Plan) -> Pairs:
    return ((body, task) for task in plan.tasks.values() for body in task.agencies)


def _naming(plan: Plan) -> Pairs:
    return (
        (entity, task)
        for task in plan.tasks.values()
        for entity in dict.fromkeys(mention.entity for mention in task.mentions)
    )


def _sections(plan: Plan) -> Pairs:
    return ((section.parent, section) for section in plan.sections.values())


def _subordinates(plan: Plan) -> Pairs:
    return ((body.parent, body) for body in plan.agencies.values())


def _terms(plan: Plan) -> Pairs:
    return (((term.task, term.section, term.footnote), term) for term in plan.terms.values())


def _errata(plan: Plan) -> Pairs:
    return ((erratum.record, erratum) for erratum in plan.errata.values())


_INDEXES: dict[str, Callable[[Plan], Pairs]] = {
    "leads": _leads,
    "participates": _participates,
    "responsible": _responsible,
    "naming": _naming,
    "sections": _sections,
    "subordinates": _subordinates,
    "terms": _terms,
    "errata": _errata,
}


class Relations:
    """The indexes of a plan."""

    __slots__ = ("_made", "_plan")

    def __init__(self, plan: Plan) -> None:
        """Make none yet."""
        self._plan = plan
        self._made: dict[str, dict[Any, tuple[Any, ...]]] = {}

    def of(self, index: str, key: Any) -> tuple[Any, ...]:
        """Give all records that an index has for a key, in published order."""
        if index not in self._made:
            grouped: dict[Any, list[Any]] = {}
            for one, record in _INDEXES[index](self._plan):
                grouped.setdefault(one, []).append(record)
            self._made[index] = {one: tuple(records) for one, records in grouped.items()}
        return self._made[index].get(key, ())
