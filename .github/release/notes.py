"""Prints the notes of a release: what changed, and what the files must hash to.

    python .github/release/notes.py X.Y.Z DIGEST FILE...

Run it in the repository. DIGEST is the root digest of the data, which must be the one that
datapackage.json names; each FILE is listed with its SHA-256. Exit code 2: there are no notes.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

DIGEST = re.compile(r"(?:sha256:)?([0-9a-f]{64})")
AT_LEAST = 3
TEMPLATE = """\
{changes}

### What you have

The data of version {version} have the root digest `{digest}`. \
This fails where an installation has other data: \
`python -c "import ipplan_data as ip; ip.verify('{digest}')"`

| file | SHA-256 |
|---|---|
{rows}
"""


class NoNotesError(Exception):
    """Something that the notes need is missing or wrong."""


def changes(changelog: str, version: str) -> str:
    """Give the section of a version, a paragraph a line: release pages keep line breaks."""
    parts = re.split(r"(?m)^## ", changelog)[1:]
    bodies = [part.partition("\n")[2] for part in parts if part.split(None, 1)[0] == version]
    if len(bodies) != 1 or not bodies[0].strip():
        count = len(bodies)
        raise NoNotesError(
            f"CHANGELOG.md has {count} sections on {version}; expected one, with text"
        )
    return re.sub(r"(?<=\S)\n +(?![-*] )(?=\S)", " ", bodies[0].strip())


def checked(digest: str, descriptor: str) -> str:
    """Give the digest in hexadecimal, if it is the one that the descriptor names."""
    given = DIGEST.fullmatch(digest)
    if given is None:
        raise NoNotesError(f"{digest!a} is no SHA-256; expected 64 hexadecimal digits")
    named = json.loads(descriptor).get("digest")
    if named != f"sha256:{given[1]}":
        raise NoNotesError(f"datapackage.json names {named!a}; the installed data give {digest}")
    return given[1]


def notes(root: Path, version: str, digest: str, files: list[Path]) -> str:
    """Give the notes in Markdown."""
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    descriptor = (root / "datapackage.json").read_text(encoding="utf-8")
    rows = [f"| {one.name} | `{hashlib.sha256(one.read_bytes()).hexdigest()}` |" for one in files]
    return TEMPLATE.format(
        changes=changes(changelog, version),
        version=version,
        digest=checked(digest, descriptor),
        rows="\n".join(rows),
    )


def main(arguments: list[str]) -> int:
    """Print the notes; give the exit code."""
    if len(arguments) < AT_LEAST:
        print("usage: python .github/release/notes.py X.Y.Z DIGEST FILE...", file=sys.stderr)
        return 2
    version, digest, *files = arguments
    try:
        text = notes(Path(), version, digest, [Path(one) for one in files])
    except NoNotesError as error:
        print(f"notes: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"notes: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
