"""What the bench found, as tables and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import report

from ipplan_data.package_check import RULES as OF_PACKAGES
from ipplan_data.curation.rules import RULES as OF_RECORDS
from mutants.judging import Verdict
from mutants.outsiders import NAMES, Compared
from mutants.records import OF_WITNESS, RECORDS, RESEALED

PAGE = report.HERE / "results" / "mutants.md"
STALE, STABILITY = "IPP6", "IPP7"
OF_CLONE = (RECORDS, OF_WITNESS, RESEALED)
Row = Sequence[str | int]


@dataclass(frozen=True)
class Found:
    """All that was found; ``drawn`` is how many mutants there were to take some of."""

    verdicts: Sequence[Verdict]
    by_hand: Sequence[Verdict]
    compared: Sequence[Compared]
    versions: Mapping[str, str]
    drawn: int
    minutes: float

    @property
    def clone(self) -> list[Verdict]:
        """What was done to records and witness."""
        return [one for one in self.verdicts if one.kind in OF_CLONE]

    @property
    def package(self) -> list[Verdict]:
        """What was done to published files."""
        return [one for one in self.verdicts if one.kind not in OF_CLONE]


def crashes(found: Found) -> list[Verdict]:
    """Give the mutants that ended in a traceback."""
    return [one for one in (*found.verdicts, *found.by_hand) if one.crash]


def found_by(one: Verdict) -> str:
    """Say what found a mutant: what it says itself, a comparison with earlier data, or nothing.

    Rules on content come first, then those on stability; that published files are stale is told
    of a mutant only where no other rule found anything.
    """
    if one.crash:
        return "crash"
    families = {code[:4] for code in one.codes}
    if families - {STALE, STABILITY}:
        return "content"
    for family, name in ((STABILITY, "stability"), (STALE, "stale files")):
        if family in families:
            return name
    if one.equivalent:
        return "equivalent"
    return "digest" if one.later else "survivor"


def tables(found: Found) -> str:
    """Give the tables for the README: how many, by what, and what is left."""
    parts = [
        _summary(found),
        "**Records and witness**, by all rules:",
        _of_kinds(found.clone, ("equivalent", "content", "stability", "stale files", "survivor")),
        "**Published files**, by `ipplan validate --package`, which has the package alone:",
        _of_kinds(found.package, ("equivalent", "content", "digest", "survivor")),
    ]
    if found.compared:
        parts += ["**Others on the same mutants of published files**, found of:", _others(found)]
    parts += [_rules(found)]
    return "\n\n".join(filter(None, parts))


_HEADS = {
    "equivalent": "say the same",
    "content": "found by content",
    "stability": "by stability (7xx)",
    "stale files": "only as stale files (6xx)",
    "digest": "only by the digest in the release notes",
    "survivor": "survivors",
    "crash": "tracebacks",
}


def _summary(found: Found) -> str:
    return (
        f"{len(found.verdicts):,} mutants of {found.drawn:,}, "
        f"{len(found.by_hand)} more that are listed by hand; "
        f"{len(crashes(found))} ended in a traceback. It took {found.minutes} minutes."
    )


def _of_kinds(verdicts: Sequence[Verdict], ways: Sequence[str]) -> str:
    kinds = dict.fromkeys(one.kind for one in verdicts)
    counted = Counter((one.kind, found_by(one)) for one in verdicts)
    rows: list[Row] = [
        [kind, sum(one.kind == kind for one in verdicts), *(counted[kind, way] for way in columns)]
        for columns in [(*ways, "crash")]
        for kind in kinds
    ]
    heads = ["kind", "mutants", *(_HEADS[way] for way in (*ways, "crash"))]
    return _table(heads, rows)


def _others(found: Found) -> str:
    kinds = dict.fromkeys(one.verdict.kind for one in found.compared)
    rows: list[Row] = []
    for kind in (*kinds, "all"):
        of_kind = [one for one in found.compared if kind in (one.verdict.kind, "all")]
        row: list[str | int] = [kind, len(of_kind), sum(one.verdict.killed for one in of_kind)]
        for name in NAMES:
            answers = [one.answers[name] for one in of_kind]
            broke = sum(answer.startswith("broke") for answer in answers)
            row.append(f"{answers.count('found')}{f' ({broke} broke)' if broke else ''}")
        rows.append(row)
    heads = [f"`{title}` {found.versions[name]}" for name, title in NAMES.items()]
    missed = [
        one for one in found.compared if not one.verdict.killed and "found" in one.answers.values()
    ]
    last = f"Found by one of them and not by ours: {len(missed)}."
    return _table(["kind", "mutants", "ours", *heads], rows) + f"\n\n{last}"


def sole(verdicts: Iterable[Verdict]) -> Counter[str]:
    """Count by rule the mutants that it alone finds."""
    return Counter(one.codes[0] for one in verdicts if len(one.codes) == 1)


def _rules(found: Found) -> str:
    """Say which rules no mutant needs."""
    alone = sole([*found.verdicts, *found.by_hand])
    known = {*OF_RECORDS, *OF_PACKAGES}
    idle = sorted(known - alone.keys())
    told = f"; without any: {', '.join(idle)}" if idle else ""
    return f"Of {len(known)} rules {len(known) - len(idle)} find mutants that no other finds{told}."


_INTRODUCTION = (
    "Written by `bench/mutants`. Mutants / that say the same / that a rule found / survivors; "
    "among the survivors of published files are those that the digest alone betrays."
)
_OF_STALE = (
    "No rule on content finds these; with *stale files*, `ipplan validate` does until the "
    "published files are built anew."
)


def page(found: Found) -> str:
    """Give the page with every operator, every rule, and all that was left."""
    parts = [
        "# Mutants",
        _INTRODUCTION,
        "## By operator",
        _by_operator(found),
        "## By rule",
        "A rule finds a mutant alone where no other rule finds anything in it.",
        _by_rule(found),
        "## What is left in records and witness",
        _OF_STALE,
        _left(found.clone, lambda one: found_by(one) in ("stale files", "survivor")),
        "## What is left in published files",
        "All of it changes the digest of the package.",
        _left(found.package, lambda one: found_by(one) in ("digest", "survivor")),
    ]
    return "\n\n".join(parts) + "\n"


def _by_operator(found: Found) -> str:
    kinds = [*dict.fromkeys(one.kind for one in found.verdicts)]
    groups: dict[tuple[str, str], Counter[str]] = {}
    for one in found.verdicts:
        counted = groups.setdefault((one.operator, one.kind), Counter())
        counted["all"] += 1
        counted["same"] += one.equivalent
        counted["killed"] += one.killed
        counted["left"] += one.survivor
    rows: list[Row] = []
    for operator in sorted({one.operator for one in found.verdicts}):
        cells = []
        for kind in kinds:
            group = groups.get((operator, kind))
            names = ("all", "same", "killed", "left")
            cells.append(" / ".join(str(group[name]) for name in names) if group else "")
        rows.append([operator, *cells])
    return _table(["operator", *kinds], rows)


def _by_rule(found: Found) -> str:
    kills = Counter(code for one in found.verdicts for code in one.codes)
    alone, by_hand = sole(found.verdicts), sole(found.by_hand)
    titles = {code: rule.title for code, rule in OF_RECORDS.items()}
    titles |= {code: rule.title for code, rule in OF_PACKAGES.items()}
    rows: list[Row] = [
        [code, title, kills[code], alone[code], by_hand[code]]
        for code, title in sorted(titles.items())
    ]
    return _table(["rule", "what must hold", "finds", "alone", "alone, of those by hand"], rows)


def _left(verdicts: Iterable[Verdict], left: Callable[[Verdict], bool]) -> str:
    groups: dict[tuple[str, str, str], list[Verdict]] = {}
    for one in verdicts:
        if left(one):
            groups.setdefault((one.kind, found_by(one), one.what), []).append(one)
    rows: list[Row] = [
        [kind, way, f"`{what}`", len(group), _operators(group)]
        for (kind, way, what), group in sorted(groups.items())
    ]
    return _table(["kind", "found", "what is changed", "mutants", "how"], rows)


def _operators(group: Sequence[Verdict]) -> str:
    counted = Counter(one.operator for one in group)
    return ", ".join(name if count == 1 else f"{name} ({count})" for name, count in counted.items())


def _table(heads: Sequence[str], rows: Sequence[Row]) -> str:
    marks = "|".join("---" if place == 0 else "---:" for place in range(len(heads)))
    lines = [f"| {' | '.join(_cell(one) for one in row)} |" for row in rows]
    return "\n".join([f"| {' | '.join(heads)} |", f"|{marks}|", *lines])


def _cell(value: str | int) -> str:
    return f"{value:,}" if isinstance(value, int) else value.replace("|", "\\|")


def as_json(found: Found) -> dict[str, Any]:
    """Give the figures as JSON has them, and every survivor by name."""
    return {
        "mutants": len(found.verdicts),
        "by_hand": len(found.by_hand),
        "drawn": found.drawn,
        "minutes": found.minutes,
        "outsiders": dict(found.versions),
        "found": _counted(found.verdicts),
        "rules_alone": dict(sorted(sole([*found.verdicts, *found.by_hand]).items())),
        "crashes": [f"{one.kind}: {one.operator}: {one.where}" for one in crashes(found)],
        "survivors": [
            f"{one.kind}: {one.operator}: {one.where}"
            for one in found.verdicts
            if found_by(one) == "survivor"
        ],
    }


def _counted(verdicts: Iterable[Verdict]) -> dict[str, dict[str, int]]:
    counted: dict[str, Counter[str]] = {}
    for one in verdicts:
        counted.setdefault(one.kind, Counter())[found_by(one)] += 1
    return {kind: dict(sorted(ways.items())) for kind, ways in counted.items()}


def keep(name: str, found: Found) -> None:
    """Keep the figures, the tables in the README, and the page."""
    report.keep(name, as_json(found), tables(found))
    PAGE.write_text(page(found), encoding="utf-8", newline="\n")
