"""Measure how long checking published files takes, and its memory, beside frictionless.

Checks the published package, then packages whose tables of tasks are repeated with new numbers, a
process for each run, the commands in turn; then the whole clone. Modules are compiled beforehand.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

TREE = Path(__file__).resolve().parents[1]
PLAN = "data/ipplan.json"  # enlarged packages go without it: it is no table
OURS = ["-m", "ipplan_data", "validate", "--package", "."]
OTHER = ["-m", "frictionless", "validate", "datapackage.json"]
CLONE = ["-m", "ipplan_data", "validate", "--root", str(TREE)]
TASKS = 100
SEVERAL = 200  # times that are run only once
GOALS = {1: 2.0, 100: 18.0, 800: 35.0}  # times as fast as frictionless, by repetitions


class Run(NamedTuple):
    """One process: seconds on the clock and of the processors, and megabytes at its peak."""

    clock: float
    processors: float
    megabytes: float


def enlarge(folder: Path, times: int) -> int:
    """Write the package with the rows of tasks repeated; give how many rows it has.

    Columns that hold the number of a task are raised by 100 with every repetition.
    """
    package: dict[str, Any] = json.loads((TREE / "datapackage.json").read_text(encoding="utf-8"))
    if times > 1:
        package["files"] = [one for one in package["files"] if one["path"] != PLAN]
    for one in (*package["resources"], *package["files"]):
        target = folder / one["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(TREE / one["path"], target)
    for resource in package["resources"] if times > 1 else ():
        _repeat(resource, folder / resource["path"], times)
    digests = {}
    for one in (*package["resources"], *package["files"]):
        data = (folder / one["path"]).read_bytes()
        digests[one["path"]] = hashlib.sha256(data).hexdigest()
        one |= {"bytes": len(data), "hash": f"sha256:{digests[one['path']]}"}
    opened = "0" * 64
    text = json.dumps(package | {"digest": f"sha256:{opened}"}, ensure_ascii=False, indent=2) + "\n"
    digests["datapackage.json"] = hashlib.sha256(text.encode()).hexdigest()
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))
    whole = hashlib.sha256(lines.encode()).hexdigest()
    (folder / "datapackage.json").write_text(text.replace(opened, whole), encoding="utf-8")
    return sum(resource["rows"] for resource in package["resources"])


def _repeat(resource: dict[str, Any], path: Path, times: int) -> None:
    schema = resource["schema"]
    names = [field["name"] for field in schema["fields"]]
    for field in schema["fields"]:
        if field["constraints"].get("maximum") == TASKS:
            field["constraints"]["maximum"] = TASKS * times
    column = "number" if resource["name"] == "tasks" else "task"
    if column not in schema["primaryKey"]:
        return
    place = names.index(column)
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    every = (
        [*row[:place], str(int(row[place]) + TASKS * n), *row[place + 1 :]]
        for n in range(times)
        for row in rows
    )
    whole = {field["name"] for field in schema["fields"] if field["type"] == "integer"}
    key = [(names.index(name), int if name in whole else str) for name in schema["primaryKey"]]
    found = sorted(every, key=lambda row: tuple(read(row[i]) for i, read in key))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([header, *found])
    resource["rows"] = len(found)


def run(command: list[str], folder: Path) -> Run:
    """Run Python in a folder; raises ``RuntimeError`` where it finds anything or fails."""
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - commands of this bench
        [sys.executable, *command],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)  # gives the memory of this process alone
    took = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"{' '.join(command)}: exit code {process.returncode}"
        raise RuntimeError(message)
    peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return Run(took, usage.ru_utime + usage.ru_stime, peak)


def main() -> int:
    """Print a row for each package; exit with 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, epilog="example: --times 1,100")
    parser.add_argument("--times", default="1,100,800", help="repetitions, separated by commas")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each command (default: 5)")
    given = parser.parse_args()
    missed, compiled = False, tempfile.TemporaryDirectory()
    os.environ |= {"PYTHONPYCACHEPREFIX": compiled.name, "PYTHONDONTWRITEBYTECODE": ""}
    for command in (OURS, OTHER, CLONE):
        run(command, TREE)
    print("| package | rows | ours | frictionless | ratio | processors | MB, ours | MB, other |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for times in map(int, given.times.split(",")):
        with tempfile.TemporaryDirectory() as name:
            rows = enlarge(Path(name), times)
            rounds = 1 if times > SEVERAL else given.rounds
            pairs = [[run(one, Path(name)) for one in (OURS, OTHER)] for _ in range(rounds)]
        ours, other = ([pair[i] for pair in pairs] for i in (0, 1))
        ratio = median(two.clock / one.clock for one, two in pairs)
        busy = median(two.processors / one.processors for one, two in pairs)
        seconds = [f"{median(one.clock for one in runs):.2f} s" for runs in (ours, other)]
        peaks = [f"{max(one.megabytes for one in runs):,.0f}" for runs in (ours, other)]
        package = "as published" if times == 1 else f"{times} times the tasks"
        cells = [package, f"{rows:,}", *seconds, f"{ratio:.1f}", f"{busy:.1f}", *peaks]
        print(f"| {' | '.join(cells)} |", flush=True)
        missed = missed or ratio < GOALS.get(times, 0)
    clone = median(run(CLONE, TREE).clock for _ in range(given.rounds))
    print(f"\n`ipplan validate` of the whole clone: {clone:.2f} s")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
