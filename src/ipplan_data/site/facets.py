"""The facets of the explorer, and what its script needs to know of each task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipplan_data.wording import words

if TYPE_CHECKING:
    from ipplan_data.plan.plan import Plan
    from ipplan_data.plan.records import Task

# The sortable columns of the table.
COLUMNS = (
    ("number", "No."),
    ("title", "Task"),
    ("lead", "Lead"),
    ("with", "With"),
    ("section", "Section"),
    ("right", "IP right"),
    ("activity", "Kind of work"),
)
# Kinds of entities that are law.
_LAW = ("law", "regulation", "rules", "interpretation", "treaty")
_YES = (("yes", "yes"), ("no", "no"))

Facet = tuple[str, str, list[tuple[str, str]]]


def facets(plan: Plan) -> list[Facet]:
    """List the facets: key, name, and the values with their labels."""
    tasks = list(plan.tasks.values())
    sections = [(one.id, f"{one.id} {one.title}") for one in plan.sections.values()]
    bodies = {body.id: body.name for body in plan.agencies.values()}
    leads = {task.lead_agency for task in tasks}
    active = {body for task in tasks for body in task.agencies}
    return [
        ("section", "Section", sections),
        ("lead", "Lead", _named(bodies, leads)),
        ("body", "Any agency", _named(bodies, active)),
        ("role", "Role of the agency", [("lead", "leads"), ("participant", "takes part")]),
        ("wording", "Responsibility", [(one, one) for one in ("sole", "joint", "separate")]),
        ("right", "IP right", _used(right for task in tasks for right in task.ip_rights)),
        ("activity", "Kind of work", _used(one for task in tasks for one in task.activity)),
        ("target", "Has a target", list(_YES)),
        ("law", "Mentions a law", list(_YES)),
    ]


def _named(names: dict[str, str], among: set[str]) -> list[tuple[str, str]]:
    return sorted(((one, names[one]) for one in among), key=lambda pair: pair[1])


def _used(values: Any) -> list[tuple[str, str]]:
    return [(one, words(one)) for one in sorted(set(values))]


def explored(plan: Plan, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Describe each task for the script; ``records`` are the published rows."""
    by_number = {record["number"]: record for record in records}
    return [
        {
            "number": task.number,
            "text": _searched(task),
            "facets": _values(task),
            "roles": {share.agency: share.role for share in task.responsibilities},
            "record": by_number[task.number],
        }
        for task in plan.tasks.values()
    ]


def _values(task: Task) -> dict[str, list[str]]:
    part = [task.heading.parent] if task.heading.parent else []
    return {
        "section": [task.section, *part],
        "lead": [task.lead_agency],
        "body": list(task.agencies),
        "wording": [task.responsibility],
        "right": list(task.ip_rights),
        "activity": list(task.activity),
        "target": ["yes" if task.targets else "no"],
        "law": ["yes" if any(one.kind in _LAW for one in task.entities) else "no"],
    }


def _searched(task: Task) -> str:
    """Collect the text that a search looks at, in lower case."""
    words = [str(task.number), task.title, task.summary]
    words += [name for body in task.bodies for name, _ in body.names]
    words += [name for thing in task.entities for name, _ in thing.names]
    words += [word for term in task.terms for word in (term.term, term.term_zh)]
    return " ".join(words).lower()
