"""Schemas for editors: they accept the real records, and reject what the model rejects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ipplan_data.curation.model import Plan, Task
from ipplan_data.curation.model.fields import annotation_of, classes, options
from ipplan_data.curation.model.record import Record
from ipplan_data.curation.publish import recordschemas
from ipplan_data.curation.records.load import LISTS, SINGLE
from ipplan_data.curation.records.syntax import parse
from strategies import plans

MODELS: dict[str, type[Record]] = {
    **{name.removesuffix(".yaml"): model for name, model in {**SINGLE, **LISTS}.items()},
    "tasks": Task,
}
SCHEMAS = recordschemas.schemas()
# File, what is damaged (the first match), and what replaces it.
DAMAGE = [
    ("tasks/I.i", r"  agencies: (.*)", r"\g<0>\n  lead: cnipa"),
    ("tasks/II.ii", r"title: .*", "title: 2020"),
    ("tasks/II.iii", r"entity: sword-net", "entty: sword-net"),
    ("tasks/II.iii", r", relation: continue", ""),
    ("tasks/II.iii", r"relation: continue", "relation: goon"),
    ("tasks/II.iii", r"agencies: \[\w+", "agencies: [2020"),
    ("tasks/II.iii", r"agencies: .*", "agencies: []"),
    ("tasks/II.iii", r"number: 40", "number: 400"),
    ("sections", r"  title: .*\n", ""),
    ("document", r"issuer: ", "isuer: "),
    ("document", r"notice_date: 2020-05-13", "notice_date: 2020-13-05"),
    ("errata", r"certainty: likely", "certainty: sure"),
    ("agencies", r"kind: party_organ", "kind: party"),
    ("agencies", r"language: en", "language: fr"),
    ("sources", r"settles: false", "settles: no"),
]


def read(text: str) -> Any:
    node, findings = parse(text, "records.yaml")
    assert node is not None
    assert findings == []
    return node.data()


def model_accepts(name: str, data: Any) -> bool:
    model = MODELS[name]
    beside = dict.fromkeys(model.given, "II.iii")
    try:
        for one in data if isinstance(data, tuple) else [data]:
            model.model_validate({**one, **beside})
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("file", "damaged", "instead"), DAMAGE)
def test_both_accept_the_records_and_reject_damaged_ones(
    root: Path, file: str, damaged: str, instead: str
) -> None:
    text = (root / "records" / f"{file}.yaml").read_text(encoding="utf-8")
    mutant = re.sub(damaged, instead, text, count=1)
    assert mutant != text, "the damage was done"
    name = file.partition("/")[0]
    validator = jsonschema.Draft7Validator(SCHEMAS[name])
    for data, valid in ((read(text), True), (read(mutant), False)):
        assert validator.is_valid(json.loads(json.dumps(data))) is valid
        assert model_accepts(name, data) is valid


@given(plans(), st.data())
def test_what_the_model_accepts_the_schema_accepts(plan: Plan, data: st.DataObject) -> None:
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
def test_every_field_and_every_value_is_explained(name: str) -> None:
    top = SCHEMAS[name]
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


def test_editors_know_every_schema(root: Path) -> None:
    path = root / ".vscode" / "settings.json"
    if not path.exists():
        pytest.skip("this isn't a clone: editor settings aren't in the source distribution")
    known = json.loads(path.read_text(encoding="utf-8"))["yaml.schemas"]
    assert known == {
        f"./{recordschemas.FOLDER_OF_SCHEMAS}/{name}.schema.json": "/records/tasks/*.yaml"
        if name == "tasks"
        else f"/records/{name}.yaml"
        for name in MODELS
    }
