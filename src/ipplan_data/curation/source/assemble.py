"""The blocks of a copy put together to the parts of the document."""

from __future__ import annotations

from dataclasses import dataclass, field

from ipplan_data.curation.source import front
from ipplan_data.curation.source.assign import assign
from ipplan_data.curation.source.copy import Copy, Kind, Line
from ipplan_data.curation.source.flow import Begins, Block, Blocks
from ipplan_data.curation.source.layout import mark_furniture
from ipplan_data.curation.source.parts import Hyphens, Part, without_start

Oddity = tuple[str, int, str, str, str]


@dataclass
class Assembled:
    """The parts of a copy: the front matter, headings and tasks, and footnotes, each in order.

    ``oddities`` are what is strange: a code, the place in the copy, the part, what was found, and
    what was expected.
    """

    front: list[Part] = field(default_factory=list)
    middle: list[Part] = field(default_factory=list)
    notes: list[Part] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)


def assemble(copy: Copy) -> Assembled:
    """Divide a copy into the parts of the document."""
    mark_furniture(copy.lines)
    made = Assembled()

    def odd(line: Line, label: str, found: str, expected: str) -> None:
        made.oddities.append(("IPP801", _start(line), label, found, expected))

    blocks = Blocks(odd)
    blocks.divide(copy.lines)
    hyphens = Hyphens(copy.lines)
    for kind, lines in front.divide(blocks.front):
        rows = [line.tokens for line in lines]
        made.front.append(Part(f"front/{kind}", rows, hyphens=hyphens))
    _part_title(made)
    notes, unsure = assign(blocks.found)
    owners: list[str] = []
    for index, block in enumerate(blocks.found):
        parts = made.notes if index in notes else made.middle
        _add(parts, block, hyphens)
        owners.append(parts[-1].label)
    for index in unsure:
        found = "nobody can tell whether this belongs to the task or to the footnote"
        expected = "a footnote that ends before the task goes on"
        line = blocks.found[index].lines[0]
        made.oddities.append(("IPP804", _start(line), owners[index], found, expected))
    return made


def _add(parts: list[Part], block: Block, hyphens: Hyphens) -> None:
    rows = [line.tokens for line in block.lines]
    if block.begins is Begins.NOTHING:
        parts[-1].rows += rows
        return
    part = Part(block.label, hyphens=hyphens, section=block.section)
    first = rows[0]
    if block.size:
        first = without_start(first, block.size)
    elif block.begins is Begins.NOTE and block.lines[0].note is None:
        marker = next(i for i, token in enumerate(first) if token.kind is Kind.MARKER)
        first = first[marker + 1 :]
    part.rows = [first, *rows[1:]]
    parts.append(part)


def _part_title(made: Assembled) -> None:
    """Take the title of the plan, which stands before the first heading, out of the letter."""
    title = front.plan_title(made.front)
    if title and made.front[-1].label == "front/letter":
        letter = made.front[-1]
        count = front.ends_with(letter, title)
        if count is not None:
            rows = letter.rows
            made.front[-1:] = [
                Part(label, some, hyphens=letter.hyphens)
                for label, some in (
                    ("front/letter", rows[:count]),
                    ("front/plan_title", rows[count:]),
                )
                if some
            ]


def _start(line: Line) -> int:
    return next(
        (token.start for token in line.tokens if token.kind in (Kind.TEXT, Kind.MARKER)),
        line.tokens[0].start,
    )
