"""What is wrong, where, and how to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ipplan_data.printing import closest, inert


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file; lines and columns count from 1, and 0 means the file as a whole.

    ``end_line`` and ``end_column`` are just after its last character, if that is known.

    >>> str(Place("records/document.yaml", 3, 15))
    'records/document.yaml:3:15'
    >>> str(Place("records/document.yaml"))
    'records/document.yaml'
    """

    path: str = ""
    line: int = 0
    column: int = 0
    end_line: int = field(default=0, compare=False)
    end_column: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """Return the place as editors understand it."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class Severity(StrEnum):
    """How serious a finding is, the most serious first."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that is certainly right: at its place, ``old`` becomes ``new``."""

    place: Place
    old: str
    new: str

    @classmethod
    def within(cls, place: Place, raw: str, old: str, new: str) -> Fix | None:
        """Change a part of what was typed, if that is on one line and has the part once.

        >>> Fix.within(Place("a.yaml", 1, 8, 1, 14), "'a  b'", "a  b", "a b").new
        "'a b'"
        """
        one_line = place.line == place.end_line
        whole = one_line and place.end_column - place.column == len(raw)
        return cls(place, raw, raw.replace(old, new)) if whole and raw.count(old) == 1 else None


@dataclass(frozen=True, slots=True)
class Finding:
    """One error: what, where, in which record, and what would be right.

    ``message`` is one sentence; ``hint`` says how to fix it. ``found`` and ``expected`` are the
    values, ``nearest`` is the valid value most like the one found, and ``fix`` a certain fix, each
    where there is one.
    """

    code: str
    place: Place
    message: str
    record: str = ""
    hint: str = ""
    found: str | None = None
    expected: str | None = None
    nearest: str | None = None
    fix: Fix | None = None
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        r"""Return the finding as one line that is safe to print.

        >>> print(Finding("IPP201", Place("a.yaml", 1, 2), "odd\nvalue", "task 1", "fix it"))
        a.yaml:1:2: IPP201 task 1: odd\nvalue; fix it
        """
        record = f"{self.record}: " if self.record else ""
        hint = f"; {self.hint}" if self.hint else ""
        return inert(f"{self.place}: {self.code} {record}{self.message}{hint}")


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings, the most serious first, then by place and code, each once.

    >>> one = Finding("IPP201", Place("b.yaml"), "odd")
    >>> ordered([one, Finding("IPP201", Place("a.yaml"), "odd"), one])[0].place.path
    'a.yaml'
    """
    ranks = {severity: rank for rank, severity in enumerate(Severity)}

    def key(one: Finding) -> tuple[int, Place, str, str, str]:
        return ranks[one.severity], one.place, one.code, one.message, one.record

    return sorted(set(findings), key=key)


def shown(value: object, limit: int = 60) -> str:
    """Quote a found value for a message, shortened where it is long.

    >>> shown("x" * 100, limit=5)
    "'xxxx…'"
    """
    if isinstance(value, str):
        return f"'{value}'" if len(value) <= limit else f"'{value[: limit - 1]}…'"
    text = str(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def hint_of(fix: str) -> str:
    """Write how to fix what breaks a rule as the end of a message.

    >>> hint_of("Correct the value.")
    'correct the value'
    """
    return fix[0].lower() + fix[1:].removesuffix(".")


def nearest(found: str, valid: Iterable[str]) -> str:
    """Suggest the valid value most like the one found, if any is.

    >>> nearest("cnpia", ["cnipa", "samr"])
    "did you mean 'cnipa'?"
    >>> nearest("xyz", ["cnipa", "samr"])
    ''
    """
    close = closest(found, valid)
    return f"did you mean '{close}'?" if close else ""
