"""A column: declared once, and described to every format from that declaration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from types import NoneType
from typing import Any, get_args

from pydantic import TypeAdapter

from ipplan_data.curation.model import Plan, Record
from ipplan_data.curation.model.fields import annotation_of, classes, marks
from ipplan_data.curation.model.types import Glob, ListForm, Origin, Ref, Vocabulary

Getter = Callable[[Plan, Any], Any]


@dataclass(frozen=True)
class Column:
    """A column of a published table.

    ``annotation`` is the Python type with its constraints, ``value`` computes a cell from the plan
    and the thing that the row is about.
    """

    name: str
    annotation: Any
    description: str
    origin: Origin
    value: Getter

    @cached_property
    def nullable(self) -> bool:
        """Whether a cell may be empty."""
        return NoneType in get_args(self.annotation) or any(
            NoneType in get_args(inner) for inner in get_args(self.annotation)
        )

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The constraints on a cell that isn't empty, in the terms of JSON Schema."""
        schema = _described(self.annotation)
        parts = schema.get("$defs", {})
        if "$ref" in schema.get("items", {}):
            items = parts[schema["items"]["$ref"].rpartition("/")[2]]
            schema = {**schema, "items": {key: items[key] for key in ("type", "enum")}}
        if "anyOf" in schema:
            (schema,) = (one for one in schema["anyOf"] if one != {"type": "null"})
            # A closed list that may be empty stands in a part of its own.
            schema = parts.get(schema.get("$ref", "").rpartition("/")[2], schema)
        return {
            key: value
            for key, value in schema.items()
            if key not in ("title", "description", "$defs")
        }

    @cached_property
    def vocabulary(self) -> type[Vocabulary] | None:
        """The closed list that cells are taken from, where there is one."""
        return next(iter(classes(self.annotation, Vocabulary)), None)

    @property
    def is_list(self) -> bool:
        """Whether a cell holds several values."""
        return self.list_form is not None

    @property
    def required(self) -> bool:
        """Whether every cell has something in it."""
        return bool(self.schema.get("minItems")) if self.is_list else not self.nullable

    @cached_property
    def list_form(self) -> ListForm | None:
        """How a list stands in one cell, where the column holds lists."""
        return next(iter(marks(self.annotation, ListForm)), None)

    @cached_property
    def glob(self) -> Glob | None:
        """The form of a text cell as SQLite checks it."""
        if self.list_form:
            return self.list_form.glob
        return next(iter(marks(self.annotation, Glob)), None)

    @cached_property
    def refers_to(self) -> str | None:
        """The table whose key a cell names; a list is no foreign key."""
        found = marks(self.annotation, Ref)
        return found[0].table if found and not self.is_list else None


@cache
def _described(annotation: Any) -> dict[str, Any]:
    """Give the JSON Schema of a type; many columns have the same, and making it takes long."""
    return TypeAdapter(annotation).json_schema()


def declared(model: type[Record], field: str, **changes: Any) -> Column:
    """Make a column of a field that a record declares; ``changes`` override what differs."""
    info = model.model_fields[field]
    column = {
        "name": field,
        "annotation": annotation_of(model, field),
        "description": info.description or "",
        "origin": marks(annotation_of(model, field), Origin)[0],
        "value": lambda _, record: getattr(record, field),
    }
    return Column(**{**column, **changes})


def derived(name: str, annotation: Any, description: str, origin: Origin, value: Getter) -> Column:
    """Make a column that follows from other fields."""
    return Column(name, annotation, description, origin, value)
