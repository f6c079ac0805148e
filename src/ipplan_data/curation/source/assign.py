"""To what a block without a number belongs: the task it interrupts, or the last footnote.

A footnote may stand in the middle of a task, and its own end on a later page in the middle of
another. What tells is that a task ends with its clause, and a footnote with the end of a sentence.
All ways to read the blocks are weighed; where two weigh the same, nobody can tell for sure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ipplan_data.curation.source.clauses import complete
from ipplan_data.curation.source.flow import Begins, Block

_ENDED = re.compile(r"[.!?。！？…]['\"’”)）\]]*$")
_TAIL = 6000
_MOST_READINGS = 64
# So many blocks in a row are no footnote's remainder; fewer ways to read them are worth the time.
_MANY_BLOCKS, _FEW_READINGS = 6, 4
_MOST_BLOCKS = 40

# What speaks against a reading, and how much.
_TASK_OPEN = 4
_NOTE_OPEN = 2
_AFTER_CLAUSE = 6
_IN_HEADING = 3
_AFTER_RULE = 1
_NOT_AFTER_RULE = 1
_SECOND_PARAGRAPH = 3
_MARKED = 6
_WRONG_PLACE = 20


@dataclass(frozen=True, slots=True)
class _Reading:
    """A way to read the blocks so far.

    ``main`` is the text of the task that goes on, or ``None`` under a heading; ``note`` that of
    the last footnote, or ``None`` before the first.
    """

    weight: int = 0
    main: str | None = None
    note: str | None = None
    chosen: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Assigned:
    """Whether each block belongs to a footnote, and the blocks of which nobody can tell."""

    notes: list[bool]
    unsure: list[int]


def assign(blocks: list[Block]) -> Assigned:
    """Decide for every block whether it belongs to a footnote, or to what stands around it."""
    notes = [block.begins is Begins.NOTE for block in blocks]
    unsure: set[int] = set()
    open_blocks: list[int] = []
    readings = [_Reading()]
    closing = _closing(blocks)
    ruled = any(block.begins is Begins.NOTE and block.after_rule for block in blocks)
    for index, block in enumerate([*blocks, Block(Begins.HEADING, [])]):
        if block.begins is Begins.NOTHING:
            open_blocks.append(index)
            readings = _weighed(readings, block, closing=index in closing, ruled=ruled)
        else:
            readings = [_begun(reading, block) for reading in readings]
        settled = block.begins in (Begins.TASK, Begins.HEADING) and (
            index == len(blocks) or len({r.note and _ended(r.note) for r in readings}) == 1
        )
        if open_blocks and (settled or len(open_blocks) > _MOST_BLOCKS):
            _settle(readings, open_blocks, notes, unsure)
            open_blocks = []
            readings = [replace(min(readings, key=_weight), weight=0, chosen=())]
        elif not open_blocks:
            readings = [replace(min(readings, key=_weight), weight=0)]
    return Assigned(notes, sorted(unsure))


def _closing(blocks: list[Block]) -> range:
    """Give the places of the blocks that may close the plan: after the last task, under it."""
    begins = [block.begins for block in blocks]
    last = max((i for i, one in enumerate(begins) if one is Begins.TASK), default=len(begins))
    after = (i for i in range(last, len(begins)) if begins[i] is Begins.HEADING)
    return range(last + 1, next(after, len(begins)))


def _weight(reading: _Reading) -> int:
    return reading.weight


def _settle(
    readings: list[_Reading], open_blocks: list[int], notes: list[bool], unsure: set[int]
) -> None:
    """Take the reading that least speaks against, and mark where an equal one differs."""
    best = min(readings, key=_weight)
    equal = [reading for reading in readings if reading.weight == best.weight]
    for place, index in enumerate(open_blocks):
        notes[index] = best.chosen[place]
        if any(reading.chosen[place] != best.chosen[place] for reading in equal):
            unsure.add(index)


def _begun(reading: _Reading, block: Block) -> _Reading:
    """Go on with a block that begins something."""
    weight = reading.weight
    text = block.text[-_TAIL:]
    if block.begins is Begins.NOTE:
        weight += _NOTE_OPEN if reading.note and not _ended(reading.note) else 0
        return replace(reading, weight=weight, note=text)
    weight += _TASK_OPEN if reading.main and not complete(reading.main) else 0
    if not block.lines:
        weight += _NOTE_OPEN if reading.note and not _ended(reading.note) else 0
    return replace(reading, weight=weight, main=text if block.begins is Begins.TASK else None)


def _weighed(
    readings: list[_Reading], block: Block, *, closing: bool, ruled: bool
) -> list[_Reading]:
    """Read a block in both ways after each of the readings; keep those that weigh least.

    ``ruled`` tells that footnotes stand below rules.
    """
    text = block.text[-_TAIL:]
    ended = complete(text)
    found: list[_Reading] = []
    for reading in readings:
        if reading.note is not None:
            found.append(_as_note(reading, block, text, ended=ended, ruled=ruled))
        found.append(_as_main(reading, block, text, closing=closing))
    # Of equal weight, what follows a rule is a footnote, and the rest isn't.
    found.sort(key=lambda one: (one.weight, one.chosen[-1] != block.after_rule))
    many = len(found[0].chosen) > _MANY_BLOCKS
    return found[: _FEW_READINGS if many else _MOST_READINGS]


def _as_note(reading: _Reading, block: Block, text: str, *, ended: bool, ruled: bool) -> _Reading:
    weight = reading.weight
    weight += _NOT_AFTER_RULE if ruled and not block.after_rule else 0
    if reading.note and _ended(reading.note):
        weight += _AFTER_RULE if block.after_rule else _SECOND_PARAGRAPH
    weight += _WRONG_PLACE if block.small is False else 0
    weight += _AFTER_CLAUSE if ended else 0
    weight += _MARKED if block.has_markers else 0
    note = f"{reading.note} {text}"[-_TAIL:]
    return replace(reading, weight=weight, note=note, chosen=(*reading.chosen, True))


def _as_main(reading: _Reading, block: Block, text: str, *, closing: bool) -> _Reading:
    weight = reading.weight
    if reading.main is None:
        weight += _IN_HEADING
    elif complete(reading.main):
        weight += 0 if closing else _AFTER_CLAUSE
    if block.after_rule and reading.note is not None:
        weight += _AFTER_RULE
    weight += _WRONG_PLACE if block.small else 0
    main = None if reading.main is None else _joined(reading.main, text)
    return replace(reading, weight=weight, main=main, chosen=(*reading.chosen, False))


def _joined(before: str, after: str) -> str:
    return (f"{before[:-1]}{after}" if before.endswith("-") else f"{before} {after}")[-_TAIL:]


def _ended(note: str) -> bool:
    return bool(_ENDED.search(note))
