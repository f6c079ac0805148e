"""Every rule finds its invalid example, and no other rule does."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipplan_data.curation.document import reading_of
from ipplan_data.curation.pipeline import build, validate
from ipplan_data.curation.rules import RULES, Example
from ipplan_data.curation.rules.document import DOCUMENT

CASES = [(rule.code, case) for rule in RULES.values() for case in rule.examples]

# Rules whose findings name no value that was typed and none that is wanted, and why.
VALUELESS = {
    "IPP101": "a file or folder as a whole is there or isn't",
    "IPP103": "what can't be parsed holds no value",
    "IPP203": "the record as a whole is one too many",
    "IPP204": "the record as a whole is one too many",
    "IPP216": "the record as a whole is one too many",
    "IPP401": "the witness as a whole can't be used",
    "IPP601": "the file as a whole is missing",
    "IPP701": "the file as a whole can't be used",
    "IPP603": "the file as a whole is one too many",
}


@pytest.mark.parametrize(("code", "case"), CASES, ids=[code for code, _ in CASES])
def test_only_the_rule_itself_finds_its_invalid_example(
    code: str, case: Example, example: Path
) -> None:
    file, valid, invalid = example / case.file, case.valid, case.invalid
    if invalid is None:
        file.unlink()
    elif valid is None:
        file.write_text(invalid, encoding="utf-8")
    else:
        text = file.read_text(encoding="utf-8")
        assert text.count(valid) == 1, "the valid example stands once in the sound plan"
        file.write_text(text.replace(valid, invalid), encoding="utf-8")
    in_document = case.file == DOCUMENT
    findings = reading_of(file).findings if in_document else validate(example).findings
    assert {finding.code for finding in findings} == {code}
    assert all(finding.place.path and finding.message and finding.hint for finding in findings)
    for finding in findings:
        told = finding.found is not None or finding.expected is not None
        assert told == (code not in VALUELESS), "what is typed and what is wanted are values too"


def test_the_document_that_examples_change_reads_for_sure(example: Path) -> None:
    assert reading_of(example / DOCUMENT).findings == []


def test_the_plan_that_examples_change_is_sound(example: Path) -> None:
    assert validate(example).findings == []


def test_findings_leave_published_files_as_they_were(example: Path) -> None:
    tasks = example / "records" / "tasks" / "II.yaml"
    tasks.write_text(tasks.read_text().replace("[tolls]", "[tols]").replace("Fair", "Good"))
    before = (example / "data" / "tasks.csv").read_bytes()
    assert build(example).written == []
    assert (example / "data" / "tasks.csv").read_bytes() == before
