"""IPP2xx, continued: a number is that of the words which give it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ipplan_data.curation.findings import shown
from ipplan_data.curation.model import Plan
from ipplan_data.curation.model.target import Comparator, Target
from ipplan_data.curation.rules.registry import Example, Problem, rule

_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
_TOKEN = re.compile("[0-9]+(?:,[0-9]{3})*|[a-z]+")
_COMPARED = {one: one.value.replace("_", " ") for one in Comparator}
_FILE = "records/tasks/II.yaml"


@rule(
    "IPP223",
    "A target has the numbers of its printed words",
    why="A number that is mistyped is reached too early, or never.",
    fix="Type comparator, value and period as the printed words give them.",
    examples=(
        Example(_FILE, "value: 3, unit", "value: 4, unit"),
        Example(_FILE, "comparator: less_than", "comparator: more_than"),
        Example(_FILE, "as_printed: less than three", "as_printed: three"),
        Example(_FILE, "unit: coins, as", "unit: coins, period: '1902', as"),
    ),
)
def targets_are_printed(plan: Plan) -> Iterator[Problem]:
    """Find numbers and years that the printed words lack, and comparators that aren't theirs."""
    for task in plan.tasks:
        for index, target in enumerate(task.targets):
            for field in _unlike(target):
                value = getattr(target, field)
                message = f"'{field}' is {shown(value)}, but printed is {shown(target.as_printed)}"
                place, printed = task.place("targets", index, field), target.as_printed
                yield Problem(place, message, task.label, found=str(value), expected=printed)


def _unlike(target: Target) -> Iterator[str]:
    """Name the fields that the printed words contradict."""
    printed = target.as_printed.casefold()
    tokens = _TOKEN.findall(printed)
    numbers = {_WORDS.index(one) if one in _WORDS else one.replace(",", "") for one in tokens}
    known = {str(one) for one in numbers}
    if target.value is not None and str(target.value) not in known:
        yield "value"
    if target.period and not known >= {*target.period.split("/")}:
        yield "period"
    told = [one for one, words in _COMPARED.items() if words in printed]
    # A number that stands alone is meant as it is.
    expected = told or ([Comparator.EXACTLY] if len(tokens) == 1 else [])
    if target.comparator and expected and target.comparator not in expected:
        yield "comparator"
