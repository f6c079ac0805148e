"""A published folder is checked by its descriptor: each rule, each place, and no exception."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import frictionless
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic_core import from_json, to_json

from ipplan_data.curation.findings import Finding, Place
from ipplan_data.package_check import RULES, check
from package_check.packages import (
    TASKS,
    Damage,
    cell,
    copied,
    declare,
    kept,
    read,
    seal,
    text,
    write,
)

PLAN, DESCRIPTOR = "data/ipplan.json", "datapackage.json"
MENTIONS, AGENCIES, TARGETS = "data/mentions.csv", "data/agencies.csv", "data/targets.csv"
SOME = ("tasks", "sections", "agencies", "targets", "mentions", "entities")
COMMON = ("IPP930", "IPP931", "IPP941", "IPP961", "IPP963")  # what frictionless finds too
FIELDS = ("resources", 0, "schema", "fields")


@pytest.fixture(scope="session")
def _some(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(root, tmp_path_factory.mktemp("some"), SOME)


@pytest.fixture(scope="session")
def _all(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(root, tmp_path_factory.mktemp("all"))


@pytest.fixture
def package(_some: Path) -> Iterator[Path]:
    """Some published tables, to damage."""
    with kept(_some) as folder:
        yield folder


@pytest.fixture
def whole(_all: Path) -> Iterator[Path]:
    """All published files, to damage."""
    with kept(_all) as folder:
        yield folder


def codes(folder: Path) -> list[str]:
    return sorted({one.code for one in check(folder).findings})


def test_published_files_are_valid(root: Path) -> None:
    report = check(root)
    assert report.findings == []
    assert report.summary() == (
        f"No findings: {report.files} files are valid; "
        f"{report.tables} tables have {report.rows:,} rows"
    )
    assert report.tables == len(list((root / "data").glob("*.csv")))


def remove(path: str) -> Damage:
    return lambda folder: (folder / path).unlink()


def link(path: str) -> Damage:
    def damage(folder: Path) -> None:
        (folder / path).rename(folder / "elsewhere")
        (folder / path).symlink_to(folder / "elsewhere")

    return damage


def add(path: str) -> Damage:
    def damage(folder: Path) -> None:
        (folder / path).write_text("a,b\n")

    return damage


def without_end(folder: Path) -> None:
    (folder / TASKS).write_bytes((folder / TASKS).read_bytes()[:-1])


def swap(file: str, first: int, second: int) -> Damage:
    """Exchange two lines."""

    def damage(folder: Path) -> None:
        lines = (folder / file).read_bytes().split(b"\n")
        lines[first], lines[second] = lines[second], lines[first]
        (folder / file).write_bytes(b"\n".join(lines))

    return damage


# Each breaks one rule and no other, at this line and column, in a package that is sealed again.
DAMAGES: list[tuple[str, str, Damage]] = [
    ("IPP901", "data/sections.csv", remove("data/sections.csv")),
    ("IPP902", "data/sections.csv", link("data/sections.csv")),
    ("IPP903", "data/more.csv", add("data/more.csv")),
    ("IPP910", DESCRIPTOR, add(DESCRIPTOR)),
    ("IPP911", DESCRIPTOR, declare(*FIELDS, 0, "constraints", "uniq", value=True)),
    ("IPP912", DESCRIPTOR, declare(*FIELDS, 0, "type", value="year")),
    ("IPP912", DESCRIPTOR, declare("resources", 0, "path", value="../tasks.csv")),
    ("IPP912", DESCRIPTOR, declare("resources", 0, "rows", value=...)),
    ("IPP914", DESCRIPTOR, declare("resources", 0, "schema", "primaryKey", value=["id"])),
    ("IPP914", DESCRIPTOR, declare(*FIELDS, 1, "constraints", "pattern", value="(")),
    ("IPP920", f"{TASKS}:2:1", text("\n1,", "\n\udcff1,")),
    ("IPP921", f"{TASKS}:1:1", text("number", "\ufeffnumber")),
    ("IPP922", f"{TASKS}:1:200", text("\n", "\r\n")),
    ("IPP922", f"{TASKS}:3:2", text("\n2,", "\n2\r,")),
    ("IPP923", f"{TASKS}:101:.*", without_end),
    ("IPP924", f"{TASKS}:.*", text("\n2,", '\n"2,')),
    ("IPP924", f"{TASKS}:3:8", text("\n2,I.i,", '\n2,I.i,x"')),
    ("IPP925", f"{TASKS}:3:1", text("\n2,", '\n"2",')),
    ("IPP926", TASKS, cell(1, "summary", "word " * 500_000 + "end")),
    ("IPP930", f"{TASKS}:1:1", text("number,section", "section,number")),
    ("IPP931", f"{TASKS}:3:1", text("\n2,", "\n,2,")),
    ("IPP931", f"{TASKS}:3:1", text("\n2,", "\n\n2,")),
    ("IPP931", f"{TARGETS}:2:1", text(",eight\n", ",eight,\n", TARGETS)),
    ("IPP932", TASKS, declare("resources", 0, "rows", value=99)),
    ("IPP940", f"{TASKS}:4:.*", cell(2, "title", "")),
    ("IPP941", f"{TARGETS}:2:1", cell(0, "task", "02", TARGETS)),
    ("IPP941", f"{MENTIONS}:2:.*", cell(0, "italic", "yes", MENTIONS)),
    ("IPP942", f"{TASKS}:2:3", cell(0, "section", "I-i")),
    ("IPP943", f"{TASKS}:3:.*", cell(1, "responsibility", "shared")),
    ("IPP944", f"{TASKS}:101:1", cell(99, "number", "101")),
    ("IPP945", f"{TASKS}:2:.*", cell(0, "title", "word " * 18 + "end")),
    ("IPP946", f"{TASKS}:3:.*", cell(1, "participating_agencies", "moj;;cpd")),
    ("IPP950", f"{TASKS}:2:.*", cell(0, "summary", "Cafe\u0301s open.")),
    ("IPP951", f"{TASKS}:2:.*", cell(0, "summary", "Opens\u200b shops.")),
    ("IPP951", f"{TASKS}:2:.*", cell(0, "summary", "Opens\nshops.")),
    ("IPP952", f"{TASKS}:2:.*", cell(0, "summary", "=Opens shops.")),
    ("IPP953", f"{TASKS}:2:.*", cell(0, "summary", "Opens  shops.")),
    ("IPP954", f"{TASKS}:2:.*", cell(0, "summary", "Op\u0435ns shops.")),
    ("IPP955", f"{TASKS}:2:.*", cell(0, "summary", "Opens shops。")),
    ("IPP960", f"{TARGETS}:3:1", swap(TARGETS, 1, 2)),
    ("IPP961", f"{TARGETS}:3:1", cell(1, "task", None, TARGETS)),
    ("IPP962", f"{AGENCIES}:3:.*", cell(1, "name", None, AGENCIES)),
    ("IPP963", f"{TASKS}:2:.*", cell(0, "lead_agency", "nobody")),
]


@pytest.mark.parametrize(("code", "place", "damage"), DAMAGES)
def test_each_rule_is_found_alone_and_at_its_place(
    package: Path, code: str, place: str, damage: Damage
) -> None:
    damage(package)
    if code != "IPP910":
        seal(package)
    found = check(package).findings
    assert {one.code for one in found} == {code}
    assert re.fullmatch(f"{place}(:.*)?", str(found[0].place))
    assert RULES[code].title in found[0].message


def test_every_rule_has_an_example() -> None:
    others = {"IPP904", "IPP905", "IPP906", "IPP970", "IPP971"}
    assert {code for code, _, _ in DAMAGES} | others == {*RULES}


def test_files_that_were_altered_differ_from_what_is_declared(package: Path) -> None:
    text("\n2,", "\n2,1", TARGETS)(package)
    (package / "schema/tables.sql").write_bytes(
        b"x" * (package / "schema/tables.sql").stat().st_size
    )
    found = [(one.code, one.place.path) for one in check(package).findings]
    assert ("IPP904", TARGETS) in found
    assert ("IPP905", "schema/tables.sql") in found
    declare("version", value="9.9.9")(package)
    assert "IPP906" in codes(package)


def test_findings_of_one_kind_are_counted_where_they_are_many(whole: Path) -> None:
    path = whole / "data/reliability.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",full,", ",half,"), encoding="utf-8")
    seal(whole)
    report = check(whole)
    rows = path.read_text(encoding="utf-8").count(",half,")
    assert report.total == rows
    assert f"IPP943 {rows - 100:,} more like these" in "\n".join(report.lines())
    assert len(report.findings) == 101


def plan_change(change: str) -> Damage:
    """Change tables and JSON alike, so that only a rule for records can find it."""

    def damage(folder: Path) -> None:
        plan = from_json((folder / PLAN).read_bytes())
        if change == "title":
            title = plan["tasks"][0]["title"]
            plan["tasks"][1]["title"] = title
            cell(1, "title", title)(folder)
        elif change == "type":
            plan["tasks"][1]["number"] = 2.0
        else:
            plan["tasks"][1]["agency_count"] = 1
            cell(1, "agency_count", "1")(folder)
        (folder / PLAN).write_bytes(to_json(plan, indent=2) + b"\n")
        seal(folder)

    return damage


@pytest.mark.parametrize(
    ("change", "code"), [("title", "IPP211"), ("count", "IPP971"), ("type", "IPP971")]
)
def test_the_plan_is_checked_by_the_rules_for_records(whole: Path, change: str, code: str) -> None:
    plan_change(change)(whole)
    (found,) = check(whole).findings
    assert (found.code, found.place.path) == (code, PLAN)
    assert found.record.startswith("tasks[1]")
    assert found.place.line > 1


def test_json_that_cannot_be_read_is_found(whole: Path) -> None:
    text('"tasks": [', '"tasks": (', PLAN)(whole)
    seal(whole)
    assert codes(whole) == ["IPP970"]


few = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=max(6, settings().max_examples // 3),
)
EDITS = st.sampled_from(
    ["", "0", "1", "-1", "9" * 30, "x", '"', '""', ",", "\n", "\r", "\0", "é", "'", "河", " "]
)


def findings(folder: Path) -> list[Finding]:
    report = check(folder)
    assert all(line.isprintable() for line in report.lines())
    return report.findings


@few
@given(st.data())
def test_any_other_cell_is_found(whole: Path, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted(f"data/{one.name}" for one in whole.glob("*/*.csv"))))
    rows = read(whole, file)
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[row]) - 1))
    value = data.draw(EDITS.filter(lambda value: value != rows[row][column]))
    rows[row][column] = value
    with kept(whole):
        write(whole, file, rows)
        seal(whole)
        assert findings(whole)


@few
@given(st.data())
def test_what_no_cell_may_hold_is_found_at_its_line_and_column(
    package: Path, data: st.DataObject
) -> None:
    file = data.draw(st.sampled_from([TASKS, AGENCIES, MENTIONS, TARGETS]))
    rows = read(package, file)
    row = data.draw(st.integers(1, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[row]) - 1))
    rows[row][column] += data.draw(st.sampled_from([" ", "\u200b", "\0", "\u0435"]))
    above = data.draw(st.integers(1, row))
    broken = data.draw(st.sampled_from(range(column)) if column else st.none())
    if broken is not None:
        rows[above][broken] += data.draw(st.sampled_from(["\n", "\n\n,", '"\n"']))
    with kept(package):
        write(package, file, rows)
        seal(package)
        text = (package / file).read_text(encoding="utf-8")
        write(package, file, [*rows[:row], [*rows[row][:column], "\ue000"]])
        before = (package / file).read_text(encoding="utf-8").partition("\ue000")[0]
        (package / file).write_text(text, encoding="utf-8", newline="")
        lines = before.split("\n")
        assert Place(file, len(lines), len(lines[-1]) + 1) in {
            one.place for one in findings(package)
        }


@few
@given(st.data())
def test_any_bytes_give_findings_and_no_exception(package: Path, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from([TASKS, TARGETS, DESCRIPTOR, "schema/tables.sql"]))
    before = (package / file).read_bytes()
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, min(len(before), start + 40)))
    put = data.draw(st.binary(max_size=8) | EDITS.map(str.encode))
    after = before[:start] + put + before[end:]
    with kept(package):
        (package / file).write_bytes(after)
        if file != DESCRIPTOR and data.draw(st.booleans()):
            seal(package)
            findings(package)
        else:
            assert bool(findings(package)) == (after != before)


@few
@given(st.data())
def test_any_value_in_the_descriptor_gives_findings(package: Path, data: st.DataObject) -> None:
    given_ = around = json.loads((package / DESCRIPTOR).read_text(encoding="utf-8"))
    while True:
        key = data.draw(
            st.sampled_from([*around] if isinstance(around, dict) else [*range(len(around))])
        )
        inner = around[key]
        if not inner or not isinstance(inner, dict | list) or data.draw(st.integers(0, 5)) == 0:
            break
        around = inner
    around[key] = data.draw(
        st.none() | st.booleans() | st.integers() | st.text() | EDITS | st.just([]) | st.just({})
    )
    with kept(package):
        (package / DESCRIPTOR).write_text(json.dumps(given_, indent=2), encoding="utf-8")
        assert findings(package)


def test_no_file_is_too_strange(package: Path) -> None:
    (package / TASKS).unlink()
    (package / TASKS).mkdir()
    (package / AGENCIES).write_bytes(b"")
    os.mkfifo(package / "data/pipe")
    (package / "schema/tables.sql").unlink()
    (package / "schema/tables.sql").symlink_to("nowhere")
    assert {*codes(package)} >= {"IPP902", "IPP903", "IPP904"}
    (package / DESCRIPTOR).write_text("[" * 100_000)
    assert codes(package) == ["IPP910"]
    with pytest.raises(OSError, match="no such folder"):
        check(package / "no such folder")


def test_a_path_that_is_a_pattern_to_duckdb_is_read(package: Path) -> None:
    strange = package / "it's [a]*?"
    strange.mkdir()
    for name in ("data", "schema", DESCRIPTOR):
        (package / name).rename(strange / name)
    assert check(strange).findings == []


@pytest.mark.parametrize(
    "damage", {code: one for code, _, one in DAMAGES if code in COMMON}.values(), ids=COMMON
)
def test_frictionless_finds_it_too(package: Path, damage: Damage) -> None:
    damage(package)
    seal(package)
    assert not frictionless.validate(str(package / DESCRIPTOR)).valid


def test_the_page_has_every_rule_as_it_is_declared(root: Path) -> None:
    page = (root / "docs" / "package-rules.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| (IPP[0-9]+) \| (.*?) \| (.*?) \|$", page, re.MULTILINE)
    assert found == [(code, one.title, one.fix) for code, one in RULES.items()]
    assert {one.why for one in RULES.values()} <= {*page.splitlines()}
