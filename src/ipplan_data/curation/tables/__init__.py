"""The published tables: columns that refer to fields of the model, and derived ones."""

from ipplan_data.curation.tables.agencies import AGENCIES, AGENCY_ALIASES, AGENCY_FACTS, SOURCES
from ipplan_data.curation.tables.column import Column, declared
from ipplan_data.curation.tables.document import (
    DOCUMENT,
    DOCUMENT_FIELDS,
    ENTITIES,
    ERRATA,
    FOOTNOTES,
    REDIRECTS,
    SECTIONS,
    TERMS,
    document_facts,
)
from ipplan_data.curation.tables.table import (
    Condition,
    Equivalence,
    Filled,
    Requirement,
    Row,
    Table,
)
from ipplan_data.curation.tables.tasks import (
    CODES,
    CODING_DECISIONS,
    MENTIONS,
    RELIABILITY,
    RESPONSIBILITIES,
    TARGETS,
    TASKS,
)

PUBLISHED = (
    TASKS,
    RESPONSIBILITIES,
    AGENCIES,
    AGENCY_ALIASES,
    AGENCY_FACTS,
    SOURCES,
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
    "document_facts",
]
