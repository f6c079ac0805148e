"""Measure how long plans take to read, and whether a task costs the same in large ones.

Run ``.venv/bin/python bench/reading.py``, with numbers of tasks to measure others than the usual.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import report

NAME = "reading"
SIZES = (100, 1_000, 10_000, 100_000)
REFERENCE = 1_000
FORMS = {"Markdown": "md", "plain text": "txt", "HTML": "html"}
REPEATED = 5

VERBS = ("Mend", "Dredge", "Paint", "Tar", "Count", "Hang", "Trim", "Weigh", "Roof", "Sweep")
THINGS = ("barges", "bells", "quays", "ropes", "sluices", "lanterns", "weirs", "kilns", "oars")
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
BODIES = [
    "Ministry of Rivers, Lakes and Canals",
    "Bell Bureau",
    "National Grain and Timber Administration",
    "Office of the Port Trade Council",
    "Lantern Commission",
    "MORT",
]
PER_PAGE, PER_NOTE, WIDTH = 10, 4, 90


@dataclass(frozen=True)
class Result:
    """What reading one plan took; ``ratio`` is its time per task by that of 1,000 tasks."""

    form: str
    tasks: int
    megabytes: float
    seconds: float
    ms_per_task: float
    peak_mb: int
    ratio: float = 0.0


@dataclass(frozen=True)
class Task:
    """A task in its plan: ``note`` is the number of the footnote that it has, if any."""

    number: int
    heading: str
    body: str
    clause: str
    note: int


def plan(count: int) -> Iterator[Task]:
    """Invent tasks, the same for each number, which is a multiple of ten."""
    dice = random.Random(count)  # noqa: S311 - no secret
    for number in range(1, count + 1):
        section, place = divmod(number - 1, count // len(NUMERALS))
        heading = "" if place else f"{NUMERALS[section]}. Of {dice.choice(THINGS)}"
        words = (f"{dice.choice(VERBS).lower()} the {dice.choice(THINGS)}" for _ in range(16))
        body = f"{dice.choice(VERBS)} the *{dice.choice(THINGS).title()} Act*, {', '.join(words)}"
        bodies = dice.sample(BODIES, 3)
        named = ", ".join(one if one.isupper() else f"the {one}" for one in bodies[:-1])
        last = bodies[-1] if bodies[-1].isupper() else f"the {bodies[-1]}"
        note = number // PER_NOTE if number % PER_NOTE == 0 else 0
        yield Task(number, heading, body, f"(Responsibility of {named}, and {last})", note)


def printed(form: str, count: int) -> str:
    """Print a plan in a form, with its footnotes below rules after every ten tasks."""
    parts: list[str] = ["<!doctype html>\n<main>\n"] if form == "html" else []
    notes: list[int] = []
    for task in plan(count):
        if task.heading:
            parts.append(_heading(form, task.heading))
        parts.append(_task(form, task))
        if task.note:
            notes.append(task.note)
        if task.number % PER_PAGE == 0:
            parts += _notes(form, notes)
            notes = []
    return "".join(parts)


def _heading(form: str, heading: str) -> str:
    if form == "html":
        return f"<h2>{heading}</h2>\n"
    return f"## {heading}\n\n" if form == "md" else f"{heading}\n\n"


def _task(form: str, task: Task) -> str:
    marker = {"md": "<sup>{}</sup>", "html": "<sup>{}</sup>", "txt": "{}"}[form]
    noted = marker.format(task.note) if task.note else ""
    text = f"{task.number}. {task.body}{noted} {task.clause}"
    if form == "html":
        before, title, after = text.split("*", 2)
        return f"<p>{before}<em>{title}</em>{after}</p>\n"
    return _wrapped(text if form == "md" else text.replace("*", "")) + "\n\n"


def _notes(form: str, numbers: list[int]) -> list[str]:
    if not numbers:
        return []
    if form == "html":
        notes = [f"<p><sup>{n}</sup> Translator's note: the Act of {n}.</p>\n" for n in numbers]
        return ["<hr>\n", '<div class="footnotes">\n', *notes, "</div>\n"]
    mark = "<sup>{}</sup>" if form == "md" else "{}"
    notes = [f"{mark.format(n)} Translator's note: the Act of {n}.\n\n" for n in numbers]
    return ["---\n\n", *notes]


def _wrapped(text: str) -> str:
    """Break lines; none begins with a number, which could be taken for a task's."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + len(word) >= WIDTH and not word[:1].isdigit():
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def measure(path: Path, repeated: int) -> tuple[float, int]:
    """Read a copy in this process; give the median of the seconds and the peak of memory in MB."""
    from ipplan_data.curation.document import reading_of  # noqa: PLC0415 - not in the parent

    times = []
    for _ in range(repeated):
        began = time.perf_counter()
        reading = reading_of(path)
        times.append(time.perf_counter() - began)
    tasks, findings = len(reading.witness.tasks), len(reading.findings)
    print(json.dumps({"tasks": tasks, "findings": findings}), file=sys.stderr)
    return median(times), _peak()


def _peak() -> int:
    """Give the most memory that this process has had, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # The system's own count goes back to before this program was loaded, to its parent.
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
        return int(found[1]) >> 10 if found else 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def run(form: str, count: int, folder: Path) -> Result:
    """Read a plan in a fresh process."""
    suffix = FORMS[form]
    path = folder / f"plan.{suffix}"
    path.write_text(printed(suffix, count), encoding="utf-8", newline="\n")
    print(f"{form}, {count:,} tasks, {path.stat().st_size:,} bytes", file=sys.stderr)
    repeated = REPEATED if count <= REFERENCE else 1
    command = [sys.executable, __file__, "--read", str(path), "--repeated", str(repeated)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    seconds, peak = json.loads(told.stdout)
    size = round(path.stat().st_size / 1e6, 2)
    return Result(form, count, size, round(seconds, 3), round(seconds / count * 1e3, 3), peak)


def compared(results: list[Result]) -> list[Result]:
    """Hold the time per task of each against that of 1,000 tasks in the same form."""
    one = {result.form: result.ms_per_task for result in results if result.tasks == REFERENCE}
    return [
        Result(**{**asdict(result), "ratio": round(result.ms_per_task / one[result.form], 2)})
        if result.form in one
        else result
        for result in results
    ]


def table(results: list[Result]) -> str:
    """Give the results as a table in Markdown."""
    head = "| form | tasks | MB | seconds | ms per task | peak memory, MB | by 1,000 tasks |"
    rows = [
        f"| {one.form} | {one.tasks:,} | {one.megabytes} | {one.seconds} | {one.ms_per_task} "
        f"| {one.peak_mb:,} | {one.ratio or '–'} |"
        for one in results
    ]
    return "\n".join([head, "|---|" + "---:|" * 6, *rows, ""])


def main() -> None:
    """Measure all sizes in all forms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, help="numbers of tasks, in tens; not kept")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--repeated", type=int, default=1, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        print(json.dumps(measure(given.read, given.repeated)))
        return
    try:
        report.placed(NAME, "")
    except report.NoSectionError as error:
        parser.exit(2, f"reading.py: {error}\n")
    with tempfile.TemporaryDirectory() as folder:
        sizes = given.sizes or SIZES
        results = compared([run(form, size, Path(folder)) for form in FORMS for size in sizes])
    print(table(results))
    if not given.sizes:
        report.keep(NAME, {"results": [asdict(one) for one in results]}, table(results))


if __name__ == "__main__":
    main()
