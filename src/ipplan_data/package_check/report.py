"""What was found in a package, and where values are in a JSON file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ipplan_data.curation.findings import Finding, Place, hint_of, ordered
from ipplan_data.package_check.rules import RULES

Steps = tuple[str | int, ...]
MOST = 100  # findings of one code that are kept for each file


class Report:
    """The findings, at most ``MOST`` of each code and file, and how much was checked."""

    def __init__(self) -> None:
        """Start without findings."""
        self._kept: list[Finding] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        self.tables = self.rows = self.files = 0

    def add(
        self,
        code: str,
        place: Place,
        detail: str = "",
        record: str = "",
        found: str | None = None,
        count: int = 1,
    ) -> None:
        """Add a finding; ``count`` is how many it represents."""
        message = f"{RULES[code].title}{detail and f': {detail}'}"
        self.keep(Finding(code, place, message, record, hint_of(RULES[code].fix), found), count)

    def keep(self, finding: Finding, count: int = 1) -> None:
        """Add a finding of any rule."""
        self._counts[finding.code, finding.place.path] += count
        if self._counts[finding.code, finding.place.path] - count < MOST:
            self._kept.append(finding)

    def about(self, path: str) -> bool:
        """Return whether anything was found in a file."""
        return any(counted == path for _, counted in self._counts)

    @property
    def findings(self) -> list[Finding]:
        """All findings that are kept, in the order of their places."""
        over = {key: count - MOST for key, count in self._counts.items() if count > MOST}
        more = (Finding(k, Place(p), f"{n:,} more like these") for (k, p), n in over.items())
        return ordered([*self._kept, *more])

    @property
    def total(self) -> int:
        """How many findings there are."""
        return self._counts.total()

    def lines(self) -> Iterator[str]:
        """Return each finding as a line that is safe to print."""
        return map(str, self.findings)

    def summary(self) -> str:
        """Say how much was found, or how much was checked."""
        if self.total:
            return f"{self.total:,} finding{'' if self.total == 1 else 's'}"
        checked = f"{self.files:,} files are valid; {self.tables:,} tables have {self.rows:,} rows"
        return f"No findings: {checked}"


def placed(data: bytes, path: str, steps: Steps) -> Place:
    """Return line and column of a value in a JSON file, or of the nearest value around it."""
    from ipplan_data.curation.records.syntax import parse  # noqa: PLC0415 - valid files need none

    node, _ = parse(data.decode(), path)  # JSON is YAML
    return node.at(*steps) if node else Place(path)


def dotted(steps: Steps) -> str:
    """Write the way to a value.

    >>> dotted(("tasks", 3, "title"))
    'tasks[3].title'
    """
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return "".join(parts).removeprefix(".")
