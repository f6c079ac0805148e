"""Errata are about what there is: messages name what is nearest, and nothing cascades."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplan_data.curation.model import Plan
from ipplan_data.curation.pipeline import validate
from ipplan_data.curation.records import Loaded
from ipplan_data.curation.rules import run
from ipplan_data.curation.source.normal import digest
from strategies import changed, plans


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ("section/I.i\n", "section/II.i\n", "'section/II.i', which does not exist; did you mean"),
        ("task/4", "footnote/2", "did you mean 'footnote/1'?"),
        ("task/4", "agency/rivets", "did you mean 'agency/rivers'?"),
        ("task/4", "agency/rivers", "the fields are name, printed, addressee_position"),
        ("field: title", "field: tilte", "did you mean 'title'?"),
        (
            "field: title",
            "field: colour",
            "the fields are id, title, first_task, last_task, terms, text",
        ),
        ("task/4", "taks/4", "'record' is 'taks/4', expected the form"),
        ("end: 7", "end: 0", "'end' is 0, expected more than 'start', 0"),
        ("basis: evident", "basis: evidence", "did you mean 'evident'?"),
        ("start: 0", "strat: 0", "no key is called 'strat'; did you mean 'start'?"),
    ],
)
def test_the_message_helps(example: Path, good: str, bad: str, words: str) -> None:
    path = example / "records" / "errata.yaml"
    path.write_text(path.read_text().replace(good, bad, 1))
    assert words in "\n".join(map(str, validate(example).findings))


def test_a_document_has_prose_too(example: Path) -> None:
    path = example / "records" / "errata.yaml"
    text = path.read_text().replace("record: task/4", "record: document")
    path.write_text(
        re.sub(
            "text: [0-9a-f]{64}", f"text: {digest('Whoever stands first leads.')}", text, count=1
        )
    )
    assert {finding.code for finding in validate(example).findings} == {"IPP602", "IPP706"}


@given(plans().filter(lambda plan: len(plan.tasks) > 1))
def test_an_erratum_about_a_missing_task_is_no_second_finding(plan: Plan) -> None:
    findings = run(Loaded(changed(plan, tasks=plan.tasks[1:]), (), ()), None)
    assert "IPP301" in {finding.code for finding in findings}
    assert not any(finding.record.startswith("erratum") for finding in findings)


@given(plans().filter(lambda plan: bool(plan.errata)), st.data())
def test_an_erratum_that_is_copied_is_found(plan: Plan, data: st.DataObject) -> None:
    first = data.draw(st.sampled_from(plan.errata))
    again = first.model_copy(update={"id": "again"})
    (finding,) = run(Loaded(changed(plan, errata=(*plan.errata, again)), (), ()), None)
    assert (finding.code, finding.record) == ("IPP215", "erratum again")
    assert first.label in finding.message
