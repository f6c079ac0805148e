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
    key=("id",),
    subjects=lambda plan: plan.errata,
    columns=tuple(declared(Erratum, field) for field in Erratum.model_fields if field != "guard"),
)
