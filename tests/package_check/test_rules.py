"""Every rule is documented, and the page has no other."""

from __future__ import annotations

import re
from pathlib import Path

from ipplan_data.package_check import RULES, check
from ipplan_data.package_check.findings import Finding


def test_the_page_has_every_rule_as_it_is_declared(root: Path) -> None:
    page = (root / "docs" / "package-rules.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| (IPP[0-9]+) \| (.*?) \| (.*?) \| (.*?) \|$", page, re.MULTILINE)
    assert found == [(code, *rule) for code, rule in RULES.items()]


def test_the_page_shows_what_is_printed(root: Path) -> None:
    page = (root / "docs" / "package-rules.md").read_text(encoding="utf-8")
    assert f"    {check(root).summary()}\n" in page
    shown = Finding(
        "IPP942",
        "data/tasks.csv",
        "the cell has another form",
        49,
        7,
        "tasks/48",
        "section",
        "'III-i'",
        "'^[IVX]+(\\.[ivx]+)?$'",
    )
    assert f"    {shown}\n" in page


def test_codes_stand_in_order_and_texts_are_sentences() -> None:
    assert sorted(RULES) == [*RULES]
    for code, rule in RULES.items():
        assert re.fullmatch("IPP9[0-9]{2}", code)
        assert rule.title[0].isupper() or rule.title.startswith("data")
        assert not rule.title.endswith(".")
        for text in (rule.why, rule.fix):
            assert (text[0].isupper(), text[-1]) == (True, "."), code
