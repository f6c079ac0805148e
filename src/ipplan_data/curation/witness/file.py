"""The file that holds the witness: read with every fault found, written in one form, sealed.

The seal is its last property: the SHA-256 of the file with 64 zeros in the place of the seal. It
keeps nobody from forging a witness, but whatever was edited by hand or by accident shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from ipplan_data.curation import machine_made
from ipplan_data.curation.findings import Finding, Place
from ipplan_data.curation.witness.model import Witness

NAME = "witness.json"


def dump(witness: Witness) -> bytes:
    """Give the witness as the bytes of its file."""
    return machine_made.dumped(witness.as_dict())


def load(root: Path) -> Witness | Finding:
    """Read the witness of the clone at ``root``, or tell why that can't be done."""
    witness = machine_made.load(root / NAME, machine_made.WITNESS, "the witness", Witness, dump)
    if isinstance(witness, Witness):
        for label, found, expected in _faults(witness):
            message = f"{label}: found {found}, expected {expected}"
            return Finding("IPP402", Place(NAME), message, found=str(found), expected=str(expected))
    return witness


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
