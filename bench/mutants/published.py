"""Mutants of the published files: tables, the plan in JSON, the descriptor and the rest."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from ipplan_data.package_check.nested import NAME as PLAN
from mutants import files as wholes
from mutants import tables, trees, values
from mutants.mutant import Bytes, Files, Mutant, Odd
from mutants.sealing import DESCRIPTOR, sealed, stamped, text

TABLES, OF_PLAN, OF_DESCRIPTOR = "tables", "plan in JSON", "descriptor"
OTHERS, MORE = "schemas and SQL", "files too many"
SEALED, AGREEING = ", sealed anew", ", sealed anew, with the plan in JSON"
# Of the longest lists in the plan, so many items are damaged: the tables have the same values.
_MOST = 8
# So many rows of a table are damaged, spread over it.
_ROWS = 40
# One in so many is judged without sealing.
_UNSEALED = 4
_OUT = (
    "../data/tasks.csv",
    "/data/tasks.csv",
    "data/../data/tasks.csv",
    "./data/tasks.csv",
    "data//tasks.csv",
    "data\\tasks.csv",
    "C:/data/tasks.csv",
    "file:///data/tasks.csv",
    "https://example.org/tasks.csv",
    "~/tasks.csv",
    "data/TASKS.csv",
    "data/tasks.csv ",
    "data/tasks\u200b.csv",
    "data",
    "",
    "datapackage.json",
)


def published(path: str) -> bool:
    """Tell whether a file of a clone belongs to the package."""
    return path == DESCRIPTOR or path.startswith(("data/", "schema/"))


def of_package(files: Bytes) -> Iterator[Mutant]:
    """Give every mutant of the package, as it was edited."""
    for path in sorted(files):
        if path.endswith(".csv"):
            yield from _of_table(path, files[path])
    for path, kind in ((PLAN, OF_PLAN), (DESCRIPTOR, OF_DESCRIPTOR)):
        tree = json.loads(files[path])
        for one in trees.damages(tree, path, most=_MOST if path == PLAN else 0):
            change = partial(_rewritten, path, tree, one.change)
            # Whatever the plan says otherwise than the tables is found in the same way.
            what = ".".join(one.what.split(".")[:3]) if path == PLAN else one.what
            yield Mutant(kind, one.operator, what, f"{path} {one.where}", change)
    yield from _paths(json.loads(files[DESCRIPTOR]))
    for path in sorted(files):
        yield from _bytewise(path, files[path])
    yield from _more(files)


def forged(mutants: Iterable[Mutant]) -> Iterator[Mutant]:
    """Give mutants sealed anew, with a plan in JSON that agrees with tables, and some as they are.

    As they are, their digests give them away, whatever they change.
    """
    for number, one in enumerate(mutants):
        if one.kind == MORE or number % _UNSEALED == 0:
            yield one
        if one.kind != MORE:
            yield replace(one, kind=one.kind + SEALED, change=partial(_sealed, one))
        if one.kind == TABLES:
            yield replace(one, kind=one.kind + AGREEING, change=partial(_agreeing, one))


def _sealed(mutant: Mutant, files: Bytes) -> Files:
    changes = mutant.change(files)
    descriptor = changes.get(DESCRIPTOR)
    if not isinstance(descriptor, bytes):
        return sealed(files, changes)
    try:
        return {**changes, DESCRIPTOR: stamped(json.loads(descriptor))}
    except (ValueError, LookupError, TypeError, AttributeError):
        return changes


def _of_table(path: str, data: bytes) -> Iterator[Mutant]:
    rows = tables.decoded(data)
    name = path.removeprefix("data/").removesuffix(".csv")
    for one in tables.damages(name, rows, _ROWS):
        change = partial(_tabled, path, rows, one.change)
        yield Mutant(TABLES, one.operator, one.what, one.where, change)


def _tabled(path: str, rows: tables.Rows, change: trees.Change, _: Bytes) -> Files:
    return {path: tables.encoded(change(rows))}


def _agreeing(mutant: Mutant, files: Bytes) -> Files:
    """Make the plan in JSON of the damaged tables, where they still hold what it is made of."""
    changes = mutant.change(files)
    after = {**files, **{path: one for path, one in changes.items() if isinstance(one, bytes)}}
    with suppress(ValueError, LookupError, csv.Error):
        changes = {**changes, PLAN: tables.nested(after)}
    return sealed(files, changes)


def _rewritten(path: str, tree: Any, change: trees.Change, _: Bytes) -> Files:
    return {path: text(change(tree))}


def _bytewise(path: str, data: bytes) -> Iterator[Mutant]:
    kinds = {PLAN: OF_PLAN, DESCRIPTOR: OF_DESCRIPTOR}
    kind = kinds.get(path, TABLES if path.endswith(".csv") else OTHERS)
    yield from wholes.of_whole(kind, path, data)
    yield from wholes.of_lines(kind, path, data)
    if kind == TABLES:
        other = "data/terms.csv" if path != "data/terms.csv" else "data/tasks.csv"
        for operator, change in {
            "files exchanged": partial(_exchanged, path, other),
            "all quoted": partial(_dialect, path, {"quoting": csv.QUOTE_ALL}),
            "separated by semicolons": partial(_dialect, path, {"delimiter": ";"}),
            "separated by tabs": partial(_dialect, path, {"delimiter": "\t"}),
        }.items():
            yield Mutant(kind, operator, path, path, change)


def _exchanged(path: str, other: str, files: Bytes) -> Files:
    return {path: files[other], other: files[path]}


def _dialect(path: str, manner: dict[str, Any], files: Bytes) -> Files:
    return {path: tables.in_manner(tables.decoded(files[path]), manner)}


def _paths(given: dict[str, Any]) -> Iterator[Mutant]:
    """Let paths lead out of the package, or to a file in another way than its own."""
    for group in ("resources", "files"):
        for path in _OUT:
            change = partial(_pointed, given, group, path)
            where = f"{group}.0.path: {path}"
            yield Mutant(OF_DESCRIPTOR, "path that leads elsewhere", group, where, change)


def _pointed(given: dict[str, Any], group: str, path: str, _: Bytes) -> Files:
    first, *rest = given[group]
    return {DESCRIPTOR: text({**given, group: [{**first, "path": path}, *rest]})}


def _more(files: Bytes) -> Iterator[Mutant]:
    """Put files and links into the package that nothing lists."""
    added: dict[str, Files] = {
        "data/more.csv": {"data/more.csv": b"number\n1\n"},
        "data/Tasks.csv": {"data/Tasks.csv": files["data/tasks.csv"]},
        "data/.hidden": {"data/.hidden": b""},
        "data/inside/tasks.csv": {"data/inside/tasks.csv": files["data/tasks.csv"]},
        "schema/more.sql": {"schema/more.sql": b"DROP TABLE tasks;\n"},
        "data/link.csv": {"data/link.csv": Odd.LINK},
    }
    for where, changes in added.items():
        yield Mutant(MORE, "another file", "package", where, partial(_given, changes))


def _given(changes: Files, _: Bytes) -> Files:
    return changes


_SEALS = ("bytes", "hash", "rows", "digest")


def _meaning(path: str, data: bytes) -> Any:
    """Give what a file says, however it is written; sizes and digests say nothing themselves."""
    if path.endswith(".csv"):
        return tables.decoded(data)
    if not path.endswith(".json"):
        return data
    found = json.loads(data)
    if path == DESCRIPTOR:
        listed = [*found.get("resources", []), *found.get("files", [])]
        for one in (found, *listed):
            for seal in _SEALS if isinstance(one, dict) else ():
                if seal != "rows" and isinstance(one.get(seal), (str, int)):
                    one.pop(seal)
    return found


def equivalent(before: Bytes, changes: Files) -> bool:
    """Tell whether the changed files say the same as before: equal rows, equal JSON."""
    for path, content in changes.items():
        if not isinstance(content, bytes) or path not in before:
            return False
        try:
            if not values.same(_meaning(path, content), _meaning(path, before[path])):
                return False
        except (ValueError, csv.Error, AttributeError, TypeError, RecursionError):
            return False
    return True
