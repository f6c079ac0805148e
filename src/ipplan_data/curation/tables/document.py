"""The tables of the document: facts, headings, footnotes, terms, what tasks name, and errata."""

from __future__ import annotations

from typing import NamedTuple

from ipplan_data.curation.model import (
    Document,
    Entity,
    Erratum,
    Footnote,
    Plan,
    Redirect,
    Section,
    Term,
)
from ipplan_data.curation.model.types import (
    CODED,
    SOURCE,
    ChineseText,
    FootnoteRef,
    Position,
    SectionRef,
    Slug,
    TaskRef,
    Text,
)
from ipplan_data.curation.tables.column import Column, declared, derived
from ipplan_data.curation.tables.table import Filled, Row, Table


class _Fact(NamedTuple):
    field: str
    value: str


DOCUMENT_FIELDS: tuple[Column, ...] = (
    *(declared(Document, field) for field in Document.model_fields if field != "terms"),
    derived("issuer_name", Text, "English name of the body that issued the notice", SOURCE),
    derived(
        "issuer_name_zh",
        ChineseText | None,
        "Chinese name of the body that issued the notice",
        SOURCE,
    ),
    derived(
        "stamped_by_name", Text, "English name of the body that stamped it for the issuer", SOURCE
    ),
)


def document_facts(plan: Plan) -> Row:
    """Return the facts about the document by name."""
    document = plan.document
    names = {
        "issuer_name": plan.agency[document.issuer].name,
        "issuer_name_zh": plan.agency[document.issuer].name_zh,
        "stamped_by_name": plan.agency[document.stamped_by].name,
    }
    return {column.name: column.cell(document, names) for column in DOCUMENT_FIELDS}


DOCUMENT = Table(
    name="document",
    title="The document",
    description="A row for each fact about the notice and its translation.",
    key=("field",),
    subjects=lambda plan: (
        _Fact(name, value) for name, value in document_facts(plan).items() if value is not None
    ),
    columns=(
        derived("field", Text, "Which fact", CODED),
        derived("value", Text, "What it is", SOURCE),
    ),
)

SECTIONS = Table(
    name="sections",
    noun="section",
    title="Parts and sections",
    description="The headings of the plan in order, with the tasks under each.",
    key=("id",),
    unique=("position",),
    subjects=lambda plan: plan.sections,
    derive=lambda plan, section: {"position": plan.sections.index(section) + 1},
    columns=(
        declared(Section, "id"),
        derived("position", Position, "Place among all headings in printed order", SOURCE),
        derived(
            "parent",
            SectionRef | None,
            "The part that the section belongs to; empty for a part",
            SOURCE,
        ),
        *(declared(Section, field) for field in ("title", "first_task", "last_task")),
    ),
)

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
        declared(Term, "term", of="term"),
        declared(Term, "term_zh", of="term"),
        declared(Footnote, "explanation"),
        declared(Footnote, "kind"),
    ),
)


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
    derive=lambda _, gloss: {
        **dict.fromkeys(("task", "section", "footnote")),
        gloss.owner.noun: getattr(gloss.owner, gloss.owner.key, None),
    },
    conditions=(Filled(("task", "section", "footnote"), most=1),),
    columns=(
        derived("id", Slug, "Where it stands, which never changes", CODED),
        derived("task", TaskRef | None, "Task in which it stands", SOURCE),
        derived("section", SectionRef | None, "Section in whose heading it stands", SOURCE),
        derived(
            "footnote",
            FootnoteRef | None,
            "Footnote in which it stands; without task, section and footnote, the front matter",
            SOURCE,
        ),
        derived("position", Position, "Place among the terms there in printed order", SOURCE),
        declared(Term, "term", of="term"),
        declared(Term, "term_zh", of="term"),
        derived(
            "as_printed_zh",
            ChineseText,
            "The Chinese as printed, with what stands around it",
            SOURCE,
            "term.printed",
        ),
    ),
)

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
    columns=tuple(declared(Entity, field) for field in Entity.model_fields),
)

ERRATA = Table(
    name="errata",
    noun="erratum",
    title="Errata",
    description="Faults in the document, each with the reading that we take for correct.",
    notes=(
        "Listed is what is likely to be a fault of the translation or of its text, not what is "
        "merely awkward. `correct` takes the place of exactly the words in `as_printed`. Where the "
        "evidence names Chinese that is not printed, that is what we take to stand behind the "
        "English; of the Chinese text only the first tasks were seen, in a copy."
    ),
    key=("id",),
    subjects=lambda plan: plan.errata,
    columns=tuple(declared(Erratum, field) for field in Erratum.model_fields),
)

REDIRECTS = Table(
    name="redirects",
    noun="redirect",
    title="Redirects",
    description="Ids that a release had and that nothing has any more, and where they lead.",
    key=("old",),
    subjects=lambda plan: plan.redirects,
    columns=tuple(declared(Redirect, field) for field in Redirect.model_fields),
)
