"""Two versions of the published tables: every change is reported once, the worst first."""

from __future__ import annotations

import csv
import json
import subprocess
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from ipplan_data.cli import app
from ipplan_data.curation import diff
from ipplan_data.curation.diff import Change, Version, breaking, compare, read
from ipplan_data.plan.files import home

REAL = read("installed")


@st.composite
def edited(draw: st.DrawFn) -> Version:
    """The real data with rows removed, added or changed, and columns removed."""
    new = deepcopy(REAL)
    for _ in range(draw(st.integers(0, 4))):
        table = new.tables[draw(st.sampled_from(sorted(new.tables)))]
        key = draw(st.sampled_from(sorted(table.rows))) if table.rows else ()
        others = [name for name in table.fields if name not in table.key]
        column = draw(st.sampled_from(others or ["none"]))
        action = draw(st.sampled_from(["remove", "add", "change", "column"]))
        if action == "remove" and key:
            del table.rows[key]
        elif action == "add":
            added = tuple(draw(st.text(min_size=1, max_size=5)) for _ in table.key)
            values = dict.fromkeys(table.fields, "x") | dict(zip(table.key, added, strict=True))
            table.rows[added] = values
        elif action == "change" and key and others:
            table.rows[key][column] = draw(st.text(max_size=5))
        elif action == "column":
            for row in table.rows.values():
                row.pop(column, None)
            table.fields.pop(column, None)
    return new


def patched(old: Version, changes: list[Change]) -> dict[str, dict[Any, dict[str, str]]]:
    """Apply the changes of rows and cells to the rows of the old version."""
    rows = {name: deepcopy(table.rows) for name, table in old.tables.items()}
    for one in changes:
        if one.what == "column":
            for row in rows[one.table].values():
                row.pop(one.column)
    for one in changes:
        if one.what == "row" and one.kind == "removed":
            del rows[one.table][one.key]
        elif one.what == "row":
            rows[one.table][one.key] = one.new
        elif one.what == "cell":
            assert rows[one.table][one.key][one.column] == one.old != one.new
            rows[one.table][one.key][one.column] = one.new
    return rows


@given(edited())
def test_the_changes_applied_to_the_old_version_give_the_new_one(new: Version) -> None:
    changes = compare(REAL, new)
    rows = patched(REAL, changes)
    for name, table in new.tables.items():
        filled = [
            {key: {n: c for n, c in row.items() if c} for key, row in one.items()}
            for one in (rows[name], table.rows)
        ]
        assert filled[0] == filled[1]
    assert len(changes) == len(
        {(one.kind, one.what, one.table, one.key, one.column) for one in changes}
    )
    assert changes == sorted(changes, key=lambda one: (one.derived, one.rank))


@given(edited())
def test_only_removals_without_redirect_are_breaking(new: Version) -> None:
    found = breaking(REAL, new)
    assert all(one.kind == "removed" for one in found)
    for name, kind in diff.KINDS.items():
        gone = REAL.tables[name].rows.keys() - new.tables[name].rows.keys()
        redirects: dict[diff.Key, dict[str, str]] = {
            (f"{kind}/{'/'.join(key)}",): {"old": "", "new": "", "reason": ""} for key in gone
        }
        new.tables["redirects"].rows |= redirects
    assert not [one for one in breaking(REAL, new) if one.table in diff.KINDS and one.what == "row"]


def changed(version: Version, table: str, key: tuple[str, ...], **cells: str) -> Version:
    new = deepcopy(version)
    new.tables[table].rows[key] |= cells
    return new


def test_leads_come_first_and_repeated_values_are_counted() -> None:
    new = changed(REAL, "tasks", ("48",), lead_agency="samr", title="Parcels")
    new.tables["responsibilities"].rows["48", "1"]["agency"] = "samr"
    new.tables["agencies"].rows["samr",]["tasks_led"] = "99"
    first, second, *derived = compare(REAL, new)
    assert (first.subject, first.column, first.old, first.new) == (
        "tasks 48",
        "lead_agency",
        "spb",
        "samr",
    )
    assert second.column == "title"
    assert {(one.table, one.derived) for one in derived} == {
        ("responsibilities", True),
        ("agencies", True),
    }
    assert "2 changes, and 2 derived from them" in diff.as_text(REAL, new, compare(REAL, new))


def test_rows_of_a_removed_record_are_derived() -> None:
    new = deepcopy(REAL)
    del new.tables["tasks"].rows["41",]
    for name in ("mentions", "responsibilities", "codes", "terms"):
        table = new.tables[name]
        table.rows = {key: row for key, row in table.rows.items() if row["task"] != "41"}
    listed = [one for one in compare(REAL, new) if not one.derived]
    assert [(one.kind, one.subject) for one in listed] == [("removed", "tasks 41")]
    assert [one.subject for one in breaking(REAL, new)] == ["tasks 41"]


def test_derived_columns_and_kinds_exist() -> None:
    for name, columns in diff.DERIVED.items():
        assert columns <= REAL.tables[name].fields.keys()
    assert diff.REPEATED | diff.KINDS.keys() <= REAL.tables.keys()


@given(edited())
def test_all_formats_report_the_same_changes(new: Version) -> None:
    changes = compare(REAL, new)
    listed = [one for one in changes if not one.derived]
    text = diff.as_text(REAL, new, changes).splitlines()
    assert sum(line.startswith("- ") for line in text) == len(listed)
    page = diff.as_markdown(REAL, new, changes)
    assert page.count("\n| `") == len(listed)
    whole = json.loads(diff.as_json(REAL, new, changes))
    assert [one["column"] for one in whole["changes"]] == [one.column for one in changes]


def run(*arguments: object) -> Result:
    command = ["diff", *map(str, arguments)]
    return CliRunner().invoke(app, command, catch_exceptions=False)


def test_folder_revision_and_installed_data_read_alike(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Data"]):
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", "-C", str(copy), *identity, *command], check=True)  # noqa: S607
    monkeypatch.chdir(copy)
    versions = [read(name) for name in ("HEAD", ".", "installed")]
    assert all(one.tables == REAL.tables and one.files == REAL.files for one in versions)
    assert (run("HEAD").exit_code, run("HEAD").stdout.splitlines()[-1]) == (0, "No differences")
    tasks = copy / "data" / "tasks.csv"
    tasks.write_text(tasks.read_text().replace(",spb,", ",samr,"))
    result = run("HEAD", ".")
    assert result.exit_code == 1
    assert "- tasks 48: lead_agency: spb -> samr\n" in result.stdout
    assert run("--breaking", "HEAD", ".").exit_code == 0
    with tasks.open(encoding="utf-8", newline="") as file:
        rows = [*csv.reader(file)]
    with tasks.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows[:-1])
    result = run("--breaking", "HEAD", ".")
    assert (result.exit_code, "tasks 100: row removed" in result.stdout) == (1, True)


@pytest.mark.parametrize("name", ["nothing", "--all", "HEAD~99999", "docs", "", "a\0b", "-"])
def test_what_is_no_version_is_one_line(
    name: str, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copy / "docs")
    result = run("--", name, "installed")
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


@given(
    st.sampled_from(["datapackage.json", "data/tasks.csv"]),
    st.binary(max_size=40) | st.sampled_from([b"[]", b"{}", b'{"resources": 1}', b"number\n"]),
)
def test_damaged_files_are_one_line(path: str, data: bytes) -> None:
    def content(name: str) -> bytes:
        return data if name == path else Path(home(), name).read_bytes()

    with pytest.raises(diff.VersionError, match="can't be read as published"):
        diff._version("x", content)
