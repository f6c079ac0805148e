"""Records are read as typed; what is wrong is found at its line, in words that help."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given

from ipplan_data.curation.document import read
from ipplan_data.curation.model import Plan, Record
from ipplan_data.curation.pipeline import build, validate
from ipplan_data.curation.records import load
from ipplan_data.curation.records.files import MAX_BYTES
from ipplan_data.curation.rules import run
from strategies import plans


@pytest.fixture(scope="module")
def invented(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented plan with its witness."""
    folder = tmp_path_factory.mktemp("invented")
    shutil.copytree(root / "tests" / "example" / "records", folder / "records")
    assert read(folder, root / "tests" / "example" / "document.md").changed
    return folder


@pytest.fixture
def example(invented: Path, tmp_path: Path) -> Path:
    """A copy of the invented plan that a test may damage."""
    shutil.copytree(invented / "records", tmp_path / "records")
    return tmp_path


def typed(record: Record, *without: str) -> dict[str, Any]:
    values = record.model_dump(mode="json", exclude_defaults=True)
    return {key: value for key, value in values.items() if key not in without}


def write(plan: Plan, root: Path) -> None:
    folder = root / "records"
    (folder / "tasks").mkdir(parents=True)
    files: dict[str, Any] = {
        "package.yaml": typed(plan.package),
        "document.yaml": typed(plan.document),
        **{f"{name}.yaml": [typed(r) for r in rows] for name, rows in plan.lists.items()},
    }
    del files["tasks.yaml"]
    for task in plan.tasks:
        files.setdefault(f"tasks/{task.section}.yaml", []).append(typed(task, "section"))
    for name, content in files.items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (folder / name).write_text(text, encoding="utf-8")


@given(plans())
def test_a_plan_that_is_typed_is_read_back_and_sound(plan: Plan) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(plan, Path(folder))
        loaded = load(Path(folder))
    assert run(loaded, None) == []
    assert loaded.plan == plan


# What is replaced, nothing for the whole file; what is there instead; code and line.
BAD = {
    "a key for the lead": (b"  agencies:", b"  lead: tolls\n  agencies:", "IPP106", 4),
    "a wrong id": (b"[tolls]", b"[tols]", "IPP201", 4),
    "two leads": (b"[tolls]", b"[[tolls, rivers], crown]", "IPP108", 4),
    "a file without tasks": (b"", b"[]\n", "IPP101", 1),
    "a text in a number field": (b"number: 4", b"number: '4'", "IPP108", 1),
    "a section typed in": (b"  title:", b"  section: II\n  title:", "IPP106", 2),
    "wrong encoding": (b"Fair", "Fär".encode("latin-1"), "IPP102", 2),
    "another encoding": (b"", b"\xff\xfe", "IPP102", 1),
    "a byte order mark": (b"- number", b"\xef\xbb\xbf- number", "IPP102", 1),
    "a mapping for the list": (b"", b"number: 4\n", "IPP108", 1),
    "a text for a record": (b"- number: 4\n", b"- four\n- number: 4\n", "IPP108", 1),
    "a number of many digits": (b"number: 4", b"number: " + b"4" * 5000, "IPP104", 1),
    "a decimal for a number": (b"number: 4", b"number: 4.5", "IPP108", 1),
    "a line break of another kind": (b"Fair", "Fa\u2028ir".encode(), "IPP102", 2),
    "a carriage return": (b"Fair", b"Fa\rir", "IPP102", 2),
    "half a character": (b"Fair tolls", b'"\\ud800"', "IPP103", 2),
    "a truth value for a number": (b"number: 4", b"number: true", "IPP108", 1),
    "a record twice nested": (b"- number: 4", b"- - number: 4", "IPP103", 2),
    "a file that is too large": (b"", b"#" * (MAX_BYTES + 1), "IPP101", 0),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_found_once_at_its_line(example: Path, name: str) -> None:
    good, bad, code, line = BAD[name]
    file = example / "records" / "tasks" / "II.yaml"
    file.write_bytes(file.read_bytes().replace(good, bad, 1) if good else bad)
    findings = validate(example).findings
    assert [(f.code, f.place.path, f.place.line) for f in findings] == [
        (code, "records/tasks/II.yaml", line)
    ]


TASKS, AGENCIES, DOCUMENT = "tasks/II.yaml", "agencies.yaml", "document.yaml"


@pytest.mark.parametrize(
    ("file", "good", "bad", "words"),
    [
        (TASKS, "title:", "titel:", "no key is called 'titel'; did you mean 'title'?"),
        (TASKS, "[tolls]", "[tolls]\n  lead: x", "the first leads"),
        (TASKS, "Fair tolls", "x" * 91, "'title' has 91 characters, expected at most 90"),
        (TASKS, "Fair tolls", "", "'title' is nothing, expected text"),
        (TASKS, "Fair tolls", "''", "'title' is empty, expected text"),
        (TASKS, "number: 4", "number: 101", "'number' is 101, expected at most 100"),
        (TASKS, "[tolls]", "[]", "'agencies' has 0 items, expected at least 1"),
        (TASKS, "[tolls]", "tolls", "expected a list, as [a, b]"),
        (TASKS, "[tolls]", "[To!]", "item 1 of 'agencies' is 'To!', expected the form"),
        (TASKS, "[tolls]", "[TOLLS]", "did you mean 'tolls'?"),
        (TASKS, "[tolls]", "[[tolls]]", "item 1 of 'agencies' is a list, expected text"),
        (TASKS, "number: 4", "number: [4]", "'number' is a list, expected a whole number"),
        (DOCUMENT, "1901-02-03", "1901-02-30", "'notice_date' is '1901-02-30'"),
        (DOCUMENT, "1901-02-03", "0000-02-03", "'notice_date' is '0000-02-03'"),
        (DOCUMENT, "1901-02-03", "3.2.1901", "expected the form"),
        (AGENCIES, "kind: government", "kind: goverment", "did you mean 'government'?"),
        (AGENCIES, "language: en", "langauge: en", "did you mean 'language'?"),
        (AGENCIES, "name: Crown\n", "title: Crown\n", "the keys are id, name"),
        (AGENCIES, "alias: Waterways Office", "alias: [Waterways]", "is a list, expected text"),
        (
            "tasks/I.ii.yaml",
            "responsibility: separate",
            "responsibility: seperate",
            "'responsibility' is the text 'seperate', expected one of separate; did you mean",
        ),
        ("sources.yaml", "settles: false", "settles: no", "'settles' is the text 'no'"),
    ],
)
def test_the_message_helps(example: Path, file: str, good: str, bad: str, words: str) -> None:
    path = example / "records" / file
    path.write_text(path.read_text().replace(good, bad, 1))
    assert words in "\n".join(map(str, validate(example).findings))


def test_no_finding_can_act_as_a_command(example: Path) -> None:
    path = example / "records" / TASKS
    path.write_text(path.read_text().replace("Fair tolls", '"\\e[2J\\u202e::error::x"'))
    (finding, *_) = validate(example).findings
    assert str(finding).isprintable()
    assert str(finding).startswith("records/")


def places(root: Path) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.place)) for finding in validate(root).findings]


def test_a_file_that_is_missing_or_no_regular_file_is_one_finding(example: Path) -> None:
    for file in (DOCUMENT, TASKS):
        path, away = example / "records" / file, example / "away"
        found = [("IPP101", f"records/{file}")]
        path.rename(away)
        assert places(example) == found
        path.symlink_to(away)
        assert places(example) == found
        path.unlink()
        os.mkfifo(path)  # which nothing waits for
        assert places(example) == found
        path.unlink()
        away.rename(path)
    tasks = example / "records" / "tasks"
    tasks.rename(example / "tasks")
    assert places(example) == [("IPP101", "records/tasks")]
    tasks.symlink_to(example / "tasks")
    assert places(example) == [("IPP101", "records/tasks")]


def test_an_empty_list_is_read(example: Path) -> None:
    (example / "records" / "errata.yaml").write_text("# None is known.\n\n[]\n")
    sections = example / "records" / "sections.yaml"
    sections.write_text(sections.read_text().replace("Clean water", "Clean watter"))
    outcome = build(example)
    assert outcome.findings == []
    assert outcome.files["data/errata.csv"].count(b"\n") == 1
    assert json.loads(outcome.files["data/ipplan.json"])["errata"] == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_may_not_be_read_is_found(example: Path) -> None:
    (example / "records" / DOCUMENT).chmod(0)
    assert places(example) == [("IPP101", "records/document.yaml")]


def test_texts_know_whether_they_may_be_chinese(plan: Plan, root: Path) -> None:
    texts = {text.text: text.chinese for text in load(root).texts}
    body = plan.agency["cnipa"]
    assert texts[str(body.name_zh)]
    assert not texts[body.name]
    assert {texts[one.alias] for one in body.aliases if one.language == "zh"} == {True}


@pytest.mark.parametrize(
    ("printed", "chinese"), [("《水》", True), ("the “水”", True), ("a、b", False), ("“a”", False)]
)
def test_a_quotation_may_be_in_either_language(example: Path, printed: str, chinese: bool) -> None:
    path = example / "records" / "errata.yaml"
    path.write_text(path.read_text().replace("as_printed: Loweres", f"as_printed: {printed}"))
    assert {t.chinese for t in load(example).texts if t.text == printed} == {chinese}
    assert (run(load(example), None) == []) == chinese
