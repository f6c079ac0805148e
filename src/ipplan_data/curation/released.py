"""What the last release held, as a file of digests: every value, column and schema.

Nobody can read a value out of it, but whether one is still the same. ``ipplan release`` writes it.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ipplan_data.curation import machine_made
from ipplan_data.curation.findings import Finding
from ipplan_data.curation.model import Expectation, Plan, Record, Task
from ipplan_data.curation.model.package import Version
from ipplan_data.curation.model.record import kind_of
from ipplan_data.curation.records.load import LISTS, SINGLE

NAME = "released.json"
_LENGTH = 12  # hexadecimal digits: as git does, a digest is cut where it still tells values apart
_EMPTY = "-"
_DATA, _SCHEMAS = "data/", ("schema/", ".schema.json")
# What a schema says to people: the same records are valid whatever stands there.
_SAID = ("title", "description", "$comment")
_NAMED = ("properties", "$defs", "patternProperties", "dependentSchemas")

_CUT = "[0-9a-f]{8,64}"
# What is expected of the whole is published nowhere.
_MODELS: tuple[type[Record], ...] = (
    *SINGLE.values(),
    Task,
    *(one for one in LISTS.values() if one is not Expectation),
)

Cut = Annotated[str, Field(pattern=f"^{_CUT}$")]
Line = Annotated[str, Field(pattern=f"^({_CUT}|{_EMPTY})( ({_CUT}|{_EMPTY}))*$")]


class Released(BaseModel):
    """Digests of all values: of records, field by field, of columns and of schemas.

    ``records`` has, by the path of a record, the digests of its ``fields``, with ``-`` for what is
    empty; ``columns`` those of each published column, ``schemas`` those of schemas by ``$id``.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    version: Version
    fields: dict[str, tuple[str, ...]]
    records: dict[str, Line]
    columns: dict[str, dict[str, Cut]]
    schemas: dict[str, Cut]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """Refuse a record with more or fewer digests than its kind has fields."""
        for path, digests in self.records.items():
            if len(digests.split(" ")) != len(self.fields.get(kind_of(path), ())):
                message = f"{path} has not one digest for each field"
                raise ValueError(message)
        return self

    def values(self, path: str) -> dict[str, str]:
        """Give the digest of each value of a record that isn't empty; none for no record."""
        digests = self.records.get(path, "").split()
        fields = self.fields.get(kind_of(path), ())
        return {f: d for f, d in zip(fields, digests, strict=False) if d != _EMPTY}


def same(one: str, other: str) -> bool:
    """Tell whether two digests, each cut somewhere, are of the same value.

    >>> same("e3b0c44298fc", "e3b0c442"), same("e3b0c44298fc", "535d61fd")
    (True, False)
    """
    return one.startswith(other) or other.startswith(one)


def differing(was: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Tell of the digests, by name, that aren't the same what became of each.

    >>> differing({"title": "e3b0c442", "note": "535d61fd"}, {"title": "535d61fd", "kind": "00"})
    {'title': 'changed', 'kind': 'is new', 'note': 'is gone'}
    """
    return {
        name: "is new" if name not in was else "is gone" if name not in now else "changed"
        for name in dict.fromkeys([*now, *was])
        if not (name in was and name in now and same(was[name], now[name]))
    }


def dump(released: Released) -> bytes:
    """Give the bytes of the file."""
    return machine_made.dumped(released.model_dump(mode="json"))


def load(root: Path) -> Released | Finding:
    """Read the file of the clone at ``root``, or tell why that can't be done."""
    what = "what tells what the last release held"
    return machine_made.load(root / NAME, machine_made.RELEASED, what, Released, dump)


def of(plan: Plan, files: Mapping[str, bytes]) -> Released:
    """Take the digests of a plan and of the published files that were made of it."""
    records = [record for record in plan.records if type(record) in _MODELS]
    return Released(
        version=plan.package.version,
        fields={model.noun: fields(model) for model in _MODELS},
        records={one.path: " ".join(_values(one)) for one in records},
        columns={path: _columns(data) for path, data in _tables(files)},
        schemas=dict(_schemas(files)),
    )


def fields(model: type[Record]) -> tuple[str, ...]:
    """List the fields that have digests: all but the key, and the version of the package.

    >>> fields(Expectation)
    ()
    """
    if model not in _MODELS:
        return ()
    return tuple(name for name in model.model_fields if name not in (model.key, "version"))


def _values(record: Record) -> Iterator[str]:
    data = record.model_dump(mode="json")
    for name in fields(type(record)):
        empty = data[name] is None or data[name] is False or data[name] == []
        yield _EMPTY if empty else _digest(data[name])


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def _tables(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for path, data in files.items():
        if path.startswith(_DATA) and path.endswith(".csv"):
            yield path.removeprefix(_DATA), data


def _columns(data: bytes) -> dict[str, str]:
    header, *rows = csv.reader(data.decode().splitlines(keepends=True))
    return {name: _digest([row[index] for row in rows]) for index, name in enumerate(header)}


def _schemas(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    start, end = _SCHEMAS
    for path, data in files.items():
        if path.startswith(start) and path.endswith(end):
            schema = json.loads(data)
            yield schema["$id"], _digest(_meant(schema))


def _meant(schema: Any) -> Any:
    """Leave out of a schema what it says to people."""
    if not isinstance(schema, dict):
        return [_meant(one) for one in schema] if isinstance(schema, list) else schema
    return {
        key: {name: _meant(one) for name, one in value.items()} if key in _NAMED else _meant(value)
        for key, value in schema.items()
        if key not in _SAID
    }
