"""Measure how long checking takes, beside frictionless and csv alone.

Checks a whole clone (records, witness, published files and news), then the published files alone,
then packages of 100 to 100,000 tasks that it makes, each in fresh processes, one of each command in
turn.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import report
from enlarging import SEED, Enlarged
from environments import Installer, MissingError
from timing import FailedError, Spread, ratio, spread, tried

NAME = "validating"
EXAMPLE = "example: .venv/bin/python bench/validating.py --sizes 100,1000 --no-keep"
TREE = Path(__file__).resolve().parents[1]

SIZES = (100, 1_000, 10_000, 100_000)
ROUNDS = {100: 25, 1_000: 15, 10_000: 7}
FEWEST = 5
LARGE = 10_000  # from here on, the start of Python is lost in the rest
GOALS = {100: 5.0, 100_000: 10.0}
WHOLE = 1.0
CLONE = ("records", "data", "schema", "docs", "news")
FILES = ("datapackage.json", "witness.json", "released.json")
OURS, OTHER, FLOOR, AGAIN = "ipplan-data", "frictionless", "csv", "ipplan-data, again"
READ = """import csv, pathlib
for path in pathlib.Path("data").glob("*.csv"):
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            pass"""


@dataclass(frozen=True)
class Run:
    """One process: how long it took, and the most memory that it had."""

    seconds: float
    kilobytes: int


@dataclass(frozen=True)
class Measured:
    """The figures of a package: seconds, megabytes, and how many times as fast ours is.

    ``again`` is the ratio of ours to itself, timed once more: how far two equal commands seem
    apart.
    """

    package: str
    tasks: int
    rows: int
    bytes: int
    rounds: int
    seconds: dict[str, Spread]
    megabytes: dict[str, float]
    faster: Spread
    again: Spread
    by_floor: Spread
    goal: float | None
    met: bool | None


class Bench:
    """The environments, each with one of the two that are compared and what it needs."""

    def __init__(self, folder: Path, wanted: str) -> None:
        """Install both; raises ``MissingError`` where one can't be installed."""
        self._folder = folder
        installer = Installer(folder)
        report.live(f"installing {OURS}")
        self._ours = installer.environment("ours", str(TREE))
        report.live("installing ipplan-data-curation")
        tools = str(TREE / "packaging" / "curation")
        self._whole = installer.environment("whole", str(TREE), tools)
        report.live(f"installing {wanted}")
        self._other = installer.environment("other", wanted)
        self.version = self._other.installed[OTHER].version

    def run(self, sizes: Sequence[int]) -> Iterator[Measured]:
        """Measure the published package, then one of each size; raises ``FailedError``."""
        clone = self._folder / "clone"
        for name in CLONE:
            shutil.copytree(TREE / name, clone / name)
        for name in FILES:
            shutil.copy(TREE / name, clone)
        whole = [self._whole.python, "-I", "-m", "ipplan_data", "validate", "--root", "."]
        yield self._measured("a whole clone", 100, clone, whole, WHOLE)
        published = self._folder / "published"
        for name in ("data", "schema"):
            for path in (TREE / name).iterdir():
                target = published / name / path.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
        (published / "datapackage.json").write_bytes((TREE / "datapackage.json").read_bytes())
        yield self._measured("as published", 100, published)
        for tasks in sizes:
            report.live(f"writing {tasks:,} tasks")
            folder = self._folder / str(tasks)
            Enlarged(TREE, tasks).write(folder)
            yield self._measured("enlarged", tasks, folder)

    def _measured(
        self,
        package: str,
        tasks: int,
        folder: Path,
        ours: list[str] | None = None,
        goal: float | None = None,
    ) -> Measured:
        check = [self._ours.python, "-I", "-m", "ipplan_data.package_check", "."]
        commands = {
            OURS: ours or check,
            AGAIN: ours or check,
            OTHER: [self._other.python, "-I", "-m", OTHER, "validate", "datapackage.json"],
            FLOOR: [self._ours.python, "-I", "-c", READ],
        }
        for command in commands.values():
            tried(command, folder)
        rows = int(tried(check, folder).rpartition(" have ")[2].split(" ")[0].replace(",", ""))
        rounds = ROUNDS.get(tasks, FEWEST)
        runs: dict[str, list[Run]] = {name: [] for name in commands}
        order, dice = list(commands), random.Random(SEED)  # noqa: S311 - no secret
        for number in range(1, rounds + 1):
            report.live(f"{package}, {tasks:,} tasks: round {number} of {rounds}")
            dice.shuffle(order)
            for name in order:
                runs[name].append(_run(commands[name], folder))
        seconds = {name: [run.seconds for run in found] for name, found in runs.items()}
        faster = ratio(seconds[OTHER], seconds[OURS])
        goal = goal or GOALS.get(tasks)
        return Measured(
            package,
            tasks,
            rows,
            sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
            rounds,
            {name: spread(found) for name, found in seconds.items()},
            {name: max(run.kilobytes for run in found) / 1000 for name, found in runs.items()},
            faster,
            ratio(seconds[AGAIN], seconds[OURS]),
            ratio(seconds[OURS], seconds[FLOOR]),
            goal,
            None if goal is None else faster.median >= goal,
        )


def _run(command: Sequence[str], folder: Path) -> Run:
    """Run a command; what the system counts of it is its own peak of memory."""
    quiet = subprocess.DEVNULL
    began = time.perf_counter()
    # It is waited for by hand, which alone gives the memory of this one.
    process = subprocess.Popen(  # noqa: S603 - commands of this bench
        command, cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet
    )
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(f"{' '.join(command[2:])}: exit code {process.returncode}")
    kilobytes = usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    return Run(took, kilobytes)


def tables(found: Sequence[Measured], version: str) -> str:
    """Give the figures in Markdown."""
    head = (
        "| package | tasks | rows | MB | ours, s | frictionless, s | csv, s | times as fast "
        "| by csv | peak MB: ours | frictionless | goal |\n"
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|"
    )
    lines = [
        f"| {one.package} | {one.tasks:,} | {one.rows:,} | {one.bytes / 1e6:.2f} "
        f"| {_figure(one.seconds[OURS], 3)} | {_figure(one.seconds[OTHER], 2)} "
        f"| {_figure(one.seconds[FLOOR], 3)} | {_figure(one.faster, 1)} "
        f"| {one.by_floor.median:.1f} | {one.megabytes[OURS]:.0f} | {one.megabytes[OTHER]:.0f} "
        f"| {_verdict(one)} |"
        for one in found
    ]
    noise = "; ".join(f"{_figure(one.again, 2)}" for one in found)
    growth = ""
    large = [one for one in found if one.package == "enlarged" and one.tasks >= LARGE]
    if len(large) > 1:
        per_row = [one.seconds[OURS].median / one.rows * 1e6 for one in large]
        told = ", ".join(f"{one:.2f}" for one in per_row)
        sizes = ", ".join(f"{one.tasks:,}" for one in large)
        growth = f"\n\nMicroseconds a row, at {sizes} tasks: {told}."
    rounds = ", ".join(str(one.rounds) for one in found)
    start = f"frictionless {version}. Medians of {rounds} rounds, with the quartiles in brackets."
    table = "\n".join([head, *lines])
    return f"{start}\n\n{table}\n\nOurs by itself, timed again: {noise}.{growth}"


def _figure(figures: Spread, digits: int) -> str:
    return f"{figures.median:.{digits}f} ({figures.low:.{digits}f}–{figures.high:.{digits}f})"


def _verdict(one: Measured) -> str:
    return "" if one.goal is None else f"{one.goal:g}: {'met' if one.met else 'not met'}"


def _sizes(text: str) -> tuple[int, ...]:
    sizes = tuple(int(one) if one.isdecimal() else 0 for one in text.split(","))
    if min(sizes) < SIZES[0]:
        message = f"expected numbers of tasks, {SIZES[0]} or more, and not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return sizes


def main() -> int:
    """Run the bench; give 2, after one line on standard error, where something is missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=_sizes, default=SIZES, help="numbers of tasks")
    parser.add_argument("--frictionless", default=OTHER, help="what pip is asked for")
    parser.add_argument(
        "--no-keep", action="store_true", help="print the tables, and change no file"
    )
    given = parser.parse_args()
    return report.ended("validating.py", lambda: _bench(given), MissingError, FailedError)


def _bench(given: argparse.Namespace) -> int:
    report.placed(NAME, "")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), given.frictionless)
        found = [*bench.run(given.sizes)]
    report.live("")
    print(tables(found, bench.version))
    if not given.no_keep:
        results: dict[str, Any] = {"frictionless": bench.version}
        results["measured"] = [asdict(one) for one in found]
        report.keep(NAME, results, tables(found, bench.version))
    return 0


if __name__ == "__main__":
    sys.exit(main())
