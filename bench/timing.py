"""Time commands in fresh processes, one run of each in turn, so that noise meets all alike."""

from __future__ import annotations

import random
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

SEED = 2020


class FailedError(Exception):
    """A command did not end well; the message is what it said last."""


@dataclass(frozen=True)
class Spread:
    """The median of some numbers, and the quartiles around it."""

    median: float
    low: float
    high: float


def spread(numbers: Sequence[float]) -> Spread:
    """Give median and quartiles of two numbers or more.

    >>> spread([4.0, 1.0, 2.0, 3.0, 90.0])
    Spread(median=3.0, low=2.0, high=4.0)
    """
    low, middle, high = quantiles(numbers, n=4, method="inclusive")
    return Spread(round(middle, 4), round(low, 4), round(high, 4))


def ratio(times: Sequence[float], base: Sequence[float]) -> Spread:
    """Compare two commands round by round: what slows the machine in a round slows both.

    >>> ratio([3.0, 6.0, 30.0], [2.0, 4.0, 20.0])
    Spread(median=1.5, low=1.5, high=1.5)
    """
    return spread([one / other for one, other in zip(times, base, strict=True)])


def tried(command: Sequence[str], folder: Path) -> str:
    """Run a command once, in a folder; give what it printed.

    Raises ``FailedError`` where it can't be run or ends with another code than 0.
    """
    try:
        told = subprocess.run(  # noqa: S603 - commands of this bench
            command,
            check=False,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
    except OSError as error:
        raise FailedError(f"{command[0]}: {error.strerror}") from error
    if told.returncode:
        said = [line for line in (told.stderr or told.stdout).splitlines() if line.strip(" ╭╰─╮╯")]
        raise FailedError(said[-1].strip(" │") if said else f"exit code {told.returncode}")
    return told.stdout


def interleaved(
    commands: Mapping[str, Sequence[str]], rounds: int, step: Callable[[int], None]
) -> dict[str, list[float]]:
    """Time every command once a round, in another order each time; give seconds by command.

    Each runs in an empty folder of its own. ``step`` is told the number of the round. Raises
    ``FailedError`` where a run fails.
    """
    dice = random.Random(SEED)  # noqa: S311 - no secret
    order = list(commands)
    times: dict[str, list[float]] = {name: [] for name in order}
    for number in range(1, rounds + 1):
        step(number)
        dice.shuffle(order)
        for name in order:
            times[name].append(_seconds(commands[name]))
    return times


def _seconds(command: Sequence[str]) -> float:
    quiet = subprocess.DEVNULL
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        code = subprocess.call(  # noqa: S603 - commands of this bench
            command, cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet
        )
        took = time.perf_counter() - began
    if code:
        raise FailedError(f"{' '.join(command)}: exit code {code}")
    return took
