"""Typical mistakes in corrections, and the page that shows what validation reports for each.

Run as a program, it writes the page: ``.venv/bin/python tests/slips.py``.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from ipplan_data.curation.findings import Finding
from ipplan_data.curation.pipeline import validate
from ipplan_data.curation.rendering import text

PAGE = "docs/corrections.md"
PARTS = ("records", "data", "schema", "docs", "datapackage.json")
_TASKS = "records/tasks/II.iii.yaml"
_HEAD = """\
# Typical mistakes

Mistakes that happen when a record is corrected, and what `ipplan validate` prints for each: one
finding, at the line that was typed. `ipplan validate --fix` fixes what is certain;
`ipplan explain IPP201` explains a rule, and [rules.md](rules.md) lists all of them.
"""


class Slip(NamedTuple):
    """A mistake: a pattern in a file is replaced, and ``line`` is part of the line reported.

    With ``into``, what the pattern matches is moved to the end of that file, and reported there.
    """

    title: str
    file: str
    pattern: str
    replacement: str
    line: str
    code: str
    into: str = ""


SLIPS = (
    Slip(
        "A year without quotes in a text",
        _TASKS,
        "(  title: )Sword.*",
        r"\g<1>2020",
        "title: 2020",
        "IPP108",
    ),
    Slip("A key misspelled", _TASKS, "  title: Sword", "  titel: Sword", "titel", "IPP106"),
    Slip(
        "An agency misspelled", _TASKS, r"\[cpd, cac, miit\]", "[cpd, cacc, miit]", "cacc", "IPP201"
    ),
    Slip(
        "Another code without a decision that says why",
        _TASKS,
        r"(cac, miit\]\n  ip_rights: \[)copyright",
        r"\1general, copyright",
        "ip_rights: [general, copyright]",
        "IPP313",
    ),
    Slip(
        "A former name in place of an id",
        _TASKS,
        r"\[cpd, cac, miit\]",
        "[cpd, cac, sipo]",
        "sipo",
        "IPP201",
    ),
    Slip(
        "Two agencies swapped",
        _TASKS,
        r"\[cpd, cac, miit\]",
        "[cac, cpd, miit]",
        "cac, cpd",
        "IPP406",
    ),
    Slip("A bracket left open", _TASKS, r"\[cpd, cac, miit\]", "[cpd, cac, miit", "", "IPP103"),
    Slip(
        "A curly quote, pasted",
        _TASKS,
        "title: Sword Net",
        "title: “Sword Net”",
        "“Sword Net”",
        "IPP507",
    ),
    Slip(
        "A task deleted",
        "records/tasks/I.ii.yaml",
        r"(?s)- number: 13\n.*?(?=- number: |\Z)",
        "",
        "",
        "IPP301",
    ),
    Slip(
        "A task moved to the file of another section",
        _TASKS,
        r"(?s)- number: 41\n.*?(?=- number: )",
        "",
        "- number: 41",
        "IPP304",
        into="records/tasks/I.ii.yaml",
    ),
    Slip(
        "A footnote marker forgotten", _TASKS, r"  footnotes: \[3\]\n", "", "- number: 46", "IPP407"
    ),
    Slip(
        "A published file edited instead of the record",
        "data/tasks.csv",
        "Sword Net campaign",
        "Sword Network campaign",
        "Sword Network",
        "IPP602",
    ),
)


def made(root: Path, folder: Path, slip: Slip) -> list[Finding]:
    """Make a mistake in a copy of the clone at ``root``; return the findings."""
    for part in PARTS:
        source = root / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
    file = folder / slip.file
    before = file.read_text(encoding="utf-8")
    after = re.sub(slip.pattern, slip.replacement, before, count=1)
    if after == before:
        message = f"{slip.title}: {slip.pattern} is not in {slip.file}"
        raise ValueError(message)
    file.write_text(after, encoding="utf-8")
    if slip.into:
        moved = re.search(slip.pattern, before)
        with (folder / slip.into).open("a", encoding="utf-8") as other:
            other.write(f"\n{moved[0] if moved else ''}")
    return validate(folder).findings


def page(root: Path) -> str:
    """Return the page, with what is printed for each mistake."""
    parts = [_HEAD]
    for slip in SLIPS:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            printed = text(made(root, folder, slip), folder)
        indented = "".join(f"    {line}\n" for line in printed.splitlines())
        parts.append(f"## {slip.title}\n\n{indented}")
    return "\n".join(parts)


if __name__ == "__main__":
    clone = Path(__file__).resolve().parents[1]
    (clone / PAGE).write_text(page(clone), encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE}\n")
