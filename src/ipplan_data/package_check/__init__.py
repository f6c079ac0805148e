"""Checks published files alone, by what their descriptor declares; the standard library does it.

>>> from ipplan_data.package_check import check
>>> from ipplan_data.plan.files import home
>>> check(home()).findings
()
"""

from ipplan_data.package_check.findings import Finding, Report
from ipplan_data.package_check.package import check
from ipplan_data.package_check.rules import RULES, Rule

__all__ = ["RULES", "Finding", "Report", "Rule", "check"]
