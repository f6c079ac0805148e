"""To what a block without a number belongs: the task it interrupts, or the last footnote.

A footnote may interrupt a task, and its own end may interrupt another. What tells is that a task
ends with its clause, and a footnote with the end of a sentence. All ways to read the blocks are
weighed, and the one with the least against it is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ipplan_data.curation.source.clauses import complete
from ipplan_data.curation.source.flow import Begins, Block

_ENDED = re.compile(r"[.!?…。！？]['\"’”)）\]]*$")
_TAIL = 6000  # characters of a text that tell how it ends
_MOST_WAYS = 8

# What speaks against a way to read the blocks, and how much.
_TASK_OPEN = 4
_NOTE_OPEN = 2
_AFTER_CLAUSE = 6
_IN_HEADING = 3
_RULE = 1
_SECOND_PARAGRAPH = 3
_HAS_MARKERS = 6

# The task so far, None under a heading, and the last footnote so far, None before the first.
_State = tuple[str | None, str | None]


class _Way(NamedTuple):
    """A way to read the blocks so far: what speaks against it, and the blocks in footnotes.

    ``unsure`` are blocks about which another way with the same weight says otherwise.
    """

    weight: int = 0
    notes: frozenset[int] = frozenset()
    unsure: frozenset[int] = frozenset()

    def or_like(self, other: _Way) -> _Way:
        """Choose the better of two ways; of two equal ones the first, marking where they differ."""
        if other.weight != self.weight:
            return min(self, other)
        unsure = self.unsure | other.unsure | (self.notes ^ other.notes)
        return self._replace(unsure=unsure)


def assign(blocks: list[Block]) -> tuple[frozenset[int], list[int]]:
    """Decide which blocks belong to footnotes, and list those about which nobody can tell."""
    last = max((i for i, one in enumerate(blocks) if one.begins is Begins.TASK), default=0)
    ruled = any(one.begins is Begins.NOTE and one.after_rule for one in blocks)
    ways: dict[_State, _Way] = {(None, None): _Way()}
    for index, block in enumerate([*blocks, Block(Begins.HEADING, [])]):
        found: dict[_State, _Way] = {}
        for state, way in ways.items():
            for in_note, weight, after in _choices(block, state, closes=index > last, ruled=ruled):
                notes = way.notes | {index} if in_note else way.notes
                new = _Way(way.weight + weight, notes, way.unsure)
                found[after] = found[after].or_like(new) if after in found else new
        ways = dict(sorted(found.items(), key=lambda one: one[1].weight)[:_MOST_WAYS])
    best, *others = ways.values()
    for other in others:
        best = best.or_like(other)
    return best.notes, sorted(best.unsure)


def _choices(
    block: Block, state: _State, *, closes: bool, ruled: bool
) -> Iterator[tuple[bool, int, _State]]:
    """Return each way to read a block: whether it is in a footnote, the weight, and what follows.

    ``closes`` tells that the block may close the plan, ``ruled`` that footnotes follow rules.
    """
    main, note = state
    text = block.text[-_TAIL:]
    note_open = _NOTE_OPEN if note and not _ENDED.search(note) else 0
    if block.begins is Begins.NOTE:
        yield True, note_open, (main, text)
    elif block.begins is not Begins.NOTHING:
        weight = _TASK_OPEN if main and not complete(main) else 0
        weight += 0 if block.lines else note_open  # at the end of the document
        yield False, weight, (text if block.begins is Begins.TASK else None, note)
    else:
        as_main = False, _as_main(block, main, closes=closes), (main and _joined(main, text), note)
        if note is None:
            yield as_main
            return
        as_note = True, _as_note(block, text, note, ruled=ruled), (main, _joined(note, text))
        # Of equal weight, what follows a rule is in a footnote, and the rest isn't.
        yield from (as_note, as_main) if block.after_rule else (as_main, as_note)


def _as_note(block: Block, text: str, note: str, *, ruled: bool) -> int:
    weight = _RULE if ruled and not block.after_rule else 0
    if _ENDED.search(note):
        weight += _RULE if block.after_rule else _SECOND_PARAGRAPH
    weight += _AFTER_CLAUSE if complete(text) else 0
    return weight + (_HAS_MARKERS if block.has_markers else 0)


def _as_main(block: Block, main: str | None, *, closes: bool) -> int:
    weight = _RULE if block.after_rule else 0
    if main is None:
        return weight + _IN_HEADING
    return weight + (_AFTER_CLAUSE if complete(main) and not closes else 0)


def _joined(before: str, after: str) -> str:
    return (f"{before[:-1]}{after}" if before.endswith("-") else f"{before} {after}")[-_TAIL:]
