"""A whole package: its descriptor, its files, its tables, and the plan in JSON."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import duckdb
from pydantic import ValidationError
from pydantic_core import from_json

from ipplan_data import digests
from ipplan_data.curation.findings import Place, shown
from ipplan_data.package_check import rows
from ipplan_data.package_check.descriptor import MISFIT, PREFIX, File, ForeignKey, Package, Table
from ipplan_data.package_check.report import Report, Steps, dotted, placed
from ipplan_data.package_check.tables import Check, Database, Fault, Loaded
from ipplan_data.plan.files import DESCRIPTOR, FOLDERS

_CHARACTERS, _REFERENCE = 950, 963
_PLAN, _COMPARED = "data/ipplan.json", "ipplan_data.package_check.nested"
_CODES = {"extra_forbidden": "IPP911", MISFIT: "IPP914"}  # or else IPP912


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
    tables = [one for one in there if isinstance(one, Table)]
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(3) as pool:
        if nested:  # importing takes as long as checking small tables, which DuckDB does meanwhile
            pool.submit(import_module, _COMPARED)
        database = Database(Path(scratch))
        loading = {
            one.name: pool.submit(database.load, one, folder / one.path)
            for one in sorted(tables, key=lambda one: -one.bytes)  # so that none ends last alone
        }
        for one in there:
            _file(one, folder, report)
        _Tables(package, folder, report, database).check(loading)
    if nested and not report.total:
        import_module(_COMPARED).compare(package, folder, report)
    return report


def _described(folder: Path, report: Report) -> Package | None:
    """Read the descriptor; return nothing where it is wrong."""
    if not _readable(folder, DESCRIPTOR, report):
        return None
    data = (folder / DESCRIPTOR).read_bytes()
    try:
        package = Package.model_validate(from_json(data, allow_inf_nan=False))
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=False):
            code, steps = _CODES.get(one["type"], "IPP912"), one["loc"]
            report.add(code, placed(data, DESCRIPTOR, steps), one["msg"], dotted(steps))
        return None
    except ValueError as error:
        report.add("IPP910", Place(DESCRIPTOR), str(error))
        return None
    own = data.replace(package.digest.removeprefix(PREFIX).encode(), digests.OPEN.encode())
    listed = {
        one.path: one.hash.removeprefix(PREFIX) for one in (*package.resources, *package.files)
    }
    rolled = PREFIX + digests.rolled({**listed, DESCRIPTOR: digests.of(own)})
    if rolled != package.digest:
        report.add("IPP906", placed(data, DESCRIPTOR, ("digest",)), rolled)
    return package


def _readable(folder: Path, path: str, report: Report) -> bool:
    """Return whether a file of the package can be read, and is not reached by a link."""
    ways = [*[*Path(path).parents][-2::-1], Path(path)]
    links = [way.as_posix() for way in ways if (folder / way).is_symlink()]
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


def _file(file: File, folder: Path, report: Report) -> None:
    """Check size and digest of a file, and whether JSON and SQL can be read if both are right."""
    with (folder / file.path).open("rb") as stream:
        size, digest = os.fstat(stream.fileno()).st_size, hashlib.file_digest(stream, "sha256")
    if size != file.bytes:
        report.add("IPP904", Place(file.path), f"{size:,} bytes, not {file.bytes:,}")
    elif PREFIX + digest.hexdigest() != file.hash:
        report.add("IPP905", Place(file.path), digest.hexdigest())
    elif not isinstance(file, Table) and file.path.endswith((".json", ".sql")):
        data = (folder / file.path).read_bytes()
        _form(file, data, None, report)
        if file.path.endswith(".json") and not report.about(file.path):
            try:
                from_json(data, allow_inf_nan=False)
            except ValueError as error:
                report.add("IPP970", Place(file.path), str(error))


def _form(file: File, data: bytes, columns: list[str] | None, report: Report) -> bool:
    """Report what is wrong with the form of a file; tell whether that is anything."""
    found = [*rows.misforms(data, columns)]
    for one in found:
        report.add(one.code, Place(file.path, one.line, one.column), one.detail)
    return bool(found)


class _Tables:
    """Checks loaded tables; columns with faults, or of tables in a wrong form, are in no key."""

    def __init__(self, package: Package, folder: Path, report: Report, database: Database) -> None:
        self._package, self._folder, self._report = package, folder, report
        self._database = database
        self._faulty = {one.name: {*one.columns} for one in package.resources}

    def check(self, loading: dict[str, Future[Loaded | None]]) -> None:
        """Check tables: their forms, their cells and keys, then references between them."""
        loaded = {}
        for table in self._package.resources:
            with self._checking(table):
                if table.name in loading and (found := self._formed(table, loading[table.name])):
                    loaded[table.name] = table, found
                    self._faulty[table.name] = set()
                    self._report.tables += 1
                    self._report.rows += found.rows
        texts = self._database.texts([table for table, _ in loaded.values()])
        for table, found in loaded.values():
            with self._checking(table):
                self._rows(table, found, texts.get(table.name, []))
        keys = [one for table, _ in loaded.values() for one in self._keys(table)]
        for i, faults in self._database.dangling(keys).items() if keys else ():
            self._add(keys[i][0], faults)
        for table, found in loaded.values():
            if found.rows != table.rows and not self._report.about(table.path):
                message = f"{found.rows:,} rows, not {table.rows:,}"
                self._report.add("IPP932", Place(table.path), message)

    @contextmanager
    def _checking(self, table: Table) -> Iterator[None]:
        """Report what DuckDB can't do with a declaration."""
        try:
            yield
        except duckdb.Error as error:
            self._misfit(table, (), f"{table.name} can't be checked: {str(error).splitlines()[0]}")

    def _misfit(self, table: Table, steps: Steps, message: str) -> None:
        way = ("resources", self._package.resources.index(table), "schema", *steps)
        place = placed((self._folder / DESCRIPTOR).read_bytes(), DESCRIPTOR, way)
        self._report.add("IPP914", place, message, dotted(way))

    def _formed(self, table: Table, loading: Future[Loaded | None]) -> Loaded | None:
        """Check the form of a table; where it is wrong, its cells are not looked at."""
        loaded, path = loading.result(), self._folder / table.path
        if loaded and loaded.canonical:
            return loaded
        if _form(table, path.read_bytes(), [*table.columns], self._report):
            return None
        if not loaded:
            self._report.add("IPP926", Place(table.path))
        return loaded

    def _rows(self, table: Table, found: Loaded, texts: list[Check]) -> None:
        """Report faults of cells, then those of keys in columns that have none."""
        faulty = self._faulty[table.name]
        for check in (*found.cells, *texts):
            faults = self._database.faults(table, check)
            self._add(table, faults)
            faulty |= {fault.column for fault in faults}
        for check in found.keys:
            if not faulty & {*check.columns}:
                self._add(table, self._database.faults(table, check))

    def _keys(self, table: Table) -> Iterator[tuple[Table, ForeignKey]]:
        """List the foreign keys that can be checked; report those that fit no other table."""
        columns = {one.name: {*one.columns} for one in self._package.resources}
        for i, key in enumerate(table.of.foreign_keys):
            target, named = key.reference.resource or table.name, {*key.reference.fields}
            if not ({*key.fields} <= columns[table.name] and named <= columns.get(target, set())):
                self._misfit(
                    table, ("foreignKeys", i), "the key and the columns it names don't fit"
                )
            elif not (self._faulty[table.name] & {*key.fields} or self._faulty[target] & named):
                yield table, key

    def _add(self, table: Table, faults: list[Fault]) -> None:
        """Report faults of rows with line, column, and primary key."""
        columns = [*table.columns]
        where = rows.located(self._folder / table.path, {one.row for one in faults})
        for one in faults:
            line, row = where[one.row]
            cells, field = rows.cells(row), table.columns[one.column]
            start = cells[columns.index(one.column)].start()
            place = Place(table.path, *rows.position(row, start, line))
            key = [cells[columns.index(name)][0] for name in table.of.primary_key]
            detail, count = f"{field.name}: {shown(one.found)}", one.times
            if one.code == _REFERENCE:
                detail, count = f"{detail}, named by {count:,} row{'s' * (count > 1)}", 1
            elif one.code < _CHARACTERS:
                detail = f"{detail}, declared {field.rule}"
            record = "/".join([table.name, *key])
            self._report.add(f"IPP{one.code}", place, detail, record, one.found, count)
