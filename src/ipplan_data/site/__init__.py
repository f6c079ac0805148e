"""A static website of the published data; its pages need neither a server nor a network."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from ipplan_data.export import MissingLibraryError, put

__all__ = ["site"]

_LIBRARIES = {"jinja2": "Jinja2", "altair": "Vega-Altair"}


def site(
    target: str | Path = "site", *, replace: bool = False, folder: str | None = None
) -> list[Path]:
    """Write the site into a folder and return the files written.

    Files are written whole or not at all; existing files that differ are kept unless ``replace``.
    ``folder`` has the published files (default: those installed). Raises ``ExportError`` if other
    files are in the way or a library is missing; ``DamagedDataError``; ``OSError``.
    """
    try:
        pages = import_module("ipplan_data.site.pages")
        made: dict[str, bytes] = pages.files(folder)
    except ImportError as error:
        library = _LIBRARIES.get((error.name or "").partition(".")[0])
        if library is None:
            raise
        raise MissingLibraryError("the site", library, "site") from error
    return put(Path(target), made, replace=replace)
