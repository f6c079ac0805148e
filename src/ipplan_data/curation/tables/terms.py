"""The table of terms with Chinese beside them."""

from __future__ import annotations

from ipplan_data.curation.model import Footnote, Plan, Section, Task, Term
from ipplan_data.curation.model.plan import Gloss
from ipplan_data.curation.model.types import (
    ChineseText,
    FootnoteRef,
    Origin,
    Position,
    SectionRef,
    Slug,
    TaskRef,
)
from ipplan_data.curation.tables.column import Column, declared, derived
from ipplan_data.curation.tables.table import Filled, Table

SOURCE, CODED = Origin.SOURCE, Origin.CODED


def _owner(model: type[Task | Section | Footnote], annotation: object, words: str) -> Column:
    """Make the column that names the record in which a term stands, if it is such a record."""

    def key(_: Plan, gloss: Gloss) -> object:
        return getattr(gloss.owner, model.key) if isinstance(gloss.owner, model) else None

    return derived(model.noun, annotation, words, SOURCE, key)


TERMS = Table(
    name="terms",
    noun="term",
    title="Terms",
    description="English terms with the Chinese that the document prints beside them.",
    notes=(
        "Every run of Chinese characters in the document is here. `term` holds the English words "
        "whose meaning the Chinese has; in three rows they are shortened or set in another order. "
        "`term_zh` follows applied errata, `as_printed_zh` the print."
    ),
    key=("id",),
    subjects=lambda plan: plan.glosses,
    conditions=(Filled(("task", "section", "footnote"), most=1),),
    columns=(
        derived(
            "id", Slug, "Where it stands, which never changes", CODED, lambda _, gloss: gloss.id
        ),
        _owner(Task, TaskRef | None, "Task in which it stands"),
        _owner(Section, SectionRef | None, "Section in whose heading it stands"),
        _owner(
            Footnote,
            FootnoteRef | None,
            "Footnote in which it stands; without task, section and footnote, the front matter",
        ),
        derived(
            "position",
            Position,
            "Place among the terms there in printed order",
            SOURCE,
            lambda _, gloss: gloss.position,
        ),
        declared(Term, "term", value=lambda _, gloss: gloss.term.term),
        declared(Term, "term_zh", value=lambda _, gloss: gloss.term.term_zh),
        derived(
            "as_printed_zh",
            ChineseText,
            "The Chinese as printed, with what stands around it",
            SOURCE,
            lambda _, gloss: gloss.term.printed,
        ),
    ),
)
