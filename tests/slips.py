"""Typical slips of people who correct a record, and the page that shows what they are told.

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
_FOLDERS = ("records", "data", "schema", "docs", "news")
PARTS = (*_FOLDERS, "datapackage.json", "witness.json", "released.json")
_TASKS = "records/tasks/II.iii.yaml"
_HEAD = """\
# What you are told

Slips that happen when a record is corrected, and what `ipplan validate` prints for each: one
finding, at the line that was typed. What is certain, `ipplan validate --fix` mends;
`ipplan explain IPP201` tells more of a rule, and [rules.md](rules.md) has them all.
"""


class Slip(NamedTuple):
    """A slip: in a file a pattern becomes something else; ``line`` is where it is told.

    What stood there is moved to the end of the file ``into``, where one is named, and told there.
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
        r"(  title: )Sword.*",
        r"\g<1>2020",
        "title: 2020",
        "IPP108",
    ),
    Slip("A key misspelt", _TASKS, "  title: Sword", "  titel: Sword", "titel", "IPP106"),
    Slip("A key missing", _TASKS, r"  title: Sword.*\n", "", "- number: 41", "IPP107"),
    Slip("A key typed twice", _TASKS, r"(  title: Sword.*\n)", r"\1\1", "  title: Sword", "IPP105"),
    Slip("A body misspelt", _TASKS, r"\[cpd, cac, miit\]", "[cpd, cacc, miit]", "cacc", "IPP201"),
    Slip(
        "A code misspelt",
        _TASKS,
        r"(cac, miit\]\n  ip_rights: \[)copyright",
        r"\1copyrihgt",
        "copyrihgt",
        "IPP109",
    ),
    Slip(
        "Another code, and no decision that says why",
        _TASKS,
        r"(cac, miit\]\n  ip_rights: \[)copyright",
        r"\1general, copyright",
        "ip_rights: [general, copyright]",
        "IPP313",
    ),
    Slip(
        "A body's abbreviation in place of its id",
        _TASKS,
        r"\[cpd, cac, miit\]",
        "[cpd, CAC, miit]",
        "CAC",
        "IPP109",
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
        "Two bodies swapped",
        _TASKS,
        r"\[cpd, cac, miit\]",
        "[cac, cpd, miit]",
        "cac, cpd",
        "IPP406",
    ),
    Slip(
        "A body named twice", _TASKS, r"\[cpd, cac, miit\]", "[cpd, cac, cac]", "cac, cac", "IPP305"
    ),
    Slip("A bracket left open", _TASKS, r"\[cpd, cac, miit\]", "[cpd, cac, miit", "", "IPP103"),
    Slip(
        "A tab in place of spaces",
        _TASKS,
        "  title: Sword",
        "\ttitle: Sword",
        "title: Sword",
        "IPP103",
    ),
    Slip(
        "Joint responsibility typed out",
        _TASKS,
        r"(  agencies: \[cpd, cac, miit\])",
        r"  responsibility: joint\n\1",
        "joint",
        "IPP110",
    ),
    Slip(
        "A curly quote, pasted",
        _TASKS,
        "title: Sword Net",
        "title: “Sword Net”",
        "“Sword Net”",
        "IPP507",
    ),
    Slip(
        "A full-width comma, pasted",
        _TASKS,
        "title: Sword Net",
        "title: Sword Net，",
        "Net，",
        "IPP504",
    ),
    Slip(
        "A space that can't be seen",
        _TASKS,
        "title: Sword Net",
        "title: Sword\u00a0Net",
        "Sword\u00a0Net",
        "IPP502",
    ),
    Slip(
        "A text that begins like a formula",
        _TASKS,
        "title: Sword Net",
        "title: =Sword Net",
        "=Sword",
        "IPP506",
    ),
    Slip(
        "A task's number changed",
        _TASKS,
        "- number: 41",
        "- number: 141",
        "- number: 141",
        "IPP109",
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
        "A task moved up in its file",
        _TASKS,
        r"(?s)(- number: 39\n.*?)(- number: 46\n.*?)(?=- number: )",
        r"\2\1",
        "- number: 46",
        "IPP301",
    ),
    Slip(
        "A task pasted a second time",
        _TASKS,
        r"(?s)- number: 46\n.*?(?=- number: )",
        r"\g<0>\g<0>",
        "- number: 46",
        "IPP301",
    ),
    Slip(
        "A footnote's marker forgotten",
        _TASKS,
        r"  footnotes: \[3\]\n",
        "",
        "- number: 46",
        "IPP407",
    ),
    Slip(
        "A footnote's marker taken out of its list",
        _TASKS,
        r"footnotes: \[3\]",
        "footnotes: []",
        "footnotes: []",
        "IPP407",
    ),
    Slip(
        "A footnote given to another task",
        "records/footnotes.yaml",
        "task: 46",
        "task: 64",
        "task: 64",
        "IPP209",
    ),
    Slip(
        "A kind that isn't in the vocabulary",
        "records/agencies.yaml",
        "kind: court",
        "kind: tribunal",
        "tribunal",
        "IPP109",
    ),
    Slip(
        "A number of the plan changed",
        "records/sections.yaml",
        r"(id: II\.iii\n(?:  .*\n)*?  last_task: )\d+",
        r"\g<1>47",
        "",
        "IPP303",
    ),
    Slip(
        "A published file edited in place of the record",
        "data/tasks.csv",
        "Sword Net campaign",
        "Sword Network campaign",
        "Sword Network",
        "IPP602",
    ),
)


def made(root: Path, folder: Path, slip: Slip) -> list[Finding]:
    """Make a slip in a copy of the clone at ``root``, and give what is found."""
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
    """Give the page, with what is printed."""
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
