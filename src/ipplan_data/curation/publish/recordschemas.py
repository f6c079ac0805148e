"""JSON Schema for the records, with which editors explain and check fields as they are typed.

The schemas are in ``records/.schema`` and not in ``schema``, whose files are published in the wheel
and covered by the digest of the data. They have no references and are of draft 7, which every
editor understands.
"""

from __future__ import annotations

from typing import Any, get_origin

from annotated_types import MinLen

from ipplan_data.curation.model import Record, Task
from ipplan_data.curation.model.fields import annotation_of, classes, marks, options
from ipplan_data.curation.publish import json, jsonschema
from ipplan_data.curation.records.load import FOLDER, LISTS, SINGLE
from ipplan_data.curation.tables import declared

FOLDER_OF_SCHEMAS = f"{FOLDER}/.schema"
DIALECT = "http://json-schema.org/draft-07/schema#"

Schema = dict[str, Any]


def render() -> dict[str, bytes]:
    """Return the file of every schema by its path from the root.

    >>> [path for path in render() if "task" in path]
    ['records/.schema/tasks.schema.json']
    """
    return {
        f"{FOLDER_OF_SCHEMAS}/{name}.schema.json": json.text(schema)
        for name, schema in schemas().items()
    }


def schemas() -> dict[str, Schema]:
    """Return every schema by the name of the record files that it is for, without the suffix.

    >>> schemas()["tasks"]["items"]["properties"]["number"]["maximum"]
    100
    """
    found = {}
    models: dict[str, type[Record]] = {**SINGLE, **LISTS, "tasks.yaml": Task}
    for name, model in models.items():
        one = _record(model)
        schema = one if name in SINGLE else {"type": "array", "items": one}
        head = {"$schema": DIALECT, "title": f"Records: {model.noun}"}
        found[name.removesuffix(".yaml")] = head | schema
    return found


def _record(model: type[Record]) -> Schema:
    typed = {name: one for name, one in model.model_fields.items() if name not in model.given}
    return {
        "description": (model.__doc__ or "").strip(),
        "type": "object",
        "properties": {name: _field(model, name) for name in typed},
        "required": [name for name, one in typed.items() if one.is_required()],
        "additionalProperties": False,
    }


def _field(model: type[Record], name: str) -> Schema:
    info, annotation = model.model_fields[name], annotation_of(model, name)
    for inner in classes(annotation, Record):
        if get_origin(info.annotation) is not tuple:
            return {**_record(inner), "description": info.description}
        items = {"description": info.description, "type": "array", "items": _record(inner)}
        return items | {"minItems": 1} if marks(annotation, MinLen) else items
    schema = jsonschema.cell(declared(model, name))
    if valid := options(annotation):
        meanings: dict[str | None, str] = {str(one): one.meaning for one in valid}
        meanings |= {None: "nothing"} if None in schema.get("enum", ()) else {}
        words = {"enum": [*meanings], "enumDescriptions": [*meanings.values()]}
        schema |= {"items": schema["items"] | words} if "items" in schema else words
    return schema
