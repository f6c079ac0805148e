"""The table of footnotes."""

from __future__ import annotations

from ipplan_data.curation.model import Footnote, Term
from ipplan_data.curation.tables.column import declared
from ipplan_data.curation.tables.table import Table

FOOTNOTES = Table(
    name="footnotes",
    noun="footnote",
    title="Footnotes",
    description="The footnotes of the translation, explained in our words.",
    key=("number",),
    subjects=lambda plan: plan.footnotes,
    columns=(
        declared(Footnote, "number"),
        declared(Footnote, "task"),
        declared(Term, "term", value=lambda _, note: note.term.term),
        declared(Term, "term_zh", value=lambda _, note: note.term.term_zh),
        declared(Footnote, "explanation"),
        declared(Footnote, "kind"),
    ),
)
