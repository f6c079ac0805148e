"""The tables of what the tasks name."""

from __future__ import annotations

from ipplan_data.curation.model import Entity, Mention
from ipplan_data.curation.model.types import Origin, Text
from ipplan_data.curation.tables.column import declared, derived
from ipplan_data.curation.tables.inside import items, placing
from ipplan_data.curation.tables.table import Table

ENTITIES = Table(
    name="entities",
    noun="entity",
    title="Named things",
    description="Laws, documents, campaigns, events, organizations and places that tasks name.",
    notes=(
        "Counted is what a task names by a proper name or a title, in italics or not. What the "
        "print gives in lower case counts where one particular thing is meant: a document, a "
        "campaign, a yearly event. Not counted are kinds of things without a name, labels of "
        "methods, China itself, a name within a larger name, and the bodies of `agencies`. "
        "Each edition, and the report of each year, is a thing of its own; a series of "
        "events is one. Where one run of italics holds several documents, each has its row. "
        "`kind` goes by what the name calls the thing, not by its rank in law. A name may be "
        "shortened where the print gives no title."
    ),
    key=("id",),
    unique=("name",),
    subjects=lambda plan: plan.entities,
    columns=tuple(declared(Entity, field) for field in ("id", "name", "name_zh", "kind")),
)

MENTIONS = Table(
    name="mentions",
    title="Mentions",
    description="What each task does with the things that it names; a row for each such order.",
    notes=(
        "A task that orders two things to be done to one thing has two rows for it. The relation "
        "is what the task orders, by the verb that it uses; `concern` says that it orders nothing "
        "about the thing itself."
    ),
    key=("task", "position"),
    inside="mentions",
    subjects=items("mentions"),
    columns=(
        *placing("mentions"),
        declared(Mention, "entity", value=lambda _, one: one.item.entity),
        declared(Mention, "relation", value=lambda _, one: one.item.relation),
        derived(
            "as_printed",
            Text,
            "The words that name it in the task, without an article; … where some are left out",
            Origin.SOURCE,
            lambda plan, one: plan.printed(one.item),
        ),
        declared(Mention, "italic", value=lambda _, one: one.item.italic),
    ),
)
