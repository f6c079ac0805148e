"""The table of ids that have moved."""

from __future__ import annotations

from ipplan_data.curation.model import Redirect
from ipplan_data.curation.tables.column import declared
from ipplan_data.curation.tables.table import Table

REDIRECTS = Table(
    name="redirects",
    noun="redirect",
    title="Redirects",
    description="Ids that a release had and that nothing has any more, and where they lead.",
    key=("old",),
    subjects=lambda plan: plan.redirects,
    columns=tuple(declared(Redirect, field) for field in Redirect.model_fields),
)
