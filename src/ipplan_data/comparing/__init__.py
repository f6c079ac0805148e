"""What changed between two versions of the published data: a report first, a rendering second.

>>> from ipplan_data.comparing import compare, opened
>>> with opened("installed") as one, opened("installed") as other:
...     compare(one, other).result
'same'
"""

from __future__ import annotations

from ipplan_data.comparing.compare import compare
from ipplan_data.comparing.report import Change, Gap, Report
from ipplan_data.comparing.versions import Version, VersionError, opened

__all__ = ["Change", "Gap", "Report", "Version", "VersionError", "compare", "opened"]
