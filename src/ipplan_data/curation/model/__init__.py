"""What one record is: a module a noun, and the one place where its fields are declared."""

from ipplan_data.curation.model.agency import Agency, Alias, Fact
from ipplan_data.curation.model.coding import Coder, Codes, Decision
from ipplan_data.curation.model.document import Document
from ipplan_data.curation.model.entity import Entity, Mention
from ipplan_data.curation.model.erratum import Erratum
from ipplan_data.curation.model.expectation import Expectation
from ipplan_data.curation.model.footnote import Footnote
from ipplan_data.curation.model.package import Package
from ipplan_data.curation.model.plan import Plan
from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.redirect import Redirect
from ipplan_data.curation.model.section import Section
from ipplan_data.curation.model.source import Source
from ipplan_data.curation.model.target import Target
from ipplan_data.curation.model.task import Responsibility, Task
from ipplan_data.curation.model.term import Term

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
