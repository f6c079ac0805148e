"""What the declarations of fields say, for the rules and tables that build on them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel

from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.types import Origin, Ref, Typed, Vocabulary

M = TypeVar("M")


def annotation_of(model: type[BaseModel], field: str) -> Any:
    """Return the full type of a field, constraints included."""
    info = model.model_fields[field]
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def marks(annotation: Any, kind: type[M]) -> list[M]:
    """Find all marks of one kind in a type, however deep.

    >>> marks(tuple[Annotated[str, Ref("agencies")], ...] | None, Ref)
    [Ref(table='agencies')]
    """
    if isinstance(annotation, kind):
        return [annotation]
    return [mark for inner in get_args(annotation) for mark in marks(inner, kind)]


def classes(annotation: Any, kind: type[M]) -> list[type[M]]:
    """Find all classes of one kind in a type, however deep.

    >>> classes(tuple[int | None, ...], int)
    [<class 'int'>]
    """
    if isinstance(annotation, type) and issubclass(annotation, kind):
        return [annotation]
    return [found for inner in get_args(annotation) for found in classes(inner, kind)]


def options(annotation: Any) -> list[Vocabulary]:
    """List the values of a closed list that people may type.

    >>> from ipplan_data.curation.model import Task
    >>> [str(one) for one in options(annotation_of(Task, "responsibility"))]
    ['separate']
    """
    allowed = [value for mark in marks(annotation, Typed) for value in mark.values]
    words = [one for listed in classes(annotation, Vocabulary) for one in listed]
    return [one for one in words if not allowed or one in allowed]


def of_origin(model: type[BaseModel], origin: Origin) -> list[str]:
    """List the fields of a model whose values come from there.

    >>> from ipplan_data.curation.model import Task
    >>> of_origin(Task, Origin.CODED)
    ['title', 'summary', 'ip_rights', 'activity', 'decisions']
    """
    return [f for f in model.model_fields if origin in marks(annotation_of(model, f), Origin)]


@cache
def _references(model: type[BaseModel]) -> dict[str, str]:
    found = {name: marks(annotation_of(model, name), Ref) for name in model.model_fields}
    return {name: refs[0].table for name, refs in found.items() if refs}


def references(record: Record) -> Iterator[tuple[tuple[str | int, ...], str, Any]]:
    """Walk over all references of a record: the steps to it, the table meant, and the key."""
    tables = _references(type(record))
    for name in type(record).model_fields:
        value = getattr(record, name)
        for index, item in enumerate(value) if isinstance(value, tuple) else [(None, value)]:
            steps = (name,) if index is None else (name, index)
            if isinstance(item, Record):
                for inner, table, key in references(item):
                    yield (*steps, *inner), table, key
            elif name in tables and item is not None:
                yield steps, tables[name], item
