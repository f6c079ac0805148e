"""Check that every file that names a version names the one that a tag releases.

    python .github/release/agree.py vX.Y.Z

Run it in the repository. Exit code 0: all agree; 1: a line for each file that doesn't.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

NAMED = {
    "src/ipplan_data/__init__.py": r'(?m)^__version__ = "([^"]*)"$',
    "records/package.yaml": r"(?m)^version: *(\S+)$",
    "CITATION.cff": r"(?m)^version: *(\S+)$",
    "datapackage.json": r'(?m)^  "version": "([^"]*)"',
    "CHANGELOG.md": r"(?m)^## (\S+) \([0-9]{4}-[0-9]{2}-[0-9]{2}\)$",  # the first is the newest
}

if __name__ == "__main__":
    status = 0
    for name, pattern in NAMED.items():
        found = re.search(pattern, Path(name).read_text(encoding="utf-8"))
        says = f"v{found[1]}" if found else "no version with a date"
        if sys.argv[1:] != [says]:
            print(f"agree: {name} has {says}, expected {sys.argv[1:]}", file=sys.stderr)
            status = 1
    sys.exit(status)
