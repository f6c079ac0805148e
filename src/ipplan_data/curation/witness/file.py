"""The file that holds the witness: read with every fault found, written in one form, sealed.

The seal is its last property: the SHA-256 of the file with 64 zeros in the place of the seal. It
keeps nobody from forging a witness, but whatever was edited by hand or by accident shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from pydantic import ValidationError

from ipplan_data import digests
from ipplan_data.curation.findings import Finding, Place, shown
from ipplan_data.curation.witness.model import Witness
from ipplan_data.printing import inert

NAME = "witness.json"
MAX_BYTES = 50_000_000
_SEAL = re.compile(rb',\n "seal": "([0-9a-f]{64})"\n}\n\Z')


def dump(witness: Witness) -> bytes:
    """Give the witness as the bytes of its file."""
    held = {**witness.as_dict(), "seal": digests.OPEN}
    return sealed((json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode())


def sealed(data: bytes) -> bytes:
    """Give the bytes of a witness with the seal that fits them; those without any as they are."""
    seal = _SEAL.search(data)
    if seal is None:
        return data
    start, end = seal.span(1)
    opened = data[:start] + digests.OPEN.encode() + data[end:]
    return data[:start] + digests.of(opened).encode() + data[end:]


def load(root: Path) -> Witness | Finding:
    """Read the witness of the clone at ``root``, or tell why that can't be done."""
    data = _read(root / NAME)
    witness = data if isinstance(data, Finding) else _parsed(data)
    if isinstance(witness, Witness):
        for label, found, expected in _faults(witness):
            return Finding("IPP402", Place(NAME), f"{label}: found {found}, expected {expected}")
    return witness


def _read(path: Path) -> bytes | Finding:
    if path.is_symlink() or not path.is_file():
        return _refused("the witness is missing, or no regular file")
    try:
        if path.stat().st_size > MAX_BYTES:
            return _refused(f"found more than {MAX_BYTES:,} bytes")
        return path.read_bytes()
    except OSError as error:
        return _refused(f"the file can't be read: {error.strerror}")


def _parsed(data: bytes) -> Witness | Finding:
    try:
        witness = Witness.model_validate_json(_SEAL.sub(b"\n}\n", data))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        return _refused(f"{where}: {shown(first['msg'], 200)}")
    written = dump(witness)
    if written == data:
        return witness
    same = _SEAL.sub(b"", written) == _SEAL.sub(b"", data)
    return _refused(f"the file was not written by the reader{', or edited later' if same else ''}")


def _refused(message: str) -> Finding:
    return Finding("IPP401", Place(NAME), inert(message))


def _faults(witness: Witness) -> Iterator[tuple[str, int, int]]:
    """Find gaps and overlaps between the parts, what stands beyond one, and numbers that jump."""
    spans = [("the document", 0, 0), *((k, one.start, one.end) for k, one in witness.parts.items())]
    for (_, _, end), (label, start, _) in pairwise([*spans, ("the document", witness.length, 0)]):
        if start != end:
            yield label, start, end
    for label, part in witness.parts.items():
        names = (*part.glosses, *(part.titles or ()))
        places = (0, *(name.at for name in names), *(one.at for one in part.markers or ()))
        size = part.end - part.start
        yield from ((label, place, size) for place in places if place > size)
    for label, numbers in (
        ("tasks", [task.number for task in witness.tasks]),
        ("footnotes", [note.number for note in witness.footnotes]),
    ):
        for expected, number in enumerate(numbers, start=1):
            if number != expected:
                yield label, number, expected
