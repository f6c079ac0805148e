"""A column: declared once, and described to every format from that declaration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from operator import attrgetter
from types import NoneType
from typing import Any, get_args

from pydantic import TypeAdapter

from ipplan_data.curation.model import Record
from ipplan_data.curation.model.fields import annotation_of, classes, marks
from ipplan_data.curation.model.types import Glob, ListForm, Origin, Ref, Vocabulary


@dataclass(frozen=True)
class Column:
    """A column of a published table.

    ``annotation`` is the Python type with its constraints. A cell is the attribute ``path`` of the
    row's subject, unless the table computes it.
    """

    name: str
    annotation: Any
    description: str
    origin: Origin
    path: str

    def cell(self, subject: Any, computed: dict[str, Any]) -> Any:
        """Return the value of a cell: as computed, or an attribute of the row's subject."""
        return computed[self.name] if self.name in computed else self._get(subject)

    @cached_property
    def _get(self) -> Callable[[Any], Any]:
        return attrgetter(self.path)

    @cached_property
    def nullable(self) -> bool:
        """Whether a cell may be empty."""
        parts = get_args(self.annotation)
        return NoneType in parts or any(NoneType in get_args(inner) for inner in parts)

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
            # Pydantic defines a vocabulary that may be empty in a part of its own.
            schema = parts.get(schema.get("$ref", "").rpartition("/")[2], schema)
        left_out = ("title", "description", "$defs")
        return {key: value for key, value in schema.items() if key not in left_out}

    @cached_property
    def vocabulary(self) -> type[Vocabulary] | None:
        """The closed list that the values are from, if there is one."""
        return next(iter(classes(self.annotation, Vocabulary)), None)

    @property
    def is_list(self) -> bool:
        """Whether a cell holds several values."""
        return self.list_form is not None

    @property
    def required(self) -> bool:
        """Whether no cell is empty."""
        return bool(self.schema.get("minItems")) if self.is_list else not self.nullable

    @cached_property
    def list_form(self) -> ListForm | None:
        """The form of a list in one cell, if the column holds lists."""
        return next(iter(marks(self.annotation, ListForm)), None)

    @cached_property
    def glob(self) -> Glob | None:
        """The form of a text cell as SQLite checks it."""
        found = next(iter(marks(self.annotation, Glob)), None)
        return self.list_form.glob if self.list_form else found

    @cached_property
    def refers_to(self) -> str | None:
        """The table whose key a cell names; a list is no foreign key."""
        found = marks(self.annotation, Ref)
        return found[0].table if found and not self.is_list else None


@cache
def _described(annotation: Any) -> dict[str, Any]:
    """Return the JSON Schema of a type; many columns share one, and making it is slow."""
    return TypeAdapter(annotation).json_schema()


def declared(model: type[Record], field: str, of: str = "") -> Column:
    """Make a column from a field that a record declares.

    The subject of the row is the record, or has it in its attribute ``of``.
    """
    annotation = annotation_of(model, field)
    description, origin = model.model_fields[field].description or "", marks(annotation, Origin)[0]
    return Column(field, annotation, description, origin, f"{of}.{field}" if of else field)


def derived(name: str, annotation: Any, description: str, origin: Origin, path: str = "") -> Column:
    """Make a column that no record declares."""
    return Column(name, annotation, description, origin, path or name)
