"""What is told of changes that people make to the real plan, and what can't be compared."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from comparing.editions import ROOT, fields, folder, package, publish, schema, told
from ipplan_data.comparing import Report, VersionError, compare
from ipplan_data.comparing.report import SEVERITY
from ipplan_data.curation.model import Plan
from strategies import changed, updated


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Plan], Report]:
    """Publish another plan, and compare it with the real one."""

    def report(other: Plan) -> Report:
        return compare(folder(ROOT), publish(other, tmp_path_factory.mktemp("edition")))

    return report


def said(report: Report) -> list[str]:
    return [f"{one.record}: {one.words}" for one in report.told]


def test_a_lead_that_changed_is_told_once(plan: Plan, edition: Callable[[Plan], Report]) -> None:
    task = next(one for one in plan.tasks if len(one.agencies) > 2)
    first, second, *rest = task.agencies
    report = edition(updated(plan, task, agencies=(second, first, *rest)))
    assert said(report) == [f"task {task.number}: the lead is {second}; it was {first}"]
    (lead,) = report.told
    assert lead.severity == "breaking"
    following = Counter((one.table, one.field) for one in report.following if one.what == "cell")
    assert following["tasks", "participating_agencies"] == 1
    assert following["agencies", "tasks_led"] == 2
    assert following["responsibilities", "agency"] == 2


def test_bodies_in_another_order_are_told_of_the_task_alone(
    plan: Plan, edition: Callable[[Plan], Report]
) -> None:
    task = next(one for one in plan.tasks if len(one.agencies) == 3)
    first, second, last = task.agencies
    report = edition(updated(plan, task, agencies=(last, first, second)))
    assert [one.nature for one in report.told] == ["lead"]
    report = edition(updated(plan, task, agencies=(first, last, second)))
    assert [(one.field, one.nature) for one in report.told] == [("participating_agencies", "order")]


def test_a_task_that_went_takes_all_with_it(plan: Plan, edition: Callable[[Plan], Report]) -> None:
    task = next(one for one in plan.tasks if one.mentions and one.terms and not one.footnotes)
    others = tuple(one for one in plan.tasks if one != task)
    report = edition(changed(plan, tasks=others))
    assert [one.record for one in report.told] == [f"task {task.number}"]
    assert report.told[0].severity == "breaking"
    gone = Counter(one.table for one in report.following if one.what == "row")
    assert gone["mentions"] == len(task.mentions)
    assert gone["terms"] == len(task.terms)
    assert gone["responsibilities"] == len(task.agencies)


def test_a_mention_that_went_moves_the_others(
    plan: Plan, edition: Callable[[Plan], Report]
) -> None:
    entity_of = Counter(one.entity for task in plan.tasks for one in task.mentions)
    task = next(
        one for one in plan.tasks if len(one.mentions) > 1 and entity_of[one.mentions[0].entity] > 1
    )
    report = edition(updated(plan, task, mentions=task.mentions[1:]))
    assert [one.record for one in report.told] == [f"task {task.number}, mention 1"]
    moved = [one for one in report.following if one.kind == "moved"]
    assert [one.record for one in moved] == [
        f"task {task.number}, mention {place}" for place in range(2, len(task.mentions) + 1)
    ]


def test_the_first_of_a_footnotes_terms_that_went_is_told_once(
    plan: Plan, edition: Callable[[Plan], Report]
) -> None:
    note = next(one for one in plan.footnotes if len(one.terms) > 2)
    report = edition(updated(plan, note, terms=note.terms[1:]))
    assert [one.record for one in report.told] == [f"term footnote-{note.number}-1"]
    moved = [one for one in report.following if one.kind == "moved"]
    assert [(one.old["position"], one.new["position"]) for one in moved] == [
        (place, place - 1) for place in range(2, len(note.terms) + 1)
    ]
    assert "moved to place 1" in moved[0].words


def test_terms_in_another_order_are_told(plan: Plan, edition: Callable[[Plan], Report]) -> None:
    task = next(one for one in plan.tasks if len(one.terms) > 1)
    report = edition(updated(plan, task, terms=task.terms[::-1]))
    assert {(one.table, one.kind) for one in report.told} == {("terms", "moved")}
    assert {one.severity for one in report.told} == {"minor"}


def test_mentions_in_another_order_are_told(plan: Plan, edition: Callable[[Plan], Report]) -> None:
    task = next(one for one in plan.tasks if len(one.mentions) > 1)
    report = edition(updated(plan, task, mentions=task.mentions[::-1]))
    assert {one.kind for one in report.told} == {"moved"}
    assert {one.severity for one in report.told} == {"minor"}


def test_a_body_that_got_another_name_is_told_once(
    plan: Plan, edition: Callable[[Plan], Report]
) -> None:
    body = next(
        one for one in plan.agencies
        if not one.printed and plan.document.issuer != one.id
        and any(fact.field == "name" for fact in one.facts)
        and any(one.id in task.agencies for task in plan.tasks)
    )  # fmt: skip
    report = edition(updated(plan, body, name="Office of Bridges"))
    assert said(report) == [f"agency {body.id}: name is 'Office of Bridges'; it was '{body.name}'"]
    tables = {one.table for one in report.following if one.what in ("row", "cell")}
    assert {"responsibilities", "agency_aliases", "agency_facts"} <= tables


def test_the_order_is_by_severity(plan: Plan, edition: Callable[[Plan], Report]) -> None:
    one, two, *_ = (task for task in plan.tasks if len(task.agencies) > 1)
    other = updated(plan, one, agencies=one.agencies[::-1])
    other = updated(other, two, title="Another title", agencies=two.agencies[:1])
    report = edition(other)
    natures = [change.nature for change in report.told]
    assert natures[0] == "lead"
    assert natures[-1] == "wording"
    assert natures == sorted(natures, key=[*SEVERITY].index)


def edited(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    descriptor = json.loads((path / "datapackage.json").read_text())
    change({one["name"]: one for one in descriptor["resources"]} | {"": descriptor})
    (path / "datapackage.json").write_text(json.dumps(descriptor))


def _title(one: dict[str, Any]) -> None:
    one[""]["title"] = "Other"


def _described(one: dict[str, Any]) -> None:
    one["tasks"]["schema"]["fields"][2]["description"] = "Other"


def _typed(one: dict[str, Any]) -> None:
    one["tasks"]["schema"]["fields"][7]["type"] = "string"


def _value(one: dict[str, Any]) -> None:
    column = one["mentions"]["schema"]["fields"][3]
    column["categories"].pop()
    column["constraints"]["enum"].pop()


def _meaning(one: dict[str, Any]) -> None:
    one["mentions"]["schema"]["fields"][3]["categories"][0]["label"] = "Other"


def _order(one: dict[str, Any]) -> None:
    one["mentions"]["schema"]["fields"][3]["categories"].reverse()


def _unconstrained(one: dict[str, Any]) -> None:
    del one["tasks"]["schema"]["fields"][0]["constraints"]["maximum"]


@pytest.mark.parametrize(
    ("change", "what", "severity", "words"),
    [
        (_title, "package", "minor", "title is 'Other'"),
        (_described, "column", "minor", "description is 'Other'"),
        (_typed, "column", "breaking", "type is 'string'; it was 'integer'"),
        (_value, "value", "breaking", "the value concern was removed"),
        (_meaning, "value", "serious", "the value promulgate means 'Other'; it meant '"),
        (_order, "column", "minor", "categories is ["),
        (_unconstrained, "column", "serious", "constraints is {"),
    ],
)
def test_what_the_descriptor_says_is_compared(
    change: Callable[[dict[str, Any]], None], what: str, severity: str, words: str, copy: Path
) -> None:
    edited(copy, change)
    report = compare(folder(ROOT), folder(copy))
    first = report.told[0]
    assert (first.what, first.severity) == (what, severity)
    assert first.words.startswith(words)
    # A value stands among the constraints too; numbers that are texts now are the same numbers.
    assert len(report.told) == 1
    told(report)


Damage = Callable[[Path], object]


def _replace(name: str, old: bytes, new: bytes) -> Damage:
    def damage(path: Path) -> None:
        data = (path / name).read_bytes()
        assert old in data
        (path / name).write_bytes(data.replace(old, new, 1))

    return damage


def _no_key(one: dict[str, Any]) -> None:
    del one["targets"]["schema"]["primaryKey"]


def _other_key(one: dict[str, Any]) -> None:
    one["targets"]["schema"]["primaryKey"] = ["task", "position", "measure"]


def _key_of_texts(one: dict[str, Any]) -> None:
    one["footnotes"]["schema"]["fields"][0]["type"] = "string"


def _no_table(one: dict[str, Any]) -> None:
    one[""]["resources"].pop()


def _a_folder(path: Path) -> None:
    (path / "data" / "errata.csv").unlink()
    (path / "data" / "errata.csv").mkdir()


DAMAGES: dict[str, tuple[Damage, str]] = {
    "a key twice": (
        _replace("data/footnotes.csv", b"\n2,", b"\n1,"),
        "table footnotes: in B, data/footnotes.csv has more than one row with the key number 1",
    ),
    "no such file": (
        lambda path: (path / "data" / "terms.csv").unlink(),
        "table terms: in B, data/terms.csv is missing",
    ),
    "no number": (_replace("data/tasks.csv", b"\n2,", b"\ntwo,"), "table tasks: in B, data/tasks"),
    "not UTF-8": (_replace("data/terms.csv", b"\n", b"\xff\n"), "can't be read"),
    "cut": (_replace("data/document.csv", b"field,value", b"field"), "can't be read"),
    "empty": (lambda path: (path / "data" / "errata.csv").write_text(""), "can't be read"),
    "a folder": (_a_folder, "can't be read"),
    "no key": (lambda path: edited(path, _no_key), "the descriptor names no key of it"),
    "another key": (lambda path: edited(path, _other_key), "table targets: in B, the key is"),
    "a key of another type": (
        lambda path: edited(path, _key_of_texts),
        "table footnotes: in B, the key is number (string); in A it is number (integer)",
    ),
    "no table": (lambda path: edited(path, _no_table), "document: in B, there is no such table"),
    "no schema": (
        lambda path: (path / "schema" / "task.schema.json").unlink(),
        "file schema/task.schema.json: in B, it can't be read",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_cannot_be_compared_is_told_and_never_the_same(damage: str, copy: Path) -> None:
    change, words = DAMAGES[damage]
    change(copy)
    report = compare(folder(ROOT), folder(copy))
    assert report.result == "not compared"
    assert any(words in str(gap) for gap in report.gaps)
    back = compare(folder(copy), folder(ROOT))
    assert [gap.side for gap in back.gaps if words.partition("in B")[0] in str(gap)]
    told(report)
    told(back)
    # Even a version that is the same cannot be compared with itself where it can't be read.
    if damage not in ("another key", "no table", "a key of another type"):
        assert compare(folder(copy), folder(copy)).result == "not compared"


def test_what_else_can_be_compared_is(copy: Path) -> None:
    (copy / "data" / "terms.csv").unlink()
    tasks = copy / "data" / "tasks.csv"
    tasks.write_text(tasks.read_text().replace("\n48,II.iii,", "\n48,II.i,"))
    assert said(compare(folder(ROOT), folder(copy))) == [
        "task 48: section is 'II.i'; it was 'II.iii'"
    ]


def test_nothing_follows_from_what_cannot_be_read(copy: Path) -> None:
    (copy / "data" / "footnotes.csv").unlink()
    tasks = copy / "data" / "tasks.csv"
    header, *rows = csv.reader(tasks.read_text().splitlines())
    column = header.index("footnotes")
    with tasks.open("w", newline="") as file:
        emptied = ([*row[:column], "", *row[column + 1 :]] for row in rows)
        csv.writer(file, lineterminator="\n").writerows([header, *emptied])
    report = compare(folder(ROOT), folder(copy))
    assert {one.field for one in report.told} == {"footnotes"}
    assert report.following == ()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"resources": 1}', '{"resources": [1]}', '{"resources": [{"name": 1}]}',
     '{"resources": [{"name": "a", "path": "b", "schema": {"fields": [{"name": "c"}]}}]}',
     '{"resources": [], "files": [{}]}', "[" * 10**5,
     '{"resources": [{"name": "a", "path": "b", "schema": {"fields": [], "foreignKeys": [1]}}]}'],
)  # fmt: skip
def test_a_descriptor_that_is_none_is_one_line(text: str, copy: Path) -> None:
    (copy / "datapackage.json").write_text(text)
    with pytest.raises(VersionError, match=r"datapackage\.json is") as caught:
        compare(folder(ROOT), folder(copy))
    assert "\n" not in str(caught.value)


def test_tables_and_columns_that_come_are_told(tmp_path: Path) -> None:
    row = {"id": "a", "x": "1"}
    old = package(tmp_path / "old", {"some": (fields("id", "x"), [row])})
    more = {**row, "y": "2"}
    tables = {"some": (fields("id", "x", "y"), [more]), "others": (fields("id"), [{"id": "b"}])}
    report = compare(old, package(tmp_path / "new", tables))
    assert said(report) == ["column y of some: added", "table others: added"]
    assert [(one.field, one.new) for one in report.following if one.what == "cell"] == [("y", "2")]
    assert report.result == "not compared"
    report = compare(package(tmp_path / "again", {"some": (fields("id", "x"), [row])}), old)
    assert report.result == "same"


def test_the_schema_refuses_what_no_report_is(copy: Path) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    jsonschema.Draft202012Validator.check_schema(schema())
    tasks = copy / "data" / "tasks.csv"
    tasks.write_text(tasks.read_text().replace("\n48,II.iii,", "\n48,II.i,"))
    report = told(compare(folder(ROOT), folder(copy)))
    (change,) = report["changes"]
    for name in ("severity", "follows", "key", "field", "words"):
        less = {**report, "changes": [{n: v for n, v in change.items() if n != name}]}
        assert not validator.is_valid(less), name
    assert not validator.is_valid({**report, "version": 2})
    assert not validator.is_valid({**report, "changes": [{**change, "kind": "added"}]})


def test_a_version_moved_elsewhere_is_the_same(copy: Path, tmp_path: Path) -> None:
    shutil.copytree(copy, tmp_path / "elsewhere" / "copy")
    assert compare(folder(copy), folder(tmp_path / "elsewhere" / "copy")).result == "same"
