"""The tables of tasks and of what each task has: bodies, mentions, targets and codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Any, NamedTuple

from ipplan_data.curation.model import (
    Coder,
    Codes,
    Decision,
    Mention,
    Plan,
    Responsibility,
    Target,
    Task,
)
from ipplan_data.curation.model.coding import Category, Rated, Variable
from ipplan_data.curation.model.fields import annotation_of, classes
from ipplan_data.curation.model.types import (
    CODED,
    SLUG_LIST,
    SOURCE,
    TEXT_LIST,
    AgencyRef,
    Position,
    Slug,
    TaskRef,
    Text,
    Value,
    Vocabulary,
)
from ipplan_data.curation.reliability import coded, primary, ratings
from ipplan_data.curation.tables.column import Column, declared, derived
from ipplan_data.curation.tables.table import Equivalence, Filled, Requirement, Row, Table


class Role(Vocabulary):
    """What a body does in a task."""

    LEAD = "lead", "named first, and so leads the task"
    PARTICIPANT = "participant", "named later, and so takes part"


class Item(NamedTuple):
    """An item in a list of a task, or a code; positions count from 1."""

    task: Task
    position: int
    item: Any
    variable: Variable | None = None


def _items(field: str) -> Callable[[Plan], Iterator[Item]]:
    """Return a function that lists the items of every task in a field."""
    return lambda plan: (
        Item(task, position, item)
        for task in plan.tasks
        for position, item in enumerate(getattr(task, field), start=1)
    )


def _codes(plan: Plan) -> Iterator[Item]:
    """List every code of every task."""
    for task in plan.tasks:
        for variable in Variable:
            for position, value in enumerate(coded(task, variable), start=1):
                yield Item(task, position, value, variable)


_TASK = derived("task", TaskRef, "Number of the task", SOURCE, "task.number")


def _placed(what: str) -> tuple[Column, Column]:
    """Make the key columns of a table of items."""
    words = f"Place among the {what} of the task in printed order"
    return _TASK, derived("position", Position, words, SOURCE)


def _coded(variable: Variable) -> tuple[Column, Column]:
    """Make the columns of a coded variable: its primary value, and all of them."""
    item = classes(annotation_of(Task, variable), Category)[0]
    words = f"{variable.meaning[0].upper()}{variable.meaning[1:]} above all"
    return derived(primary(variable), item, words, CODED), declared(Task, variable.value)


def _shares_and_codes(plan: Plan, task: Task) -> Row:
    given = {variable.value: coded(task, variable) for variable in Variable}
    lead, *others = (plan.agency[agency].name for agency in task.agencies)
    return {
        "lead_agency": task.agencies[0],
        "lead_agency_name": lead,
        "participating_agencies": task.agencies[1:],
        "participating_agency_names": tuple(others),
        "agency_count": len(task.agencies),
        **given,
        **{primary(name): values[0] for name, values in given.items()},
    }


TASKS = Table(
    name="tasks",
    noun="task",
    title="Tasks",
    description="The numbered tasks, each with its section, our summary and who is responsible.",
    key=("number",),
    subjects=lambda plan: plan.tasks,
    derive=_shares_and_codes,
    conditions=(Equivalence("responsibility", "sole", "agency_count", 1),),
    columns=(
        *(declared(Task, field) for field in ("number", "section", "title", "summary")),
        derived(
            "responsibility",
            Responsibility,
            "How the task is shared: by one body, by several, or each within its own functions",
            SOURCE,
            "sharing",
        ),
        derived("lead_agency", AgencyRef, "The body named first, which leads", SOURCE),
        derived("lead_agency_name", Text, "Name of the body that leads", SOURCE),
        derived(
            "participating_agencies",
            Annotated[tuple[AgencyRef, ...], SLUG_LIST],
            "The other bodies in printed order",
            SOURCE,
        ),
        derived(
            "participating_agency_names",
            Annotated[tuple[Text, ...], TEXT_LIST],
            "Names of the other bodies, in the same order",
            SOURCE,
        ),
        derived("agency_count", Position, "How many bodies are responsible", SOURCE),
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
    subjects=_items("agencies"),
    derive=lambda plan, one: {
        "role": Role.LEAD if one.position == 1 else Role.PARTICIPANT,
        "as_printed": plan.agency[one.item].printed_name,
    },
    conditions=(Equivalence("role", "lead", "position", 1),),
    columns=(
        *_placed("bodies"),
        derived("agency", AgencyRef, "The body", SOURCE, "item"),
        derived("role", Role, "Whether the body leads or takes part", SOURCE),
        derived(
            "as_printed",
            Text,
            "The body's name as the task prints it, without a leading article",
            SOURCE,
        ),
    ),
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
    subjects=_items("mentions"),
    derive=lambda plan, one: {"as_printed": plan.printed(one.item)},
    columns=(
        *_placed("mentions"),
        declared(Mention, "entity", of="item"),
        declared(Mention, "relation", of="item"),
        derived(
            "as_printed",
            Text,
            "The words that name it in the task, without an article; … where some are left out",
            SOURCE,
        ),
        declared(Mention, "italic", of="item"),
    ),
)

TARGETS = Table(
    name="targets",
    title="Targets",
    description="Every number that tasks are to reach, and every period that they are given.",
    notes=(
        "A number counts where it says how many, how much or how long, and a year where it says "
        "when what is ordered is to happen. Numbers in names, titles and labels don't count."
    ),
    key=("task", "position"),
    inside="targets",
    subjects=_items("targets"),
    conditions=(
        Filled(("value", "period"), least=1),
        Requirement("comparator", "value"),
        Requirement("value", "unit"),
        Requirement("unit", "comparator"),
    ),
    columns=(
        *_placed("targets"),
        *(declared(Target, field, of="item") for field in Target.model_fields),
    ),
)

CODES = Table(
    name="codes",
    title="Codes",
    description="Every value of a coded variable that a task has, in a row of its own.",
    notes="[coding.md](coding.md) tells how a task is coded, and what each value takes in.",
    key=("task", "variable", "position"),
    inside="codes",
    subjects=_codes,
    columns=(
        _TASK,
        derived("variable", Variable, "Which variable", CODED),
        derived(
            "position",
            Position,
            "1 for the primary value; the others follow in the codebook's order",
            CODED,
        ),
        derived("value", Value, "The value", CODED, "item.value"),
    ),
)

CODING_DECISIONS = Table(
    name="coding_decisions",
    title="Coding decisions",
    description="Why a task has other codes than both coders of the full round gave it.",
    notes=(
        "Where both coders gave a task the same primary value and the same values in all, these "
        "are its codes, unless a decision says otherwise."
    ),
    key=("task", "variable"),
    inside="decisions",
    subjects=_items("decisions"),
    columns=(_TASK, *(declared(Decision, field, of="item") for field in Decision.model_fields)),
)

RELIABILITY = Table(
    name="reliability",
    title="Reliability",
    description="What each coder said, in every round: alpha is computed from these rows.",
    notes=(
        "Of a primary value there is one row for each task and coder; of `ip_rights` and "
        "`activity` one for each value that the coder gave, the primary among them. "
        "The nested JSON file doesn't have these rows."
    ),
    key=("variable", "round", "task", "coder", "value"),
    subjects=ratings,
    columns=(
        derived("variable", Rated, "The column of `tasks` that was coded", CODED),
        declared(Coder, "round"),
        declared(Codes, "task"),
        derived("coder", Slug, "Id of who said it", CODED),
        derived("value", Value, "The value given", CODED),
    ),
)
