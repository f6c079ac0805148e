"""Write the published files whole or not at all, or compare them with what they should be."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ipplan_data.curation.findings import Finding, Place, shown

FOLDERS = ("data", "schema")


def write(root: Path, files: dict[str, bytes]) -> list[str]:
    """Write the files that differ, and tell which.

    All are written beside their targets first and moved into place only when every one is
    complete. Where a move fails, the files moved before it are put back as they were. Raises
    ``OSError`` with the name of the file that couldn't be written.
    """
    changed = [path for path, data in files.items() if not _same(root / path, data)]
    if not changed:
        return []
    targets = [root / path for path in changed]
    for target in targets:
        _check(target)
    with tempfile.TemporaryDirectory(prefix=".ipplan-", dir=root) as folder:
        drafts = [Path(folder) / str(number) for number in range(len(targets))]
        for draft, path in zip(drafts, changed, strict=True):
            draft.write_bytes(files[path])
        _move(drafts, targets, Path(folder))
    return changed


def _check(target: Path) -> None:
    """Refuse a target that is no file, or whose folder can't be written."""
    if target.exists() and not target.is_file():
        raise OSError(errno.EEXIST, "there is something that is not a file", str(target))
    folder = target.parent
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _move(drafts: list[Path], targets: list[Path], folder: Path) -> None:
    """Move all drafts to their targets, or leave all targets as they were."""
    kept = [folder / f"{draft.name}-before" for draft in drafts]
    for keep, target in zip(kept, targets, strict=True):
        if target.is_file():
            shutil.copyfile(target, keep, follow_symlinks=False)
    moved = []
    try:
        for draft, target, keep in zip(drafts, targets, kept, strict=True):
            draft.replace(target)
            moved.append((target, keep))
    except OSError as error:
        for target, keep in moved:
            if keep.exists() or keep.is_symlink():
                keep.replace(target)
            else:
                target.unlink()
        raise OSError(error.errno, error.strerror, str(targets[len(moved)])) from error


def compare(root: Path, files: dict[str, bytes]) -> Iterator[Finding]:
    """Find published files that are missing, differ, or that nothing makes."""
    for path, data in files.items():
        target = root / path
        if not (target.exists() or target.is_symlink()):
            yield Finding("IPP601", Place(path), "the published file is missing")
        elif target.is_symlink() or not target.is_file():
            hint = "delete it, and run ipplan build"
            yield Finding("IPP601", Place(path), "this is not a regular file", hint=hint)
        elif not _same(target, data):
            yield _difference(path, target, data)
    for folder in FOLDERS:
        for target in sorted((root / folder).rglob("*")):
            path = target.relative_to(root).as_posix()
            if path not in files:
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
    shorter = min(len(old), len(new))
    column = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    start = max(0, column - 10)
    was = shown(old[start:]) if line < len(found) else "the end of the file"
    be = shown(new[start:]) if line < len(expected) else "the end of the file"
    message = f"found {was}, expected {be}"
    return Finding("IPP602", Place(path, line + 1, column + 1), message)
