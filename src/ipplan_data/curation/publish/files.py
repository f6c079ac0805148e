"""Compare the published files with what they should be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ipplan_data.curation.findings import Finding, Place, shown
from ipplan_data.writing import same

FOLDERS = ("data", "schema")


def compare(root: Path, files: dict[str, bytes]) -> Iterator[Finding]:
    """Find published files that are missing, differ, or that nothing makes."""
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
                yield Finding("IPP603", Place(path), "nothing makes this file", hint="delete it")


def _difference(path: str, target: Path, data: bytes) -> Finding:
    """Point at the first line that differs, without reading more than the file should have."""
    with target.open("rb") as file:
        found = file.read(len(data) + 1).decode("utf-8", "replace").split("\n")
    expected = data.decode().split("\n")
    pairs = zip(found, expected, strict=False)
    line = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(found), len(expected)))
    old = found[line] if line < len(found) else ""
    new = expected[line] if line < len(expected) else ""
    shorter = min(len(old), len(new))
    column = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    start = max(0, column - 10)
    was = shown(old[start:]) if line < len(found) else "the end of the file"
    be = shown(new[start:]) if line < len(expected) else "the end of the file"
    message, place = f"found {was}, expected {be}", Place(path, line + 1, column + 1)
    return Finding("IPP602", place, message, found=old or None, expected=new or None)
