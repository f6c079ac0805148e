"""The register of what the tasks name."""

from __future__ import annotations

from collections.abc import Iterator

from ipplan_data.curation.model import Plan
from ipplan_data.curation.model.entity import EntityKind
from ipplan_data.curation.publish.docs.markdown import code, page, table


def _page(plan: Plan) -> Iterator[str]:
    yield (
        f"What the tasks name: {len(plan.entities)} things, by kind. A name in lower case is "
        "printed without the look of a title. Numbers are those of the tasks that name it, each "
        "with what the task orders; [the codebook](codebook.md#mentions) says what the orders mean."
    )
    for kind in EntityKind:
        rows = [
            [entity.name, entity.name_zh, _orders(plan, entity.id), code(entity.id)]
            for entity in sorted(plan.entities, key=lambda one: one.name.casefold())
            if entity.kind is kind
        ]
        if rows:
            yield f"## {kind.capitalize()}"
            yield f"{kind.meaning[0].upper()}{kind.meaning[1:]}: {len(rows)}."
            yield table(["Name", "中文", "Tasks", "Id"], rows)


def _orders(plan: Plan, entity: str) -> str:
    """Tell which tasks name a thing and what they do with it, in the order of the tasks."""
    told: dict[int, list[str]] = {}
    for task in plan.tasks:
        for mention in task.mentions:
            if mention.entity == entity:
                told.setdefault(task.number, []).append(mention.relation.replace("_", " "))
    return "; ".join(f"{number} {', '.join(relations)}" for number, relations in told.items())


def register(plan: Plan) -> str:
    """Give the page."""
    return page("Named things", _page(plan))
