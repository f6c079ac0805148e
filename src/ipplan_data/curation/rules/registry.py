"""The registry of rules: each has a stable code, a reason, a way to fix it and examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, NamedTuple, TypeVar

from ipplan_data.curation.findings import Finding, Severity, ordered
from ipplan_data.curation.model import Record
from ipplan_data.curation.records import Loaded
from ipplan_data.curation.rules.claims import Entries
from ipplan_data.curation.source.witness import Witness
from ipplan_data.printing import closest

Check = Callable[[Any], Iterator[Finding]]
C = TypeVar("C", bound=Check)
T = TypeVar("T")
Steps = tuple[str | int, ...]

# Rules whose findings leave every published value right.
_WARNINGS = frozenset({"IPP204", "IPP208", "IPP222", "IPP603"})


class Example(NamedTuple):
    """A change to the invented plan that only this rule finds.

    In ``file`` the text ``valid`` becomes ``invalid``; where one of them is ``None``, the file as
    a whole is deleted or added.
    """

    file: str
    valid: str | None
    invalid: str | None


class Stage(Enum):
    """What a rule checks; later stages skip what an earlier finding already explains."""

    ELSEWHERE = "checked while files are read or compared"
    TEXT = "one text as it was typed"
    PLAN = "any plan"
    ALL_TASKS = "a plan with no task missing"
    WITNESS = "a plan and the witness"
    LAST = "a plan in which no other rule found anything"


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that must hold, with an example for each way in which it can fail."""

    code: str
    title: str
    why: str
    fix: str
    examples: tuple[Example, ...]
    stage: Stage = Stage.ELSEWHERE
    check: Check | None = None

    @property
    def severity(self) -> Severity:
        """How serious its findings are."""
        return Severity.WARNING if self.code in _WARNINGS else Severity.ERROR

    @property
    def hint(self) -> str:
        """How to fix a finding, as the end of its message."""
        return self.fix[0].lower() + self.fix[1:].removesuffix(".")


RULES: dict[str, Rule] = {}

Change = tuple[str, str | None, str | None]


def declare(
    code: str,
    title: str,
    why: str,
    fix: str,
    *changes: Change,
    stage: Stage = Stage.ELSEWHERE,
    check: Check | None = None,
) -> None:
    """Register a rule. Raises ``ValueError`` where another rule has its code."""
    if code in RULES:
        message = f"two rules have the code {code}"
        raise ValueError(message)
    RULES[code] = Rule(code, title, why, fix, tuple(Example(*one) for one in changes), stage, check)


def rule(code: str, *changes: Change, stage: Stage = Stage.PLAN) -> Callable[[C], C]:
    """Register a function as a rule.

    Its docstring says what must hold, why, and, after ``Fix:``, how to fix a finding. Findings of
    the function lack the code.
    """

    def register(check: C) -> C:
        title, _, rest = str(check.__doc__).partition("\n")
        why, _, fix = " ".join(rest.split()).partition(" Fix: ")
        declare(code, title.removesuffix("."), why, fix, *changes, stage=stage, check=check)
        return check

    return register


def problem(
    record: Record,
    steps: str | Steps,
    message: str,
    hint: str = "",
    *,
    found: str | None = None,
    expected: str | None = None,
    among: Iterable[str] = (),
) -> Finding:
    """Give a finding about a value of a record, which only lacks its code.

    ``found`` is the value at ``steps`` unless given; with ``among``, the valid value nearest to it
    is suggested.
    """
    steps = (steps,) if isinstance(steps, str) else steps
    found = found or _typed(record, steps)
    near = closest(found, among) if found else None
    hint = f"did you mean '{near}'?" if near and not hint else hint
    place = record.place(*steps)
    return Finding("", place, message, record.label, hint, found, expected, near)


def _typed(record: Any, steps: Steps) -> str | None:
    """Give the value at ``steps``, unless it is a list or a record of its own."""
    value = record
    for step in steps:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return str(value) if isinstance(value, str | int) else None


def repeated(keyed: Iterable[tuple[object, T]]) -> Iterator[tuple[T, T]]:
    """Give each item whose key an earlier item has, with the first such item.

    >>> [*repeated([("a", 1), ("b", 2), ("a", 3)])]
    [(3, 1)]
    """
    first: dict[object, T] = {}
    for key, item in keyed:
        if key in first:
            yield item, first[key]
        else:
            first[key] = item


def run(loaded: Loaded, witness: Witness | Finding | None) -> list[Finding]:
    """Check what was loaded against every rule; findings come sorted, each once.

    A record is compared with the witness only where nothing else is wrong with it. A finding in
    place of the witness is one more finding; with ``None`` the records are checked alone.
    """
    plan, found = loaded.plan, [*loaded.findings]
    for text in loaded.texts:
        found += _check(Stage.TEXT, text)
    if plan is not None:
        found += _check(Stage.PLAN, plan)
        if not plan.lacks_tasks:
            found += _check(Stage.ALL_TASKS, plan)
    if isinstance(witness, Finding):
        found.append(witness)
    elif witness is not None and plan is not None:
        wrong = {one.record for one in found}
        compared = _check(Stage.WITNESS, Entries(plan, witness))
        found += [one for one in compared if one.record not in wrong]
    if plan is not None and not found:
        found += _check(Stage.LAST, plan)
    return remedied(found)


def _check(stage: Stage, subject: object) -> Iterator[Finding]:
    for one in RULES.values():
        if one.stage is stage and one.check is not None:
            yield from (replace(finding, code=one.code) for finding in one.check(subject))


def remedied(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings, each once, with the severity of its rule and, for want of a hint, its fix."""
    rules = ((finding, RULES[finding.code]) for finding in findings)
    return ordered(
        replace(finding, hint=finding.hint or rule.hint, severity=rule.severity)
        for finding, rule in rules
    )
