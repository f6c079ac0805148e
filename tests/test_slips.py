"""Typical mistakes: each is one finding, at the line that was typed, and shown on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipplan_data.curation.rendering import text
from slips import PAGE, SLIPS, Slip, made


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.title)
def test_a_slip_is_one_finding_at_its_line(root: Path, tmp_path: Path, slip: Slip) -> None:
    found = made(root, tmp_path, slip)
    assert [one.code for one in found] == [slip.code], [*map(str, found)]
    (finding,) = found
    assert finding.hint
    if slip.line:
        lines = (tmp_path / finding.place.path).read_text(encoding="utf-8").splitlines()
        assert finding.place.path == (slip.into or slip.file)
        assert slip.line in lines[finding.place.line - 1]
    shown = "".join(f"    {line}\n" for line in text(found, tmp_path).splitlines())
    page = (root / PAGE).read_text(encoding="utf-8")
    assert f"## {slip.title}\n\n{shown}" in page, "rebuild the page: python tests/slips.py"


def test_the_page_shows_every_slip_once(root: Path) -> None:
    page = (root / PAGE).read_text(encoding="utf-8")
    assert page.count("\n## ") == len(SLIPS)
