"""Print the notes of a release: the changelog's section, the digest of the data, the file hashes.

    python .github/release/notes.py X.Y.Z DIGEST FILE...

Run it in the repository. DIGEST is what ``ipplan_data.verify()`` gave for the installed wheel; it
must be the one in datapackage.json. Exit code 1: there are no notes.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

TEMPLATE = """\
{changes}

### Verify

The data of version {version} has the digest `{digest}`; this fails if yours differs: \
`python -c "import ipplan_data as ip; ip.verify('{digest}')"`

| file | SHA-256 |
|---|---|
{rows}"""

if __name__ == "__main__":
    version, given, *names = sys.argv[1:]
    digest = given.removeprefix("sha256:")
    parts = re.split(r"(?m)^## ", Path("CHANGELOG.md").read_text(encoding="utf-8"))[1:]
    sections = [part.partition("\n")[2] for part in parts if part.split(None, 1)[0] == version]
    published = json.loads(Path("datapackage.json").read_text(encoding="utf-8"))["digest"]
    if len(sections) != 1 or published != f"sha256:{digest}":
        sys.exit(f"notes: {len(sections)} sections on {version}; the digest is {published}")
    hashes = {name: hashlib.sha256(Path(name).read_bytes()).hexdigest() for name in names}
    rows = "\n".join(f"| {Path(name).name} | `{value}` |" for name, value in hashes.items())
    # Release pages keep line breaks, so a paragraph has to be one line.
    changes = re.sub(r"(?<=\S)\n +(?![-*] )(?=\S)", " ", sections[0].strip())
    print(TEMPLATE.format(changes=changes, version=version, digest=digest, rows=rows))
