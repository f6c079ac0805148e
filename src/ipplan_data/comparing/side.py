"""The published files of one version, as far as they can be read."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ipplan_data import digests
from ipplan_data.plan import tables
from ipplan_data.plan.files import DESCRIPTOR, DamagedDataError, parsed, present

Row = dict[str, Any]
Key = tuple[Any, ...]

# What a table that is damaged, or whose descriptor is, makes the reading API raise.
_UNREADABLE = (DamagedDataError, OSError, LookupError, ValueError, TypeError, AttributeError)


@dataclass(frozen=True)
class Table:
    """A published table: what the descriptor says of it, and its rows by their keys.

    ``problem`` says why the rows can't be compared, where they can't; then there are none.
    """

    declared: dict[str, Any]
    key: tuple[str, ...]
    rows: dict[Key, Row]
    problem: str = ""

    @cached_property
    def fields(self) -> dict[str, dict[str, Any]]:
        """What the descriptor says of each column, by its name."""
        return {one["name"]: one for one in self.declared["schema"]["fields"]}

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """The columns of the key with their types: keys of other kinds are never the same."""
        return tuple((name, self.fields[name]["type"]) for name in self.key)

    @cached_property
    def refers(self) -> dict[str, str]:
        """The tables whose keys some columns name."""
        return {
            one["fields"][0]: one["reference"]["resource"] or self.declared["name"]
            for one in self.declared["schema"].get("foreignKeys", ())
        }


@dataclass(frozen=True)
class Side:
    """One of the two versions; everything is read once.

    >>> from ipplan_data.plan.files import home
    >>> Side(home()).tables["responsibilities"].key
    ('task', 'position')
    """

    folder: str

    @cached_property
    def descriptor(self) -> dict[str, Any]:
        """The descriptor. Raises ``DamagedDataError`` where it isn't one."""
        found = parsed(self.folder, DESCRIPTOR)
        if not _sound(found):
            raise DamagedDataError(f"{DESCRIPTOR} is no descriptor of tables with columns")
        return found

    @cached_property
    def tables(self) -> dict[str, Table]:
        """All tables by name."""
        return {one["name"]: self._table(one) for one in self.descriptor["resources"]}

    @cached_property
    def files(self) -> dict[str, str | None]:
        """The digest of every file that the descriptor lists, ``None`` where it is missing.

        A descriptor that lists none but the tables leaves it to the folders what is published.
        """
        there = present(self.folder)
        others = there if "files" not in self.descriptor else ()
        listed = {DESCRIPTOR: "", **self.sealed, **dict.fromkeys(others)}
        return {path: self._digest(path) if path in there else None for path in listed}

    @cached_property
    def sealed(self) -> dict[str, str]:
        """The digest that the descriptor has for every file."""
        listed = [*self.descriptor["resources"], *self.descriptor.get("files", ())]
        return {one["path"]: str(one.get("hash")).removeprefix("sha256:") for one in listed}

    @cached_property
    def altered(self) -> tuple[str, ...]:
        """The files that aren't what the descriptor says."""
        return tuple(path for path, digest in self.sealed.items() if self.files[path] != digest)

    def rows(self, table: str) -> list[Row]:
        """Give the rows of a table; none where there is no such table, or it can't be read."""
        return list(self.tables[table].rows.values()) if table in self.tables else []

    def by(self, table: str, *columns: str) -> dict[Key, Row]:
        """Give the rows of a table by some of their columns."""
        return {tuple(row.get(one) for one in columns): row for row in self.rows(table)}

    def _digest(self, path: str) -> str | None:
        try:
            return digests.of(Path(self.folder, path).read_bytes())
        except OSError:
            return None

    def _table(self, declared: dict[str, Any]) -> Table:
        key = _listed(declared["schema"].get("primaryKey", ()))
        path = declared["path"]
        if not key or not set(key) <= {one["name"] for one in declared["schema"]["fields"]}:
            return Table(declared, key, {}, "the descriptor names no key of it")
        if path not in present(self.folder):
            return Table(declared, key, {}, f"{path} is missing")
        try:
            rows = tables.rows(self.folder, declared["name"])
        except _UNREADABLE:
            return Table(declared, key, {}, f"{path} can't be read as the descriptor says it is")
        keys = Counter(tuple(row[column] for column in key) for row in rows)
        doubled = [one for one, count in keys.items() if count > 1]
        if doubled:
            one = ", ".join(f"{name} {value}" for name, value in zip(key, doubled[0], strict=True))
            more = f", and {len(doubled) - 1} more" if len(doubled) > 1 else ""
            problem = f"{path} has more than one row with the key {one}{more}"
            return Table(declared, key, {}, problem)
        return Table(declared, key, dict(zip(keys, rows, strict=True)))


def _listed(key: Any) -> tuple[str, ...]:
    """Give a key as its columns: a descriptor may name a single one without a list."""
    return (key,) if isinstance(key, str) else tuple(key)


def _sound(descriptor: dict[str, Any]) -> bool:
    """Tell whether all is there that comparing looks at, and nothing is named twice."""
    try:
        tables = descriptor["resources"]
        names = [one["name"] for one in tables]
        columns = [[field["name"] for field in one["schema"]["fields"]] for one in tables]
        texts = [
            *names,
            *(name for table in columns for name in table),
            *(field["type"] for one in tables for field in one["schema"]["fields"]),
            *(one["path"] for one in (*tables, *descriptor.get("files", ()))),
            *(name for one in tables for name in _listed(one["schema"].get("primaryKey", ()))),
        ]
        for one in tables:
            texts += Table(one, (), {}).refers
            texts += Table(one, (), {}).refers.values()
    except (LookupError, TypeError, AttributeError):
        return False
    unique = all(len(set(map(str, some))) == len(some) for some in (names, *columns))
    return unique and all(isinstance(text, str) for text in texts)


def inside(folder: str, text: str) -> str:
    """Take the place of a version's files out of a message: it may be a passing one.

    >>> inside("/a/b", "/a/b/data is no file")
    'data is no file'
    """
    return text.replace(folder + os.sep, "").replace(folder, "it")
