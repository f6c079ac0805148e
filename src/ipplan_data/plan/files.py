"""Where the published files are: inside an installed package, or in a clone around it."""

from __future__ import annotations

import os

from ipplan_data.plan.nearest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

DESCRIPTOR = "datapackage.json"
FOLDERS = ("data", "schema")


class DamagedDataError(Exception):
    """Published data can't be read, or differ from what was published."""


class UnknownFileError(FileNotFoundError):
    """No published file has that name; the message suggests the nearest one."""


def home() -> str:
    """Return the folder with the published files of this installation."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "published")
    if os.path.isdir(installed):
        return installed
    return os.path.dirname(os.path.dirname(package))


def present(folder: str) -> list[str]:
    """List the published files in a folder, by their paths from there."""
    found = [DESCRIPTOR] if os.path.exists(os.path.join(folder, DESCRIPTOR)) else []
    for name in FOLDERS:
        below = os.path.join(folder, name)
        if os.path.isdir(below):
            found += [f"{name}/{file}" for file in os.listdir(below)]
    return sorted(found)


def located(folder: str, name: str) -> str:
    """Return the path of a published file, named with or without its folder.

    Raises ``UnknownFileError`` if there is none with that name.
    """
    files = present(folder)
    if not files:
        message = f"no published files in {folder}; expected {', '.join(FOLDERS)} and {DESCRIPTOR}"
        raise UnknownFileError(message)
    for file in files:
        if name in (file, file.rpartition("/")[2]):
            return os.path.join(folder, *file.split("/"))
    names = [short for file in files for short in (file, file.rpartition("/")[2])]
    hint = nearest(name, names, f"there are {', '.join(files)}")
    message = f"no published file {name!r}; {hint}"
    raise UnknownFileError(message)


def parsed(folder: str, name: str) -> dict[str, Any]:
    """Read a published JSON file that holds an object.

    Raises ``UnknownFileError`` if there is none, ``DamagedDataError`` if it can't be read.
    """
    import json

    file = located(folder, name)
    try:
        # Bytes decoded at once take a quarter of the time of a stream of text.
        with open(file, "rb") as stream:
            data = json.loads(stream.read().decode())
    except (ValueError, RecursionError) as error:
        raise damaged(file) from error
    if not isinstance(data, dict):
        raise damaged(file)
    return data


def damaged(file: str) -> DamagedDataError:
    """Return the error for a file that isn't what was published."""
    return DamagedDataError(f"{file} is damaged; install the package again, or run: ipplan build")


def path(name: str) -> Path:
    """Return the path of a published file of this installation.

    Raises ``FileNotFoundError``, which suggests the nearest name, if there is no such file.

    >>> import ipplan_data as ip
    >>> ip.path("tasks.csv").read_text(encoding="utf-8")[:20]
    'number,section,title'
    """
    from pathlib import Path

    return Path(located(home(), name))


def schema(noun: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of record in ``ipplan.json``, or of the whole ``plan``.

    Raises ``FileNotFoundError``, which suggests the nearest schema, if there is none.

    >>> import ipplan_data as ip
    >>> ip.schema("task")["properties"]["number"]["maximum"]
    100
    """
    return parsed(home(), f"{noun}.schema.json")


def descriptor() -> dict[str, Any]:
    """Return the Data Package descriptor: every table with its columns, keys, size and digest.

    >>> import ipplan_data as ip
    >>> [table["name"] for table in ip.descriptor()["resources"]][:2]
    ['tasks', 'responsibilities']
    """
    return parsed(home(), DESCRIPTOR)
