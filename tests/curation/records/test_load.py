"""Records: what is typed comes back, and no input ends in a traceback."""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ipplan_data.curation.model import Plan, Record
from ipplan_data.curation.pipeline import build, validate
from ipplan_data.curation.records import load
from ipplan_data.curation.records.files import MAX_BYTES
from ipplan_data.curation.rules import run
from strategies import plans


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


def snapshot(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path): path.read_bytes() for path in files if path.stat().st_size < 2 * MAX_BYTES}


# What is replaced, nothing for the whole file; what stands there instead; code and line.
BAD = {
    "an unknown key": (b"  title:", b"  colour: red\n  title:", "IPP106", 2),
    "a key for the lead": (b"  agencies:", b"  lead: tolls\n  agencies:", "IPP106", 4),
    "a wrong id": (b"[tolls]", b"[tols]", "IPP201", 4),
    "two leads": (b"[tolls]", b"[[tolls, rivers], crown]", "IPP108", 4),
    "a file without tasks": (b"", b"[]\n", "IPP101", 1),
    "a number in a text field": (b"Fair tolls", b"2020", "IPP108", 2),
    "a text in a number field": (b"number: 4", b"number: '4'", "IPP108", 1),
    "a section typed in": (b"  title:", b"  section: II\n  title:", "IPP106", 2),
    "bad YAML": (b"[tolls]", b"[tolls", "IPP103", 5),
    "wrong encoding": (b"Fair", "Fär".encode("latin-1"), "IPP102", 2),
    "another encoding": (b"", b"\xff\xfe", "IPP102", 1),
    "a byte order mark": (b"- number", b"\xef\xbb\xbf- number", "IPP102", 1),
    "a NUL byte": (b"Fair", b"Fa\0ir", "IPP102", 2),
    "a mapping for the list": (b"", b"number: 4\n", "IPP108", 1),
    "a text for a record": (b"- number: 4\n", b"- four\n- number: 4\n", "IPP108", 1),
    "a number of many digits": (b"number: 4", b"number: " + b"4" * 5000, "IPP104", 1),
    "a decimal for a number": (b"number: 4", b"number: 4.5", "IPP108", 1),
    "a line break of another kind": (b"Fair", "Fa\u2028ir".encode(), "IPP102", 2),
    "a carriage return": (b"Fair", b"Fa\rir", "IPP102", 2),
    "null in another spelling": (b"Fair tolls", b"~", "IPP104", 2),
    "truth in another spelling": (b"Fair tolls", b"True", "IPP104", 2),
    "half a character": (b"Fair tolls", b'"\\ud800"', "IPP103", 2),
    "a truth value for a number": (b"number: 4", b"number: true", "IPP108", 1),
    "a record twice nested": (b"- number: 4", b"- - number: 4", "IPP103", 2),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_found_at_its_line_and_changes_nothing(example: Path, name: str) -> None:
    good, bad, code, line = BAD[name]
    file = example / "records" / "tasks" / "II.yaml"
    file.write_bytes(file.read_bytes().replace(good, bad, 1) if good else bad)
    before = snapshot(example)
    outcome = build(example)
    assert [(f.code, f.place.line) for f in outcome.findings] == [(code, line)]
    assert validate(example).findings == outcome.findings
    assert snapshot(example) == before


@pytest.mark.parametrize("file", ["document.yaml", "agencies.yaml", "tasks/II.yaml"])
def test_files_that_are_no_files_are_found(example: Path, file: str) -> None:
    path = example / "records" / file
    path.rename(example / "away")
    path.symlink_to(example / "away")
    assert "IPP101" in {finding.code for finding in validate(example).findings}
    path.unlink()
    path.mkdir()
    assert {finding.code for finding in validate(example).findings} >= {"IPP101"}


def test_a_list_that_is_empty_is_read(example: Path) -> None:
    (example / "records" / "errata.yaml").write_text("# None is known.\n\n[]\n")
    sections = example / "records" / "sections.yaml"
    sections.write_text(sections.read_text().replace("Clean water", "Clean watter"))
    outcome = build(example)
    assert outcome.findings == []
    assert outcome.files["data/errata.csv"].count(b"\n") == 1
    assert json.loads(outcome.files["data/ipplan.json"])["errata"] == []


def test_a_missing_task_is_found_by_its_number(example: Path) -> None:
    path = example / "records" / "tasks" / "I.i.yaml"
    path.write_text(path.read_text().partition("- number: 2")[0])
    (finding,) = validate(example).findings
    assert finding.code == "IPP301"
    assert (finding.record, finding.message) == ("task 2", "the task is missing")


def test_each_missing_file_of_tasks_is_one_finding(example: Path) -> None:
    tasks = example / "records" / "tasks"
    (tasks / "II.yaml").unlink()
    assert [str(f.place) for f in validate(example).findings] == ["records/tasks/II.yaml"]
    tasks.rename(example / "tasks")
    assert [str(f.place) for f in validate(example).findings] == ["records/tasks"]
    tasks.symlink_to(example / "tasks")
    assert [str(f.place) for f in validate(example).findings] == ["records/tasks"]


def test_a_pipe_is_not_waited_for(example: Path) -> None:
    path = example / "records" / "document.yaml"
    path.unlink()
    os.mkfifo(path)
    assert [f.message for f in validate(example).findings] == ["this is not a regular file"]


def test_a_date_that_is_not_on_the_calendar_is_found(example: Path) -> None:
    path = example / "records" / "document.yaml"
    for day in ("1901-02-29", "1901-04-31", "1901-13-01", "0000-01-01", "1901-2-3"):
        path.write_text(re.sub("notice_date: .*", f"notice_date: {day}", path.read_text()))
        assert [finding.code for finding in validate(example).findings] == ["IPP109"], day


def test_an_id_that_many_records_name_is_one_finding(example: Path) -> None:
    path = example / "records" / "agencies.yaml"
    path.write_text(path.read_text().replace("id: rivers", "id: rivulets"))
    (finding,) = validate(example).findings
    assert finding.code == "IPP201"
    assert "used in" in finding.message


def test_an_alias_that_is_a_list_is_found(example: Path) -> None:
    path = example / "records" / "agencies.yaml"
    path.write_text(
        path.read_text().replace("alias: Waterways Office", "alias: [Waterways Office]")
    )
    assert [finding.code for finding in validate(example).findings] == ["IPP108"]


def test_a_long_list_takes_no_long_time(example: Path) -> None:
    path = example / "records" / "tasks" / "II.yaml"
    path.write_text(path.read_text().replace("[tolls]", f"[{'tolls, ' * 100_000}tolls]"))
    assert {finding.code for finding in validate(example).findings} == {"IPP305"}


def test_a_file_of_a_hundred_megabytes_is_refused_unread(example: Path) -> None:
    with (example / "records" / "tasks" / "II.yaml").open("wb") as file:
        file.truncate(100_000_000)
    (finding,) = validate(example).findings
    assert finding.code == "IPP101"
    assert "100,000,000 bytes" in finding.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_may_not_be_read_is_found(example: Path) -> None:
    (example / "records" / "document.yaml").chmod(0)
    assert [finding.code for finding in validate(example).findings] == ["IPP101"]


@given(st.data())
def test_no_damage_to_bytes_ends_in_an_exception(data: st.DataObject) -> None:
    source = Path(__file__).parents[2] / "example" / "records"
    with tempfile.TemporaryDirectory() as folder:
        for path in source.rglob("*.yaml"):
            target = Path(folder) / "records" / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
        victims = sorted(Path(folder).rglob("*.yaml"))
        victim = data.draw(st.sampled_from(victims), label="file")
        text = victim.read_bytes()
        start = data.draw(st.integers(0, len(text)), label="start")
        length = data.draw(st.integers(0, 40), label="length")
        instead = data.draw(st.binary(max_size=8) | st.sampled_from([b"\n", b": ", b"- ", b"{"]))
        victim.write_bytes(text[:start] + instead + text[start + length :])
        for finding in run(load(Path(folder)), None):
            assert finding.place.path.startswith("records/")
            assert "\n" not in str(finding)


def test_texts_know_whether_they_may_be_chinese(plan: Plan, root: Path) -> None:
    texts = {text.text: text.chinese for text in load(root).texts}
    body = plan.agency["cnipa"]
    assert texts[str(body.name_zh)]
    assert not texts[body.name]
    chinese = [alias for alias in body.aliases if alias.language == "zh"]
    assert chinese
    assert all(texts[alias.alias] for alias in chinese)


@pytest.mark.parametrize(
    ("printed", "chinese"), [("《水》", True), ("the “水”", True), ("a、b", False), ("“a”", False)]
)
def test_a_quotation_may_be_in_either_language(example: Path, printed: str, chinese: bool) -> None:
    path = example / "records" / "errata.yaml"
    path.write_text(path.read_text().replace("as_printed: Loweres", f"as_printed: {printed}"))
    assert {t.chinese for t in load(example).texts if t.text == printed} == {chinese}
    assert (run(load(example), None) == []) == chinese
