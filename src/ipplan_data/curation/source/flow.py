"""The copy divided into blocks: what begins a heading, a task or a footnote, and what goes on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice

from ipplan_data.curation.findings import shown
from ipplan_data.curation.source.copy import Kind, Line
from ipplan_data.curation.source.numerals import Outline

_NUMBER = re.compile(r"(\d{1,7})\s*[.)．、]\s*(?=\S)")
_NOTE = re.compile(r"(?:\[(\d{1,7})\]|(\d{1,7}))(?:[.)]?\s+|(?=[A-Z\"“]))(?=\S)")
_SENTENCE = re.compile(r"[.;。][\"”'’)）\]]*$")
_PAGE_ENDS = {Kind.PAGE_BREAK, Kind.PAGE_NUMBER, Kind.RUNNING_HEAD}
_LONGEST_HEADING = 300
_FAR = 100


class Begins(Enum):
    """What a block begins with."""

    HEADING = "heading"
    TASK = "task"
    NOTE = "footnote"
    NOTHING = "nothing"


@dataclass(slots=True)
class Block:
    """Lines that stand together.

    ``label`` names the part that begins here, and ``size`` is how many characters of its first
    line are its number. ``section`` is the heading that a task stands under. ``after_rule`` tells
    whether a block follows a rule.
    """

    begins: Begins
    lines: list[Line]
    label: str = ""
    size: int = 0
    section: str | None = None
    after_rule: bool = False

    @property
    def text(self) -> str:
        """What a reader sees, in one line."""
        return " ".join(line.text for line in self.lines)

    @property
    def has_markers(self) -> bool:
        """Whether it has footnote markers."""
        return any(token.kind is Kind.MARKER for line in self.lines for token in line.tokens)


Report = Callable[[Line, str, str, str], None]


@dataclass(slots=True)
class Blocks:
    """Divides lines into blocks; ``report`` is called for each line with an odd number."""

    report: Report
    front: list[Line] = field(default_factory=list)
    found: list[Block] = field(default_factory=list)
    outline: Outline = field(default_factory=Outline)
    task: int = 0
    note: int = 0
    numbers: list[tuple[int, int]] = field(default_factory=list)
    tail: str = ""
    rule: bool = False

    def divide(self, lines: list[Line]) -> None:
        """Take in all lines of a copy."""
        self.numbers = [
            (index, number)
            for index, line in enumerate(lines)
            if line.kind in (Kind.TEXT, Kind.MARKER) and (number := _leading(line)) is not None
        ]
        self.numbers.reverse()
        between = {Kind.SPACE}
        for index, line in enumerate(lines):
            while self.numbers and self.numbers[-1][0] <= index:
                self.numbers.pop()
            if line.kind not in (Kind.TEXT, Kind.MARKER):
                between.add(line.kind)
                continue
            # A rule beside a page number or after a footnote ends a page; no footnote follows it.
            ends = not between.isdisjoint(_PAGE_ENDS) or self._in_notes
            self.rule = Kind.RULE in between and not ends
            self._take(line, fresh=bool(between) or line.gap)
            between = set()

    def _take(self, line: Line, *, fresh: bool) -> None:
        block = self._note(line, fresh=fresh) or self._task(line, fresh=fresh)
        block = block or self._heading(line, fresh=fresh)
        if block is None and not self.found:
            self.front.append(line)
            return
        before = self.found[-1] if self.found else None
        if block is None and before is not None and not fresh:
            before.lines.append(line)
        else:
            block = block or Block(Begins.NOTHING, [line])
            block.after_rule = self.rule
            self.found.append(block)
        last = self.found[-1]
        # Below a rule after a task with its clause stands the end of a footnote: no word of a task.
        below = self._closed and last.begins is Begins.NOTHING and last.after_rule
        if last.begins is not Begins.NOTE and not below:
            self.tail = line.text or self.tail

    @property
    def _closed(self) -> bool:
        """Whether the last task seems to have had its clause."""
        return self.tail.endswith((")", "）")) or self.tail.endswith((").", "）。"))

    @property
    def _in_notes(self) -> bool:
        return bool(self.found) and self.found[-1].begins is Begins.NOTE

    @property
    def _under_heading(self) -> bool:
        return bool(self.found) and self.found[-1].begins is Begins.HEADING

    def _note(self, line: Line, *, fresh: bool) -> Block | None:
        number, size = line.note, 0
        marker = next((t for t in line.tokens if t.kind in (Kind.TEXT, Kind.MARKER)), None)
        if number is None and marker is not None and marker.kind is Kind.MARKER:
            number = int(marker.text) if fresh or self._in_notes else None
        elif number is None and fresh and (found := _NOTE.match(line.text)):
            printed = int(found[1] or found[2])
            dotted = "." in found[0] or ")" in found[0]
            if printed == self.note + 1 and (not dotted or self.rule):
                number, size = printed, found.end()
        if number is None or (not self.found and not self.note):
            return None
        self.note += 1
        label = f"footnote/{self.note}"
        if number != self.note:
            self.report(line, label, f"the footnote's number is {number}", str(self.note))
        return Block(Begins.NOTE, [line], label, size)

    def _task(self, line: Line, *, fresh: bool) -> Block | None:
        found = _NUMBER.match(line.text)
        number = line.number or (int(found[1]) if found else None)
        printed = found is not None and (line.number in (None, int(found[1])))
        if number is None:
            return None
        if number != self.task + 1:
            taken = self._misnumbered(line, number)
            if taken is None:
                return None
            number = taken
        elif not (fresh or self._closed or self._last_chance(number)):
            return None
        self.task = number
        size = found.end() if found and printed else 0
        return Block(Begins.TASK, [line], f"task/{number}", size, self.outline.current)

    def _last_chance(self, number: int) -> bool:
        """Return whether no later line begins with a number before the next one's does."""
        for _, later in islice(reversed(self.numbers), _FAR):
            if later in (number, number + 1):
                return later != number
        return True

    def _misnumbered(self, line: Line, number: int) -> int | None:
        """Return the number of a task whose printed number is not the next, if it is a task."""
        if not (self._under_heading or (self.task and self._closed)):
            return None
        expected = self.task + 1
        later = self.numbers[-1][1] if self.numbers else None
        if later == number + 1 and number > expected:
            self.report(line, f"task/{number}", f"task {number} follows", str(expected))
            return number
        if later in (None, expected + 1):
            self.report(line, f"task/{expected}", f"the task's number is {number}", str(expected))
            return expected
        return None

    def _heading(self, line: Line, *, fresh: bool) -> Block | None:
        text = line.text
        expected = self._under_heading or self._closed or not self.task
        if not (expected or (fresh and line.heading)):
            return None
        found = self.outline.begins(text)
        first = not self.found and not line.heading
        if found is None or (first and found.printed != found.expected):
            return None
        if len(text) > _LONGEST_HEADING or (line.heading is not True and _SENTENCE.search(text)):
            return None
        label = f"section/{self.outline.enter(found.level)}"
        if found.printed != found.expected:
            message = f"the heading's numeral is {shown(found.printed)}"
            self.report(line, label, message, shown(found.expected))
        return Block(Begins.HEADING, [line], label, found.size)


def _leading(line: Line) -> int | None:
    found = _NUMBER.match(line.text)
    return line.number or (int(found[1]) if found else None)
