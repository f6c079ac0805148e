"""JSON files that a command writes and nobody edits: read with every fault found, and sealed.

The seal is the last property: the SHA-256 of the file with 64 zeros in the place of the seal. It
keeps nobody from forging such a file, but whatever was edited by hand or by accident shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from ipplan_data import digests
from ipplan_data.curation.findings import Finding, Place, shown
from ipplan_data.printing import inert

MAX_BYTES = 50_000_000
# The rules that such a file is as it was written: the witness, and what the last release held.
WITNESS, RELEASED = "IPP401", "IPP701"
_SEAL = re.compile(rb',\n "seal": "([0-9a-f]{64})"\n}\n\Z')

M = TypeVar("M", bound=BaseModel)


def dumped(value: dict[str, Any]) -> bytes:
    """Give a value as the bytes of such a file, sealed.

    >>> [line[:20] for line in dumped({"name": "剑网"}).decode().splitlines()]
    ['{', ' "name": "剑网",', ' "seal": "44e295921c', '}']
    """
    return sealed(to_json({**value, "seal": digests.OPEN}, indent=1) + b"\n")


def sealed(data: bytes) -> bytes:
    """Give the bytes of a file with the seal that fits them; those without any as they are."""
    seal = _SEAL.search(data)
    if seal is None:
        return data
    start, end = seal.span(1)
    opened = data[:start] + digests.OPEN.encode() + data[end:]
    return data[:start] + digests.of(opened).encode() + data[end:]


def resealed(code: str, data: bytes) -> bytes:
    """Seal an edited file anew, so that it can show another rule than that on its seal."""
    return data if code in (WITNESS, RELEASED) else sealed(data)


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
        read = model.model_validate_json(_SEAL.sub(b"\n}\n", data))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        return refused(f"{where}: {shown(first['msg'], 200)}")
    written = dump(read)
    if written == data:
        return read
    same = _SEAL.sub(b"", written) == _SEAL.sub(b"", data)
    return refused(f"the file was not written by the command{', or edited later' if same else ''}")
