"""The registry knows every code that the code reports, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from ipplan_data.curation.rules import RULES


def test_codes_in_the_code_and_codes_in_the_registry_are_the_same(root: Path) -> None:
    reported = set()
    for path in (root / "src" / "ipplan_data" / "curation").rglob("*.py"):
        reported |= set(re.findall(r'"(IPP[0-9]{3})"', path.read_text(encoding="utf-8")))
    assert reported == set(RULES)


def test_every_rule_says_what_why_and_how() -> None:
    for rule in RULES.values():
        assert rule.title
        assert rule.why.endswith(".")
        assert rule.fix.endswith(".")
