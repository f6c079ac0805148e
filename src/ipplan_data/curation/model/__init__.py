"""What one record is, a module for each noun; fields are declared here and nowhere else."""

from ipplan_data.curation.model.agency import Agency, Alias, Fact
from ipplan_data.curation.model.coding import Coder, Codes, Decision
from ipplan_data.curation.model.document import Document, Footnote, Section, Term
from ipplan_data.curation.model.entity import Entity, Mention
from ipplan_data.curation.model.erratum import Erratum
from ipplan_data.curation.model.package import Expectation, Package, Redirect
from ipplan_data.curation.model.plan import Plan
from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.source import Source
from ipplan_data.curation.model.task import Responsibility, Target, Task

__all__ = [
    "Agency",
    "Alias",
    "Coder",
    "Codes",
    "Decision",
    "Document",
    "Entity",
    "Erratum",
    "Expectation",
    "Fact",
    "Footnote",
    "Mention",
    "Package",
    "Plan",
    "Record",
    "Redirect",
    "Responsibility",
    "Section",
    "Source",
    "Target",
    "Task",
    "Term",
]
