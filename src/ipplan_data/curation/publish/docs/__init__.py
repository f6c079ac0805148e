"""What people read about the data, made from the same declarations and rows as the data."""

from __future__ import annotations

from collections.abc import Sequence

from ipplan_data.curation import rendering
from ipplan_data.curation.model import Plan
from ipplan_data.curation.publish import json
from ipplan_data.curation.publish.docs import codebook, coding, entities, questions, rules
from ipplan_data.curation.publish.docs.questions import views
from ipplan_data.curation.reliability import Agreement
from ipplan_data.curation.tables import Row

__all__ = ["render", "views"]


def render(plan: Plan, rows: dict[str, list[Row]], found: Sequence[Agreement]) -> dict[str, bytes]:
    """Give every generated page: its path from the root, and its bytes.

    ``found`` says how far coders agreed in the full round.
    """
    pages = {
        "docs/codebook.md": codebook.codebook(rows, found),
        "docs/coding.md": coding.coding(rows, found),
        "docs/entities.md": entities.register(plan),
        "docs/questions.md": questions.answered(rows),
        "docs/rules.md": rules.catalogue(),
    }
    made = {path: text.encode() for path, text in pages.items()}
    return made | {"docs/findings.schema.json": json.text(rendering.SCHEMA)}
