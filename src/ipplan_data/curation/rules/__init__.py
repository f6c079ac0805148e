"""What must hold across records: a family of rules a module."""

from ipplan_data.curation.rules import (
    coding,
    completeness,
    entities,
    errata,
    numbers,
    published,
    reading,
    redirects,
    references,
    shape,
    text,
    witness,
)
from ipplan_data.curation.rules.registry import (
    RULES,
    Example,
    Rule,
    remedied,
    run,
)

__all__ = ["RULES", "Example", "Rule", "remedied", "run"]

_FAMILIES = (
    shape,
    references,
    entities,
    errata,
    redirects,
    numbers,
    completeness,
    coding,
    text,
    witness,
    published,
    reading,
)
