"""What a mutant is: files of a clone or of a package, one of them damaged in one way."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Odd(Enum):
    """What may stand in the place of a file."""

    MISSING = "nothing"
    FOLDER = "an empty folder"
    LINK = "a link to a file elsewhere that has the same bytes"


Content = bytes | Odd
Files = Mapping[str, Content]
Bytes = Mapping[str, bytes]


@dataclass(frozen=True)
class Mutant:
    """One damage.

    ``kind`` is what sort of file it is done to, ``what`` the field or file, without the record, and
    ``where`` the place itself. ``change`` gives, of all files, those that become different.
    """

    kind: str
    operator: str
    what: str
    where: str
    change: Callable[[Bytes], Files]

    def __str__(self) -> str:
        """Name it so that it can be found again."""
        return f"{self.kind}: {self.operator}: {self.where}"


class Workspace:
    """A folder of files that are damaged and mended again; ``files`` are what stands there."""

    def __init__(self, folder: Path, files: Bytes) -> None:
        """Write the files below ``folder``, which may not exist yet."""
        self.folder = folder / "package"
        self._elsewhere = folder / "elsewhere"
        self._elsewhere.mkdir(parents=True)
        self.files = dict(files)
        for path, data in self.files.items():
            self._write(path, data)

    @contextmanager
    def damaged(self, changes: Files) -> Iterator[Path]:
        """Give the folder with some files changed, for a while."""
        try:
            for path, content in changes.items():
                self._clear(path)
                self._put(path, content)
            yield self.folder
        finally:
            for path in changes:
                self._clear(path)
                if path in self.files:
                    self._write(path, self.files[path])

    def _put(self, path: str, content: Content) -> None:
        if isinstance(content, bytes):
            self._write(path, content)
        elif content is Odd.FOLDER:
            (self.folder / path).mkdir()
        elif content is Odd.LINK:
            target = self._elsewhere / path.replace("/", "-")
            target.write_bytes(self.files.get(path, b""))
            (self.folder / path).symlink_to(target)

    def _write(self, path: str, data: bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def _clear(self, path: str) -> None:
        target = self.folder / path
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)
