"""The published data in other formats, a module each.

>>> from ipplan_data import export
>>> list(export.FORMS)
['xlsx', 'sqlite', 'parquet', 'bibtex', 'csv']
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ipplan_data.export.package import ExportError, MissingLibraryError, Package, imported
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
    """A format: its module, its default file name, what it is, and the extra that it needs."""

    module: str
    name: str
    meaning: str
    extra: str = ""


FORMS = {
    "xlsx": Form("xlsx", "ipplan.xlsx", "a workbook for Excel and LibreOffice", "excel"),
    "sqlite": Form(
        "sqlite", "ipplan.sqlite", "a database with keys, views and full-text search", "sqlite"
    ),
    "parquet": Form(
        "parquet", "ipplan-parquet", "a folder with a typed file for each table", "parquet"
    ),
    "bibtex": Form("bibtex", "ipplan.bib", "references for citation managers, one for each task"),
    "csv": Form("package", "ipplan-csv", "a folder with the published files as they are"),
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
    path = Path(target or FORMS[form].name)
    return put(path.parent, made(form, Package(folder or home()), path.name), replace=replace)


def made(form: str, package: Package, name: str) -> dict[str, bytes]:
    """Build the files of a format, named ``name`` or in a folder of that name."""
    module = imported(f"export.{FORMS[form].module}", form, FORMS[form].extra)
    files: dict[str, bytes] = module.files(package, name)
    return files


def put(folder: Path, files: dict[str, bytes], *, replace: bool) -> list[Path]:
    """Write files into a folder, all or none, and return their paths; keep those that differ."""
    for path, data in ((folder / name, data) for name, data in files.items()):
        there = path.exists() or path.is_symlink()
        if there and not replace and not same(path, data):
            message = f"{path} exists and differs; choose another name, or overwrite it (--force)"
            raise ExistsError(message)
    write(folder, files)
    return [folder / name for name in files]
