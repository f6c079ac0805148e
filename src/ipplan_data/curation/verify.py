"""Your copy of the document compared with the witness and the records, part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ipplan_data.curation.findings import Finding
from ipplan_data.curation.model import Plan
from ipplan_data.curation.quotations import quotations
from ipplan_data.curation.source.compare import Verdict, compare, incomparable
from ipplan_data.curation.source.copy import UnreadableError
from ipplan_data.curation.source.reader import Reading
from ipplan_data.curation.source.witness import Witness

KINDS = {
    "task": "tasks",
    "section": "headings",
    "footnote": "footnotes",
    "addressee": "addressees",
    "front": "parts of the front matter",
    "closing": "closing",
    "mention": "mentions",
    "term": "terms",
    "target": "targets",
    "erratum": "errata",
}
_LEAST_ALIKE = 0.1
_NUMBERING = "IPP801"


@dataclass(frozen=True, slots=True)
class Proof:
    """What verifying a copy came to.

    ``verdicts`` compare the copy with the witness. ``findings`` are what the reader could not read
    for sure, and what is wrong with the records or between them and the witness; ``unsound`` names
    the parts that this is about.
    """

    copy: str
    form: str
    shows: tuple[str, ...]
    same_document: bool
    verdicts: tuple[Verdict, ...]
    lines: dict[str, int]
    reading: tuple[Finding, ...]
    records: tuple[Finding, ...]
    unsound: frozenset[str]

    @property
    def holds(self) -> bool:
        """Whether copy, witness and records agree in everything that can be compared."""
        return not self.records and all(verdict.agrees for verdict in self.verdicts)

    @property
    def counts(self) -> dict[str, tuple[int, int]]:
        """For each kind of part, how many agree in all three, and how many there are."""
        total: Counter[str] = Counter()
        agreeing: Counter[str] = Counter()
        for verdict in self.verdicts:
            kind = verdict.part.partition("/")[0]
            total[kind] += not verdict.added
            agreeing[kind] += verdict.agrees and verdict.part not in self.unsound
        return {kind: (agreeing[kind], total[kind]) for kind in KINDS if total[kind]}

    @property
    def summary(self) -> str:
        """The counts in one line."""
        told = [f"{agree} of {of} {KINDS[kind]}" for kind, (agree, of) in self.counts.items()]
        return f"{', '.join(told[:-1])} and {told[-1]} agree"

    def agreeing(self, kind: str) -> list[str]:
        """Name the parts of a kind that agree in all three, runs of numbers taken together."""
        runs: list[list[int]] = []
        for verdict in self.verdicts:
            of, _, key = verdict.part.partition("/")
            if of == kind and verdict.agrees and verdict.part not in self.unsound:
                if runs and runs[-1][-1] == int(key) - 1:
                    runs[-1].append(int(key))
                else:
                    runs.append([int(key)])
        return [
            f"{kind}s {run[0]}-{run[-1]}" if len(run) > 1 else f"{kind} {run[0]}" for run in runs
        ]

    @property
    def incomparable(self) -> tuple[str, ...]:
        """What the format of the copy can't show, though the witness has it."""
        return incomparable(self.verdicts)

    def as_dict(self) -> dict[str, Any]:
        """Return the proof in the terms of JSON."""
        return {
            "copy": self.copy,
            "form": self.form,
            "agrees": self.holds,
            "document_digest": self.same_document,
            "counts": {
                KINDS[kind]: {"agree": agree, "of": total}
                for kind, (agree, total) in self.counts.items()
            },
            "not_comparable": list(self.incomparable),
            "parts": [
                {
                    "part": verdict.part,
                    "copy": verdict.agrees,
                    "records": verdict.part not in self.unsound,
                    "line": self.lines.get(verdict.part),
                    "missing": verdict.missing,
                    "added": verdict.added,
                    "differences": list(verdict.differences),
                    "not_comparable": list(verdict.incomparable),
                }
                for verdict in self.verdicts
            ],
            "reading": [str(finding) for finding in self.reading],
            "records": [str(finding) for finding in self.records],
        }


def prove(
    reading: Reading, witness: Witness, plan: Plan | None, records: Iterable[Finding]
) -> Proof:
    """Hold a copy against the witness; ``records`` are the findings about the records.

    Raises ``UnreadableError`` where the copy is one of some other document.
    """
    refuse_other(reading, witness)
    verdicts = _numbered(reading, compare(witness, reading.witness))
    wrong = tuple(records)
    unsound = {finding.record.replace(" ", "/") for finding in wrong}
    if plan is not None:
        verdicts += quotations(reading, witness, plan)
        unsound |= {
            f"addressee/{agency.addressee_position}"
            for agency in plan.agencies
            if agency.path in unsound
        }
    return Proof(
        copy=reading.copy.name,
        form=reading.copy.form,
        shows=tuple(sorted(reading.copy.shows)),
        same_document=reading.witness.sha256 == witness.sha256,
        verdicts=tuple(verdicts),
        lines=reading.lines,
        reading=tuple(reading.findings),
        records=wrong,
        unsound=frozenset(unsound),
    )


def refuse_other(reading: Reading, witness: Witness) -> None:
    """Refuse a copy in which hardly any task or heading of the witness stands, anywhere.

    Raises ``UnreadableError``.
    """
    ours = [*witness.headings, *witness.tasks]
    theirs = {part.sha256 for part in reading.parts.values()}
    alike = sum(part.sha256 in theirs for part in ours)
    if alike < max(1, len(ours) * _LEAST_ALIKE):
        message = (
            f"{reading.copy.name}: this is another document: of the {len(ours)} tasks and headings "
            f"of the witness, {alike} are in it; expected the translation that the witness is of"
        )
        raise UnreadableError(message)


def _numbered(reading: Reading, verdicts: list[Verdict]) -> list[Verdict]:
    """Add what is odd about printed numbers, which are no part of any text."""
    odd: dict[str, list[str]] = {}
    for finding in reading.findings:
        if finding.code == _NUMBERING:
            told = odd.setdefault(finding.record.replace(" ", "/"), [])
            told.append(f"{finding.message}, {finding.hint}")
    return [
        replace(verdict, differences=(*verdict.differences, *odd.get(verdict.part, ())))
        for verdict in verdicts
    ]
