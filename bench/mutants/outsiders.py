"""What others find in the very same packages: frictionless, check-jsonschema and csvwvalidate."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO

import report
from environments import Installer

from mutants.judging import Judge, Verdict
from mutants.mutant import Mutant

SCRIPT = Path(__file__).with_name("outsider.py")
OURS = "ipplan validate --package"
NAMES = {
    "frictionless": "frictionless validate",
    "check_jsonschema": "check-jsonschema",
    "csvwvalidate": "csvwvalidate",
}


@dataclass(frozen=True)
class Compared:
    """What each validator answered about a mutant that says something else than the package."""

    verdict: Verdict
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Outsider:
    """Another validator: its process, and what is asked and answered."""

    name: str
    version: str
    process: subprocess.Popen[str]

    @property
    def asked(self) -> IO[str]:
        """Where folders are written to."""
        assert self.process.stdin is not None  # noqa: S101 - it is a pipe
        return self.process.stdin

    @property
    def answered(self) -> IO[str]:
        """Where answers come from."""
        assert self.process.stdout is not None  # noqa: S101 - it is a pipe
        return self.process.stdout


@contextmanager
def started(folder: Path) -> Iterator[list[Outsider]]:
    """Start all of them; raises ``MissingError`` where csvw can't be installed.

    The first two are among the tools of this clone; csvw gets an environment of its own.
    """
    report.live("installing csvw")
    made = Installer(folder).environment("csvw", "csvw")
    pythons = dict.fromkeys(NAMES, sys.executable) | {"csvwvalidate": made.python}
    versions = {
        "frictionless": version("frictionless"),
        "check_jsonschema": version("check-jsonschema"),
        "csvwvalidate": made.installed["csvw"].version,
    }
    with ExitStack() as stack:
        found = []
        for name, python in pythons.items():
            process = subprocess.Popen(  # noqa: S603 - a script of this bench
                [python, "-I", str(SCRIPT), name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            stack.enter_context(process)
            found.append(Outsider(name, versions[name], process))
        yield found
        for one in found:
            one.asked.close()


def drawn(judged: Sequence[tuple[Mutant, Verdict]], number: int, seed: int) -> list[Mutant]:
    """Take so many mutants of each kind, but for those that say the same as the package."""
    kinds: dict[str, list[Mutant]] = {}
    for mutant, verdict in judged:
        if not verdict.equivalent:
            kinds.setdefault(mutant.kind, []).append(mutant)
    dice = random.Random(seed)  # noqa: S311 - no secret
    return [
        one
        for found in kinds.values()
        for one in sorted(dice.sample(found, min(number, len(found))), key=str)
    ]


def compared(judge: Judge, mutants: Sequence[Mutant], asked: list[Outsider]) -> Iterator[Compared]:
    """Let each of them judge the same folders."""
    for number, mutant in enumerate(mutants, start=1):
        report.live(f"others: {number:,} of {len(mutants):,}")
        verdict = judge.of_package(mutant)
        if verdict is None:
            continue
        with judge.package.damaged(mutant.change(judge.published)) as folder:
            for one in asked:
                print(folder, file=one.asked, flush=True)
            answers = {one.name: one.answered.readline().strip() for one in asked}
        yield Compared(verdict, answers)
