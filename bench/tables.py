"""What it costs to depend on the package: the figures of a run, as tables and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from environments import Size
from timing import Spread, ratio, spread

WHEEL_GOAL = 300_000


@dataclass(frozen=True)
class Timed:
    """What a command took: milliseconds, and its ratio to the command that it is compared with.

    ``goal`` is the most that the ratio should be; where there is none, nothing is ``met`` either.
    """

    name: str
    statement: str
    ms: Spread
    ratio: Spread
    goal: float | None
    met: bool | None


@dataclass(frozen=True)
class Found:
    """All figures of a run.

    ``base`` are the milliseconds of Python without anything; the first of ``sizes`` is the
    package's own, in ``exports`` and ``written`` (bytes by format) is what is on offer.
    """

    rounds: int
    base: Spread
    imports: list[Timed]
    look_ups: list[Timed]
    sizes: dict[str, Size]
    exports: list[Timed]
    written: dict[str, int]

    @property
    def wheel(self) -> int:
        """The bytes of the package's own wheel, the only one in its environment."""
        return next(iter(self.sizes.values())).wheels


def compared(
    name: str,
    statement: str,
    times: Sequence[float],
    base: Sequence[float],
    goal: float | None = None,
) -> Timed:
    """Compare the seconds of a command with those of another in the same rounds.

    >>> compared("slow", "sleep", [2.0, 2.0], [1.0, 1.0], goal=1.15).met
    False
    """
    ms, by = spread([second * 1e3 for second in times]), ratio(times, base)
    return Timed(name, statement, ms, by, goal, None if goal is None else by.median <= goal)


def as_json(found: Found) -> dict[str, Any]:
    """Give all figures, and the goals, as JSON has them."""
    wheel = {"bytes": found.wheel, "goal": WHEEL_GOAL, "met": found.wheel < WHEEL_GOAL}
    return {**asdict(found), "wheel": wheel}


def tables(found: Found) -> str:
    """Give all tables in Markdown, each below a line that says what it shows."""
    parts = [
        f"Medians of {found.rounds} rounds, with the quartiles in brackets.",
        f"**Import alone**, by `pass`, which takes {_spread(found.base, 1)} ms:",
        _timed(found.imports, "by `pass`"),
        "**Import, load and one look-up**, by the floor:",
        _timed(found.look_ups, "by the floor"),
        "**Size**, in kB of 1,000 bytes:",
        _sizes(found),
        "**Exports**, by `ipplan --version`:",
        _exports(found),
    ]
    return "\n\n".join(parts)


def _timed(rows: Sequence[Timed], by: str) -> str:
    lines = [
        f"| {one.name} | `{one.statement}` | {_spread(one.ratio, 3)} | {_spread(one.ms, 1)} "
        f"| {_verdict(f'at most {one.goal}', one.met)} |"
        for one in rows
    ]
    return "\n".join(
        [f"| what | statement | {by} | ms | goal |", "|---|---|---:|---:|---|", *lines]
    )


def _sizes(found: Found) -> str:
    head = "| what | distributions | wheels | installed | with byte code | goal |"
    goal = _verdict(f"wheel below {WHEEL_GOAL // 1000}", found.wheel < WHEEL_GOAL)
    lines: list[str] = []
    for name, size in found.sizes.items():
        figures = [size.wheels, size.without_byte_code, size.with_byte_code]
        cells = [str(size.distributions), *(f"{one / 1e3:,.1f}" for one in figures)]
        lines.append(f"| {name} | {' | '.join(cells)} | {'' if lines else goal} |")
    return "\n".join([head, "|---|---:|---:|---:|---:|---|", *lines])


def _exports(found: Found) -> str:
    if not found.exports:
        return "This version has no `ipplan export`, or none that runs; nothing was measured."
    lines = []
    for one in found.exports:
        size = f"{found.written[one.name] / 1e3:,.1f}" if one.name in found.written else ""
        times = f"{_spread(one.ratio, 2)} | {_spread(one.ms, 0)}"
        lines.append(f"| {one.name} | `{one.statement}` | {times} | {size} |")
    head = "| what | command | by `ipplan --version` | ms | kB written |"
    return "\n".join([head, "|---|---|---:|---:|---:|", *lines])


def _spread(figures: Spread, digits: int) -> str:
    return f"{figures.median:.{digits}f} ({figures.low:.{digits}f}–{figures.high:.{digits}f})"


def _verdict(goal: str, met: bool | None) -> str:
    return "" if met is None else f"{goal}: {'met' if met else 'not met'}"
