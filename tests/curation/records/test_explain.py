"""Messages say what was found, what was expected and what is nearest."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipplan_data.curation.pipeline import validate


@pytest.mark.parametrize(
    ("file", "good", "bad", "words"),
    [
        ("tasks/II.yaml", "title:", "titel:", "no key is called 'titel'; did you mean 'title'?"),
        ("tasks/II.yaml", "[tolls]", "[tolls]\n  lead: x", "the first leads"),
        ("tasks/II.yaml", "Fair tolls", "x" * 91, "'title' has 91 characters, expected at most 90"),
        ("tasks/II.yaml", "Fair tolls", "", "'title' is nothing, expected text"),
        ("tasks/II.yaml", "Fair tolls", "''", "'title' is empty, expected text"),
        ("tasks/II.yaml", "number: 4", "number: 101", "'number' is 101, expected at most 100"),
        ("tasks/II.yaml", "[tolls]", "[]", "'agencies' has 0 items, expected at least 1"),
        ("tasks/II.yaml", "[tolls]", "tolls", "expected a list, as [a, b]"),
        ("tasks/II.yaml", "[tolls]", "[To!]", "item 1 of 'agencies' is 'To!', expected the form"),
        ("tasks/II.yaml", "[tolls]", "[TOLLS]", "did you mean 'tolls'?"),
        ("tasks/II.yaml", "title:", "TITLE:", "did you mean 'title'?"),
        ("tasks/II.yaml", "[tolls]", "[[tolls]]", "item 1 of 'agencies' is a list, expected text"),
        (
            "tasks/II.yaml",
            "number: 4",
            "number: [4]",
            "'number' is a list, expected a whole number",
        ),
        ("document.yaml", "1901-02-03", "1901-02-30", "'notice_date' is '1901-02-30'"),
        ("agencies.yaml", "kind: government", "kind: goverment", "did you mean 'government'?"),
        (
            "tasks/I.ii.yaml",
            "responsibility: separate",
            "responsibility: seperate",
            "'responsibility' is the text 'seperate', expected one of separate; did you mean",
        ),
        ("agencies.yaml", "language: en", "langauge: en", "did you mean 'language'?"),
        ("agencies.yaml", "name: Crown\n", "title: Crown\n", "the keys are id, name"),
        ("document.yaml", "1901-02-03", "3.2.1901", "expected the form"),
        ("sources.yaml", "settles: false", "settles: no", "'settles' is the text 'no'"),
    ],
)
def test_the_message_helps(example: Path, file: str, good: str, bad: str, words: str) -> None:
    path = example / "records" / file
    path.write_text(path.read_text().replace(good, bad, 1))
    assert words in "\n".join(map(str, validate(example).findings))


def test_no_finding_can_act_as_a_command(example: Path) -> None:
    path = example / "records" / "tasks" / "II.yaml"
    path.write_text(path.read_text().replace("Fair tolls", '"\\e[2J\\u202e::error::x"'))
    (finding, *_) = validate(example).findings
    assert str(finding).isprintable()
    assert str(finding).startswith("records/")
