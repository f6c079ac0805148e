"""What must hold across records: a family of rules a module."""

from ipplan_data.curation.rules import (
    completeness,
    entities,
    errata,
    numbers,
    published,
    reading,
    references,
    shape,
    text,
    witness,
)
from ipplan_data.curation.rules.registry import RULES, Example, Rule, remedied, run

__all__ = ["RULES", "Example", "Rule", "remedied", "run"]

_FAMILIES = (
    shape,
    references,
    entities,
    errata,
    numbers,
    completeness,
    text,
    witness,
    published,
    reading,
)
