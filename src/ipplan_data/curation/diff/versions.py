"""Read one version of the published tables: of a folder, a git revision or the installed data."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import tarfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ipplan_data.plan.files import DESCRIPTOR, home

INSTALLED = "installed"
_UNREADABLE = (RecursionError, csv.Error)  # besides errors of the file system and of types
Key = tuple[str, ...]


class VersionError(Exception):
    """A version can't be found or read; the message says why, in one line."""


@dataclass
class Table:
    """A published table: its file, columns, key, references by column, and its rows by key."""

    name: str
    path: str
    fields: dict[str, dict[str, Any]]
    key: tuple[str, ...]
    references: dict[str, str]
    rows: dict[Key, dict[str, str]]


@dataclass
class Version:
    """One side of a comparison: its name, its version number, its files and its tables."""

    name: str
    number: str
    files: set[str]
    tables: dict[str, Table] = field(default_factory=dict)


def read(name: str, here: Path = Path()) -> Version:
    """Read a version: a folder, a git revision of the clone around ``here``, or ``installed``.

    Raises ``VersionError``.
    """
    if name == INSTALLED:
        return parse(name, _in_folder(Path(home())))
    folder = here / name
    is_folder = name and os.path.isdir(folder)  # noqa: PTH112 - says no to any name, however odd
    return parse(name, _in_folder(folder) if is_folder else _in_git(name, here))


def _in_folder(folder: Path) -> Callable[[str], bytes]:
    def content(path: str) -> bytes:
        file = (folder / path).resolve()
        if not file.is_relative_to(folder.resolve()) or not file.is_file():
            message = "the folder has no such file"
            raise FileNotFoundError(message)
        return file.read_bytes()

    return content


def _in_git(revision: str, here: Path) -> Callable[[str], bytes]:
    """Read the published files of a revision without a checkout."""
    top = _git(here, "rev-parse", "--show-toplevel").decode(errors="surrogateescape").strip()
    archive = b""
    if top and not revision.startswith("-"):
        archive = _git(Path(top), "archive", "--format=tar", revision, "--", DESCRIPTOR, "data")
    if not archive:
        message = f"{revision!r} is neither a folder nor a git revision with published files"
        raise VersionError(message)
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        files = {one.name: tar.extractfile(one) for one in tar if one.isfile()}
        return {name: file.read() for name, file in files.items() if file}.__getitem__


def _git(folder: Path, *arguments: str) -> bytes:
    """Run git and return its output, which is empty if it fails."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(  # noqa: S603 - a list of arguments and no shell
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False
        ).stdout
    except (OSError, ValueError) as error:
        message = f"git can't be run: {error}"
        raise VersionError(message) from error


def parse(name: str, content: Callable[[str], bytes]) -> Version:
    """Read the descriptor and every table that it declares; ``content`` gives a file's bytes.

    Raises ``VersionError``.
    """
    path = DESCRIPTOR
    try:
        descriptor = json.loads(content(DESCRIPTOR))
        resources = descriptor["resources"]
        files = {str(one["path"]) for one in (*resources, *descriptor["files"])}
        found = Version(name, str(descriptor["version"]), {DESCRIPTOR, *files})
        for resource in resources:
            path = str(resource["path"])
            _add(found, path, resource, content(path))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, *_UNREADABLE) as error:
        reason = f"no {error}" if isinstance(error, KeyError) else error
        message = f"{name}: {path} can't be read as published ({reason})"
        raise VersionError(message) from error
    return found


def _add(version: Version, path: str, resource: dict[str, Any], data: bytes) -> None:
    """Add a table to a version. Raises ``ValueError`` if it isn't what the descriptor says."""
    name, schema = str(resource["name"]), resource["schema"]
    fields = {one["name"]: one for one in schema["fields"]}
    key = tuple(schema["primaryKey"])
    header, *lines = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
    if header != [*fields] or not key or not fields.keys() >= set(key) or name in version.tables:
        message = f"found the header {header} for table {name}, expected {[*fields]}, key {[*key]}"
        raise ValueError(message)
    rows: dict[Key, dict[str, str]] = {}
    for number, line in enumerate(lines, start=1):
        row = dict(zip(fields, line, strict=True))
        of_row = tuple(row[column] for column in key)
        if of_row in rows:
            message = f"row {number} has the same key as an earlier one: {', '.join(of_row)}"
            raise ValueError(message)
        rows[of_row] = row
    references = {key[0]: name} if len(key) == 1 else {}
    for one in schema.get("foreignKeys", ()):
        if one["fields"][0] in fields:
            references[one["fields"][0]] = str(one["reference"]["resource"] or name)
    version.tables[name] = Table(name, path, fields, key, references, rows)
