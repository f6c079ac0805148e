"""What must hold across records: a family of rules a module."""

from ipplan_data.curation.rules import completeness, published, references, shape, text
from ipplan_data.curation.rules.registry import RULES, Example, Rule, remedied, run

__all__ = ["RULES", "Example", "Rule", "remedied", "run"]

_FAMILIES = (shape, references, completeness, text, published)
