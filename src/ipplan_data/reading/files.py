"""Where the published files are: inside an installed package, or in a clone around it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_INSTALLED = _PACKAGE / "published"
_CLONE = _PACKAGE.parents[1]


def published(path: str) -> Path:
    """Give the place of a published file, such as ``data/tasks.csv``.

    Raises ``FileNotFoundError`` where the package carries no such file.
    """
    root = _INSTALLED if _INSTALLED.is_dir() else _CLONE
    file = root / path
    if not file.is_file():
        message = f"{path} is not in this installation of ipplan-data"
        raise FileNotFoundError(message)
    return file
