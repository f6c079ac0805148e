"""Writes files whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path


def write(root: Path, files: dict[str, bytes]) -> list[str]:
    """Write the files that differ, and tell which.

    All are written beside their targets first and moved into place only when every one is
    complete. Where a move fails, the files moved before it are put back as they were. Raises
    ``OSError`` with the name of the file that couldn't be written.
    """
    changed = [path for path, data in files.items() if not same(root / path, data)]
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


def same(target: Path, data: bytes) -> bool:
    """Tell whether a regular file holds exactly these bytes."""
    return (
        target.is_file()
        and not target.is_symlink()
        and target.stat().st_size == len(data)
        and target.read_bytes() == data
    )
