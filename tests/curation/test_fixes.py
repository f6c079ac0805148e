"""Fixes: certain errors are fixed on their line, and nothing else is touched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ipplan_data.curation.fixes import apply_fixes
from ipplan_data.curation.pipeline import validate

FILE = "records/tasks/II.yaml"
AGENCIES = "records/agencies.yaml"
# What is typed wrongly (a pattern and what replaces it) and can be fixed with certainty.
FIXED = {
    "a key misspelt": (FILE, r"  summary: ", "  sumary: "),
    "a number in place of a text": (FILE, r"(?m)^  title: .*", "  title: 2020"),
    "an id in capitals": (FILE, r"\[tolls\]", "[Tolls]"),
    "a vocabulary in capitals": (AGENCIES, r"kind: national", "kind: National"),
    "an abbreviation for an id": ("records/tasks/I.ii.yaml", "bridges, rivers", "ba, rivers"),
    "a space too many": (FILE, r"(?m)^  title: (\w+) ", r"  title: \1  "),
    "a space that isn't plain": (FILE, r"(?m)^  title: (\w+) ", "  title: \\1\u00a0"),
    "a space of no width": (FILE, r"(?m)^  title: (\w+) ", "  title: \\1\u200b "),
    "a full-width bracket": (FILE, r"(?m)^  title: (\w+) ", "  title: \\1 （"),
    "a letter of two parts": (FILE, r"(?m)^  title: (\w+) ", "  title: \\1e\u0301 "),
    "a curly apostrophe": (FILE, r"(?m)^  title: (\w+) ", "  title: \\1’s "),
}
# What somebody has to decide.
LEFT = {
    "a body misspelt": (FILE, r"\[tolls\]", "[tols]"),
    "a letter of another script": (FILE, r"(?m)^  title: (\w+) ", "  title: \\1\u0430 "),
    "a title missing": (FILE, r"(?m)^  title: .*\n", ""),
    "a radical": (AGENCIES, r"name_zh: 河", "name_zh: ⽔"),
}


def damage(root: Path, change: tuple[str, str, str]) -> tuple[Path, str]:
    """Damage a file as a person might; return it with its text before."""
    name, pattern, replacement = change
    file = root / name
    before = file.read_text(encoding="utf-8")
    after = re.sub(pattern, replacement, before, count=1)
    assert after != before
    file.write_text(after, encoding="utf-8")
    return file, before


@pytest.mark.parametrize("change", FIXED.values(), ids=FIXED)
def test_a_certain_error_is_fixed_on_its_line_alone(
    example: Path, change: tuple[str, str, str]
) -> None:
    file, before = damage(example, change)
    damaged = file.read_text(encoding="utf-8")
    (finding,) = validate(example).findings
    assert finding.fix is not None
    fixed = apply_fixes(example)
    assert [(fix.old, fix.new) for fix in fixed.fixes] == [(finding.fix.old, finding.fix.new)]
    assert fixed.written == [change[0]]
    after = file.read_text(encoding="utf-8")
    if change in (FIXED["a key misspelt"], FIXED["an id in capitals"]):
        assert after == before
    assert {one.code for one in validate(example).findings} <= {"IPP602"}
    pairs = zip(after.split("\n"), damaged.split("\n"), strict=True)
    assert [n for n, (a, b) in enumerate(pairs, 1) if a != b] == [finding.place.line]


@pytest.mark.parametrize("change", LEFT.values(), ids=LEFT)
def test_an_error_that_somebody_has_to_decide_is_left_alone(
    example: Path, change: tuple[str, str, str]
) -> None:
    file, _ = damage(example, change)
    damaged = file.read_bytes()
    assert all(finding.fix is None for finding in validate(example).findings)
    assert apply_fixes(example).fixes == []
    assert file.read_bytes() == damaged


def test_several_errors_are_fixed_at_once(example: Path) -> None:
    for name in ("a key misspelt", "an id in capitals", "a vocabulary in capitals"):
        damage(example, FIXED[name])
    assert len(apply_fixes(example).fixes) == 3
    assert validate(example).findings == []
    assert apply_fixes(example).written == []
