"""The table of numbers to reach and periods."""

from __future__ import annotations

from ipplan_data.curation.model import Target
from ipplan_data.curation.tables.column import Column, declared
from ipplan_data.curation.tables.inside import items, placing
from ipplan_data.curation.tables.table import Filled, Requirement, Table


def _of_target(field: str) -> Column:
    return declared(Target, field, value=lambda _, one: getattr(one.item, field))


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
    subjects=items("targets"),
    conditions=(
        Filled(("value", "period"), least=1),
        Requirement("comparator", "value"),
        Requirement("value", "unit"),
        Requirement("unit", "comparator"),
    ),
    columns=(
        *placing("targets"),
        *map(_of_target, ("measure", "comparator", "value", "unit", "period", "as_printed")),
    ),
)
