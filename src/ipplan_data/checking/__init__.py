"""Checks published files alone, by what their descriptor declares; the standard library does it.

>>> from ipplan_data.checking import check
>>> from ipplan_data.reading.files import home
>>> check(home()).findings
()
"""

from ipplan_data.checking.findings import Finding, Report
from ipplan_data.checking.package import check
from ipplan_data.checking.rules import RULES, Rule

__all__ = ["RULES", "Finding", "Report", "Rule", "check"]
