"""JSON Schema for what people type, so that editors name what is wrong as it is typed.

The schemas stand in ``records/.schema``, beside what they describe, and not in ``schema``: what
stands there is published in the wheel, and the digest of the data covers it. Nothing takes a hidden
folder for records. They are of draft 7 and without references, which every editor understands.
"""

from __future__ import annotations

from typing import Any

from ipplan_data.curation.model import Record, Task
from ipplan_data.curation.model.fields import annotation_of, classes, options
from ipplan_data.curation.publish import json
from ipplan_data.curation.records.load import FOLDER, LISTS, SINGLE

FOLDER_OF_SCHEMAS = f"{FOLDER}/.schema"
DIALECT = "http://json-schema.org/draft-07/schema#"

Schema = dict[str, Any]
_NULL = {"type": "null"}
# What Pydantic says besides: names made of names, and defaults that an editor would type.
_LEFT_OUT = ("title", "default")


def render() -> dict[str, bytes]:
    """Give the file of every schema: its path from the root, and its bytes.

    >>> [path for path in render() if "task" in path]
    ['records/.schema/tasks.schema.json']
    """
    return {
        f"{FOLDER_OF_SCHEMAS}/{name}.schema.json": json.text(schema)
        for name, schema in schemas().items()
    }


def schemas() -> dict[str, Schema]:
    """Give every schema by the name of the files that it is for, without their suffix.

    >>> schemas()["tasks"]["items"]["properties"]["number"]["maximum"]
    100
    """
    single = {_stem(name): _file(model, listed=False) for name, model in SINGLE.items()}
    lists = {_stem(name): _file(model, listed=True) for name, model in LISTS.items()}
    return {**single, **lists, "tasks": _file(Task, listed=True)}


def _stem(name: str) -> str:
    return name.removesuffix(".yaml")


def _file(model: type[Record], *, listed: bool) -> Schema:
    head = {"$schema": DIALECT, "title": f"Records: {model.noun}"}
    one = _inlined(model)
    return {**head, "type": "array", "items": one} if listed else {**head, **one}


def _inlined(model: type[Record]) -> Schema:
    """Give the schema of one record, with all that it refers to in its place."""
    given = model.model_json_schema()
    schema: Schema = _resolved(given, given.get("$defs", {}))
    schema["description"] = (model.__doc__ or "").strip()
    schema["required"] = [name for name in schema["required"] if name not in model.given]
    properties = {
        name: one for name, one in schema["properties"].items() if name not in model.given
    }
    for name, one in properties.items():
        _explain(one, annotation_of(model, name))
    return {**schema, "properties": properties}


def _resolved(schema: Schema, parts: dict[str, Schema]) -> Schema:
    if "$ref" in schema:
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        return _resolved({**parts[schema["$ref"].rpartition("/")[2]], **beside}, parts)
    if "anyOf" in schema:
        (one,) = (part for part in schema["anyOf"] if part != _NULL)
        beside = {key: value for key, value in schema.items() if key != "anyOf"}
        found = {**_resolved(one, parts), **_resolved(beside, parts)}
        nothing = {"enum": [*found["enum"], None]} if "enum" in found else {}
        return {**found, "type": [found["type"], "null"], **nothing}
    found = {key: value for key, value in schema.items() if key not in (*_LEFT_OUT, "$defs")}
    if "items" in found:
        found["items"] = _resolved(found["items"], parts)
    if "properties" in found:
        named = found["properties"].items()
        found["properties"] = {name: _resolved(one, parts) for name, one in named}
    return found


def _explain(schema: Schema, annotation: Any) -> None:
    """Keep of closed lists what may be typed, and add what each value means, at any depth."""
    if valid := options(annotation):
        told: dict[str | None, str] = {str(one): one.meaning for one in valid}
        listed = schema.get("items", schema)
        if None in listed["enum"]:
            told[None] = "nothing"
        listed["enum"], listed["enumDescriptions"] = [*told], [*told.values()]
    for inner in classes(annotation, Record):
        within = schema.get("items", schema)
        for name, one in within["properties"].items():
            _explain(one, annotation_of(inner, name))
