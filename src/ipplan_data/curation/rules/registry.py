"""The registry of rules: each has a stable code, a reason, a way to fix it and examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from ipplan_data.curation.findings import Finding, Severity, hint_of, ordered, shown
from ipplan_data.curation.model import Record
from ipplan_data.curation.records import Loaded
from ipplan_data.curation.rules.claims import Entries
from ipplan_data.curation.source.witness import Witness
from ipplan_data.printing import closest

Check = Callable[[Any], Iterator[Finding]]
C = TypeVar("C", bound=Check)
T = TypeVar("T")
Steps = tuple[str | int, ...]
Change = tuple[str, str | None, str | None]

# Rules whose findings leave every published value right.
_WARNINGS = frozenset({"IPP204", "IPP208", "IPP222", "IPP603"})


class Example(NamedTuple):
    """A change to the invented plan that only this rule finds: text in a file, or a whole file.

    With ``None`` for ``valid`` the file is new, with ``None`` for ``invalid`` it is deleted.
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
    """Something that must hold, with an example of how it fails."""

    code: str
    title: str
    why: str
    fix: str
    example: Example
    stage: Stage = Stage.ELSEWHERE
    check: Check | None = None

    @property
    def severity(self) -> Severity:
        """How serious its findings are."""
        return Severity.WARNING if self.code in _WARNINGS else Severity.ERROR

    @property
    def hint(self) -> str:
        """How to fix a finding, as the end of its message."""
        return hint_of(self.fix)


RULES: dict[str, Rule] = {}


def declare(
    code: str, text: str, example: Change, stage: Stage, check: Check | None = None
) -> None:
    """Register a rule.

    ``text`` says what must hold, on its first line, why, and, after ``Fix:``, how to fix a finding.
    Raises ``ValueError`` where another rule has the code.
    """
    if code in RULES:
        message = f"two rules have the code {code}"
        raise ValueError(message)
    title, _, rest = text.partition("\n")
    why, _, fix = " ".join(rest.split()).partition(" Fix: ")
    RULES[code] = Rule(code, title.removesuffix("."), why, fix, Example(*example), stage, check)


def declare_all(
    texts: str,
    examples: Mapping[str, Change],
    stage: Stage = Stage.ELSEWHERE,
    checks: Mapping[str, Check] | None = None,
) -> None:
    """Register several rules: paragraphs of a code and its text."""
    for paragraph in texts.strip().split("\n\n"):
        code, _, text = paragraph.partition(" ")
        declare(code, text, examples[code], stage, checks[code] if checks else None)


def rule(code: str, example: Change, stage: Stage = Stage.PLAN) -> Callable[[C], C]:
    """Register a function as a rule; its docstring is the text, findings of it lack the code."""

    def register(check: C) -> C:
        declare(code, str(check.__doc__), example, stage, check)
        return check

    return register


def problem(
    record: Record, steps: str | Steps, message: str, hint: str = "", **values: str | None
) -> Finding:
    """Return a finding about a value of a record, which only lacks its code.

    ``values`` may be ``found`` (by default the value itself), ``expected`` and ``nearest``.
    """
    steps = (steps,) if isinstance(steps, str) else steps
    typed = _typed(record, steps)
    found = values.get("found") or (None if typed is None else str(typed))
    expected, near = values.get("expected"), values.get("nearest")
    return Finding("", record.place(*steps), message, record.label, hint, found, expected, near)


def wrong(
    record: Record,
    steps: str | Steps,
    why: str,
    hint: str = "",
    among: Iterable[str] = (),
    **values: str | None,
) -> Finding:
    """Return a finding whose message quotes the field and its value, and goes on with ``why``.

    The value among those ``among`` which is nearest is suggested.
    """
    steps = (steps,) if isinstance(steps, str) else steps
    name = next(step for step in reversed(steps) if isinstance(step, str))
    typed = _typed(record, steps)
    near = None if typed is None else closest(str(typed), among)
    hint = f"did you mean '{near}'?" if near else hint
    value = "missing" if typed is None else shown(typed)
    return problem(record, steps, f"'{name}' is {value}, {why}", hint, nearest=near, **values)


def _typed(record: Any, steps: Steps) -> str | int | None:
    """Return the value at ``steps``, unless it is a list or a record of its own."""
    value = record
    for step in steps:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value if isinstance(value, str | int) else None


def repeated(keyed: Iterable[tuple[object, T]]) -> Iterator[tuple[T, T]]:
    """Return each item whose key an earlier item has, with the first such item.

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
    found += _check(Stage.TEXT, *loaded.texts)
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


def _check(stage: Stage, *subjects: object) -> Iterator[Finding]:
    for one in RULES.values():
        if one.stage is stage and one.check is not None:
            for finding in chain.from_iterable(map(one.check, subjects)):
                yield replace(finding, code=one.code)


def remedied(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings, each once, with the severity of its rule and, for want of a hint, its fix."""
    rules = ((finding, RULES[finding.code]) for finding in findings)
    return ordered(
        replace(finding, hint=finding.hint or rule.hint, severity=rule.severity)
        for finding, rule in rules
    )
