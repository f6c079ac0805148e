"""Write files whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path


def write(root: Path, files: dict[str, bytes]) -> list[str]:
    """Write the files that differ and return their paths.

    Writes all of them to a temporary folder first, and moves them into place only once every one
    is complete and has a place. Raises ``OSError`` with the name of the file that can't be written.
    """
    changed = [path for path, data in files.items() if not same(root / path, data)]
    if not changed:
        return []
    for path in changed:
        _check(root / path)
    with tempfile.TemporaryDirectory(prefix=".ipplan-", dir=root) as folder:
        drafts = [Path(folder) / str(number) for number in range(len(changed))]
        for draft, path in zip(drafts, changed, strict=True):
            draft.write_bytes(files[path])
        for draft, path in zip(drafts, changed, strict=True):
            draft.replace(root / path)
    return changed


def _check(target: Path) -> None:
    """Refuse a target that isn't a file, or whose folder can't be written."""
    if target.exists() and not target.is_file():
        raise OSError(errno.EEXIST, "there is something that is not a file", str(target))
    folder = target.parent
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def same(target: Path, data: bytes) -> bool:
    """Whether a regular file holds exactly these bytes."""
    return (
        target.is_file()
        and not target.is_symlink()
        and target.stat().st_size == len(data)
        and target.read_bytes() == data
    )
