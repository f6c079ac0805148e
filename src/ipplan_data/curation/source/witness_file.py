"""The file that holds the witness: read with every error found, written in one form."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import to_json

from ipplan_data.curation.findings import Finding, Place, shown
from ipplan_data.curation.source.witness import Witness
from ipplan_data.printing import inert

NAME = "records/witness.json"


def dump(witness: Witness) -> bytes:
    """Return the witness as the bytes of its file."""
    return to_json(witness.as_dict(), indent=1) + b"\n"


def load(root: Path) -> Witness | Finding:
    """Read the witness of the clone at ``root``; a finding says why that can't be done."""
    path = root / NAME
    if path.is_symlink() or not path.is_file():
        return _refused("the witness is missing, or no regular file")
    try:
        data = path.read_bytes()
    except OSError as error:
        return _refused(f"the file can't be read: {error.strerror}")
    try:
        witness = Witness.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        return _refused(f"{where}: {shown(first['msg'], 200)}")
    if dump(witness) != data:
        return _refused("the file was not written by ipplan read, or was edited later")
    for label, found, expected in _faults(witness):
        message = f"{label}: found {found}, expected {expected}"
        return Finding("IPP402", Place(NAME), message, found=str(found), expected=str(expected))
    return witness


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
