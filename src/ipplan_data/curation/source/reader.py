"""A copy read: the witness it gives, what is odd in it, and a map back into the copy."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from ipplan_data.curation.findings import Finding, Place, ordered, shown
from ipplan_data.curation.source import front
from ipplan_data.curation.source.assemble import Assembled, assemble
from ipplan_data.curation.source.clauses import Clause, clauses
from ipplan_data.curation.source.copy import Copy, Kind, Lines, UnreadableError
from ipplan_data.curation.source.markers import unglue
from ipplan_data.curation.source.normal import MOST_MARKS, stacks
from ipplan_data.curation.source.parts import Part
from ipplan_data.curation.source.witness import (
    Addressee,
    FrontMatter,
    PrintedFootnote,
    PrintedHeading,
    PrintedTask,
    Span,
    Witness,
    Wording,
)

_MOST_FINDINGS = 1_000
_LABELLED = re.compile(r"translator[’']?s?[’']? notes?\b", re.IGNORECASE)


@dataclass
class Reading:
    """What a copy says: the witness it gives, its parts in the order of the normal form.

    ``findings`` are what could not be read for sure.
    """

    copy: Copy
    witness: Witness
    parts: dict[str, Part]
    findings: list[Finding] = field(default_factory=list)

    @cached_property
    def lines(self) -> dict[str, int]:
        """The line of the copy on which each part begins."""
        lines = Lines(self.copy.text)
        return {label: lines.at(part.place(0))[0] for label, part in self.parts.items()}


def read_copy(copy: Copy) -> Reading:
    """Read a copy. Raises ``UnreadableError`` where it holds no numbered task."""
    # To sort marks takes time that grows with the square of their number.
    if stacks("".join(t.text for t in copy.tokens() if t.kind in (Kind.TEXT, Kind.SPACE))):
        message = (
            f"{copy.name}: found more than {MOST_MARKS} marks on a letter; expected plain text"
        )
        raise UnreadableError(message)
    made = assemble(copy)
    if not any(part.label.startswith("task/") for part in made.middle):
        message = (
            f"{copy.name}: found no numbered task in {copy.form} of {len(copy.text):,} characters; "
            "expected the translated plan, with its tasks numbered from 1"
        )
        raise UnreadableError(message)
    return _Reader(copy, made).read()


class _Reader:
    def __init__(self, copy: Copy, made: Assembled) -> None:
        self.copy = copy
        self.made = made
        self.lines = Lines(copy.text)
        self.closing: Part | None = None
        self.shows_italics = "italics" in copy.shows
        self.shows_markers = "markers" in copy.shows

    def _finding(self, code: str, place: int, label: str, found: str, expected: str) -> Finding:
        where = Place(self.copy.name, *self.lines.at(place))
        record, hint = label.replace("/", " "), f"expected {expected}"
        return Finding(code, where, found, record, hint, expected=expected)

    def _odd(self, code: str, part: Part, at: int, found: str, expected: str) -> None:
        place = part.place(at) if part.pieces else 0
        self.made.oddities.append((code, place, part.label, found, expected))

    def _findings(self) -> list[Finding]:
        """Return what is odd, in the order of the copy; of very much only the first."""
        odd = sorted(set(self.made.oddities), key=lambda one: (one[1], one[0], one[3]))
        found = [self._finding(*one) for one in odd[:_MOST_FINDINGS]]
        for code, place, *_ in odd[_MOST_FINDINGS : _MOST_FINDINGS + 1]:
            more = f"{len(odd) - _MOST_FINDINGS:,} more findings begin here"
            found.append(self._finding(code, place, "", more, "a copy of the translated plan"))
        return ordered(found)

    def read(self) -> Reading:
        if not self.shows_markers:
            for part in unglue(self.made.middle, len(self.made.notes)):
                message = "nobody can tell which digits are the marker of a footnote"
                self._odd("IPP805", part, 0, message, "a form that shows markers as such")
        tasks = [part for part in self.made.middle if part.label.startswith("task/")]
        found = self._clauses(tasks)
        addressees = self._addressees(found)
        self._compare_markers()
        places = self._places()
        end = self.closing
        closing = Span(**self._span(end, places[end])) if end else None
        witness = Witness(
            sha256=hashlib.sha256("".join(part.normal for part in places).encode()).hexdigest(),
            length=sum(len(part.normal) for part in places),
            front=tuple(self._front(part, places[part]) for part in self.made.front),
            addressees=tuple(addressees),
            headings=tuple(
                PrintedHeading(
                    id=part.label.removeprefix("section/"),
                    title=part.without_glosses,
                    **self._span(part, places[part]),
                )
                for part in self.made.middle
                if part.label.startswith("section/")
            ),
            tasks=tuple(self._task(part, found[part], places[part]) for part in tasks),
            closing=closing,
            footnotes=tuple(
                PrintedFootnote(
                    number=_number(part),
                    labelled=bool(_LABELLED.match(part.printed)),
                    **self._span(part, places[part]),
                )
                for part in self.made.notes
            ),
        )
        parts = {part.label: part for part in places}
        return Reading(self.copy, witness, parts, self._findings())

    def _places(self) -> dict[Part, int]:
        """Return all parts in the order of the normal form, each with its start there."""
        closing = [self.closing] if self.closing else []
        places: dict[Part, int] = {}
        start = 0
        for part in (*self.made.front, *self.made.middle, *closing, *self.made.notes):
            places[part] = start
            start += len(part.normal)
        return places

    def _span(self, part: Part, start: int) -> dict[str, Any]:
        return {
            "start": start,
            "end": start + len(part.normal),
            "sha256": part.sha256,
            "glosses": part.glosses,
            "titles": part.titles if self.shows_italics else None,
            "markers": part.markers if self.shows_markers else None,
        }

    def _front(self, part: Part, start: int) -> FrontMatter:
        span = self._span(part, start)
        kind = part.label.removeprefix("front/")
        if kind != "letter":
            # Only the letter sets titles in italics; elsewhere whole sentences are.
            span["titles"] = None
        return FrontMatter(kind=kind, **asdict(front.facts(part)), **span)

    def _task(self, part: Part, clause: Clause | None, start: int) -> PrintedTask:
        return PrintedTask(
            number=_number(part),
            section=part.section,
            wording=clause.wording if clause else Wording.UNREAD,
            bodies=clause.bodies.names if clause else (),
            **self._span(part, start),
        )

    def _clauses(self, tasks: list[Part]) -> dict[Part, Clause | None]:
        """Find each task's clause; names that are sure help where others aren't."""
        first = {part: clauses(part.text) for part in tasks}
        sure = frozenset(
            name
            for found in first.values()
            for clause in found
            if not clause.bodies.doubtful
            for name in clause.bodies.names
        )
        chosen: dict[Part, Clause | None] = {}
        for part, found in first.items():
            if any(clause.bodies.doubtful for clause in found):
                first[part] = clauses(part.text, sure)
            chosen[part] = self._clause(part, first[part])
            if chosen[part] and part is tasks[-1]:
                self._close(part, chosen[part])
            elif clause := chosen[part]:
                self._nothing_after(part, clause)
        return chosen

    def _clause(self, part: Part, found: list[Clause]) -> Clause | None:
        if not found:
            expected = "(Responsibility of …) at its end"
            self._odd("IPP802", part, 0, "the task says nothing of who is responsible", expected)
            return None
        if len(found) > 1:
            message = f"the task has {len(found)} clauses on who is responsible"
            self._odd("IPP802", part, found[0].start, message, "one clause")
        clause = found[-1]
        if clause.wording is Wording.UNREAD:
            message = f"the clause {shown(part.text[clause.start : clause.end])} can't be read"
            expected = "'Responsibility of …' or 'Separate responsibilities of …'"
            self._odd("IPP802", part, clause.start, message, expected)
        for doubt in clause.bodies.doubtful:
            message = f"nobody can tell whether {shown(doubt)} is a body or part of a name"
            self._odd("IPP803", part, clause.start, message, "an article before each name")
        return clause

    def _close(self, part: Part, clause: Clause | None) -> None:
        """Take what runs on after the last task's clause for the closing of the plan."""
        if clause and part.text[clause.end :].strip(" .\n"):
            self.closing = part.cut(clause.end, "closing")

    def _nothing_after(self, part: Part, clause: Clause) -> None:
        rest = part.text[clause.end :].strip()
        if rest.strip("."):
            message = f"{shown(rest)} follows the clause on who is responsible"
            self._odd("IPP804", part, clause.end, message, "the next task or a heading")

    def _addressees(self, found: dict[Part, Clause | None]) -> list[Addressee]:
        part = next((one for one in self.made.front if one.label == "front/addressees"), None)
        if part is None:
            return []
        names = frozenset(n for clause in found.values() if clause for n in clause.bodies.names)
        addressees, listed = front.addressees(part, names)
        for doubt in listed.doubtful:
            message = f"nobody can tell whether {shown(doubt)} is a body or part of a name"
            self._odd("IPP803", part, 0, message, "a list whose names can be told apart")
        return addressees

    def _compare_markers(self) -> None:
        """Hold the markers in tasks and headings against the footnotes."""
        expected = 1
        for part in self.made.middle if self.shows_markers else []:
            for marker in part.markers:
                if marker.footnote != expected:
                    found = f"the footnote marker is {marker.footnote}"
                    self._odd("IPP805", part, 0, found, str(expected))
                expected = max(expected, marker.footnote) + 1
        count = len(self.made.notes) + 1
        if self.shows_markers and expected != count:
            part = (self.made.notes or self.made.middle)[-1]
            found = f"there are {count - 1} footnotes and markers up to {expected - 1}"
            self._odd("IPP805", part, 0, found, "a marker for each footnote")


def _number(part: Part) -> int:
    return int(part.label.partition("/")[2])
