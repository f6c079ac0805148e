"""The published data in the formats that users' tools read: a format a module.

>>> from ipplan_data import export
>>> list(export.FORMS)
['xlsx', 'sqlite', 'parquet', 'bibtex', 'csv']
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from ipplan_data.export.package import ExportError, MissingLibraryError, Package, UnfitError
from ipplan_data.plan.files import home
from ipplan_data.writing import same, write

__all__ = [
    "FORMS",
    "ExistsError",
    "ExportError",
    "Form",
    "MissingLibraryError",
    "UnfitError",
    "UnknownFormError",
    "export",
]


class Form(NamedTuple):
    """A format: the module that makes it, the usual name of what it makes, and what that is."""

    module: str
    name: str
    meaning: str


FORMS = {
    "xlsx": Form("xlsx", "ipplan.xlsx", "a workbook for Excel and LibreOffice, a sheet a table"),
    "sqlite": Form("sqlite", "ipplan.sqlite", "a database with keys, views and full-text search"),
    "parquet": Form("parquet", "ipplan-parquet", "a folder with a typed file for each table"),
    "bibtex": Form("bibtex", "ipplan.bib", "what to cite, and every task, for reference managers"),
    "csv": Form("published", "ipplan-csv", "a folder with the published files as they are"),
}


class UnknownFormError(ExportError, ValueError):
    """There is no such format; the message lists those there are."""


class ExistsError(ExportError):
    """Another file stands where one would be written; ``replace=True`` replaces it."""


def export(
    form: str,
    target: str | Path | None = None,
    *,
    replace: bool = False,
    folder: str | None = None,
) -> list[Path]:
    """Write the data in a format, and give the files that it consists of.

    ``target`` is the file to write, or the folder where a format has several files; without it, the
    format's usual name in the current folder. Files are written whole or not at all; other files of
    the same names are kept, unless they may be replaced. ``folder`` has the published files, if not
    those installed. Raises ``ExportError`` where there is no such format, another file is in the
    way, the library that the format needs is missing, or a value doesn't fit; ``DamagedDataError``;
    ``OSError``.

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
    """Write files into a folder, all or none; keep others of the same names, if they may stay."""
    if not replace:
        _keep(folder, files)
    write(folder, files)
    return [folder / name for name in files]


def _keep(folder: Path, files: dict[str, bytes]) -> None:
    """Refuse to write over files that say something else."""
    for name, data in files.items():
        path = folder / name
        if (path.exists() or path.is_symlink()) and not same(path, data):
            message = f"{path} is there and differs; name another, or replace it (--force)"
            raise ExistsError(message)
