"""The table of footnotes."""

from __future__ import annotations

from ipplan_data.curation.model import Footnote
from ipplan_data.curation.tables.column import declared
from ipplan_data.curation.tables.table import Table

FOOTNOTES = Table(
    name="footnotes",
    noun="footnote",
    title="Footnotes",
    description="The footnotes of the translation, explained in our words.",
    key=("number",),
    subjects=lambda plan: plan.footnotes,
    columns=tuple(
        declared(Footnote, field)
        for field in ("number", "task", "term", "term_zh", "explanation", "kind")
    ),
)
