"""A whole package: its descriptor, its files, its tables, and the plan in JSON."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from threading import Thread

import duckdb
from pydantic import ValidationError
from pydantic_core import from_json

from ipplan_data import digests
from ipplan_data.curation.findings import Place, shown
from ipplan_data.package_check import rows
from ipplan_data.package_check.descriptor import PREFIX, File, Package, Table, misfits
from ipplan_data.package_check.report import Report, dotted, placed
from ipplan_data.package_check.tables import Database, Fault
from ipplan_data.plan.files import DESCRIPTOR, FOLDERS

_CHARACTERS, _REFERENCE = 950, 963
_PLAN, _COMPARED = "data/ipplan.json", "ipplan_data.package_check.nested"


def checked(folder: Path) -> Report:
    """Check a folder: its descriptor, then files and tables, and the plan if all are valid.

    Raises ``OSError`` where the folder can't be read.
    """
    next(folder.iterdir(), None)  # raises where there is no such folder
    report = Report()
    package = _described(folder, report)
    if package is None:
        return report
    listed = [*package.resources, *package.files]
    there = [one for one in listed if _readable(folder, one.path, report)]
    report.files = len(there) + 1
    _unlisted(folder, {DESCRIPTOR, *(one.path for one in listed)}, report)
    nested = any(one.path == _PLAN for one in there)
    if nested:  # importing takes as long as checking the tables, which DuckDB does elsewhere
        Thread(target=import_module, args=(_COMPARED,)).start()
    with tempfile.TemporaryDirectory() as scratch:
        database = Database(package.resources, scratch)
        for one in there:
            if isinstance(one, Table):
                _table(database, one, folder, report, Path(scratch))
            else:
                _file(one, folder, report)
        for table, fault in database.dangling():
            _add(table, folder, [fault], report)
    if nested and not report.total:
        import_module(_COMPARED).compare(package, folder, report)
    return report


def _described(folder: Path, report: Report) -> Package | None:
    """Read the descriptor; give nothing where it is wrong."""
    if not _readable(folder, DESCRIPTOR, report):
        return None
    data, package = (folder / DESCRIPTOR).read_bytes(), None
    try:
        package = Package.model_validate(from_json(data, allow_inf_nan=False))
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=False):
            code = "IPP911" if one["type"] == "extra_forbidden" else "IPP912"
            report.add(code, placed(data, DESCRIPTOR, one["loc"]), one["msg"], dotted(one["loc"]))
    except ValueError as error:
        report.add("IPP910", Place(DESCRIPTOR), str(error))
    if package is None:
        return None
    found = [*misfits(package)]
    for steps, message in found:
        report.add("IPP914", placed(data, DESCRIPTOR, steps), message, dotted(steps))
    own = data.replace(package.digest.removeprefix(PREFIX).encode(), digests.OPEN.encode())
    listed = {
        one.path: one.hash.removeprefix(PREFIX) for one in (*package.resources, *package.files)
    }
    rolled = PREFIX + digests.rolled({**listed, DESCRIPTOR: digests.of(own)})
    if rolled != package.digest:
        report.add("IPP906", placed(data, DESCRIPTOR, ("digest",)), rolled)
    return None if found else package


def _readable(folder: Path, path: str, report: Report) -> bool:
    """Tell whether a file of the package can be read, and is not reached by a link."""
    parts = path.split("/")
    ways = ["/".join(parts[: i + 1]) for i in range(len(parts))]
    links = [way for way in ways if (folder / way).is_symlink()]
    if links:
        report.add("IPP902", Place(links[0]), "a link")
    elif not os.path.lexists(folder / path):
        report.add("IPP901", Place(path))
    elif not (folder / path).is_file() or not os.access(folder / path, os.R_OK):
        report.add("IPP902", Place(path))
    else:
        return True
    return False


def _unlisted(folder: Path, listed: set[str], report: Report) -> None:
    for top in sorted({*FOLDERS, *(path.split("/")[0] for path in listed if "/" in path)}):
        for place, folders, files in os.walk(folder / top):
            links = [name for name in folders if Path(place, name).is_symlink()]
            for name in (*files, *links):
                path = Path(place, name).relative_to(folder).as_posix()
                if path not in listed:
                    report.add("IPP903", Place(path))


def _altered(file: File, path: Path, report: Report) -> bool:
    """Report another size or digest than declared; tell whether BOM or line ends are odd."""
    size, digest, odd = rows.digest(path)
    if size != file.bytes:
        report.add("IPP904", Place(file.path), f"{size:,} bytes, not {file.bytes:,}")
    elif PREFIX + digest != file.hash:
        report.add("IPP905", Place(file.path), digest)
    return odd


def _file(file: File, folder: Path, report: Report) -> None:
    """Check a file that is no table; one that was altered is not looked at further."""
    before, path = report.total, folder / file.path
    _altered(file, path, report)
    if report.total > before or not file.path.endswith((".json", ".sql")):
        return
    data = path.read_bytes()
    _form(file, rows.faults(data, None), report)
    if report.total == before and file.path.endswith(".json"):
        try:
            from_json(data, allow_inf_nan=False)
        except ValueError as error:
            report.add("IPP970", Place(file.path), str(error))


def _form(file: File, faults: Iterable[rows.Fault], report: Report) -> None:
    for one in faults:
        report.add(one.code, Place(file.path, one.line, one.column), one.detail)


def _table(database: Database, table: Table, folder: Path, report: Report, scratch: Path) -> None:
    """Check a table; where its form is wrong, its cells are not looked at."""
    path, before = folder / table.path, report.total
    odd = _altered(table, path, report)
    header = (",".join(table.columns) + "\n").encode()
    with path.open("rb") as file:
        odd = odd or file.read(len(header)) != header
    source = path.resolve()
    if {*"*?["} & {*str(source)}:  # to DuckDB this is a pattern
        source = scratch / f"{table.name}.csv"
        source.symlink_to(path.resolve())
    try:
        whole = not odd and database.load(table, source)
        count, size, suspects = database.measure(table) if whole else (0, -1, [])
        if size != path.stat().st_size:
            found = [*rows.faults(path.read_bytes(), table.columns)]
            _form(table, found, report)
            if not whole and not found:
                report.add("IPP926", Place(table.path))
            if not whole or found:
                return
        report.tables, report.rows = report.tables + 1, report.rows + count
        cells = [one for i in suspects for one in database.faulty_cells(table, i)]
        _add(table, folder, cells, report)
        sound = {*table.columns} - {table.columns[one.column] for one in cells}
        _add(table, folder, database.faulty_keys(table, sound), report)
        database.keep_keys(table, sound)
    except duckdb.Error as error:
        message = f"{table.name} can't be checked: {str(error).splitlines()[0]}"
        report.add("IPP914", Place(DESCRIPTOR), message)
        return
    if report.total == before and count != table.rows:
        report.add("IPP932", Place(table.path), f"{count:,} rows, not {table.rows:,}")


def _add(table: Table, folder: Path, faults: Iterable[Fault], report: Report) -> None:
    """Report faults of cells with line, column, and key of the row."""
    found = [*faults]
    where = rows.located(folder / table.path, {one.row for one in found}) if found else {}
    keys = [table.columns.index(name) for name in table.of.primary_key]
    for one in found:
        line, row = where[one.row]
        cells = rows.cells(row)
        place = Place(table.path, *rows.position(row, cells[one.column].start(), line))
        record = "/".join([table.name, *(cells[i][0] for i in keys)])
        field, detail, count = table.of.fields[one.column], shown(one.found), one.times
        if one.number == _REFERENCE:
            detail, count = f"{detail}, named by {count:,} row{'s' * (count > 1)}", 1
        elif one.number < _CHARACTERS:
            detail = f"{detail}, declared {field.rule}"
        report.add(f"IPP{one.number}", place, f"{field.name}: {detail}", record, one.found, count)
