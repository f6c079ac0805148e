"""Fixes: what is certain is mended as it should be, and nothing else is touched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ipplan_data.curation.fixes import mend
from ipplan_data.curation.pipeline import validate

FILE = "records/tasks/II.iii.yaml"
AGENCIES = "records/agencies.yaml"
# What is typed wrongly (a pattern and what stands there instead) and can be mended with certainty.
MENDED = {
    "a key misspelt": (FILE, r"  summary: ", "  sumary: "),
    "a number in place of a text": (FILE, r"(?m)^  title: .*", "  title: 2020"),
    "an id in capitals": (FILE, r"\[cpd, ", "[CPD, "),
    "a vocabulary in capitals": (AGENCIES, r"kind: court", "kind: Court"),
    "a former name for an id": (FILE, r"\[cnipa\]", "[sipo]"),
    "a space too many": (FILE, r"(?m)^  title: (\w+) ", r"  title: \1  "),
    "a space that isn't plain": (FILE, r"(?m)^  title: (\w+) ", "  title: \\1\u00a0"),
    "a space of no width": (FILE, r"(?m)^  title: (\w+) ", "  title: \\1\u200b "),
    "a full-width bracket": (FILE, r"(?m)^  title: (\w+) ", "  title: \\1 （"),
    "a letter of two parts": (FILE, r"(?m)^  title: (\w+) ", "  title: \\1e\u0301 "),
    "a curly apostrophe": (FILE, r"(?m)^  title: (\w+) ", "  title: \\1’s "),
}
# What somebody has to decide.
LEFT = {
    "a body misspelt": (FILE, r"\[cpd, cac", "[cpd, cacc"),
    "a letter of another script": (FILE, r"(?m)^  title: (\w+) ", "  title: \\1\u0430 "),
    "a title missing": (FILE, r"(?m)^  title: .*\n", ""),
    "a radical": (AGENCIES, r"name_zh: 国", "name_zh: ⼝"),
}


def damage(root: Path, change: tuple[str, str, str]) -> tuple[Path, str]:
    """Damage a file as a person might, and give it with what stood there before."""
    name, pattern, replacement = change
    file = root / name
    before = file.read_text(encoding="utf-8")
    after = re.sub(pattern, replacement, before, count=1)
    assert after != before
    file.write_text(after, encoding="utf-8")
    return file, before


@pytest.mark.parametrize("change", MENDED.values(), ids=MENDED)
def test_what_is_certain_is_mended_on_its_line_alone(
    copy: Path, change: tuple[str, str, str]
) -> None:
    file, before = damage(copy, change)
    damaged = file.read_text(encoding="utf-8")
    found = validate(copy).findings
    assert len(found) == 1, [*map(str, found)]
    (finding,) = found
    assert finding.fix is not None
    mended = mend(copy)
    assert [(fix.old, fix.new) for fix in mended.fixes] == [(finding.fix.old, finding.fix.new)]
    assert mended.written == [change[0]]
    assert not [
        one
        for one in validate(copy).findings
        if one.code not in ("IPP602", "IPP706")  # what was made of it, and no news of it
    ]
    after = file.read_text(encoding="utf-8").split("\n")
    pairs = zip(after, damaged.split("\n"), strict=True)
    assert [n for n, (a, b) in enumerate(pairs, 1) if a != b] == [finding.place.line]
    assert mend(copy).written == []
    assert before


@pytest.mark.parametrize(
    "name", ["a key misspelt", "an id in capitals", "a vocabulary in capitals"]
)
def test_mending_gives_back_what_was_typed_before(copy: Path, name: str) -> None:
    file, before = damage(copy, MENDED[name])
    mend(copy)
    assert file.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("change", LEFT.values(), ids=LEFT)
def test_what_is_not_certain_is_left_alone(copy: Path, change: tuple[str, str, str]) -> None:
    file, _ = damage(copy, change)
    damaged = file.read_bytes()
    assert all(finding.fix is None for finding in validate(copy).findings)
    assert mend(copy).fixes == []
    assert file.read_bytes() == damaged


def test_several_faults_are_mended_at_once(copy: Path) -> None:
    for name in ("a key misspelt", "an id in capitals", "a vocabulary in capitals"):
        damage(copy, MENDED[name])
    assert len(mend(copy).fixes) == 3
    assert validate(copy).findings == []


def test_sound_records_are_left_as_they_are(copy: Path) -> None:
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    assert mend(copy).written == []
    assert {path: path.read_bytes() for path in before} == before
