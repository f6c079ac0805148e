"""Mutants of the records and of the witness."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ipplan_data.curation.machine_made import sealed
from ipplan_data.curation.records.syntax import parse
from ipplan_data.curation.source.witness_file import NAME as WITNESS
from mutants import files as wholes
from mutants import trees
from mutants.mutant import Bytes, Files, Mutant
from mutants.sealing import text

RECORDS, OF_WITNESS, RESEALED = "records", "witness", "witness, sealed anew"
_TASKS = "records/tasks/"


def paths(files: Bytes) -> list[str]:
    """Name the files that hold records."""
    return sorted(path for path in files if path.startswith("records/") and ".yaml" in path)


def read(data: bytes) -> Any:
    """Give what a file of records holds, or nothing where it is no such file."""
    try:
        node, findings = parse(data.decode(), "records")
    except UnicodeDecodeError:
        return None
    # What is found here would be found again by whoever reads the records.
    return None if node is None or findings else node.data()


def typed(tree: Any) -> bytes:
    """Type records anew, as JSON, which is YAML."""
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


def of_records(files: Bytes) -> Iterator[Mutant]:
    """Give the mutants of all files of records, and those that move a task."""
    for path in paths(files):
        name = _name(path)
        tree = json.loads(json.dumps(read(files[path])))
        for one in trees.damages(tree, name):
            where = f"{path} {one.where}"
            change = partial(_retyped, path, tree, one.change)
            yield Mutant(RECORDS, one.operator, one.what, where, change)
        yield from wholes.of_whole(RECORDS, path, files[path], name)
        yield from wholes.of_lines(RECORDS, path, files[path], name)
    yield from _moved(files)
    for name in ("records/more.yaml", f"{_TASKS}II.v.yaml", f"{_TASKS}more"):
        yield Mutant(RECORDS, "another file", name, name, partial(_added, name))


def _name(path: str) -> str:
    return "tasks" if path.startswith(_TASKS) else path.removeprefix("records/")[: -len(".yaml")]


def _retyped(path: str, tree: Any, change: trees.Change, _: Bytes) -> Files:
    return {path: typed(change(tree))}


def _added(name: str, _: Bytes) -> Files:
    return {name: b"[]\n"}


def _moved(files: Bytes) -> Iterator[Mutant]:
    """Move the first and the last task of each file to the next file."""
    tasks = [path for path in paths(files) if path.startswith(_TASKS)]
    for path, other in zip(tasks, [*tasks[1:], *tasks[:1]], strict=True):
        for at in (0, -1):
            where = f"{path} {at}"
            change = partial(_task_moved, path, other, at)
            yield Mutant(RECORDS, "task in another section", "tasks", where, change)
        change = partial(_contents_exchanged, path, other)
        yield Mutant(RECORDS, "files exchanged", "tasks", path, change)


def _task_moved(path: str, other: str, at: int, files: Bytes) -> Files:
    here, there = [*read(files[path])], [*read(files[other])]
    there.append(here.pop(at))
    there.sort(key=lambda task: int(task["number"]))
    return {path: typed(here), other: typed(there)}


def _contents_exchanged(path: str, other: str, files: Bytes) -> Files:
    return {path: files[other], other: files[path]}


def of_witness(files: Bytes) -> Iterator[Mutant]:
    """Give the mutants of the witness as they were edited, and sealed anew."""
    tree = json.loads(files[WITNESS])
    for one in trees.damages(tree, OF_WITNESS):
        where = f"{WITNESS} {one.where}"
        # As it was edited, its seal gives it away, whatever it changes.
        for kind, what, seal in ((OF_WITNESS, WITNESS, bytes), (RESEALED, one.what, sealed)):
            change = partial(_rewritten, tree, one.change, seal)
            yield Mutant(kind, one.operator, what, where, change)
    yield from wholes.of_whole(OF_WITNESS, WITNESS, files[WITNESS])
    yield from wholes.of_lines(OF_WITNESS, WITNESS, files[WITNESS])


def _rewritten(tree: Any, change: trees.Change, seal: Callable[[bytes], bytes], _: Bytes) -> Files:
    return {WITNESS: seal(text(change(tree), indent=1))}


def equivalent(before: Bytes, changes: Files) -> bool:
    """Tell whether the changed files say the same: the same data, however they are typed.

    Nor does it matter in which order records are typed where nothing published keeps it: whoever
    asks knows that no rule found anything, IPP602 among them.
    """
    for path, content in changes.items():
        if not isinstance(content, bytes) or path not in before:
            return False
        # A witness is held to its bytes, since a program writes it.
        if path == WITNESS or _sorted(read(content)) != _sorted(read(before[path])):
            return False
    return True


def _sorted(tree: Any) -> Any:
    """Put the records of each list in one order; give types along with values."""
    if isinstance(tree, dict):
        return {key: _sorted(value) for key, value in tree.items()}
    if isinstance(tree, tuple):
        items = [_sorted(one) for one in tree]
        ordered = all(isinstance(one, dict) for one in items)
        return sorted(items, key=lambda one: json.dumps(one, sort_keys=True)) if ordered else items
    return type(tree).__name__, tree
