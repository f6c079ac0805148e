"""Compare two versions of the published tables, row by row, and render what changed.

A version is a folder with ``datapackage.json``, a git revision of the clone around the current
folder, or the word ``installed``. Rows are matched by the primary keys of the descriptor.

>>> compare(read("installed"), read("installed"))
[]
"""

from ipplan_data.curation.diff.changes import Change, breaking, compare
from ipplan_data.curation.diff.rendering import FORMATS
from ipplan_data.curation.diff.versions import Version, VersionError, read

__all__ = ["FORMATS", "Change", "Version", "VersionError", "breaking", "compare", "read"]
