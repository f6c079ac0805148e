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
    stability,
    text,
    witness,
)
from ipplan_data.curation.rules.registry import (
    RULES,
    Example,
    Rule,
    changed,
    remedied,
    run,
)
from ipplan_data.curation.rules.since import Since

__all__ = ["RULES", "Example", "Rule", "Since", "changed", "remedied", "run"]

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
    stability,
    reading,
)
