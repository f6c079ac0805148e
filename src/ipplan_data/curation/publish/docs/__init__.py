"""Generated documentation pages, made from the same declarations and rows as the data."""

from __future__ import annotations

from collections.abc import Sequence

from ipplan_data.curation import rendering
from ipplan_data.curation.publish import json
from ipplan_data.curation.publish.docs import codebook, coding, questions, rules
from ipplan_data.curation.reliability import Agreement
from ipplan_data.curation.tables import Row


def render(rows: dict[str, list[Row]], found: Sequence[Agreement]) -> dict[str, bytes]:
    """Return the bytes of every generated page by its path from the root.

    ``found`` is the agreement of the coders of the full round.
    """
    pages = {
        "docs/codebook.md": codebook.codebook(rows),
        "docs/coding.md": coding.coding(rows, found),
        "docs/questions.md": questions.answered(rows),
        "docs/rules.md": rules.catalogue(),
    }
    made = {path: text.encode() for path, text in pages.items()}
    return made | {"docs/findings.schema.json": json.text(rendering.SCHEMA)}
