"""The table of faults in the document."""

from __future__ import annotations

from ipplan_data.curation.model import Erratum
from ipplan_data.curation.tables.column import declared
from ipplan_data.curation.tables.table import Table

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
