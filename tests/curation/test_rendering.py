"""Findings as text, JSON, annotations and Markdown: nothing is lost, and nothing gets out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipplan_data.curation.findings import Finding, Fix, Place, Severity
from ipplan_data.curation.rendering import FORMATS, SCHEMA, as_json, github, markdown, text

NASTY = st.text(
    st.sampled_from("a:%,|`<>@*_[]()#&\r\n\x1b\u202e'\" /-") | st.characters(codec="utf-8"),
    max_size=30,
)
places = st.builds(
    Place,
    NASTY.filter(lambda path: "\x00" not in path),
    st.integers(0, 9),
    st.integers(0, 50),
    st.integers(0, 9),
    st.integers(0, 50),
)
findings = st.builds(
    Finding,
    st.sampled_from(["IPP101", "IPP406"]),
    places,
    NASTY,
    NASTY,
    NASTY,
    st.none() | NASTY,
    st.none() | NASTY,
    st.none() | NASTY,
    st.none() | st.builds(Fix, places, NASTY, NASTY),
    st.sampled_from(Severity),
)
any_findings = st.lists(findings, max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_findings)
def test_json_keeps_to_its_schema_and_loses_nothing(tmp_path: Path, found: list[Finding]) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    told = json.loads(as_json(found, tmp_path))
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    assert as_json(found, tmp_path).isascii()
    assert sum(told["counts"].values()) == len(found)
    for one, row in zip(found, told["findings"], strict=True):
        fix = row.pop("fix")
        place = Place(
            *(row.pop(name) for name in ("path", "line", "column", "end_line", "end_column"))
        )
        severity = Severity(row.pop("severity"))
        again = Finding(place=place, severity=severity, fix=one.fix, **row)
        assert again == one
        assert again.place.end_column == one.place.end_column
        assert (fix is None) == (one.fix is None)
        if one.fix:
            assert (fix["old"], fix["new"]) == (one.fix.old, one.fix.new)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_findings)
def test_annotations_are_one_command_a_finding_and_nothing_else_is_one(
    tmp_path: Path, found: list[Finding]
) -> None:
    lines = github(found, tmp_path).split("\n")
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert len(commands) == len(found)
    assert not any("\r" in line for line in lines)
    for one, command in zip(found, commands, strict=True):
        kind, properties, message = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", command).groups()  # type: ignore[union-attr]
        assert kind == one.severity
        told = dict(pair.split("=", 1) for pair in properties.split(","))
        assert told["title"] == one.code
        assert told.get("line", "0") == str(one.place.line)
        assert "%" not in re.sub("%[0-9A-F]{2}", "", message)


@pytest.mark.parametrize(
    ("workspace", "root", "told"),
    [
        ("", "", "records/a.yaml"),
        ("", "plan", "plan/records/a.yaml"),
        ("", "a,b:c/plan", "a%2Cb%3Ac/plan/records/a.yaml"),
        ("plan", "", "records/a.yaml"),
        ("other", "plan", "records/a.yaml"),
    ],
)
def test_annotations_name_files_from_the_folder_that_steps_run_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workspace: str, root: str, told: str
) -> None:
    one = Finding("IPP108", Place("records/a.yaml", 2, 8), "odd")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / workspace))
    assert f"file={told},line=2" in github([one], tmp_path / root)
    monkeypatch.delenv("GITHUB_WORKSPACE")
    (tmp_path / workspace).mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path / workspace)
    assert f"file={told},line=2" in github([one], tmp_path / root)
    assert "file=" not in github([Finding("IPP108", Place(), "odd")], tmp_path / root)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_findings)
def test_a_table_of_findings_has_a_row_each_and_no_mark_from_the_data(
    tmp_path: Path, found: list[Finding]
) -> None:
    told = markdown(found, tmp_path)
    if not found:
        assert told == "No findings: the records are valid.\n"
        return
    rows = told.rstrip("\n").split("\n")[4:]
    assert len(rows) == len(found)
    for row in rows:
        assert row.count("|") == 6
        plain = re.sub(r"&#[0-9]+;", "", row)
        assert not set(plain) & set("<>@*_[]`#&:\\")


def test_text_marks_the_place_in_the_line_that_was_typed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("first\ntitle: 2020\n", encoding="utf-8")
    one = Finding("IPP108", Place("a.yaml", 2, 8, 2, 12), "odd", "task 1", "quote it")
    assert text([one], tmp_path).splitlines() == [
        "a.yaml:2:8: IPP108 task 1: odd; quote it",
        "  2 | title: 2020",
        "    |        ^^^^",
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=400),
    st.integers(1, 500),
)
def test_any_line_can_be_shown(tmp_path: Path, line: str, column: int) -> None:
    (tmp_path / "a.yaml").write_bytes(line.encode())
    told = text([Finding("IPP108", Place("a.yaml", 1, column), "odd")], tmp_path)
    assert all(c.isprintable() for one in told.split("\n") for c in one)
    _, shown, mark = told.rstrip("\n").split("\n")
    assert mark.rstrip().endswith("^")
    assert len(shown) < 2_000


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_is_gone_or_no_text_is_rendered_without_excerpt(
    form: str, tmp_path: Path
) -> None:
    (tmp_path / "b.yaml").write_bytes(b"\xff\xfe\n")
    (tmp_path / "link.yaml").symlink_to("/etc/hostname")
    found = [Finding("IPP101", Place(name, 1, 1), "odd") for name in ("a", "b.yaml", "link.yaml")]
    told = FORMATS[form](found, tmp_path)
    assert told.count("IPP101") >= len(found)
