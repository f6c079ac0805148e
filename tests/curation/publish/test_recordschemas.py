"""Schemas for editors: they take the real records, and refuse what the model refuses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from curation.rules.test_mutants import MUTANTS
from ipplan_data import digests
from ipplan_data.curation.model import Plan, Redirect, Task
from ipplan_data.curation.model.fields import annotation_of, classes, options
from ipplan_data.curation.model.record import Record
from ipplan_data.curation.pipeline import validate
from ipplan_data.curation.publish import datapackage, recordschemas, render
from ipplan_data.curation.records import load
from ipplan_data.curation.records.load import LISTS, SINGLE
from strategies import plans

MODELS: dict[str, type[Record]] = {
    **{name.removesuffix(".yaml"): model for name, model in {**SINGLE, **LISTS}.items()},
    "tasks": Task,
}
SCHEMAS = recordschemas.schemas()
SHAPES = [one for one in MUTANTS if one[0] in ("IPP106", "IPP107", "IPP108", "IPP109")]
MORE = [
    ("records/tasks/II.iii.yaml", r"entity: sword-net", "entty: sword-net"),
    ("records/tasks/II.iii.yaml", r", relation: continue", ""),
    ("records/tasks/II.iii.yaml", r"relation: continue", "relation: goon"),
    ("records/tasks/II.iii.yaml", r"agencies: \[\w+", "agencies: [2020"),
    ("records/tasks/II.iii.yaml", r"agencies: .*", "agencies: []"),
    ("records/tasks/II.iii.yaml", r"number: 40", "number: 400"),
    ("records/tasks/II.iii.yaml", r"  title: ", "  section: II.iii\n  title: "),
    ("records/document.yaml", r"issuer: ", "isuer: "),
    ("records/document.yaml", r"notice_date: 2020-05-13", "notice_date: 2020-13-05"),
    ("records/errata.yaml", r"certainty: likely", "certainty: sure"),
    ("records/agencies.yaml", r"language: en", "language: fr"),
    ("records/sources.yaml", r"settles: false", "settles: no"),
]


def files(root: Path, name: str) -> list[Path]:
    folder = root / "records"
    return sorted((folder / "tasks").iterdir()) if name == "tasks" else [folder / f"{name}.yaml"]


def judged(root: Path, name: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("check-jsonschema")
    schema = root / recordschemas.FOLDER_OF_SCHEMAS / f"{name}.schema.json"
    command: list[str | Path] = [tool, "--schemafile", schema, *paths]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", MODELS)
def test_the_real_records_are_accepted(root: Path, name: str) -> None:
    done = judged(root, name, *files(root, name))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "damaged", "instead"),
    [*(mutant[1:] for mutant in SHAPES), *MORE],
)
def test_what_has_another_shape_is_refused_by_both(
    copy: Path, file: str, damaged: str, instead: str
) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    mutant = re.sub(damaged, instead, text, count=1)
    assert mutant != text, "the damage was done"
    path.write_text(mutant, encoding="utf-8")
    name = "tasks" if "/tasks/" in file else path.stem
    done = judged(copy, name, path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Schema validation errors were encountered" in done.stdout
    assert {finding.code for finding in validate(copy).findings} <= {
        "IPP106",
        "IPP107",
        "IPP108",
        "IPP109",
    }


@given(plans(), st.data())
def test_what_the_model_takes_the_schema_takes(plan: Plan, data: st.DataObject) -> None:
    record = data.draw(st.sampled_from(plan.records))
    name = next(name for name, model in MODELS.items() if type(record) is model)
    schema = SCHEMAS[name].get("items", SCHEMAS[name])
    typed = record.model_dump(mode="json", exclude=set(record.given))
    jsonschema.validate(typed, schema, cls=jsonschema.Draft7Validator)


def objects(schema: Any, model: type[Record]) -> Iterator[tuple[dict[str, Any], type[Record]]]:
    """Walk over the schemas of a record and of all within it, each with its model."""
    yield schema, model
    for name, one in schema["properties"].items():
        for inner in classes(annotation_of(model, name), Record):
            yield from objects(one.get("items", one), inner)


@pytest.mark.parametrize("name", MODELS)
def test_every_field_is_there_and_explained(name: str) -> None:
    top = SCHEMAS[name]
    jsonschema.Draft7Validator.check_schema(top)
    assert "$ref" not in json.dumps(top)
    for schema, model in objects(top.get("items", top), MODELS[name]):
        typed = [field for field in model.model_fields if field not in model.given]
        assert list(schema["properties"]) == typed
        assert schema["additionalProperties"] is False
        required = [field for field in typed if model.model_fields[field].is_required()]
        assert schema["required"] == required
        for field, one in schema["properties"].items():
            assert one["description"] == model.model_fields[field].description
            if words := options(annotation_of(model, field)):
                listed = one.get("items", one)
                told = dict(zip(listed["enum"], listed["enumDescriptions"], strict=True))
                told.pop(None, None)
                assert told == {str(word): word.meaning for word in words}


@pytest.mark.parametrize("name", MODELS)
def test_every_value_that_is_offered_is_taken_by_the_model(plan: Plan, name: str) -> None:
    moved = replace(plan, redirects=(Redirect(old="agency/gone", reason="It was merged."),))
    record = next(one for one in moved.records if type(one) is MODELS[name])
    schema = SCHEMAS[name].get("items", SCHEMAS[name])
    for field, one in schema["properties"].items():
        for value in one.get("enum", ()):
            assert not faults(record, field, value) & {"enum", "IPP110"}, (field, value)
        for value in one.get("items", {}).get("enum", ()):
            assert not faults(record, field, (value,)), (field, value)


def faults(record: Record, field: str, value: str | tuple[str, ...] | None) -> set[str]:
    """Give the kinds of what the model finds wrong when a field has another value."""
    try:
        type(record).model_validate(record.model_dump() | {field: value})
    except ValidationError as error:
        return {fault["type"] for fault in error.errors()}
    return set()


def test_schemas_for_editors_are_no_part_of_the_published_data(plan: Plan) -> None:
    files = render(plan)
    described = json.loads(files[datapackage.NAME])
    mine = recordschemas.render()
    assert mine.items() <= files.items()
    paths = {one["path"] for one in (*described["resources"], *described["files"])}
    assert not paths & mine.keys()
    assert not any(path.startswith("schema/") for path in mine)
    published = {path: data for path, data in files.items() if path in paths}
    open_ = files[datapackage.NAME].replace(
        described["digest"].removeprefix("sha256:").encode(), digests.OPEN.encode()
    )
    whole = {path: digests.of(data) for path, data in published.items()}
    rolled = digests.rolled({**whole, datapackage.NAME: digests.of(open_)})
    assert described["digest"] == f"{datapackage.PREFIX}{rolled}"


def test_their_folder_is_not_taken_for_records(copy: Path) -> None:
    assert (copy / recordschemas.FOLDER_OF_SCHEMAS).is_dir()
    assert load(copy).findings == ()


def test_editors_are_told_of_every_schema(root: Path) -> None:
    path = root / ".vscode" / "settings.json"
    if not path.exists():
        pytest.skip("this is no clone: the settings of an editor are not handed out")
    told = json.loads(path.read_text(encoding="utf-8"))["yaml.schemas"]
    assert told == {
        f"./{recordschemas.FOLDER_OF_SCHEMAS}/{name}.schema.json": "/records/tasks/*.yaml"
        if name == "tasks"
        else f"/records/{name}.yaml"
        for name in MODELS
    }
