"""The one way through: records, model, rules, tables, published files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ipplan_data.curation import publish
from ipplan_data.curation.findings import Finding
from ipplan_data.curation.records import load
from ipplan_data.curation.rules import remedied, run
from ipplan_data.curation.source import witness_file


@dataclass(frozen=True, slots=True)
class Outcome:
    """The files as they should be, if the records are valid, the findings, and what was written."""

    files: dict[str, bytes]
    findings: list[Finding]
    written: list[str] = field(default_factory=list)


def build(root: Path, *, check: bool = False) -> Outcome:
    """Make the published files of the records below ``root``.

    With findings nothing is written. With ``check`` nothing is written either, and files that
    differ are findings.
    """
    outcome = validate(root)
    if check or not outcome.files:
        return outcome
    return Outcome(outcome.files, [], publish.write(root, outcome.files))


def validate(root: Path) -> Outcome:
    """Check the records, also against the witness, and the published files against the records."""
    loaded = load(root)
    findings = run(loaded, witness_file.load(root))
    if findings or loaded.plan is None:
        return Outcome({}, findings)
    files = publish.render(loaded.plan)
    return Outcome(files, remedied(publish.compare(root, files)))
