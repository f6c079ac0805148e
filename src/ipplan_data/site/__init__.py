"""A static website of the published data; its pages need neither a server nor a network."""

from __future__ import annotations

from pathlib import Path

from ipplan_data.export import put
from ipplan_data.export.package import imported

__all__ = ["site"]


def site(
    target: str | Path = "site", *, replace: bool = False, folder: str | None = None
) -> list[Path]:
    """Write the site into a folder and return the files written.

    Files are written whole or not at all; existing files that differ are kept unless ``replace``.
    ``folder`` has the published files (default: those installed). Raises ``ExportError`` if other
    files are in the way or a library is missing; ``DamagedDataError``; ``OSError``.
    """
    made: dict[str, bytes] = imported("site.pages", "the site", "site").files(folder)
    return put(Path(target), made, replace=replace)
