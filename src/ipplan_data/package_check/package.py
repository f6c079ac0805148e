"""A whole package: its descriptor, its files, its tables, and the plan in JSON."""

from __future__ import annotations

from pathlib import Path

from ipplan_data import digests
from ipplan_data.package_check import nested, places
from ipplan_data.package_check.descriptor import Reader
from ipplan_data.package_check.findings import Finding, Findings, Report
from ipplan_data.package_check.keys import Keys
from ipplan_data.package_check.lines import Source
from ipplan_data.package_check.rivals import told
from ipplan_data.package_check.shapes import PREFIX
from ipplan_data.package_check.strict import UnreadableError, parsed
from ipplan_data.plan.files import DESCRIPTOR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike

    from ipplan_data.package_check.descriptor import Listed, Package, Table

LARGEST = 1 << 24  # bytes of a descriptor
_JSON, _TEXTS = ".json", (".json", ".sql")


def check(folder: str | PathLike[str]) -> Report:
    """Check the published files in a folder by what their descriptor declares.

    What breaks a rule is found once and at its place; what merely follows from it is not told. Each
    file is read in blocks, so that a large one needs no more memory than its keys take, but for
    ``data/ipplan.json``, which is compared as a whole where nothing else was found. Raises
    ``OSError`` where there is no such folder, or a file can't be read after all.

    >>> from ipplan_data.plan.files import home
    >>> check(home()).total
    0
    """
    place = Path(folder)
    next(place.iterdir(), None)  # raises, where it is no folder
    findings = Findings()
    package = _described(place, findings)
    if package is None:
        return Report(findings.ordered(), findings.more, 0, 0, 0)
    listed = [*(table.file for table in package.tables), *package.files]
    there = {one.path for one in listed if places.regular(place, one.path, findings)}
    places.unlisted(place, (one.path for one in listed), findings)
    tables = _tables([one for one in package.tables if one.file.path in there], place, findings)
    for one in package.files:
        if one.path in there:
            _whole(one, place.joinpath(*one.path.split("/")), findings)
    if not len(findings) and nested.NAME in there:
        nested.compare(package, place, findings)
    rows = sum(keys.reading.rows for keys in tables)
    return Report(findings.ordered(), findings.more, len(tables), rows, len(there) + 1)


def _described(folder: Path, findings: Findings) -> Package | None:
    """Read the descriptor, and hold the digest of all files against those it lists."""
    if not places.regular(folder, DESCRIPTOR, findings):
        return None
    path = folder / DESCRIPTOR
    if path.stat().st_size > LARGEST:
        message = f"the file has more than {LARGEST:,} bytes"
        findings.add(Finding("IPP926", DESCRIPTOR, message))
        return None
    data = path.read_bytes()
    try:
        given = parsed(data)
    except UnreadableError as error:
        findings.add(Finding("IPP910", DESCRIPTOR, str(error), error.line, error.column))
        return None
    package = Reader(findings).package(given)
    _sealed(package, data, findings)
    return package


def _sealed(package: Package, data: bytes, findings: Findings) -> None:
    listed = [*(table.file for table in package.tables), *package.files]
    hashes = {one.path: one.hash.removeprefix(PREFIX) for one in listed if one.hash}
    if package.digest is None or len(hashes) < len(listed):
        return
    declared = package.digest.removeprefix(PREFIX)
    own = digests.of(data.replace(declared.encode(), digests.OPEN.encode()))
    rolled = digests.rolled({**hashes, DESCRIPTOR: own})
    if rolled != declared:
        message = "the digest is not that of the files listed and of this one"
        findings.add(Finding("IPP906", DESCRIPTOR, message, found=declared, expected=rolled))


def _whole(file: Listed, path: Path, findings: Findings) -> None:
    """Check a file that is no table: its size and digest, and whether it can be read."""
    source = Source(path, file.path, findings)
    if file.path == nested.NAME or not file.path.endswith(_TEXTS):
        _proved(file, source.digested(), findings)
        return
    before = len(findings)
    for _ in source:
        pass
    # What was found in an altered file follows from that it was altered.
    if not _proved(file, source, findings) or len(findings) > before:
        return
    if file.path.endswith(_JSON):
        try:
            parsed(path.read_bytes())
        except UnreadableError as error:
            findings.add(Finding("IPP970", file.path, str(error), error.line, error.column))


def _tables(declared: list[Table], folder: Path, findings: Findings) -> list[Keys]:
    """Check tables, and what each refers to in others."""
    named = {(one.table, one.key) for table in declared for one in table.references}
    read: dict[str, Keys] = {}
    every = []
    for table in declared:
        wanted = {key for name, key in named if name == table.name}
        keys = Keys(table, folder, findings, wanted)
        read.setdefault(table.name, keys)
        every.append(keys)
        rows, whole = keys.reading.rows, keys.reading.whole
        off = whole and table.rows not in (None, rows)
        more = f"; it has {rows:,} rows, and {table.rows:,} are declared" if off else ""
        if _proved(table.file, keys.reading.source, findings, more) and off:
            message = "the table has another number of rows"
            told_of = Finding(
                "IPP932", table.file.path, message, found=f"{rows:,}", expected=f"{table.rows:,}"
            )
            findings.add(told_of)
    for keys in every:
        told(keys, read, findings)
    return every


def _proved(file: Listed, source: Source, findings: Findings, more: str = "") -> bool:
    """Tell whether a file that was read has the size and the digest that are declared."""
    if file.bytes not in (None, source.size):
        message = f"the file has another size{more}"
        found, expected = f"{source.size:,} bytes", f"{file.bytes:,}"
        findings.add(Finding("IPP904", file.path, message, found=found, expected=expected))
    elif file.hash not in (None, PREFIX + source.digest):
        message = f"the file was altered{more}"
        expected = str(file.hash).removeprefix(PREFIX)
        findings.add(Finding("IPP905", file.path, message, found=source.digest, expected=expected))
    else:
        return True
    return False
