"""What can be compared: a folder with published files, a git revision, or the installed data."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ipplan_data.comparing import git
from ipplan_data.plan.files import DESCRIPTOR, DamagedDataError, home

INSTALLED = "installed"
NEEDED = (DESCRIPTOR, "data/ipplan.json")

Kind = Literal["folder", "revision", "installed"]


class VersionError(DamagedDataError):
    """A version can't be found or read; the message says what was expected, in one line."""


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two sides: the name that was given, what it was taken for, and its files.

    ``commit`` is the commit that a revision means.
    """

    name: str
    kind: Kind
    folder: str
    commit: str | None = None

    def __str__(self) -> str:
        """Name it for people."""
        if self.kind == INSTALLED:
            return "the installed data"
        commit = f" ({self.commit[:12]})" if self.commit else ""
        return f"{self.kind} {self.name}{commit}"


@contextmanager
def opened(name: str | None, here: str = ".") -> Iterator[Version]:
    """Find a version by its name, and keep its files at hand.

    ``name`` is a folder, a git revision of the clone around ``here``, or the word ``installed``;
    ``None`` is that clone, or the installed data where there is none. Raises ``VersionError`` where
    the name means nothing, or two things, or what it means has no published files.

    >>> with opened("installed") as version:
    ...     str(version)
    'the installed data'
    """
    if name is None:
        root = around(here)
        # A clone is named as it is reached from here; a path from there would look like a name.
        yield Version(os.path.relpath(root, here), "folder", root) if root else _installed()
        return
    kind, commit = _meaning(name, here)
    if kind == "installed":
        yield _installed()
    elif commit is None:
        yield _checked(Version(name, "folder", str(Path(here, name))))
    else:
        with tempfile.TemporaryDirectory(prefix="ipplan-") as folder:
            try:
                git.extract(around(here) or git.top(here) or here, commit, Path(folder))
            except git.GitError as error:
                raise VersionError(f"revision {name}: {error}") from error
            yield _checked(Version(name, "revision", folder, commit))


def around(here: str) -> str | None:
    """Give the nearest folder with published files: this one, or one above it."""
    start = Path(here).resolve()
    return next((str(one) for one in (start, *start.parents) if not _missing(str(one))), None)


def _installed() -> Version:
    return _checked(Version(INSTALLED, "installed", home()))


def _meaning(name: str, here: str) -> tuple[Kind, str | None]:
    """Tell the one thing that a name means, with the commit where it is a revision."""
    if not name or not name.isprintable():
        raise VersionError(f"no version {name!r}; {_EXPECTED}")
    folder = _is_folder(Path(here, name))
    if name.startswith(("./", "../", "/")) or name in (".", ".."):
        if not folder:
            raise VersionError(f"there is no folder {name}")
        return "folder", None
    trouble = ""
    commit = None
    try:
        commit = git.commit(here, name)
    except git.GitError as error:
        trouble = f"; {error}"
    meanings = {"a folder": folder, f"the revision {commit}": commit, "a word": name == INSTALLED}
    found = [meaning for meaning, there in meanings.items() if there]
    if len(found) > 1:
        told = f"{name} is {' and '.join(found)}"
        mend = f"write ./{name} for the folder" if folder else "name the revision by its commit"
        mend += f", {commit} for the revision" if folder and commit else ""
        raise VersionError(f"{told}; {mend}")
    if not found:
        raise VersionError(f"no version {name}; {_EXPECTED}{trouble}")
    if folder:
        return "folder", None
    return ("revision" if commit else "installed"), commit


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # such as a name that is too long for one
        return False


_EXPECTED = (
    "expected a folder with published files, a git revision of the clone around the current "
    f"folder, or the word {INSTALLED}"
)


def _checked(version: Version) -> Version:
    missing = _missing(version.folder)
    if missing:
        raise VersionError(
            f"{version} has no {' and no '.join(missing)}; published files have both"
        )
    return version


def _missing(folder: str) -> list[str]:
    return [path for path in NEEDED if not Path(folder, path).is_file()]
