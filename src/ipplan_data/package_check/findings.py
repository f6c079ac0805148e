"""What is wrong with published files, and where; kept within bounds."""

from __future__ import annotations

from typing import NamedTuple

from ipplan_data.package_check.rules import RULES
from ipplan_data.printing import closest, inert

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

MOST = 100  # findings of one code that are kept of one file
_OF_FOLDERS = {"IPP901", "IPP902", "IPP903"}


class Finding(NamedTuple):
    """One fault.

    Lines, and columns in them, count from 1; 0 means the file as a whole. ``record`` is the table
    with the key of the row, ``field`` the column, or the place in a JSON file. ``found`` and
    ``expected`` are empty where the message says all.

    >>> print(Finding("IPP940", "data/tasks.csv", "the cell is empty", 3, 2, "tasks/2", "section"))
    data/tasks.csv:3:2: IPP940 tasks/2: section: the cell is empty; fill the cell
    """

    code: str
    file: str
    message: str
    line: int = 0
    column: int = 0
    record: str = ""
    field: str = ""
    found: str = ""
    expected: str = ""

    @property
    def hint(self) -> str:
        """How to mend it: what the rule says, as the end of a sentence."""
        fix = RULES[self.code].fix
        return (fix[0].lower() + fix[1:]).removesuffix(".")

    def __str__(self) -> str:
        """Give the finding as one line that is safe to print."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        about = "".join(f"{one}: " for one in (self.record, self.field) if one)
        values = {"found": self.found, "expected": self.expected}
        told = ", ".join(f"{name} {value}" for name, value in values.items() if value)
        told = f"; {told}" if told else ""
        return inert(f"{place}: {self.code} {about}{self.message}{told}; {self.hint}")


class Report(NamedTuple):
    """What a check found; ``more`` counts by code and file, or folder, what is not kept.

    ``tables``, ``rows`` and ``files`` are how much was looked at.
    """

    findings: tuple[Finding, ...]
    more: dict[tuple[str, str], int]
    tables: int
    rows: int
    files: int

    @property
    def total(self) -> int:
        """How many findings there are, those not kept among them."""
        return len(self.findings) + sum(self.more.values())

    def lines(self) -> Iterator[str]:
        """Give each finding as a line that is safe to print, then what is not shown."""
        yield from map(str, self.findings)
        for (code, file), count in sorted(self.more.items()):
            yield inert(f"{file}: {code} {count:,} more like these")

    def summary(self) -> str:
        """Say in one line what was checked, or how much was found.

        >>> Report((), {}, tables=2, rows=1200, files=3).summary()
        '3 files are sound; 2 tables have 1,200 rows'
        """
        if self.total:
            return f"{self.total:,} finding{'' if self.total == 1 else 's'}"
        return f"{self.files:,} files are sound; {self.tables:,} tables have {self.rows:,} rows"


class Findings:
    """Collects findings, each once, and of each code and file no more than ``MOST``."""

    def __init__(self) -> None:
        """Begin without any."""
        self._kept: dict[tuple[str, str], set[Finding]] = {}
        self.more: dict[tuple[str, str], int] = {}

    def __len__(self) -> int:
        """Count those kept."""
        return sum(map(len, self._kept.values()))

    def room(self, code: str, file: str) -> bool:
        """Tell whether one more is kept; where it isn't, count it, and spare its making."""
        if len(self._kept.get((code, file), ())) < MOST:
            return True
        self.more[code, file] = self.more.get((code, file), 0) + 1
        return False

    def add(self, finding: Finding) -> None:
        """Keep a finding, or count it."""
        # Of files that are missing or too many, there may be as many as of rows.
        where = finding.file.rpartition("/")[0] if finding.code in _OF_FOLDERS else finding.file
        kept = self._kept.setdefault((finding.code, where), set())
        if finding not in kept and self.room(finding.code, where):
            kept.add(finding)

    def ordered(self) -> tuple[Finding, ...]:
        """Give them by file, place and code."""
        every = (one for kept in self._kept.values() for one in kept)
        return tuple(sorted(every, key=lambda one: (one.file, one.line, one.column, one)))


class Unheard(Findings):
    """Takes findings that were told already."""

    def room(self, code: str, file: str) -> bool:  # noqa: ARG002 - as it is called
        """Keep none."""
        return False

    def add(self, finding: Finding) -> None:
        """Keep none."""


def shown(value: Any, limit: int = 60) -> str:
    """Quote what was found, shortened where it is long.

    >>> shown("x" * 100, limit=5), shown(None), shown(["a"])
    ("'xxxx…'", 'null', 'a list')
    """
    if isinstance(value, str):
        return f"'{value}'" if len(value) <= limit else f"'{value[: limit - 1]}…'"
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)[:limit] if isinstance(value, float) else _digits(value)


def _digits(value: int) -> str:
    return str(value) if abs(value) < 10**18 else "a huge number"


def nearest(found: str, valid: Iterable[str]) -> str | None:
    """Give the valid name that is most like the one found, if any is like it.

    >>> nearest("primarykey", ["primaryKey", "fields"])
    'primaryKey'
    """
    return closest(found[:100], valid)


def near(found: str, valid: Iterable[str]) -> str:
    """Say which valid name is meant, or which there are.

    >>> near("tilte", ["title", "name"]), near("x", ["title", "name"])
    ("'title'", "one of 'title', 'name'")
    """
    close = nearest(found, valid)
    return f"'{close}'" if close else f"one of {', '.join(map(repr, valid))}"
