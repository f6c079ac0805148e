"""What changed since the last release: every change is told, once, and what news name is not."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplan_data.curation import publish, released
from ipplan_data.curation.findings import Place
from ipplan_data.curation.model import Entity, Plan, Redirect
from ipplan_data.curation.model.record import kind_of
from ipplan_data.curation.news import Named, addresses
from ipplan_data.curation.pipeline import NotReleasableError, build, release, validate
from ipplan_data.curation.rules import Since, changed
from strategies import plans, texts, updated


def taken(plan: Plan) -> released.Released:
    return released.of(plan, publish.render(plan))


def since(was: Plan, now: Plan, *news: str) -> Since:
    named = tuple(Named(one, Place("news/a.data.md", 1)) for one in news)
    return Since(now, taken(was), taken(now), named)


def codes(one: Since) -> list[str]:
    return [finding.code for finding in changed(one)]


@given(plans())
def test_what_stayed_is_no_finding_and_the_file_reads_back(plan: Plan) -> None:
    assert changed(since(plan, plan)) == []
    held = json.loads(released.dump(taken(plan)))
    del held["seal"]
    assert released.Released.model_validate_json(_bytes(held)) == taken(plan)


@given(plans(), st.data())
def test_a_changed_value_is_told_until_the_news_name_it(plan: Plan, data: st.DataObject) -> None:
    task = data.draw(st.sampled_from(plan.tasks))
    field = data.draw(st.sampled_from(("title", "summary")))
    text = f"{getattr(task, field)} {data.draw(texts())}"
    now = updated(plan, task, **{field: text})
    (finding,) = changed(since(plan, now))
    assert (finding.code, finding.record) == ("IPP706", task.label)
    address = f"{task.path} {field}"
    assert f"`{address}`" in (finding.expected or "")
    for named in (address, task.path, f"task {field}"):
        assert codes(since(plan, now, named)) == []
    other = "summary" if field == "title" else "title"
    assert sorted(codes(since(plan, now, f"{task.path} {other}"))) == ["IPP706", "IPP707"]


def test_what_changed_alike_in_many_records_is_told_once(plan: Plan) -> None:
    now = replace(
        plan,
        tasks=tuple(one.model_copy(update={"summary": f"{one.summary} So."}) for one in plan.tasks),
    )
    (finding,) = changed(since(plan, now))
    assert "in 100 records" in finding.message
    assert codes(since(plan, now, "task summary")) == []


def called(held: released.Released, old: str, new: str) -> released.Released:
    """What a release held, with another path for one record."""
    records = {new if path == old else path: line for path, line in held.records.items()}
    return held.model_copy(update={"records": records})


@pytest.mark.parametrize("path", ["agency/moe", "entity/sword-net", "erratum/task-40-paralympics"])
def test_an_id_that_goes_needs_a_redirect_and_then_the_news(plan: Plan, path: str) -> None:
    now = taken(plan)
    old = f"{kind_of(path)}/as-it-was"
    was = called(now, path, old)
    (finding,) = changed(Since(plan, was, now, ()))
    assert (finding.code, finding.nearest) == ("IPP702", path)
    assert old.replace("/", " ") in finding.message
    leads = Redirect(old=old, new=path, reason="It was misspelt.")
    redirected = replace(plan, redirects=(leads,))
    found = changed(Since(redirected, was, now, ()))
    assert {finding.code for finding in found} == {"IPP706"}
    assert len(found) == 2
    news = tuple(Named(one, Place("news/a.data.md", 1)) for one in (old, path))
    assert changed(Since(redirected, was, now, news)) == []


def test_an_id_that_is_given_to_another_thing_is_told(plan: Plan) -> None:
    """Not so a correction, which leaves a name, or the kind where there is one name only."""
    one, other, single = (plan.entity[key] for key in ("sword-net", "blue-sky", "wto"))
    cases: list[tuple[Entity, dict[str, Any], bool]] = [
        (one, {"name": "Sword Nets"}, False),
        (one, {"name": "Shield Net", "name_zh": "盾网"}, True),
        (single, {"name": "reform of it"}, False),
        (single, {"name": other.name}, True),
        (single, {"name": "a law", "kind": one.kind}, True),
    ]
    for thing, fields, turned in cases:
        after = updated(plan, thing, **fields)
        records = Since(after, released.of(plan, {}), released.of(after, {}), ())
        (finding,) = changed(records)
        assert finding.record == thing.label
        assert finding.code == ("IPP703" if turned else "IPP706")


def test_a_redirect_of_what_no_release_had_is_told_and_so_is_one_that_goes(plan: Plan) -> None:
    was = taken(plan)
    leads = Redirect(old="agency/never-there", new="agency/moe", reason="Nobody knows.")
    redirected = replace(plan, redirects=(leads,))
    now = released.of(redirected, publish.render(redirected))
    assert codes_of(Since(redirected, was, now, ())) == {"IPP704"}
    assert codes_of(Since(plan, now, was, ())) == {"IPP704"}


def codes_of(one: Since) -> set[str]:
    return {finding.code for finding in changed(one)} - {"IPP708"}


def test_columns_may_change_with_records_and_not_without(plan: Plan) -> None:
    was = taken(plan)
    columns = {**was.columns, "tasks.csv": {**was.columns["tasks.csv"], "agency_count": "0" * 12}}
    other = was.model_copy(update={"columns": columns})
    (finding,) = changed(Since(plan, other, was, ()))
    assert (finding.code, finding.place.path) == ("IPP708", "data/tasks.csv")
    unchanged = (Named("tasks.csv", Place("news/a.data.md", 1)),)
    assert [finding.code for finding in changed(Since(plan, was, was, unchanged))] == ["IPP707"]
    for name in ("tasks.csv", "tasks.csv agency_count", "task agency_count"):
        news = (Named(name, Place("news/a.data.md", 1)),)
        allowed = {"IPP707"} if name.startswith("task ") else set()
        assert {f.code for f in changed(Since(plan, other, was, news))} == allowed
    task = plan.tasks[0]
    now = updated(plan, task, title="Another title")
    news = (Named(f"{task.path} title", Place("news/a.data.md", 1)),)
    assert changed(Since(now, other, taken(now), news)) == []
    gone = {name: digest for name, digest in columns["tasks.csv"].items() if name != "title"}
    less = was.model_copy(update={"columns": {**was.columns, "tasks.csv": gone}})
    assert codes_of_columns(Since(now, less, taken(now), news)) == ["'title' is new"]
    less = taken(now).model_copy(update={"columns": {**was.columns, "tasks.csv": gone}})
    assert codes_of_columns(Since(now, was, less, news)) == ["'title' is gone"]


def codes_of_columns(one: Since) -> list[str]:
    told = [finding.message for finding in changed(one) if finding.code == "IPP708"]
    return [message.removeprefix("the column ").partition(" since")[0] for message in told]


def test_a_schema_may_say_it_otherwise_but_not_mean_something_else(plan: Plan) -> None:
    files = publish.render(plan)
    was = released.of(plan, files)
    path = "schema/task.schema.json"
    schema = json.loads(files[path])
    said = {**schema, "description": "Something else to read."}
    said["properties"]["title"]["description"] = "Something else to read."
    assert changed(Since(plan, was, released.of(plan, {**files, path: _bytes(said)}), ())) == []
    for member in ("properties", "required"):
        edited = json.loads(files[path])
        del edited[member]
        now = released.of(plan, {**files, path: _bytes(edited)})
        (finding,) = changed(Since(plan, was, now, ()))
        assert (finding.code, finding.expected) == ("IPP705", "urn:ipplan-data:schema:task:2")
        raised = released.of(plan, {**files, path: _bytes({**edited, "$id": finding.expected})})
        assert changed(Since(plan, was, raised, ())) == []


def _bytes(value: object) -> bytes:
    return json.dumps(value).encode()


@pytest.mark.parametrize("noun", ["task", "agency", "entity", "section", "footnote", "erratum"])
def test_any_digest_of_the_real_file_that_is_another_is_told(
    root: Path, plan: Plan, noun: str
) -> None:
    """Whatever value of whatever record was another in the last release, it is told."""
    was = released.load(root)
    assert isinstance(was, released.Released)
    told = 0
    for path, digests in was.records.items():
        if kind_of(path) != noun:
            continue
        for index, name in enumerate(was.fields[noun]):
            cells = digests.split()
            cells[index] = "0" * 8
            line = " ".join(cells)
            other = was.model_copy(update={"records": {**was.records, path: line}})
            found = Since(plan, other, was, ()).changed
            assert list(found) == [path]
            assert name in found[path]
            told += 1
    assert told


def test_a_release_keeps_what_is_there_once_the_version_is_raised(example: Path) -> None:
    tasks = example / "records" / "tasks" / "II.yaml"
    package = example / "records" / "package.yaml"
    tasks.write_text(tasks.read_text().replace("Fair tolls", "Good tolls"))
    assert build(example).written
    (finding,) = validate(example).findings
    assert finding.code == "IPP706"
    assert finding.place.path == "records/tasks/II.yaml"
    before = (example / "released.json").read_bytes()
    with pytest.raises(NotReleasableError, match="raise the version"):
        release(example)
    package.write_text(re.sub("version: .*", "version: 9.0.0", package.read_text()))
    (example / "news" / "tolls.data.md").write_text("Tolls are good: `task/2 title`.\n")
    assert {one.code for one in release(example).findings} == {"IPP602"}
    build(example)
    with pytest.raises(NotReleasableError, match=r"news/tolls\.data\.md is left"):
        release(example)
    assert (example / "released.json").read_bytes() == before
    (example / "news" / "tolls.data.md").unlink()
    assert release(example).written == ["released.json"]
    assert validate(example).findings == []


def test_what_breaks_a_promise_is_not_released(example: Path) -> None:
    package = example / "records" / "package.yaml"
    errata = example / "records" / "errata.yaml"
    package.write_text(re.sub("version: .*", "version: 9.0.0", package.read_text()))
    errata.write_text(errata.read_text().replace("- id: the-editor", "- id: an-editor"))
    build(example)
    before = (example / "released.json").read_bytes()
    assert [one.code for one in release(example).findings] == ["IPP702"]
    (example / "released.json").write_bytes(b"{}\n")
    assert [one.code for one in release(example).findings] == ["IPP701"]
    (example / "released.json").write_bytes(before)


@given(st.text())
def test_any_code_is_read(code: str) -> None:
    for address in addresses(code):
        assert address.split(" ")[0] in code
