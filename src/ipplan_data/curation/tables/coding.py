"""The tables of coded variables: the codes of each task, how they were settled, who said what."""

from __future__ import annotations

from ipplan_data.curation.model import Coder, Codes, Decision
from ipplan_data.curation.model.coding import Rated, Variable
from ipplan_data.curation.model.types import Origin, Position, Slug, Value
from ipplan_data.curation.reliability import codes, ratings
from ipplan_data.curation.tables.column import declared, derived
from ipplan_data.curation.tables.inside import items, placing
from ipplan_data.curation.tables.table import Table

CODED = Origin.CODED

CODES = Table(
    name="codes",
    title="Codes",
    description="Every value of a coded variable that a task has, in a row of its own.",
    notes="[coding.md](coding.md) tells how a task is coded, and what each value takes in.",
    key=("task", "variable", "position"),
    inside="codes",
    subjects=codes,
    columns=(
        placing("codes")[0],
        derived(
            "variable",
            Variable,
            "Which variable",
            CODED,
            lambda _, one: one.variable,
        ),
        derived(
            "position",
            Position,
            "1 for the primary value; the others follow in the codebook's order",
            CODED,
            lambda _, one: one.position,
        ),
        derived("value", Value, "The value", CODED, lambda _, one: one.item.value),
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
    subjects=items("decisions"),
    columns=(
        placing("decisions")[0],
        declared(Decision, "variable", value=lambda _, one: one.item.variable),
        declared(Decision, "reason", value=lambda _, one: one.item.reason),
    ),
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
        derived(
            "variable",
            Rated,
            "The column of `tasks` that was coded",
            CODED,
            lambda _, rating: rating.variable,
        ),
        declared(Coder, "round", value=lambda _, rating: rating.round),
        declared(Codes, "task", value=lambda _, rating: rating.task),
        derived("coder", Slug, "Id of who said it", CODED, lambda _, rating: rating.coder),
        derived("value", Value, "The value given", CODED, lambda _, rating: rating.value),
    ),
)
