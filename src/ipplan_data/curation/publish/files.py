"""Compare the published files with what they should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ipplan_data.curation.findings import Finding, Place, shown
from ipplan_data.curation.publish.recordschemas import FOLDER_OF_SCHEMAS
from ipplan_data.writing import same

# Folders with generated files only.
FOLDERS = ("data", "schema", FOLDER_OF_SCHEMAS)


def compare(root: Path, files: dict[str, bytes]) -> Iterator[Finding]:
    """Find published files that are missing or differ, and files that the build doesn't write."""
    for path, data in files.items():
        target = root / path
        if not (target.exists() or target.is_symlink()):
            yield Finding("IPP601", Place(path), "the published file is missing")
        elif target.is_symlink() or not target.is_file():
            hint = "delete it, and run ipplan build"
            yield Finding("IPP601", Place(path), "this is not a regular file", hint=hint)
        elif not same(target, data):
            yield _difference(path, target, data)
    for folder in FOLDERS:
        for target in sorted((root / folder).rglob("*")):
            path = target.relative_to(root).as_posix()
            if path not in files:
                message = "the build doesn't write this file"
                yield Finding("IPP603", Place(path), message, hint="delete it")


def _difference(path: str, target: Path, data: bytes) -> Finding:
    """Point at the first difference, without reading more than the file should have."""
    with target.open("rb") as file:
        found = file.read(len(data) + 1).decode("utf-8", "replace").split("\n")
    expected = data.decode().split("\n")
    line = _common(found, expected)
    old, new = (lines[line] if line < len(lines) else None for lines in (found, expected))
    column = _common(old or "", new or "")
    was, be = (
        "the end of the file" if one is None else shown(one[max(0, column - 10) :])
        for one in (old, new)
    )
    message, place = f"found {was}, expected {be}", Place(path, line + 1, column + 1)
    return Finding("IPP602", place, message, found=old or None, expected=new or None)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Count how many items or characters are the same from the start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
