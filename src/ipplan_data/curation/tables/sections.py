"""The table of parts and sections."""

from __future__ import annotations

from ipplan_data.curation.model import Section
from ipplan_data.curation.model.types import Origin, Position, SectionRef
from ipplan_data.curation.tables.column import declared, derived
from ipplan_data.curation.tables.table import Table

SECTIONS = Table(
    name="sections",
    noun="section",
    title="Parts and sections",
    description="The headings of the plan in order, with the tasks under each.",
    key=("id",),
    unique=("position",),
    subjects=lambda plan: plan.sections,
    columns=(
        declared(Section, "id"),
        derived(
            "position",
            Position,
            "Place among all headings in printed order",
            Origin.SOURCE,
            lambda plan, section: plan.sections.index(section) + 1,
        ),
        derived(
            "parent",
            SectionRef | None,
            "The part that the section belongs to; empty for a part",
            Origin.SOURCE,
            lambda _, section: section.parent,
        ),
        declared(Section, "title"),
        declared(Section, "first_task"),
        declared(Section, "last_task"),
    ),
)
