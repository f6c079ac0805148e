"""Make published packages larger than the plan is: invented rows under the same declarations."""

from __future__ import annotations

import csv
import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

SEED = 2020
PREFIX = "sha256:"
PLAN = "data/ipplan.json"  # grows with the plan, but is no table: enlarged packages go without
WORDS = [
    *("river", "bridge", "market", "harbour", "village", "office", "notice", "register"),
    *("archive", "ledger", "canal", "workshop", "school", "museum", "library", "forest"),
    *("valley", "mill", "station", "garden", "county", "border", "railway", "lantern"),
]


class Enlarged:
    """Rows for as many tasks as wanted, each with bodies, mentions and aims as in the plan."""

    def __init__(self, tree: Path, tasks: int) -> None:
        """Take the keys that rows refer to from the published tables of a clone."""
        self._tree, self._tasks = tree, tasks
        self._dice = random.Random(SEED)  # noqa: S311 - no secret
        self._agencies = self._column("agencies", "id")
        self._entities = self._column("entities", "id")
        self._sections = self._column("sections", "id")

    def write(self, folder: Path) -> int:
        """Write the package into a folder; give how many rows its tables have."""
        given = json.loads((self._tree / "datapackage.json").read_text(encoding="utf-8"))
        given["files"] = [one for one in given["files"] if one["path"] != PLAN]
        made = {"responsibilities": self._bodies, "mentions": self._mentions, "targets": self._aims}
        for resource in given["resources"]:
            name, path = resource["name"], folder / resource["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            if name == "tasks":
                rows = self._write(path, resource, self._rows())
            elif name in made:
                rows = self._write(path, resource, made[name]())
            else:
                path.write_bytes((self._tree / resource["path"]).read_bytes())
                rows = resource["rows"]
            resource["rows"] = rows
            for field in resource["schema"]["fields"]:
                if "maximum" in field["constraints"]:
                    field["constraints"]["maximum"] = max(self._tasks, 100)
        for one in given["files"]:
            target = folder / one["path"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((self._tree / one["path"]).read_bytes())
        _seal(given, folder)
        return sum(resource["rows"] for resource in given["resources"])

    def _column(self, table: str, name: str) -> list[str]:
        with (self._tree / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return [row[name] for row in csv.DictReader(file)]

    def _write(self, path: Path, resource: dict[str, Any], rows: Iterator[Sequence[Any]]) -> int:
        count = 0
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(field["name"] for field in resource["schema"]["fields"])
            for count, row in enumerate(rows, start=1):  # noqa: B007 - the last is the count
                writer.writerow(row)
        return count

    def _each(self) -> Iterator[tuple[int, list[str]]]:
        """Give every task's number and bodies, the same each time."""
        dice = random.Random(SEED)  # noqa: S311 - no secret
        # The first 100 are there for the tables that aren't enlarged.
        for number in range(1, max(self._tasks, 100) + 1):
            yield number, dice.sample(self._agencies, dice.choice((1, 1, 2, 2, 4)))

    def _text(self, least: int, most: int) -> str:
        count = self._dice.randint(least, most)
        words = self._dice.choices(WORDS, k=count)
        comma = self._dice.choice((", ", " "))
        return f"{words[0].title()}{comma}{' '.join(words[1:])}"

    def _rows(self) -> Iterator[Sequence[Any]]:
        for number, (lead, *others) in self._each():
            kind = "joint" if others else "sole"
            section = self._dice.choice(self._sections)
            title, summary = f"{self._text(2, 6)} {number}", f"{self._text(20, 50)} {number}."
            yield number, section, title, summary, kind, lead, ";".join(others), len(others) + 1, ""

    def _bodies(self) -> Iterator[Sequence[Any]]:
        for number, bodies in self._each():
            for position, body in enumerate(bodies, start=1):
                role = "lead" if position == 1 else "participant"
                yield number, position, body, role, f"{self._text(3, 6)} {number}"

    def _mentions(self) -> Iterator[Sequence[Any]]:
        for number, _ in self._each():
            for position, entity in enumerate(self._dice.sample(self._entities, number % 4), 1):
                relation = self._dice.choice(("amend", "draft", "publish", "hold"))
                italic = self._dice.choice(("true", "false"))
                yield number, position, entity, relation, self._text(2, 7), italic

    def _aims(self) -> Iterator[Sequence[Any]]:
        for number, _ in self._each():
            if number % 20 == 0:
                value = self._dice.randint(1, 5000)
                yield number, 1, self._text(3, 8), "at_least", value, "markets", "2020", str(value)


def _seal(given: dict[str, Any], folder: Path) -> None:
    """Declare sizes and digests, and the one of all files."""
    digests = {}
    for one in (*given["resources"], *given["files"]):
        data = (folder / one["path"]).read_bytes()
        digests[one["path"]] = hashlib.sha256(data).hexdigest()
        one |= {"bytes": len(data), "hash": PREFIX + digests[one["path"]]}
    opened = "0" * 64
    text = json.dumps({**given, "digest": PREFIX + opened}, ensure_ascii=False, indent=2) + "\n"
    digests["datapackage.json"] = hashlib.sha256(text.encode()).hexdigest()
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))
    whole = hashlib.sha256(lines.encode()).hexdigest()
    path = folder / "datapackage.json"
    path.write_text(text.replace(opened, whole), encoding="utf-8", newline="")
