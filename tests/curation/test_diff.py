"""Two versions of the published tables: every change is reported once, the worst first."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from ipplan_data.cli import app
from ipplan_data.curation.diff import (
    FORMATS,
    Change,
    Version,
    VersionError,
    breaking,
    compare,
    read,
)
from ipplan_data.curation.diff.changes import DERIVED, KINDS, REPEATED
from ipplan_data.curation.diff.versions import parse
from ipplan_data.curation.publish import render
from ipplan_data.curation.records import load
from ipplan_data.plan.files import home

REAL = read("installed")
Edit = tuple[str, str, int, str, str]

# What is done, to which table, row and column (each by a drawn number or name), and a new text.
edits = st.lists(
    st.tuples(
        st.sampled_from(["remove", "add", "change", "column", "file"]),
        st.sampled_from(sorted(REAL.tables)),
        st.integers(0, 999),
        st.sampled_from(sorted({name for one in REAL.tables.values() for name in one.fields})),
        st.text(min_size=1, max_size=5),
    ),
    max_size=4,
)


def copied(version: Version) -> Version:
    """A version that a test may change."""
    tables = {
        name: replace(
            one, fields=dict(one.fields), rows={key: dict(row) for key, row in one.rows.items()}
        )
        for name, one in version.tables.items()
    }
    return replace(version, files=set(version.files), tables=tables)


SMALL = copied(REAL)  # the first rows of each table, so that a failing example is found soon
for whole in SMALL.tables.values():
    whole.rows = dict(islice(whole.rows.items(), 8))


def edited(drawn: list[Edit]) -> Version:
    """The small data with rows removed, added or changed, and columns and tables removed."""
    new = copied(SMALL)
    for action, name, place, column, text in drawn:
        table = new.tables.get(name)
        if table is None:
            continue
        row = [*table.rows][place % len(table.rows)] if table.rows else None
        optional = column in table.fields and column not in table.key
        if action == "remove" and row:
            del table.rows[row]
        elif action == "add":
            key = (text,) * len(table.key)
            table.rows[key] = dict.fromkeys(table.fields, text)
        elif action == "change" and row and optional:
            table.rows[row][column] = text
        elif action == "column" and optional:
            del table.fields[column]
            for cells in table.rows.values():
                del cells[column]
        elif action == "file":
            new.files.discard(table.path)
            del new.tables[name]
    return new


def patched(old: Version, changes: list[Change]) -> dict[str, dict[Any, dict[str, str]]]:
    """Apply changes to the rows of the old version, and leave empty cells out."""
    rows = {name: table.rows for name, table in copied(old).tables.items()}
    for one in sorted(changes, key=lambda one: one.what != "column"):
        if one.what == "file":
            rows = {name: own for name, own in rows.items() if old.tables[name].path != one.column}
        elif one.what == "column":
            for row in rows[one.table].values():
                row.pop(one.column)
        elif one.what == "row" and one.kind == "removed":
            del rows[one.table][one.key]
        elif one.what == "row":
            rows[one.table][one.key] = one.new
        else:
            assert rows[one.table][one.key][one.column] == one.old != one.new
            rows[one.table][one.key][one.column] = one.new
    return filled(rows)


def filled(rows: dict[str, dict[Any, dict[str, str]]]) -> dict[str, dict[Any, dict[str, str]]]:
    return {
        name: {key: {n: cell for n, cell in row.items() if cell} for key, row in own.items()}
        for name, own in rows.items()
    }


@given(edits)
def test_the_changes_applied_to_the_old_version_give_the_new_one(drawn: list[Edit]) -> None:
    new = edited(drawn)
    changes = compare(SMALL, new)
    expected = filled({name: table.rows for name, table in new.tables.items()})
    found = patched(SMALL, changes)
    assert [name for name in SMALL.tables if found.get(name) != expected.get(name)] == []
    places = {(one.table, one.key, one.column, one.what) for one in changes}
    assert len(places) == len(changes)
    assert changes == sorted(changes, key=lambda one: (one.derived, one.rank))


@given(edits)
def test_what_is_gone_is_breaking_until_it_is_redirected(drawn: list[Edit]) -> None:
    new = edited([one for one in drawn if one[0] != "file"])
    gone = {
        (name, key)
        for name in KINDS
        for key in SMALL.tables[name].rows.keys() - new.tables[name].rows.keys()
    }
    found = breaking(SMALL, new)
    assert all(one.kind == "removed" for one in found)
    rows = {(one.table, one.key) for one in found if one.what == "row" and one.table in KINDS}
    assert {one for one in gone if one[0] != "terms"} <= rows <= gone
    for name, key in gone:
        old = f"{KINDS[name]}/{key[0]}"
        new.tables["redirects"].rows[old,] = {"old": old, "new": "", "reason": "A test"}
    assert not [one for one in breaking(SMALL, new) if one.what == "row" and one.table in KINDS]


@given(edits)
def test_all_formats_report_the_same_changes(drawn: list[Edit]) -> None:
    new = edited(drawn)
    changes = compare(SMALL, new)
    listed = [one for one in changes if not one.derived]
    text, whole, page = (
        FORMATS[name](SMALL, new, changes) for name in ("text", "json", "markdown")
    )
    assert sum(line.startswith("- ") for line in text.splitlines()) == len(listed)
    assert page.count("\n| `") == len(listed)
    found = [Change(**{**one, "key": tuple(one["key"])}) for one in json.loads(whole)["changes"]]
    assert found == changes


def run(*arguments: object) -> Result:
    command = ["diff", *map(str, arguments)]
    return CliRunner().invoke(app, command, catch_exceptions=False)


def test_a_new_lead_comes_first_and_what_is_derived_is_counted(copy: Path) -> None:
    record = next(
        file for file in copy.glob("records/tasks/*.yaml") if "[spb]" in file.read_text("utf-8")
    )
    text = record.read_text("utf-8").replace("[spb]", "[samr]")
    record.write_text(text.replace("  summary: ", "  summary: New. ", 1), "utf-8")
    changed = load(copy).plan
    assert changed
    new = parse("new", render(changed).__getitem__)
    changes = compare(REAL, new)
    lead, summary, *derived = changes
    assert (lead.table, lead.key, lead.column) == ("tasks", ("48",), "lead_agency")
    assert (lead.old, lead.new, summary.column) == ("spb", "samr", "summary")
    assert {one.table for one in derived if one.derived} == {
        "tasks",
        "responsibilities",
        "agencies",
    }
    assert all(one.derived for one in derived)
    shown = FORMATS["text"](REAL, new, changes)
    names = [REAL.tables["agencies"].rows[one,]["name"] for one in ("spb", "samr")]
    assert f"lead_agency: spb ({names[0]}) -> samr ({names[1]})\n" in shown
    assert f"- tasks 48 ({new.tables['tasks'].rows['48',]['title']})" in shown
    assert f"2 changes, and {len(derived)} derived from them" in shown


def test_rows_that_only_mention_what_is_gone_or_new_are_listed() -> None:
    new = copied(REAL)
    lead = new.tables["tasks"].rows["41",]["lead_agency"]
    del new.tables["agencies"].rows[lead,], new.tables["tasks"].rows["41",]
    for name in ("mentions", "responsibilities", "codes", "terms"):
        rows = new.tables[name].rows
        new.tables[name].rows = {key: row for key, row in rows.items() if row["task"] != "41"}
    new.tables["entities"].rows["new-law",] = {"id": "new-law", "name": "New Law"}
    new.tables["mentions"].rows["48", "9"] = {"task": "48", "position": "9", "entity": "new-law"}
    new.tables["redirects"].rows[f"agency/{lead}",] = {"old": f"agency/{lead}"}
    listed = [(one.kind, one.table, one.key) for one in compare(REAL, new) if not one.derived]
    assert listed == [
        ("removed", "tasks", ("41",)),
        ("removed", "agencies", (lead,)),
        ("added", "entities", ("new-law",)),
        ("added", "mentions", ("48", "9")),
        ("added", "redirects", (f"agency/{lead}",)),
    ]
    assert [(one.table, one.key) for one in breaking(REAL, new)] == [("tasks", ("41",))]


def test_other_keys_types_and_versions_are_reported_once() -> None:
    new = replace(copied(REAL), number="9.0.0")
    new.tables["document"] = replace(new.tables["document"], key=("value",), rows={})
    new.tables["tasks"].fields["title"] = {"name": "title", "type": "integer"}
    new.tables["terms"].rows = {
        ("new",): {"id": "new"}
    }  # without the columns that refer to records
    changes = [one for one in compare(REAL, new) if one.what != "row"]
    assert [(one.kind, one.what, one.table, one.column) for one in changes] == [
        ("removed", "key", "document", "field"),
        ("changed", "version", "", ""),
        ("changed", "column", "tasks", "title"),
        ("added", "key", "document", "value"),
    ]
    assert "key" in {one.what for one in breaking(REAL, new)}
    assert "9.0.0" in FORMATS["markdown"](REAL, new, changes)


def test_derived_columns_and_kinds_exist() -> None:
    for name, columns in DERIVED.items():
        assert columns <= REAL.tables[name].fields.keys()
    assert REPEATED | KINDS.keys() <= REAL.tables.keys()


@pytest.fixture
def repository(copy: Path) -> Path:
    """The published files, committed."""
    for command in (["init", "-q"], ["add", "data", "*.json"], ["commit", "-qm", "Data"]):
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", "-C", str(copy), *identity, *command], check=True)  # noqa: S607
    return copy


def test_folder_revision_and_installed_data_read_alike(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "docs")
    versions = [read(name) for name in ("HEAD", "..", "installed")]
    assert all(one.tables == REAL.tables and one.files == REAL.files for one in versions)
    same = run("HEAD", "..")
    assert (same.exit_code, same.stdout.splitlines()[-1]) == (0, "No differences")
    tasks = repository / "data" / "tasks.csv"
    tasks.write_text(tasks.read_text("utf-8").replace(",spb,", ",samr,"), "utf-8")
    changed = run("HEAD", "..", "--format", "json")
    assert (changed.exit_code, len(json.loads(changed.stdout)["changes"])) == (1, 1)
    kept = run("--breaking", "HEAD", "..")
    assert (kept.exit_code, kept.stdout) == (0, "No breaking changes\n")
    with tasks.open(encoding="utf-8", newline="") as file:
        rows = [*csv.reader(file)]
    with tasks.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows[:-1])
    gone = run("--breaking", "HEAD", "..")
    assert (gone.exit_code, gone.stdout.count("\n- tasks 100 (")) == (1, 1)
    assert "row removed" in gone.stdout


NO_VERSIONS = ["nothing", "--all", "--list", "--output=made", "HEAD~99999", "", "a\0b", "x" * 5000]


def test_what_is_no_version_is_one_line(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    for name in [*NO_VERSIONS, "docs", "-"]:
        result = run("--", name, "installed")
        assert (result.exit_code, result.stdout) == (2, ""), name
        assert len(result.stderr.splitlines()) == 1, name
    assert not Path("made").exists()


def published(path: str, data: bytes) -> Callable[[str], bytes]:
    """The installed files with other bytes in one of them."""
    return lambda name: data if name == path else Path(home(), name).read_bytes()


@pytest.mark.parametrize("path", ["datapackage.json", "data/tasks.csv"])
@pytest.mark.parametrize(
    "data",
    [b"", b"\xff", b"[]", b"[" * 200_000, b'{"resources": 1}', b"number\n1\n", b"n" * 200_000],
    ids=lambda data: repr(data[:20]),
)
def test_damaged_files_are_one_line(path: str, data: bytes) -> None:
    with pytest.raises(VersionError, match="can't be read as published") as raised:
        parse("x", published(path, data))
    assert "\n" not in str(raised.value)


def test_a_descriptor_cannot_name_files_outside_its_folder(copy: Path) -> None:
    file = (copy / "datapackage.json").rename(copy / "docs" / "datapackage.json")
    file.write_text(file.read_text("utf-8").replace('"data/', '"../data/'), "utf-8")
    with pytest.raises(VersionError, match="the folder has no such file"):
        read(str(copy / "docs"))


@given(
    st.lists(st.integers(0, 40), min_size=2, max_size=7),
    st.recursive(
        st.none() | st.integers() | st.text(st.characters(codec=None), max_size=3),
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
        max_leaves=3,
    ),
)
def test_no_descriptor_ends_in_a_traceback(places: list[int], value: Any) -> None:
    descriptor = json.loads(Path(home(), "datapackage.json").read_text("utf-8"))
    descriptor = {name: descriptor[name] for name in ("resources", "files", "version")}
    part: Any = descriptor
    for place in places:
        keys = [*part] if isinstance(part, dict) else [*range(len(part))]
        key = keys[place % len(keys)]
        if place is places[-1] or not isinstance(part[key], dict | list) or not part[key]:
            break
        part = part[key]
    part[key] = value
    try:
        new = parse("x", published("datapackage.json", json.dumps(descriptor).encode()))
    except VersionError:
        return
    for form in FORMATS.values():
        assert form(REAL, new, compare(REAL, new)).encode()
        assert form(new, REAL, breaking(new, REAL)).encode()
