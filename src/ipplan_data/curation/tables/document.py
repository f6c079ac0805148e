"""The table of facts about the document, a row for each."""

from __future__ import annotations

from collections.abc import Iterator

from ipplan_data.curation.model import Document, Plan
from ipplan_data.curation.model.types import ChineseText, Origin, Text
from ipplan_data.curation.tables.column import Column, declared, derived
from ipplan_data.curation.tables.table import Table

DOCUMENT_FIELDS: tuple[Column, ...] = (
    *(declared(Document, field) for field in Document.model_fields if field != "terms"),
    derived(
        "issuer_name",
        Text,
        "English name of the body that issued the notice",
        Origin.SOURCE,
        lambda plan, document: plan.agency[document.issuer].name,
    ),
    derived(
        "issuer_name_zh",
        ChineseText | None,
        "Chinese name of the body that issued the notice",
        Origin.SOURCE,
        lambda plan, document: plan.agency[document.issuer].name_zh,
    ),
    derived(
        "stamped_by_name",
        Text,
        "English name of the body that stamped it for the issuer",
        Origin.SOURCE,
        lambda plan, document: plan.agency[document.stamped_by].name,
    ),
)


def _facts(plan: Plan) -> Iterator[tuple[str, str]]:
    for column in DOCUMENT_FIELDS:
        value = column.value(plan, plan.document)
        if value is not None:
            yield column.name, value


DOCUMENT = Table(
    name="document",
    title="The document",
    description="A row for each fact about the notice and its translation.",
    key=("field",),
    subjects=_facts,
    columns=(
        derived("field", Text, "Which fact", Origin.CODED, lambda _, fact: fact[0]),
        derived("value", Text, "What it is", Origin.SOURCE, lambda _, fact: fact[1]),
    ),
)
