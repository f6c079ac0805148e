"""Two versions of the published tables compared, row by row.

A version is a folder with ``datapackage.json``, a git revision of the clone around the current
folder, or the word ``installed``. Rows are matched by the primary keys of the descriptor. A change
that is derived from another one (a count, a repeated value, the mentions of a removed task) is
counted and not listed.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ipplan_data.plan.files import home
from ipplan_data.printing import inert

DESCRIPTOR, INSTALLED = "datapackage.json", "installed"
# Columns computed from other columns or rows, and tables that only repeat columns of another one.
DERIVED = {
    "tasks": {"agency_count", "ip_rights_primary", "activity_primary"},
    "agencies": {"position", "tasks_led", "tasks_total"},
    "sections": {"position", "first_task", "last_task"},
    "footnotes": {"term", "term_zh"},
}
REPEATED = {"responsibilities", "codes", "agency_facts"}
LEAD = ("tasks", "lead_agency")
# The kind of record in a redirect, by the table whose rows have ids of their own.
KINDS = {
    "tasks": "task",
    "sections": "section",
    "agencies": "agency",
    "entities": "entity",
    "footnotes": "footnote",
    "errata": "erratum",
    "terms": "term",
}
_PLACE = "position"  # a key with it says where a row is in a list, and is no lasting id
_SHAPE = ("type", "separator", "itemType")
_LONGEST = 100
Key = tuple[str, ...]


class VersionError(Exception):
    """A version can't be found or read; the message says why, in one line."""


class Change(NamedTuple):
    """A difference: ``what`` is a file, table, column, row or cell; ``kind`` how it changed.

    ``key`` has the row's primary key, ``old`` and ``new`` the values; a row's value is all of its
    cells that aren't empty. ``derived`` tells whether it is derived from another change.
    """

    kind: str
    what: str
    table: str = ""
    key: Key = ()
    column: str = ""
    old: Any = None
    new: Any = None
    derived: bool = False

    @property
    def rank(self) -> int:
        """How serious it is, from 0: leads, removals, changes, additions."""
        if (self.table, self.column) == LEAD and self.what == "cell":
            return 0
        return 1 + ("removed", "changed", "added").index(self.kind)

    @property
    def subject(self) -> str:
        """What it is about, such as ``tasks 48``.

        >>> Change("removed", "row", "mentions", ("2", "1")).subject
        'mentions 2, 1'
        """
        name = self.table or self.what
        return f"{name} {', '.join(self.key)}" if self.key else name


@dataclass
class Table:
    """A published table: its columns, its key, its references, and its rows by key."""

    name: str
    fields: dict[str, dict[str, Any]]
    key: tuple[str, ...]
    references: list[tuple[tuple[str, ...], str]]
    rows: dict[Key, dict[str, str]] = field(repr=False)


@dataclass
class Version:
    """One of the two sides: its name, its version number, its files and its tables."""

    name: str
    version: str
    files: set[str]
    tables: dict[str, Table] = field(default_factory=dict, repr=False)


def read(name: str, here: Path = Path()) -> Version:
    """Read a version: a folder, a git revision of the clone around ``here``, or ``installed``.

    Raises ``VersionError``.
    """
    if name == INSTALLED:
        return _version(name, _in_folder(Path(home())))
    folder = here / name
    if folder.is_dir():
        if not (folder / DESCRIPTOR).is_file():
            message = f"{name}: found no {DESCRIPTOR}, expected a folder with published files"
            raise VersionError(message)
        return _version(name, _in_folder(folder))
    return _version(name, _in_git(name, here))


def _in_folder(folder: Path) -> Callable[[str], bytes]:
    def content(path: str) -> bytes:
        return folder.joinpath(*path.split("/")).read_bytes()

    return content


def _in_git(revision: str, here: Path) -> Callable[[str], bytes]:
    """Read published files of a commit without a checkout."""
    options = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = _git(here, *options).decode("ascii", "replace").strip()
    top = _git(here, "rev-parse", "--show-toplevel").decode(errors="surrogateescape").strip()
    if not commit or not top:
        message = f"{revision!r} is no folder and no git revision; expected either, or {INSTALLED}"
        raise VersionError(message)
    archive = _git(Path(top), "archive", "--format=tar", commit, "--", DESCRIPTOR, "data")
    if not archive:
        message = f"{revision}: the commit has no {DESCRIPTOR} and no folder data"
        raise VersionError(message)
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        files = {one.name: tar.extractfile(one) for one in tar if one.isfile()}
        contents = {name: file.read() for name, file in files.items() if file}

    def content(path: str) -> bytes:
        if path not in contents:
            message = f"no file {path}"
            raise FileNotFoundError(message)
        return contents[path]

    return content


def _git(folder: Path, *arguments: str) -> bytes:
    """Run git and return its output, which is empty where it fails."""
    command = ["git", "--no-pager", "-C", str(folder), *arguments]
    try:
        return subprocess.run(  # noqa: S603 - a list of arguments and no shell
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False
        ).stdout
    except (FileNotFoundError, ValueError) as error:
        message = f"git can't be run: {error}"
        raise VersionError(message) from error


def _version(name: str, content: Callable[[str], bytes]) -> Version:
    """Read the descriptor and every table that it declares."""
    path = DESCRIPTOR
    try:
        descriptor = json.loads(content(DESCRIPTOR))
        listed = [one["path"] for one in (*descriptor["resources"], *descriptor["files"])]
        found = Version(name, str(descriptor["version"]), {DESCRIPTOR, *listed})
        for resource in descriptor["resources"]:
            path = resource["path"]
            found.tables[resource["name"]] = _table(resource, content(path))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, csv.Error) as error:
        reason = f"no {error}" if isinstance(error, KeyError) else error
        message = f"{name}: {path} can't be read as published ({reason})"
        raise VersionError(message) from error
    return found


def _table(resource: dict[str, Any], data: bytes) -> Table:
    """Read a table. Raises ``ValueError`` where it isn't what the descriptor says."""
    schema = resource["schema"]
    fields = {one["name"]: one for one in schema["fields"]}
    header, *lines = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
    if header != [*fields]:
        message = f"found the header {header}, expected {[*fields]}"
        raise ValueError(message)
    key = tuple(schema["primaryKey"])
    rows: dict[Key, dict[str, str]] = {}
    for number, line in enumerate(lines, start=2):
        row = dict(zip(fields, line, strict=True))
        of_row = tuple(row[name] for name in key)
        if of_row in rows:
            message = f"row {number} has the same key as an earlier one: {', '.join(of_row)}"
            raise ValueError(message)
        rows[of_row] = row
    references = [
        (tuple(one["fields"]), one["reference"]["resource"] or resource["name"])
        for one in schema.get("foreignKeys", ())
    ]
    return Table(resource["name"], fields, key, references, rows)


def compare(old: Version, new: Version) -> list[Change]:
    """List every change from ``old`` to ``new``, the most serious first.

    >>> compare(read("installed"), read("installed"))
    []
    """
    changes = [Change("removed", "file", column=path) for path in old.files - new.files]
    changes += [Change("added", "file", column=path) for path in new.files - old.files]
    changes += [Change("removed", "table", name) for name in old.tables.keys() - new.tables.keys()]
    changes += [Change("added", "table", name) for name in new.tables.keys() - old.tables.keys()]
    if old.version != new.version:
        changes.append(Change("changed", "version", old=old.version, new=new.version))
    gone = {name: _missing(table, new.tables.get(name)) for name, table in old.tables.items()}
    come = {name: _missing(table, old.tables.get(name)) for name, table in new.tables.items()}
    for name, table in old.tables.items():
        if other := new.tables.get(name):
            changes += _columns(table, other)
            changes += _rows("removed", table, gone)
            changes += _rows("added", other, come)
            changes += _cells(table, other)
    order = [*old.tables, *new.tables]
    return sorted(changes, key=lambda one: _order(one, order))


def _order(change: Change, tables: list[str]) -> tuple[Any, ...]:
    table = tables.index(change.table) if change.table else -1
    key = [(len(part) if part.isdigit() else 99, part) for part in change.key]
    return change.derived, change.rank, table, key, change.column


def _missing(table: Table, other: Table | None) -> set[Key]:
    """List the keys that the other version of a table doesn't have."""
    return table.rows.keys() - other.rows.keys() if other else set()


def _columns(old: Table, new: Table) -> Iterator[Change]:
    """Compare columns, and how they are declared."""
    for kind, some, others in (("removed", old, new), ("added", new, old)):
        for name in some.fields.keys() - others.fields.keys():
            yield Change(kind, "column", old.name, column=name)
    for name in old.fields.keys() & new.fields.keys():
        shapes = [{key: one.fields[name].get(key) for key in _SHAPE} for one in (old, new)]
        if shapes[0] != shapes[1]:
            was, now = shapes
            yield Change("changed", "column", old.name, (), name, was, now)


def _rows(kind: str, table: Table, keys: dict[str, set[Key]]) -> Iterator[Change]:
    """Report rows that came or went; those of a record that did so as a whole are derived."""
    for key in keys[table.name]:
        row = table.rows[key]
        whole = any(
            target != table.name
            and tuple(row.get(name, "") for name in names) in keys.get(target, ())
            for names, target in table.references
        )
        cells = {name: cell for name, cell in row.items() if cell}
        was, now = (cells, None) if kind == "removed" else (None, cells)
        derived = whole or table.name in REPEATED
        yield Change(kind, "row", table.name, key, "", was, now, derived)


def _cells(old: Table, new: Table) -> Iterator[Change]:
    derived = DERIVED.get(old.name, set())
    columns = [name for name in old.fields if name in new.fields]
    for key in old.rows.keys() & new.rows.keys():
        for name in columns:
            was, now = old.rows[key][name], new.rows[key][name]
            if was != now:
                follows = old.name in REPEATED or name in derived
                yield Change("changed", "cell", old.name, key, name, was, now, follows)


def breaking(old: Version, new: Version) -> list[Change]:
    """List what users of ``old`` look for in vain in ``new``: files, columns, ids and row keys.

    An id with a redirect isn't gone, nor are the rows of its record. Rows numbered by their place
    in a list have no lasting key.

    >>> breaking(read("installed"), read("installed"))
    []
    """
    redirects = new.tables["redirects"].rows if "redirects" in new.tables else {}
    redirected = {key[0] for key in redirects}
    return [
        change
        for change in compare(old, new)
        if change.kind == "removed"
        and not change.derived
        and not (change.what == "row" and _PLACE in old.tables[change.table].key)
        and f"{KINDS.get(change.table)}/{'/'.join(change.key)}" not in redirected
    ]


def _value(value: Any) -> str:
    if isinstance(value, dict):
        value = "; ".join(f"{name} {cell}" for name, cell in value.items() if cell is not None)
    text = inert(str(value)) or "nothing"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Shorten two long values to the part around their first difference.

    >>> excerpts("a" * 200 + "b", "a" * 200 + "c")[0][-3:]
    'aab'
    """
    if max(len(old), len(new)) <= _LONGEST:
        return old, new
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    start = max(0, min(same, len(new)) - _LONGEST // 3)
    cut = [f"{'…' if start else ''}{one[start : start + _LONGEST]}" for one in (old, new)]
    return cut[0], cut[1]


def _words(change: Change) -> tuple[str, str, str]:
    """Say what changed, and the values before and after."""
    if change.what == "cell":
        old, new = excerpts(change.old, change.new)
        return change.column, _value(old), _value(new)
    what = f"{change.what} {change.column}".strip()
    values = [_value(one) if one is not None else "" for one in (change.old, change.new)]
    return f"{what} {change.kind}", values[0], values[1]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _summary(changes: list[Change]) -> str:
    derived = Counter(one.table for one in changes if one.derived)
    if not changes:
        return "No differences"
    tables = ", ".join(f"{name} {count}" for name, count in derived.items())
    more = f", and {derived.total():,} derived from them ({tables})" if derived else ""
    return _count(len(changes) - derived.total(), "change") + more


def as_text(old: Version, new: Version, changes: list[Change]) -> str:
    """Render changes for a terminal, a line each."""
    lines = [f"{name}: version {one.version}" for name, one in ((old.name, old), (new.name, new))]
    for change in changes:
        if not change.derived:
            what, was, now = _words(change)
            values = f"{was} -> {now}" if was and now else was or now
            lines.append(f"- {change.subject}: {what}{f': {values}' if values else ''}")
    return "".join(f"{inert(line)}\n" for line in [*lines, _summary(changes)])


def as_json(old: Version, new: Version, changes: list[Change]) -> str:
    """Render all changes, those derived from others included, as JSON."""
    sides = {
        side: {"name": one.name, "version": one.version}
        for side, one in (("old", old), ("new", new))
    }
    found = {**sides, "changes": [{**one._asdict(), "key": list(one.key)} for one in changes]}
    return json.dumps(found, indent=2) + "\n"


def as_markdown(old: Version, new: Version, changes: list[Change]) -> str:
    """Render changes as a table for a changelog or a pull request; data only in code spans."""
    lines = [f"**{_summary(changes)}** from {_code(old.name)} to {_code(new.name)}"]
    listed = [one for one in changes if not one.derived]
    if listed:
        lines += ["", "| record | change | old | new |", "|---|---|---|---|"]
    for change in listed:
        cells = (change.subject, *_words(change))
        lines.append(f"| {' | '.join(map(_code, cells))} |")
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    r"""Put data into a code span, in which nothing of it is markup.

    >>> _code("a | `b`")
    '`a \\x7c \\x60b\\x60`'
    """
    safe = inert(text).replace("|", "\\x7c").replace("`", "\\x60").strip()
    return f"`{safe}`" if safe else ""


FORMATS = {"text": as_text, "json": as_json, "markdown": as_markdown}
