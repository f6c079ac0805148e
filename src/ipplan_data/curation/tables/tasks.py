"""The tables of tasks, and of the bodies responsible for each."""

from __future__ import annotations

from typing import Annotated

from ipplan_data.curation.model import Responsibility, Task
from ipplan_data.curation.model.coding import Category, Variable
from ipplan_data.curation.model.fields import annotation_of, classes
from ipplan_data.curation.model.types import (
    SLUG_LIST,
    AgencyRef,
    Origin,
    Position,
    Text,
    Vocabulary,
)
from ipplan_data.curation.reliability import coded, primary
from ipplan_data.curation.tables.column import Column, declared, derived
from ipplan_data.curation.tables.inside import items, placing
from ipplan_data.curation.tables.table import Equivalence, Table

SOURCE = Origin.SOURCE


class Role(Vocabulary):
    """What a body does in a task."""

    LEAD = "lead", "named first, and so leads the task"
    PARTICIPANT = "participant", "named later, and so takes part"


def _coded(variable: Variable) -> tuple[Column, Column]:
    """Make the columns of a coded variable: its primary value, and all of them."""
    item = classes(annotation_of(Task, variable), Category)[0]
    return (
        derived(
            primary(variable),
            item,
            f"{variable.meaning[0].upper()}{variable.meaning[1:]} above all",
            Origin.CODED,
            lambda _, task: coded(task, variable)[0],
        ),
        declared(Task, variable.value, value=lambda _, task: coded(task, variable)),
    )


TASKS = Table(
    name="tasks",
    noun="task",
    title="Tasks",
    description="The numbered tasks, each with its section, our summary and who is responsible.",
    key=("number",),
    subjects=lambda plan: plan.tasks,
    conditions=(Equivalence("responsibility", "sole", "agency_count", 1),),
    columns=(
        declared(Task, "number"),
        declared(Task, "section"),
        declared(Task, "title"),
        declared(Task, "summary"),
        derived(
            "responsibility",
            Responsibility,
            "How the task is shared: by one body, by several, or each within its own functions",
            SOURCE,
            lambda _, task: task.sharing,
        ),
        derived(
            "lead_agency",
            AgencyRef,
            "The body named first, which leads",
            SOURCE,
            lambda _, task: task.agencies[0],
        ),
        derived(
            "participating_agencies",
            Annotated[tuple[AgencyRef, ...], SLUG_LIST],
            "The other bodies in printed order",
            SOURCE,
            lambda _, task: task.agencies[1:],
        ),
        derived(
            "agency_count",
            Position,
            "How many bodies are responsible",
            SOURCE,
            lambda _, task: len(task.agencies),
        ),
        declared(Task, "footnotes"),
        *(column for variable in Variable for column in _coded(variable)),
    ),
)

RESPONSIBILITIES = Table(
    name="responsibilities",
    title="Responsibilities",
    description="Every pair of a task and a body responsible for it.",
    key=("task", "position"),
    inside="responsibilities",
    subjects=items("agencies"),
    conditions=(Equivalence("role", "lead", "position", 1),),
    columns=(
        *placing("bodies"),
        derived("agency", AgencyRef, "The body", SOURCE, lambda _, one: one.item),
        derived(
            "role",
            Role,
            "Whether the body leads or takes part",
            SOURCE,
            lambda _, one: Role.LEAD if one.position == 1 else Role.PARTICIPANT,
        ),
        derived(
            "as_printed",
            Text,
            "The body's name as the task prints it, without a leading article",
            SOURCE,
            lambda plan, one: plan.agency[one.item].printed_name,
        ),
    ),
)
