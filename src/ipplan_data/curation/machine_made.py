"""JSON files that a command writes and nobody edits: read with every fault found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from ipplan_data.curation.findings import Finding, Place, shown
from ipplan_data.printing import inert

MAX_BYTES = 50_000_000

M = TypeVar("M", bound=BaseModel)


def dumped(value: Any) -> bytes:
    r"""Give a value as the bytes of such a file.

    >>> dumped({"name": "剑网"})
    b'{\n "name": "\xe5\x89\x91\xe7\xbd\x91"\n}\n'
    """
    return to_json(value, indent=1) + b"\n"


def load(
    path: Path, code: str, what: str, model: type[M], dump: Callable[[M], bytes]
) -> M | Finding:
    """Read a file, or tell in a finding of that code why it isn't what the command wrote.

    ``what`` is what messages call it.
    """

    def refused(message: str) -> Finding:
        return Finding(code, Place(path.name), inert(message))

    if path.is_symlink() or not path.is_file():
        return refused(f"{what} is missing, or no regular file")
    try:
        if path.stat().st_size > MAX_BYTES:
            return refused(f"found more than {MAX_BYTES:,} bytes")
        data = path.read_bytes()
    except OSError as error:
        return refused(f"the file can't be read: {error.strerror}")
    try:
        read = model.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        return refused(f"{where}: {shown(first['msg'], 200)}")
    if dump(read) != data:
        return refused("the file was not written by the command, but edited")
    return read
