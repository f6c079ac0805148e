"""Write the published files whole or not at all, or compare them with what they should be."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from ipplan_data.curation.findings import Finding, Place, shown

FOLDERS = ("data", "schema")


def write(root: Path, files: dict[str, bytes]) -> list[str]:
    """Write the files that differ, and tell which.

    All are written beside their targets first and moved into place only when every one is
    complete, so that a full disk or an interruption leaves no half of a file.
    """
    changed = [path for path, data in files.items() if not _same(root / path, data)]
    with tempfile.TemporaryDirectory(prefix=".ipplan-", dir=root) as folder:
        staged = []
        for number, path in enumerate(changed):
            target, draft = root / path, Path(folder) / str(number)
            target.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(files[path])
            staged.append((draft, target))
        for draft, target in staged:
            draft.replace(target)
    return changed


def compare(root: Path, files: dict[str, bytes]) -> Iterator[Finding]:
    """Find published files that are missing, differ, or that nothing makes."""
    for path, data in files.items():
        target = root / path
        if target.is_symlink() or not target.is_file():
            yield Finding("IPP601", Place(path), "the published file is missing")
        elif not _same(target, data):
            yield _difference(path, target, data)
    for folder in FOLDERS:
        for target in sorted((root / folder).rglob("*")):
            path = target.relative_to(root).as_posix()
            if path not in files and not target.name.startswith("."):
                yield Finding("IPP603", Place(path), "nothing makes this file", hint="delete it")


def _same(target: Path, data: bytes) -> bool:
    return (
        target.is_file()
        and not target.is_symlink()
        and target.stat().st_size == len(data)
        and target.read_bytes() == data
    )


def _difference(path: str, target: Path, data: bytes) -> Finding:
    """Point at the first line that differs, without reading more than the file should have."""
    with target.open("rb") as file:
        found = file.read(len(data) + 1).decode("utf-8", "replace").split("\n")
    expected = data.decode().split("\n")
    pairs = zip(found, expected, strict=False)
    line = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(found), len(expected)))
    old = found[line] if line < len(found) else ""
    new = expected[line] if line < len(expected) else ""
    column = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    start = max(0, column - 10)
    was = shown(old[start:]) if line < len(found) else "the end of the file"
    be = shown(new[start:]) if line < len(expected) else "the end of the file"
    message = f"found {was}, expected {be}"
    return Finding("IPP602", Place(path, line + 1, column + 1), message)
