"""Tells whether everything that names a version names the one that a tag releases.

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
    "released.json": r'(?m)^ "version": "([^"]*)"',
    "datapackage.json": r'(?m)^  "version": "([^"]*)"',
    "pyproject.toml": r'"ipplan-data-curation==([^"]*)"',
    "packaging/curation/pyproject.toml": r'"ipplan-data\[cli\]==([^"]*)"',
    "CHANGELOG.md": r"(?m)^## (\S+)",  # the first is the newest
}
FURNITURE = {"README.md", "template.md"}


def faults(root: Path, version: str) -> list[str]:
    """Give a line for everything that speaks against releasing this version."""
    found = []
    for name, pattern in NAMED.items():
        named = re.search(pattern, (root / name).read_text(encoding="utf-8"))
        if named is None or named[1] != version:
            says = named[1] if named else "no version"
            found.append(f"{name} says {says!a}; expected {version}, which the tag names")
    heading = rf"(?m)^## {re.escape(version)} \([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\)$"
    if not re.search(heading, (root / "CHANGELOG.md").read_text(encoding="utf-8")):
        found.append(f"CHANGELOG.md has no heading '## {version} (YYYY-MM-DD)'; give it the date")
    left = sorted(path.name for path in (root / "news").iterdir() if path.name not in FURNITURE)
    if left:
        found.append(f"news/ still holds {', '.join(map(ascii, left))}; run towncrier build")
    return found


def main(arguments: list[str]) -> int:
    """Print the faults; give the exit code."""
    tag = TAG.fullmatch(arguments[0]) if len(arguments) == 1 else None
    if tag is None:
        print("usage: python .github/release/agree.py vX.Y.Z", file=sys.stderr)
        return 2
    try:
        found = faults(Path(), tag[1])
    except OSError as error:
        print(f"agree: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    for fault in found:
        print(f"agree: {fault}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
