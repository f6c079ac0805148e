"""The published tables: columns by reference to fields of the model, plus those that follow."""

from ipplan_data.curation.tables.agencies import AGENCIES, AGENCY_ALIASES, AGENCY_FACTS
from ipplan_data.curation.tables.coding import CODES, CODING_DECISIONS, RELIABILITY
from ipplan_data.curation.tables.column import Column, declared
from ipplan_data.curation.tables.document import DOCUMENT, DOCUMENT_FIELDS
from ipplan_data.curation.tables.entities import ENTITIES, MENTIONS
from ipplan_data.curation.tables.errata import ERRATA
from ipplan_data.curation.tables.footnotes import FOOTNOTES
from ipplan_data.curation.tables.redirects import REDIRECTS
from ipplan_data.curation.tables.sections import SECTIONS
from ipplan_data.curation.tables.table import (
    Condition,
    Equivalence,
    Filled,
    Requirement,
    Row,
    Table,
)
from ipplan_data.curation.tables.targets import TARGETS
from ipplan_data.curation.tables.tasks import RESPONSIBILITIES, TASKS
from ipplan_data.curation.tables.terms import TERMS

PUBLISHED = (
    TASKS,
    RESPONSIBILITIES,
    AGENCIES,
    AGENCY_ALIASES,
    AGENCY_FACTS,
    SECTIONS,
    FOOTNOTES,
    ENTITIES,
    MENTIONS,
    TERMS,
    TARGETS,
    CODES,
    CODING_DECISIONS,
    RELIABILITY,
    ERRATA,
    REDIRECTS,
    DOCUMENT,
)
BY_NAME = {table.name: table for table in PUBLISHED}

__all__ = [
    "BY_NAME",
    "CODING_DECISIONS",
    "DOCUMENT_FIELDS",
    "PUBLISHED",
    "RELIABILITY",
    "TASKS",
    "Column",
    "Condition",
    "Equivalence",
    "Filled",
    "Requirement",
    "Row",
    "Table",
    "declared",
]
