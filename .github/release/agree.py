"""Checks that everything that names a version names the one that a tag releases.

    python .github/release/agree.py vX.Y.Z

Run it in the repository. Exit code 0: all agree; 1: a line for each that doesn't; 2: wrong use.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

TAG = re.compile(r"v((?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2})")
NAMED = {
    "src/ipplan_data/__init__.py": r'(?m)^__version__ = "([^"]*)"$',
    "records/package.yaml": r"(?m)^version: *(\S+)$",
    "CITATION.cff": r"(?m)^version: *(\S+)$",
    "datapackage.json": r'(?m)^  "version": "([^"]*)"',
    "CHANGELOG.md": r"(?m)^## (\S+) \([0-9]{4}-[0-9]{2}-[0-9]{2}\)$",  # the first is the newest
}


def main(arguments: list[str]) -> int:
    """Print a line for each file that names another version, and return the exit code."""
    tag = TAG.fullmatch(arguments[0]) if len(arguments) == 1 else None
    if tag is None:
        print("usage: python .github/release/agree.py vX.Y.Z", file=sys.stderr)
        return 2
    status = 0
    for name, pattern in NAMED.items():
        found = re.search(pattern, Path(name).read_text(encoding="utf-8"))
        if found is None or found[1] != tag[1]:
            says = repr(found[1]) if found else "no version (with a date)"
            print(f"agree: {name} has {says}, expected {tag[1]}", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
