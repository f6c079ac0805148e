"""The report: every change with its key, its old and its new value, most serious first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

from ipplan_data.comparing.side import Side
from ipplan_data.comparing.versions import Version

FORMAT = "ipplan-diff"
NUMBER = 1

What = Literal["row", "cell", "table", "column", "value", "package", "file"]
Kind = Literal["added", "removed", "changed", "moved"]
Letter = Literal["a", "b"]
Severity = Literal["breaking", "serious", "minor"]
Nature = Literal["lead", "removal", "shape", "addition", "fact", "wording", "order", "package"]

# What a change is about, most serious first, and how serious that makes it.
SEVERITY: dict[Nature, Severity] = {
    "lead": "breaking",
    "removal": "breaking",
    "shape": "breaking",
    "addition": "serious",
    "fact": "serious",
    "wording": "minor",
    "order": "minor",
    "package": "minor",
}
SEVERITIES: tuple[Severity, ...] = ("breaking", "serious", "minor")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not the same in both versions.

    ``what`` changed is a row, a cell of a row that both have, a table, a column, a value of a
    closed vocabulary, the package or a file. ``table``, ``key`` and ``field`` say which, as far as
    they apply; ``aspect`` is the property of a table, column or package. ``old`` and ``new`` are
    whole: a row is a dictionary of cells, a row that moved has its keys there. A change that
    ``follows`` is told by another one already.
    """

    what: What
    kind: Kind
    nature: Nature
    table: str | None = None
    key: dict[str, Any] | None = None
    field: str | None = None
    aspect: str | None = None
    old: Any = None
    new: Any = None
    follows: bool = False
    record: str = ""
    words: str = ""

    @property
    def severity(self) -> Severity:
        """How serious the change is for those who use the data."""
        return SEVERITY[self.nature]

    @property
    def joined(self) -> list[Any] | None:
        """Items that a list has and had not; ``None`` where the change isn't one of a list."""
        return _without(self.new, self.old)

    @property
    def left(self) -> list[Any] | None:
        """Items that a list had and has not."""
        return _without(self.old, self.new)

    def as_dict(self) -> dict[str, Any]:
        """Give it as JSON has it; what doesn't apply is left out."""
        told: dict[str, Any] = {"severity": self.severity, "nature": self.nature}
        told |= {"what": self.what, "kind": self.kind}
        places = {"table": self.table, "key": self.key, "field": self.field}
        places["property"] = self.aspect
        told |= {name: value for name, value in places.items() if value is not None}
        told |= {"record": self.record, "old": _plain(self.old), "new": _plain(self.new)}
        if self.joined is not None:
            told |= {"joined": self.joined, "left": self.left}
        return told | {"follows": self.follows, "words": self.words}


def _without(some: Any, others: Any) -> list[Any] | None:
    if not (isinstance(some, tuple) and isinstance(others, tuple)):
        return None
    return list((Counter(some) - Counter(others)).elements())


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class Gap:
    """What could not be compared: a table or file, on which side the trouble is, and why."""

    subject: str
    side: Letter
    reason: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.subject}: in {self.side.upper()}, {self.reason}"

    def as_dict(self) -> dict[str, Any]:
        """Give it as JSON has it."""
        return {"subject": self.subject, "side": self.side, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Report:
    """All that changed from ``a`` to ``b``, and what could not be compared."""

    a: Version
    b: Version
    sides: tuple[Side, Side]
    changes: tuple[Change, ...]
    gaps: tuple[Gap, ...]

    @property
    def result(self) -> Literal["same", "different", "not compared"]:
        """What came out; anything that could not be compared prevails."""
        if self.gaps:
            return "not compared"
        return "different" if self.changes else "same"

    @property
    def told(self) -> tuple[Change, ...]:
        """The changes that follow from no other."""
        return tuple(one for one in self.changes if not one.follows)

    @property
    def following(self) -> tuple[Change, ...]:
        """The changes that others tell already."""
        return tuple(one for one in self.changes if one.follows)

    @property
    def counts(self) -> dict[str, int]:
        """How many changes there are of each severity, and how many follow from these."""
        found = Counter(one.severity for one in self.told)
        return {one: found[one] for one in SEVERITIES} | {"follows": len(self.following)}

    def as_dict(self) -> dict[str, Any]:
        """Give the report as JSON has it: everything, nothing cut."""
        return {
            "format": FORMAT,
            "version": NUMBER,
            "a": _version(self.a, self.sides[0]),
            "b": _version(self.b, self.sides[1]),
            "result": self.result,
            "counts": self.counts,
            "changes": [one.as_dict() for one in self.changes],
            "not_compared": [one.as_dict() for one in self.gaps],
        }


def _version(version: Version, side: Side) -> dict[str, Any]:
    return {
        "name": version.name,
        "kind": version.kind,
        **({"commit": version.commit} if version.commit else {}),
        "version": str(side.descriptor.get("version", "")),
        "digest": str(side.descriptor.get("digest", "")),
        "altered": list(side.altered),
    }
