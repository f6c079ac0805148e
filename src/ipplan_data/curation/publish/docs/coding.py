"""The codebook of the coded variables: its prose is in ``coding.md``, beside this module."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Template

from ipplan_data.curation.model import Task
from ipplan_data.curation.model.coding import Category, Round, Variable
from ipplan_data.curation.model.fields import annotation_of, classes
from ipplan_data.curation.publish.docs.markdown import code, page, table
from ipplan_data.curation.reliability import (
    DRAWS,
    Agreement,
    Rating,
    format_alpha,
    format_interval,
    overall,
    primary,
)
from ipplan_data.curation.tables import RELIABILITY, Row

_PROSE = Template(Path(__file__).with_suffix(".md").read_text(encoding="utf-8"))


def coding(rows: dict[str, list[Row]], found: Sequence[Agreement]) -> str:
    """Return the page; ``found`` is the agreement of the full round."""
    parts = {
        "definitions": "\n\n".join(_definitions(rows["tasks"])),
        "draws": f"{DRAWS:,}",
        "rounds": _rounds([Rating(**row) for row in rows[RELIABILITY.name]], found),
        "values": "\n\n".join(_values(found)),
    }
    return page("Coding", [_PROSE.substitute(parts).rstrip()])


def _definitions(tasks: list[Row]) -> Iterator[str]:
    """Define every value of each variable, with the number of tasks that have it."""
    for variable in Variable:
        yield f"## {variable}"
        every = Counter(value for task in tasks for value in task[variable])
        first = Counter(task[primary(variable)] for task in tasks)
        for value in classes(annotation_of(Task, variable), Category)[0]:
            guide = value.guide
            yield f"""\
### {value}
{guide.meaning[0].upper()}{guide.meaning[1:]}.

- Includes: {guide.includes}.
- Excludes: {guide.excludes}.
- Example: {guide.example}
- Borderline: {guide.borderline}
- Used: {every[value]} tasks, primary in {first[value]}."""


def _rounds(given: list[Rating], found: Sequence[Agreement]) -> str:
    """Compare the agreement on primary values in the pilot and the full round."""
    tried = {rating.task for rating in given if rating.round == Round.PILOT}
    fresh = [rating for rating in given if rating.task not in tried]
    stages = {
        "pilot": overall(given, Round.PILOT),
        "full": [one for one in found if not one.value],
        "full, without the tasks of the pilot": overall(fresh, Round.FULL),
    }
    header = ["Round", "Coders", "Tasks", *(f"Alpha of {code(primary(one))}" for one in Variable)]
    lines = [
        [name, among[0].coders, among[0].tasks, *(" ".join(_alpha(one)).strip() for one in among)]
        for name, among in stages.items()
        if among
    ]
    return table(header, lines)


def _values(found: Sequence[Agreement]) -> Iterator[str]:
    """List the agreement on each value of each variable."""
    for variable in Variable:
        yield f"Each value of {code(variable)} in the full round:"
        lines = [
            [code(one.value), one.agreed, *_alpha(one)] for one in found if one.variable == variable
        ]
        yield table(["Value", "Tasks on which coders agree", "Alpha", "Interval"], lines)


def _alpha(found: Agreement) -> tuple[str, str]:
    return format_alpha(found.alpha), format_interval(found)
