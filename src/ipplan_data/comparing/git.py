"""Published files as a revision of a git repository has them, read without a checkout."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from ipplan_data.plan.files import DESCRIPTOR, FOLDERS

# Nothing is fetched, asked or written while a revision is read.
_QUIET = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
_NAME = re.compile("[0-9a-f]{40,64}")
_REGULAR = (b"100644", b"100755")


class GitError(Exception):
    """Git is absent, or fails; the message says why, in one line."""


def commit(folder: str, revision: str) -> str | None:
    """Give the commit that a revision means in the repository around a folder, if it means one.

    What is no revision, or stands outside any repository, gives ``None``; so does an option. Raises
    ``GitError`` where git is absent.
    """
    try:
        named = _verified(folder, revision)
        return _verified(folder, f"{named}^{{commit}}") if _NAME.fullmatch(named) else None
    except subprocess.CalledProcessError:
        return None


def _verified(folder: str, name: str) -> str:
    # The name stands behind the end of options, so that it can't be taken for one.
    options = ("--verify", "--quiet", "--end-of-options")
    return _git(folder, "rev-parse", *options, name).decode("ascii", "replace").strip()


def top(folder: str) -> str | None:
    """Give the top folder of the working tree around a folder, if there is one."""
    try:
        found = _git(folder, "rev-parse", "--show-toplevel")
    except (subprocess.CalledProcessError, GitError):
        return None
    return os.fsdecode(found).removesuffix("\n") or None


def extract(folder: str, sha: str, target: Path) -> None:
    """Write the published files of a commit, which stand in ``folder`` there, into ``target``.

    Only regular files are written: no link of a repository leads out of the target. Raises
    ``GitError`` where a file can't be read.
    """
    try:
        listed = _git(folder, "ls-tree", "-r", "-z", sha, "--", DESCRIPTOR, *FOLDERS)
        for entry in filter(None, listed.split(b"\0")):
            about, _, name = entry.partition(b"\t")
            mode, _, blob = about.split(b" ")
            place = _place(os.fsdecode(name))
            if mode in _REGULAR and place:
                path = target / place
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(_git(folder, "cat-file", "blob", blob.decode("ascii")))
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(f"git can't read it: {lines[-1] if lines else error}") from error


def _place(name: str) -> str | None:
    """Give the path where a published file stands, or ``None`` for what is none."""
    folder, _, file = name.rpartition("/")
    return name if name == DESCRIPTOR or (folder in FOLDERS and file) else None


def _git(folder: str, *arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments, and no shell
            ["git", "--no-pager", "-C", folder, *arguments],  # noqa: S607 - the user's own git
            env={**os.environ, **_QUIET},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )
    except FileNotFoundError as error:
        raise GitError("git is not installed, or not in the PATH") from error
    return done.stdout
