"""Every mutant there is, and which of them a run takes: the same ones each time."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from math import ceil
from pathlib import Path

from mutants import published, records
from mutants.mutant import Bytes, Mutant

# Folders of a clone that no rule looks at.
_ASIDE = {"bench", "dist", "packaging", "src", "tests"}


def clone(root: Path) -> dict[str, bytes]:
    """Read the files of a clone that rules may look at."""
    tops = [top for top in root.iterdir() if top.name[0] != "." and top.name not in _ASIDE]
    found = [path for top in tops for path in ([top] if top.is_file() else top.rglob("*"))]
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in found if path.is_file()
    }


def package(files: Bytes) -> dict[str, bytes]:
    """Give those files of a clone that are published."""
    return {path: data for path, data in files.items() if published.published(path)}


def of_clone(files: Bytes) -> Iterator[Mutant]:
    """Give the mutants of what people type, and of the witness."""
    yield from records.of_records(files)
    yield from records.of_witness(files)


def drawn(every: Iterable[Mutant], number: int, seed: int) -> list[Mutant]:
    """Take of every operator, on every field, so many mutants.

    Every place in the records is damaged at least once: the operators share the places among them.
    Without a number, all mutants are taken.
    """
    mutants = [*every]
    if not number:
        return mutants
    groups: dict[tuple[str, str], dict[str, list[Mutant]]] = {}
    for mutant in mutants:
        operators = groups.setdefault((mutant.kind, mutant.what), {})
        operators.setdefault(mutant.operator, []).append(mutant)
    return [
        one
        for key, found in groups.items()
        for one in _of_field(found, number, f"{seed}{key}", whole=key[0] == records.RECORDS)
    ]


def _of_field(
    operators: dict[str, list[Mutant]], number: int, seed: str, whole: bool
) -> Iterator[Mutant]:
    places = sorted({one.where for found in operators.values() for one in found})
    random.Random(seed).shuffle(places)  # noqa: S311 - no secret
    rank = {where: place for place, where in enumerate(places)}
    share = max(number, ceil(len(places) / len(operators))) if whole else number
    for turn, found in enumerate(operators.values()):
        first = turn * share

        def later(one: Mutant, first: int = first) -> int:
            return (rank[one.where] - first) % len(places)

        yield from sorted(found, key=later)[:share]
