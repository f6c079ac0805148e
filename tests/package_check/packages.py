"""A copy of the published package, and how a test damages and seals it."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

Damage = Callable[[Path], None]
TASKS = "data/tasks.csv"


def copied(root: Path, folder: Path, tables: Collection[str] = ()) -> Path:
    """Copy the published files, or these tables and the schemas in SQL alone."""
    given = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
    if tables:
        given["resources"] = [one for one in given["resources"] if one["name"] in tables]
        given["files"] = [one for one in given["files"] if one["path"].endswith(".sql")]
    for one in (*given["resources"], *given["files"]):
        (folder / one["path"]).parent.mkdir(exist_ok=True)
        shutil.copy(root / one["path"], folder / one["path"])
    (folder / "datapackage.json").write_text(json.dumps(given), encoding="utf-8")
    seal(folder)
    return folder


def seal(folder: Path, *, rows: bool = False) -> None:
    """Declare the sizes and digests that the files have, and also how many rows, if wanted."""
    path = folder / "datapackage.json"
    given, digests = json.loads(path.read_text(encoding="utf-8")), {}
    for one in (*given["resources"], *given["files"]):
        file = folder / one["path"]
        if file.is_file():
            data = file.read_bytes()
            digests[one["path"]] = hashlib.sha256(data).hexdigest()
            one |= {"bytes": len(data), "hash": f"sha256:{digests[one['path']]}"}
            if rows and "rows" in one:
                one["rows"] = len([*csv.reader(data.decode().splitlines())]) - 1
        else:
            digests[one["path"]] = one["hash"].removeprefix("sha256:")
    opened = "0" * 64
    text = json.dumps(given | {"digest": f"sha256:{opened}"}, ensure_ascii=False, indent=2) + "\n"
    digests["datapackage.json"] = hashlib.sha256(text.encode()).hexdigest()
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
    whole = hashlib.sha256(lines.encode()).hexdigest()
    path.write_text(text.replace(opened, whole), encoding="utf-8", newline="")


def text(old: str, new: str, file: str = TASKS) -> Damage:
    """Replace the first occurrence of a text in a file."""

    def damage(folder: Path) -> None:
        before = (folder / file).read_bytes()
        after = before.replace(old.encode(), new.encode("utf-8", "surrogateescape"), 1)
        assert after != before, old
        (folder / file).write_bytes(after)

    return damage


@contextmanager
def kept(folder: Path) -> Iterator[Path]:
    """Put all files of a folder back after it was damaged."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    try:
        yield folder
    finally:
        for path in folder.iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        for path, data in before.items():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)


def read(folder: Path, file: str) -> list[list[str]]:
    """Read the cells of a table, its header first."""
    with (folder / file).open(encoding="utf-8", newline="") as stream:
        return [*csv.reader(stream)]


def write(folder: Path, file: str, rows: list[list[str]]) -> None:
    """Write the cells of a table."""
    with (folder / file).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def cell(row: int, column: str, value: str | None, file: str = TASKS) -> Damage:
    """Set a cell; rows count from 0, and where the value is ``None``, the row above gives it."""

    def damage(folder: Path) -> None:
        header, *rows = read(folder, file)
        at = header.index(column)
        rows[row][at] = rows[row - 1][at] if value is None else value
        write(folder, file, [header, *rows])

    return damage


def declare(*steps: str | int, value: object) -> Damage:
    """Set a value in the descriptor, or delete it where the value is an ellipsis."""

    def damage(folder: Path) -> None:
        path = folder / "datapackage.json"
        given = around = json.loads(path.read_text(encoding="utf-8"))
        for step in steps[:-1]:
            around = around[step]
        if value is ...:
            del around[steps[-1]]
        else:
            around[steps[-1]] = value
        path.write_text(json.dumps(given, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    return damage
