"""A whole package: its descriptor, its files, its tables, and the plan in JSON."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import duckdb
from pydantic import ValidationError
from pydantic_core import from_json

from ipplan_data import digests
from ipplan_data.curation.findings import Place
from ipplan_data.package_check import nested, rows
from ipplan_data.package_check.descriptor import File, Package, Table, misfits
from ipplan_data.package_check.report import Report, dotted, placed
from ipplan_data.package_check.tables import Database, Fault
from ipplan_data.plan.files import DESCRIPTOR, FOLDERS

_TEXTS = (".json", ".sql")


def checked(folder: Path) -> Report:
    """Check a folder."""
    report = Report()
    package = _described(folder, report)
    if package is None:
        return report
    listed: list[File] = [*package.resources, *package.files]
    there = {one.path for one in listed if _readable(folder, one.path, report)}
    _unlisted(folder, {DESCRIPTOR, *(one.path for one in listed)}, report)
    with tempfile.TemporaryDirectory() as scratch:
        database = Database(package, scratch)
        for table in package.resources:
            if table.path in there:
                _table(database, table, folder, report, Path(scratch))
        for table, fault in database.dangling():
            _report_cells(table, folder, [fault], report)
    for one in package.files:
        if one.path in there:
            _whole(one, folder, report)
    report.files = len(there) + 1
    if not report.total and nested.NAME in there:
        nested.compare(package, folder, report)
    return report


def _described(folder: Path, report: Report) -> Package | None:
    """Read the descriptor."""
    if not _readable(folder, DESCRIPTOR, report):
        return None
    data = (folder / DESCRIPTOR).read_bytes()
    try:
        given = from_json(data, allow_inf_nan=False)
        package = Package.model_validate(given)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=False):
            code = "IPP911" if one["type"] == "extra_forbidden" else "IPP912"
            place = placed(data, DESCRIPTOR, one["loc"])
            report.add(code, place, one["msg"], dotted(one["loc"]))
        return None
    except ValueError as error:
        report.add("IPP910", Place(DESCRIPTOR), f"the file can't be read: {error}")
        return None
    for steps, message in misfits(package):
        report.add("IPP914", placed(data, DESCRIPTOR, steps), message, dotted(steps))
    declared = package.digest.removeprefix("sha256:")
    files = {
        one.path: one.hash.removeprefix("sha256:") for one in (*package.resources, *package.files)
    }
    own = digests.of(data.replace(declared.encode(), digests.OPEN.encode()))
    if digests.rolled({**files, DESCRIPTOR: own}) != declared:
        place = placed(data, DESCRIPTOR, ("digest",))
        report.add("IPP906", place, "the digest is not that of the listed files and of this one")
    return (
        None if report.total and any(one.code == "IPP914" for one in report.findings) else package
    )


def _readable(folder: Path, path: str, report: Report) -> bool:
    """Tell whether a file of the package can be read, and is not reached by a link."""
    place = folder / path
    inside = [place, *place.parents][: path.count("/") + 1]
    links = [one for one in inside if os.path.islink(one)]
    if links:
        report.add("IPP902", Place(links[-1].relative_to(folder).as_posix()), "this is a link")
    elif not os.path.lexists(place):
        report.add("IPP901", Place(path), "the file is missing")
    elif not os.path.isfile(place) or not os.access(place, os.R_OK):
        report.add("IPP902", Place(path), "this is not a readable regular file")
    else:
        return True
    return False


def _unlisted(folder: Path, listed: set[str], report: Report) -> None:
    for top in sorted({*FOLDERS, *(path.split("/")[0] for path in listed if "/" in path)}):
        for place, folders, files in os.walk(folder / top):
            links = [name for name in folders if os.path.islink(os.path.join(place, name))]
            for name in (*files, *links):
                path = Path(place, name).relative_to(folder).as_posix()
                if path not in listed:
                    report.add("IPP903", Place(path), "datapackage.json doesn't list this file")


def _table(database: Database, table: Table, folder: Path, report: Report, scratch: Path) -> None:
    """Check a table; where its form is wrong, its cells are not looked at."""
    path, before = folder / table.path, report.total
    odd = _altered(table, folder, report)
    with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
        odd = odd or file.readline(1 << 20) != ",".join(table.columns) + "\n"
    readable = path
    if {*"*?["} & {*str(path)}:  # these would match other files
        readable = scratch / "table.csv"
        readable.unlink(missing_ok=True)
        readable.symlink_to(path.resolve())
    try:
        whole = not odd and database.load(table, readable)
        count, size, faulty = database.measure(table) if whole else (0, 0, [])
        if not whole or size != path.stat().st_size:
            found = [*rows.faults(path.read_bytes(), table.columns)]
            for fault in found:
                place = Place(table.path, fault.line, fault.column)
                report.add(fault.code, place, fault.message)
            if not whole and not found:
                report.add("IPP926", Place(table.path), "a row has more than 2,000,000 bytes")
            if not whole or found:
                return
        report.tables, report.rows = report.tables + 1, report.rows + count
        for column in [i for i, number in enumerate(faulty) if number]:
            _report_cells(table, folder, database.faulty_cells(table, column), report)
        names = {table.columns[i] for i, number in enumerate(faulty) if number}
        _report_cells(table, folder, database.faulty_keys(table, names), report)
    except duckdb.Error as error:
        message = f"the schema of {table.name} can't be checked: {str(error).splitlines()[0]}"
        report.add("IPP914", Place(DESCRIPTOR), message)
        return
    if report.total == before and count != table.rows:
        message = f"the table has {count:,} rows, not {table.rows:,}"
        report.add("IPP932", Place(table.path), message)


def _report_cells(table: Table, folder: Path, faults: Iterable[Fault], report: Report) -> None:
    found = [*faults]
    wanted = {(one.row, one.column) for one in found}
    places = rows.positions(folder / table.path, wanted) if found else {}
    for one in found:
        place = Place(table.path, *places[one.row, one.column])
        message = f"{table.columns[one.column]}: {one.message}"
        more = {"found": one.found, "expected": one.expected}
        report.add(one.code, place, message, one.record, count=one.count, **more)


def _altered(file: File, folder: Path, report: Report) -> bool:
    """Report a size or digest that is not the declared one; tell whether lines end oddly."""
    size, digest, odd = rows.digest(folder / file.path)
    if size != file.bytes:
        message = f"the file has {size:,} bytes, not {file.bytes:,}"
        report.add("IPP904", Place(file.path), message)
    elif f"sha256:{digest}" != file.hash:
        report.add("IPP905", Place(file.path), f"the SHA-256 is {digest}, not the declared one")
    return odd


def _whole(file: File, folder: Path, report: Report) -> None:
    """Check a file that is no table."""
    before = report.total
    _altered(file, folder, report)
    if not file.path.endswith(_TEXTS) or report.total > before:
        return
    data = (folder / file.path).read_bytes()
    for fault in rows.faults(data, None):
        report.add(fault.code, Place(file.path, fault.line, fault.column), fault.message)
    if file.path.endswith(".json") and report.total == before:
        try:
            from_json(data, allow_inf_nan=False)
        except ValueError as error:
            report.add("IPP970", Place(file.path), f"the file can't be read: {error}")
