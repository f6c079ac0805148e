"""The command line: mutants are made and judged by as many processes as are wanted."""

from __future__ import annotations

import argparse
import gc
import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import report
from environments import MissingError

from mutants import catalogue, curated, outsiders, published, told
from mutants.judging import Judge, Verdict, remember
from mutants.mutant import Mutant

NAME = "mutants"
EXAMPLES = """examples:
  .venv/bin/python bench/mutants
  .venv/bin/python bench/mutants --sample 4 --jobs 8 --no-keep
  .venv/bin/python bench/mutants --most 200 --outsiders 0 --no-keep"""
TREE = Path(__file__).resolve().parents[2]
_CHUNK = 50
_SEED = 2020


@dataclass(frozen=True)
class Wanted:
    """Which mutants are wanted; ``most`` is how many of a clone and of a package at most."""

    sample: int
    most: int
    seed: int

    def drawn(self, judge: Judge) -> tuple[list[Mutant], int]:
        """Give mutants, the same ones each time, and how many there were of them.

        Those of the clone come first, then those of the package.
        """
        one = catalogue.of_clone(judge.files)
        clone = catalogue.drawn(one, self.sample, self.seed)
        other = catalogue.drawn(published.of_package(judge.published), self.sample, self.seed)
        package = [*published.forged(other)]
        taken = [*self._thinned(clone), *self._thinned(package)]
        return taken, len(clone) + len(package)

    def _thinned(self, mutants: list[Mutant]) -> list[Mutant]:
        return mutants[:: max(1, -(-len(mutants) // self.most))] if self.most else mutants


# Changes can't be sent to another process: it is forked with all mutants, and told numbers.
_MUTANTS: list[Mutant] = []
_JUDGES: list[Judge] = []


def _start(folder: Path) -> None:
    remember()
    _JUDGES.append(Judge(TREE, folder / str(os.getpid())))
    gc.freeze()


def _judged(numbers: range) -> list[Verdict | None]:
    (judge,) = _JUDGES
    # What is made of a mutant is collected once for many of them.
    gc.disable()
    gc.collect()
    return [judge.of(_MUTANTS[number]) for number in numbers]


def _every(mutants: list[Mutant], jobs: int, folder: Path) -> Iterator[Verdict | None]:
    began, total = time.monotonic(), len(mutants)
    chunks = [range(start, min(start + _CHUNK, total)) for start in range(0, total, _CHUNK)]
    _MUTANTS[:] = mutants
    gc.collect()
    gc.freeze()
    with ProcessPoolExecutor(jobs, get_context("fork"), _start, (folder,)) as pool:
        done = 0
        for found in pool.map(_judged, chunks):
            done += len(found)
            took = time.monotonic() - began
            left = took / done * (total - done)
            report.live(f"mutants: {done:,} of {total:,}, {left / 60:.0f} minutes left")
            yield from found


def run(wanted: Wanted, jobs: int, others: int) -> told.Found:
    """Make the mutants, judge them all, and let others judge some."""
    began = time.monotonic()
    report.live("making mutants")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        judge = Judge(TREE, folder / "judge")
        every, total = wanted.drawn(judge)
        found = [*_every(every, jobs, folder / "jobs")]
        report.live("what is listed by hand")
        by_hand = [*curated.judged(TREE, folder / "curated", judge.files)]
        compared, versions = [], {}
        if others:
            judged = [
                (mutant, verdict)
                for mutant, verdict in zip(every, found, strict=True)
                if verdict is not None and not judge.is_of_clone(mutant)
            ]
            sample = outsiders.drawn(judged, others, wanted.seed)
            with outsiders.started(folder / "others") as asked:
                versions = {one.name: one.version for one in asked}
                compared = [*outsiders.compared(judge, sample, asked)]
    verdicts = [one for one in found if one is not None]
    minutes = (time.monotonic() - began) / 60
    return told.Found(verdicts, by_hand, compared, versions, total, round(minutes, 1))


def _number(text: str) -> int:
    if not text.isdecimal():
        message = f"expected a number from 0, and not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bench/mutants",
        description="Damage records, witness and published files, and count what no rule finds.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--sample",
        type=_number,
        default=1,
        metavar="N",
        help="mutants for each operator on each field, 0 for all there are (default: 1)",
    )
    parser.add_argument(
        "--most",
        type=_number,
        default=0,
        metavar="N",
        help="no more of records and witness than N, and no more of the package",
    )
    parser.add_argument("--seed", type=_number, default=_SEED, help="draws other mutants")
    parser.add_argument("--jobs", type=_number, default=2, metavar="N", help="processes")
    parser.add_argument(
        "--outsiders",
        type=_number,
        default=60,
        metavar="N",
        help="mutants of each kind that others judge too, 0 for none (default: 60)",
    )
    parser.add_argument(
        "--no-keep", action="store_true", help="print the tables, and change no file"
    )
    return parser


def main() -> int:
    """Run the bench; give 1 where a mutant crashed a check, 2 where something is missing."""
    given = _parser().parse_args()
    return report.ended("bench/mutants", lambda: _bench(given), MissingError, BrokenProcessPool)


def _bench(given: argparse.Namespace) -> int:
    report.placed(NAME, "")
    wanted = Wanted(given.sample, given.most, given.seed)
    found = run(wanted, max(1, given.jobs), given.outsiders)
    report.live("")
    print(told.tables(found))
    if not given.no_keep:
        told.keep(NAME, found)
    return 1 if told.crashes(found) else 0
