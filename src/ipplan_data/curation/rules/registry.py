"""The registry of rules: each with a stable code, a reason, a remedy and an example."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from ipplan_data.curation.findings import Finding, Fix, Place, Severity, ordered
from ipplan_data.curation.model import Plan
from ipplan_data.curation.records import Loaded, TextAt
from ipplan_data.curation.rules.claims import Claim, claims
from ipplan_data.curation.source.witness import Witness


class Problem(NamedTuple):
    """What a rule found: a finding that lacks only its code."""

    place: Place
    message: str
    record: str = ""
    hint: str = ""
    found: str | None = None
    expected: str | None = None
    nearest: str | None = None
    fix: Fix | None = None


@dataclass(frozen=True)
class Entries:
    """Both entries of every fact: what people typed, and what the document was read to say."""

    plan: Plan
    witness: Witness

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What both speak of, value by value."""
        return tuple(claims(self.plan, self.witness))

    @cached_property
    def moved_markers(self) -> frozenset[int]:
        """Footnotes with a marker in a task that has others in the document than in the records."""
        return frozenset(
            int(number)
            for claim in self.claims
            if (claim.code, claim.field) == ("IPP407", "footnotes") and not claim.holds
            for number in (*claim.recorded, *claim.expected)
        )


class Example(NamedTuple):
    """A change to a sound plan that only this rule finds.

    In ``file`` the text ``valid`` becomes ``invalid``; where one of them is ``None``, the file as
    a whole goes or comes. A change to the document itself is found when that is read. The witness
    is sealed anew, but where the rule is about its seal.
    """

    file: str
    valid: str | None
    invalid: str | None


Subject = Plan | TextAt | Entries
S = TypeVar("S", Plan, TextAt, Entries)
Check = Callable[[S], Iterator[Problem]]


class Runs(Enum):
    """On which plans a rule runs: its findings on others would merely follow from earlier ones."""

    ALWAYS = "any plan"
    WITH_ALL_TASKS = "plans in which no task is missing"
    LAST = "plans in which no other rule found anything"


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that must hold, with an example for each way in which it can fail.

    ``check`` is ``None`` for what is checked while files are read or compared.
    """

    code: str
    title: str
    why: str
    fix: str
    examples: tuple[Example, ...]
    check: Callable[[Any], Iterator[Problem]] | None = None
    subject: type[Subject] | None = None
    runs: Runs = Runs.ALWAYS

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return Severity.WARNING if self.code in HARMLESS else Severity.ERROR


# Rules whose breach leaves every published value right.
HARMLESS = frozenset({"IPP204", "IPP208", "IPP222", "IPP603"})
RULES: dict[str, Rule] = {}


def declare(code: str, title: str, *, why: str, fix: str, examples: tuple[Example, ...]) -> None:
    """Register a rule that is checked elsewhere, while files are read or compared."""
    _register(Rule(code, title, why, fix, examples))


class _Registrar(Generic[S]):
    """Registers functions that check one kind of thing."""

    def __init__(self, subject: type[S]) -> None:
        self._subject: type[S] = subject

    def __call__(
        self,
        code: str,
        title: str,
        *,
        why: str,
        fix: str,
        examples: tuple[Example, ...],
        runs: Runs = Runs.ALWAYS,
    ) -> Callable[[Check[S]], Check[S]]:
        def register(check: Check[S]) -> Check[S]:
            _register(Rule(code, title, why, fix, examples, check, self._subject, runs))
            return check

        return register


# The function checks the plan as a whole, one text as it was typed, or what the plan and the
# witness say of the same.
rule = _Registrar(Plan)
text_rule = _Registrar(TextAt)
agreement_rule = _Registrar(Entries)


def _register(new: Rule) -> None:
    if new.code in RULES:
        message = f"two rules have the code {new.code}"
        raise ValueError(message)
    RULES[new.code] = new


def run(loaded: Loaded, witness: Witness | Finding | None) -> list[Finding]:
    """Hold every rule against what was loaded; findings come sorted, each once.

    What a record and the witness disagree about is told only of records that are sound themselves.
    A finding instead of the witness is one more finding; with ``None`` the records are checked
    alone.
    """
    findings = [*loaded.findings]
    findings += _all(TextAt, *loaded.texts)
    if loaded.plan is not None:
        findings += _all(Plan, loaded.plan)
        if not loaded.plan.lacks_tasks:
            findings += _all(Plan, loaded.plan, runs=Runs.WITH_ALL_TASKS)
    if isinstance(witness, Finding):
        findings.append(witness)
    elif witness is not None and loaded.plan is not None:
        unsound = {finding.record for finding in findings}
        compared = _all(Entries, Entries(loaded.plan, witness))
        findings += [finding for finding in compared if finding.record not in unsound]
    if loaded.plan is not None and not findings:
        findings += _all(Plan, loaded.plan, runs=Runs.LAST)
    return remedied(findings)


def _all(
    subject: type[Subject],
    *given: Subject,
    runs: Runs = Runs.ALWAYS,
) -> list[Finding]:
    """Hold all rules about such things against them that run then."""
    rules = [one for one in RULES.values() if one.subject is subject and one.runs is runs]
    return [
        Finding(one.code, *problem)
        for one in rules
        if one.check is not None
        for thing in given
        for problem in one.check(thing)
    ]


def remedied(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings, each once, as serious as their rule says.

    Where one doesn't say how to mend it, its rule does.
    """
    return ordered(
        replace(
            finding,
            hint=finding.hint or _as_hint(RULES[finding.code].fix),
            severity=RULES[finding.code].severity,
        )
        for finding in findings
    )


def _as_hint(fix: str) -> str:
    return fix[0].lower() + fix[1:].removesuffix(".")
