"""What must hold across records: a module for each family of rules."""

from ipplan_data.curation.rules import (  # noqa: F401 - each registers its rules
    coding,
    completeness,
    document,
    entities,
    errata,
    published,
    references,
    shape,
    text,
    witness,
)
from ipplan_data.curation.rules.registry import RULES, Example, Rule, remedied, run

__all__ = ["RULES", "Example", "Rule", "remedied", "run"]

# Reference and explanations list the rules by code.
for _code in sorted(RULES):
    RULES[_code] = RULES.pop(_code)
