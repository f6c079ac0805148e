"""The one way through: records, model, rules, tables, published files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ipplan_data.curation import publish
from ipplan_data.curation.findings import Finding
from ipplan_data.curation.model import Plan
from ipplan_data.curation.records import load
from ipplan_data.curation.rules import remedied, run
from ipplan_data.curation.source import witness_file as witness_file


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the files as they should be, if the records are sound, and the findings."""

    files: dict[str, bytes]
    findings: list[Finding]
    written: list[str]


def build(root: Path, *, check: bool = False) -> Outcome:
    """Make the published files of the records below ``root``.

    With findings nothing is written. With ``check`` nothing is written either, and files that
    differ are findings.
    """
    plan, findings = _sound(root)
    if plan is None:
        return Outcome({}, findings, [])
    files = publish.render(plan)
    if check:
        return Outcome(files, remedied(publish.compare(root, files)), [])
    return Outcome(files, [], publish.write(root, files))


def validate(root: Path) -> Outcome:
    """Check the records, against the witness too, and the published files against them."""
    plan, findings = _sound(root)
    if plan is None:
        return Outcome({}, findings, [])
    files = publish.render(plan)
    return Outcome(files, remedied(publish.compare(root, files)), [])


def _sound(root: Path) -> tuple[Plan | None, list[Finding]]:
    """Give the plan, if its records are sound, or else the findings."""
    loaded = load(root)
    findings = run(loaded, witness_file.load(root))
    return (None if findings else loaded.plan), findings
