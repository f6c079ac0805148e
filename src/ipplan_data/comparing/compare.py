"""Compares two versions: all tables by their keys, what is said of them, and the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ipplan_data.comparing import following, rows, structure, weighing
from ipplan_data.comparing.report import Change, Gap, Letter, Report
from ipplan_data.comparing.side import Side, inside
from ipplan_data.comparing.versions import Version, VersionError
from ipplan_data.comparing.words import record, words
from ipplan_data.plan.files import DamagedDataError


def compare(a: Version, b: Version) -> Report:
    """Report what changed from ``a`` to ``b``.

    Both are compared table by table on the keys that their descriptors name. What can't be compared
    is in the report's ``gaps``, and then the versions are not the same. Raises ``VersionError``
    where a version has no descriptor that can be read.

    >>> from ipplan_data.comparing import opened
    >>> with opened("installed") as one:
    ...     compare(one, one).changes
    ()
    """
    old, new = _side(a), _side(b)
    gaps = tuple(_gaps(old, new))
    found = [*structure.of_package(old, new), *_rows(old, new)]
    found = following.marked(found, old, new)
    found += structure.of_files(old, new, found)
    tables = [*{**old.tables, **new.tables}]
    ordered = sorted(found, key=lambda change: weighing.place(change, tables))
    return Report(a, b, (old, new), tuple(_named(one, old, new) for one in ordered), gaps)


def _side(version: Version) -> Side:
    side = Side(version.folder)
    try:
        # Reading both now: what is wrong with a version as a whole is told before anything else.
        side.tables, side.files, side.altered  # noqa: B018 - cached when read
    except (DamagedDataError, OSError) as error:
        told = inside(version.folder, str(error)).partition(";")[0]
        raise VersionError(f"{version}: {told}") from error
    return side


def _gaps(old: Side, new: Side) -> Iterator[Gap]:
    for name in {**old.tables, **new.tables}:
        one, other = old.tables.get(name), new.tables.get(name)
        if one is None:
            yield Gap(f"table {name}", "a", "there is no such table")
        if other is None:
            yield Gap(f"table {name}", "b", "there is no such table")
        if one and one.problem:
            yield Gap(f"table {name}", "a", one.problem)
        if other and other.problem:
            yield Gap(f"table {name}", "b", other.problem)
        if one and other and not (one.problem or other.problem) and one.kinds != other.kinds:
            keys = [", ".join(f"{n} ({kind})" for n, kind in some.kinds) for some in (other, one)]
            yield Gap(f"table {name}", "b", f"the key is {keys[0]}; in A it is {keys[1]}")
    letters: tuple[Letter, Letter] = ("a", "b")
    for side, letter in zip((old, new), letters, strict=True):
        paths = {table.declared["path"] for table in side.tables.values()}
        for path, digest in side.files.items():
            if digest is None and path not in paths:
                yield Gap(f"file {path}", letter, "it can't be read")


def _rows(old: Side, new: Side) -> Iterator[Change]:
    for name, table in old.tables.items():
        other = new.tables.get(name)
        if other and not (table.problem or other.problem) and table.kinds == other.kinds:
            yield from rows.changes(name, table, other)


def _named(change: Change, old: Side, new: Side) -> Change:
    side = old if change.table in old.tables else new
    return replace(change, record=record(change, side), words=words(change))
