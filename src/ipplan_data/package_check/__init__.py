"""Check a published folder by what its descriptor declares.

>>> from ipplan_data.package_check import check
>>> from ipplan_data.plan.files import home
>>> check(home()).findings
[]
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from ipplan_data.package_check.rules import RULES, Rule

if TYPE_CHECKING:
    from ipplan_data.package_check.report import Report

__all__ = ["RULES", "Rule", "check"]


def check(folder: str | PathLike[str]) -> Report:
    """Check the published files in a folder by what their ``datapackage.json`` declares.

    An error is reported once and at its place, and what only follows from it isn't. Raises
    ``OSError`` if the folder can't be read, ``ModuleNotFoundError`` without the extra ``curation``.
    """
    from ipplan_data.package_check.package import checked  # noqa: PLC0415 - needs DuckDB, Pydantic

    return checked(Path(folder))
