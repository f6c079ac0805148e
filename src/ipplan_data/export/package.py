"""The published tables with their descriptions, from which every format is made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from ipplan_data.plan import citation
from ipplan_data.plan.files import DESCRIPTOR, located, parsed, present
from ipplan_data.plan.tables import rows

CODEBOOK = ("table", "column", "value", "meaning", "type", "required", "refers_to", "origin")


class ExportError(Exception):
    """An export can't be made; the message says why in one line."""


class MissingLibraryError(ExportError):
    """A format needs a library that isn't installed; the message names the extra."""


def imported(module: str, what: str, extra: str) -> Any:
    """Import a module of this package; ``what`` it makes needs the libraries of an extra."""
    try:
        return import_module(f"ipplan_data.{module}")
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library in ("", "ipplan_data"):
            raise
        message = f"{what} needs {library}: pip install 'ipplan-data[{extra}]'"
        raise MissingLibraryError(message) from error


class Field(NamedTuple):
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


class Table(NamedTuple):
    """A published table; cells are strings, integers, booleans, tuples or ``None``."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    rows: list[dict[str, Any]]


class Package:
    """The published files in a folder.

    >>> from ipplan_data.plan.files import home
    >>> Package(home()).tables["responsibilities"].fields[2].refers_to
    'agencies'
    """

    def __init__(self, folder: str) -> None:
        """Read the descriptor."""
        self.folder = folder
        self.descriptor = parsed(folder, DESCRIPTOR)

    @cached_property
    def tables(self) -> dict[str, Table]:
        """All tables by name, in published order."""
        return {one["name"]: self._table(one) for one in self.descriptor["resources"]}

    def text(self, path: str) -> str:
        """Read a published text, such as ``schema/tables.sql``."""
        return Path(located(self.folder, path)).read_text(encoding="utf-8")

    def about(self) -> Iterator[tuple[str, str, str | None]]:
        """List what the data is: field, value and address."""
        for field in ("title", "description", "version", "digest"):
            yield field, self.descriptor[field], None
        yield "citation", citation.text(self.descriptor), None
        for field, kind in (("license", "licenses"), ("source", "sources")):
            for one in self.descriptor[kind]:
                yield field, one["title"], one.get("path")

    def codebook(self) -> Iterator[dict[str, Any]]:
        """Describe every table, each followed by its columns, each by its closed vocabulary."""
        for table in self.tables.values():
            blank = {**dict.fromkeys(CODEBOOK), "table": table.name}
            yield {**blank, "meaning": table.description}
            for field in table.fields:
                yield {
                    **blank,
                    "column": field.name,
                    "meaning": field.description,
                    "type": f"list of {field.items}" if field.items else field.type,
                    "required": field.required,
                    "refers_to": field.refers_to,
                    "origin": field.origin,
                }
                for value, meaning in field.categories.items():
                    yield {**blank, "column": field.name, "value": value, "meaning": meaning}

    def _table(self, resource: dict[str, Any]) -> Table:
        name, schema = resource["name"], resource["schema"]
        targets = {
            one["fields"][0]: one["reference"]["resource"] or name
            for one in schema.get("foreignKeys", ())
        }
        fields = (
            Field(
                one["name"],
                one["type"],
                one["description"],
                one["origin"],
                one["constraints"].get("required", False),
                one.get("itemType"),
                {value["value"]: value["label"] for value in one.get("categories", ())},
                targets.get(one["name"]),
            )
            for one in schema["fields"]
        )
        texts = resource["title"], resource["description"]
        return Table(name, *texts, tuple(schema["primaryKey"]), (*fields,), rows(self.folder, name))


def joined(value: Any) -> Any:
    """Join a list to one text, as in the CSV; other cells stay as they are.

    >>> joined(("cnipa", "samr")), joined(()), joined(48)
    ('cnipa;samr', None, 48)
    """
    return (";".join(map(str, value)) or None) if isinstance(value, tuple) else value


def files(package: Package, name: str) -> dict[str, bytes]:
    """Return all published files as they are, in a folder of that name."""
    folder = package.folder
    return {f"{name}/{path}": Path(located(folder, path)).read_bytes() for path in present(folder)}
