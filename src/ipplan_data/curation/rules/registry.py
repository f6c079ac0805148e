"""The registry of rules: each with a stable code, a reason, a remedy and an example."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import Any, NamedTuple

from ipplan_data.curation.findings import Finding, Fix, Place, Severity, ordered
from ipplan_data.curation.model import Plan
from ipplan_data.curation.records import Loaded, TextAt
from ipplan_data.curation.rules.claims import Claim, claims
from ipplan_data.curation.witness.model import Witness


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


class Example(NamedTuple):
    """A change to a sound plan that only this rule finds.

    In ``file`` the text ``valid`` becomes ``invalid``; where one of them is ``None``, the file as
    a whole goes or comes. A change to the document itself is found when that is read. The witness
    is sealed anew, but where the rule is about its seal.
    """

    file: str
    valid: str | None
    invalid: str | None


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
    subject: type[Plan | TextAt | Entries] | None = None
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


def rule(
    code: str,
    title: str,
    *,
    why: str,
    fix: str,
    examples: tuple[Example, ...],
    runs: Runs = Runs.ALWAYS,
) -> Callable[[Callable[[Plan], Iterator[Problem]]], Callable[[Plan], Iterator[Problem]]]:
    """Register a function that checks the plan as a whole."""

    def register(check: Callable[[Plan], Iterator[Problem]]) -> Callable[[Plan], Iterator[Problem]]:
        _register(Rule(code, title, why, fix, examples, check, Plan, runs))
        return check

    return register


def text_rule(
    code: str, title: str, *, why: str, fix: str, examples: tuple[Example, ...]
) -> Callable[[Callable[[TextAt], Iterator[Problem]]], Callable[[TextAt], Iterator[Problem]]]:
    """Register a function that checks one text as it was typed."""

    def register(
        check: Callable[[TextAt], Iterator[Problem]],
    ) -> Callable[[TextAt], Iterator[Problem]]:
        _register(Rule(code, title, why, fix, examples, check, TextAt))
        return check

    return register


def agreement_rule(
    code: str, title: str, *, why: str, fix: str, examples: tuple[Example, ...]
) -> Callable[[Callable[[Entries], Iterator[Problem]]], Callable[[Entries], Iterator[Problem]]]:
    """Register a function that holds the plan against the witness."""

    def register(
        check: Callable[[Entries], Iterator[Problem]],
    ) -> Callable[[Entries], Iterator[Problem]]:
        _register(Rule(code, title, why, fix, examples, check, Entries))
        return check

    return register


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
    for text in loaded.texts:
        findings += _all(TextAt, text)
    if loaded.plan is not None:
        findings += _all(Plan, loaded.plan)
        if not loaded.plan.lacks_tasks:
            findings += _all(Plan, loaded.plan, Runs.WITH_ALL_TASKS)
    if isinstance(witness, Finding):
        findings.append(witness)
    elif witness is not None and loaded.plan is not None:
        unsound = {finding.record for finding in findings}
        compared = _all(Entries, Entries(loaded.plan, witness))
        findings += [finding for finding in compared if finding.record not in unsound]
    if loaded.plan is not None and not findings:
        findings += _all(Plan, loaded.plan, Runs.LAST)
    return remedied(findings)


def _all(
    subject: type[Plan | TextAt | Entries],
    given: Plan | TextAt | Entries,
    runs: Runs = Runs.ALWAYS,
) -> list[Finding]:
    """Hold all rules about such a thing against it that run then."""
    rules = [one for one in RULES.values() if one.subject is subject and one.runs is runs]
    return [finding for one in rules for finding in _apply(one, given)]


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


def _apply(one: Rule, subject: Plan | TextAt | Entries) -> Iterator[Finding]:
    if one.check is not None:
        for problem in one.check(subject):
            yield Finding(one.code, *problem)
