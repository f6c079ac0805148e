"""The published data in other formats, a module each.

>>> from ipplan_data import export
>>> list(export.FORMS)
['xlsx', 'sqlite', 'parquet', 'bibtex', 'csv']
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from ipplan_data.export.package import ExportError, MissingLibraryError, Package
from ipplan_data.plan.files import home
from ipplan_data.writing import same, write

__all__ = [
    "FORMS",
    "ExistsError",
    "ExportError",
    "Form",
    "MissingLibraryError",
    "UnknownFormError",
    "export",
]


class Form(NamedTuple):
    """A format: its module, its default file name, and what it is."""

    module: str
    name: str
    meaning: str


FORMS = {
    "xlsx": Form("xlsx", "ipplan.xlsx", "a workbook for Excel and LibreOffice"),
    "sqlite": Form("sqlite", "ipplan.sqlite", "a database with keys, views and full-text search"),
    "parquet": Form("parquet", "ipplan-parquet", "a folder with a typed file for each table"),
    "bibtex": Form(
        "bibtex",
        "ipplan.bib",
        "references for citation managers, one for each task",
    ),
    "csv": Form("published", "ipplan-csv", "a folder with the published files as they are"),
}


class UnknownFormError(ExportError, ValueError):
    """There is no such format; the message lists those there are."""


class ExistsError(ExportError):
    """Another file is in the way; ``replace=True`` overwrites it."""


def export(
    form: str,
    target: str | Path | None = None,
    *,
    replace: bool = False,
    folder: str | None = None,
) -> list[Path]:
    """Write the data in a format and return the files written.

    ``target`` is the file to write, or the folder for a format with several files (default: the
    format's usual name in the current folder). Files are written whole or not at all; existing
    files that differ are kept unless ``replace``. ``folder`` has the published files (default:
    those installed). Raises ``ExportError`` if there is no such format, another file is in the way
    or a library is missing; ``DamagedDataError``; ``OSError``.

    >>> from tempfile import TemporaryDirectory
    >>> from ipplan_data.export import export
    >>> with TemporaryDirectory() as place:
    ...     [path.name for path in export("bibtex", f"{place}/plan.bib")]
    ['plan.bib']
    """
    if form not in FORMS:
        message = f"no format {form!r}; expected {', '.join(FORMS)}"
        raise UnknownFormError(message)
    chosen = FORMS[form]
    path = Path(target or chosen.name)
    module = import_module(f"ipplan_data.export.{chosen.module}")
    files: dict[str, bytes] = module.files(Package(folder or home()), path.name)
    return put(path.parent, files, replace=replace)


def put(folder: Path, files: dict[str, bytes], *, replace: bool) -> list[Path]:
    """Write files into a folder, all or none, and return their paths."""
    if not replace:
        _keep(folder, files)
    write(folder, files)
    return [folder / name for name in files]


def _keep(folder: Path, files: dict[str, bytes]) -> None:
    """Refuse to overwrite files that differ."""
    for name, data in files.items():
        path = folder / name
        if (path.exists() or path.is_symlink()) and not same(path, data):
            message = f"{path} exists and differs; choose another name, or overwrite it (--force)"
            raise ExistsError(message)
