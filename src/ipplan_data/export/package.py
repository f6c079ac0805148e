"""The published tables with their descriptions, from which every format is made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ipplan_data.plan import files, tables


class ExportError(Exception):
    """An export can't be made; the message says why in one line."""


class MissingLibraryError(ExportError):
    """A format needs a library that isn't installed; the message names the extra."""

    def __init__(self, form: str, library: str, extra: str) -> None:
        """Make the message."""
        super().__init__(f"{form} needs {library}: pip install 'ipplan-data[{extra}]'")


@dataclass(frozen=True, slots=True)
class Field:
    """A column; ``items`` is the type of the items if a cell holds a list.

    ``categories`` are the values of a closed vocabulary with their meanings, ``refers_to`` is the
    table that a foreign key refers to.
    """

    name: str
    type: str
    description: str
    origin: str
    required: bool
    items: str | None
    categories: dict[str, str]
    refers_to: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A published table; cells are strings, integers, booleans, tuples or ``None``."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    rows: list[dict[str, Any]]


@dataclass(frozen=True)
class Package:
    """The published files in a folder.

    >>> package = Package(files.home())
    >>> package.tables["responsibilities"].fields[2].refers_to
    'agencies'
    """

    folder: str

    @cached_property
    def descriptor(self) -> dict[str, Any]:
        """The Data Package descriptor."""
        return files.parsed(self.folder, files.DESCRIPTOR)

    @cached_property
    def tables(self) -> dict[str, Table]:
        """All tables by name, in published order."""
        return {one["name"]: self._table(one) for one in self.descriptor["resources"]}

    @cached_property
    def codebook(self) -> list[dict[str, Any]]:
        """A row for each column of each table."""
        return [
            {
                "table": table.name,
                "column": field.name,
                "meaning": field.description,
                "type": f"list of {field.items}" if field.items else field.type,
                "required": field.required,
                "allowed": "; ".join(field.categories) or None,
                "refers_to": field.refers_to,
                "origin": field.origin,
            }
            for table in self.tables.values()
            for field in table.fields
        ]

    def text(self, path: str) -> str:
        """Read a published text, such as ``schema/tables.sql``."""
        return Path(files.located(self.folder, path)).read_text(encoding="utf-8")

    def _table(self, resource: dict[str, Any]) -> Table:
        schema = resource["schema"]
        targets = {
            one["fields"][0]: one["reference"]["resource"] or resource["name"]
            for one in schema.get("foreignKeys", ())
        }
        return Table(
            name=resource["name"],
            title=resource["title"],
            description=resource["description"],
            key=tuple(schema["primaryKey"]),
            fields=tuple(_field(one, targets.get(one["name"])) for one in schema["fields"]),
            rows=tables.rows(self.folder, resource["name"]),
        )


def _field(declared: dict[str, Any], refers_to: str | None) -> Field:
    return Field(
        name=declared["name"],
        type=declared["type"],
        description=declared["description"],
        origin=declared["origin"],
        required=declared["constraints"].get("required", False),
        items=declared.get("itemType"),
        categories={one["value"]: one["label"] for one in declared.get("categories", ())},
        refers_to=refers_to,
    )
