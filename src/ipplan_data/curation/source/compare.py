"""Two witnesses of one document: where they say the same, where not, and what can't be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from ipplan_data.curation.findings import shown
from ipplan_data.curation.source.normal import normal
from ipplan_data.curation.source.witness import (
    Addressee,
    FrontMatter,
    Name,
    PrintedFootnote,
    PrintedHeading,
    PrintedTask,
    Span,
    Witness,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of comparing one part with the witness.

    ``differences`` say what is unlike, in words; ``missing`` and ``added`` mark a part that only
    one of the two has. ``incomparable`` names what the form of the copy can't show.
    """

    part: str
    differences: tuple[str, ...] = ()
    incomparable: tuple[str, ...] = ()
    missing: bool = False
    added: bool = False

    @property
    def agrees(self) -> bool:
        """Whether nothing that can be compared is unlike."""
        return not (self.differences or self.missing or self.added)


def incomparable(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """Name everything that the format of a copy can't show, sorted."""
    return tuple(sorted({name for verdict in verdicts for name in verdict.incomparable}))


def compare(witness: Witness, copy: Witness) -> list[Verdict]:
    """Compare what a copy says with the witness, part by part and addressee by addressee."""
    ours, theirs = witness.parts, copy.parts
    verdicts = [_part(label, part, theirs.get(label)) for label, part in ours.items()]
    verdicts += [Verdict(label, added=True) for label in theirs if label not in ours]
    return verdicts + list(_addressees(witness, copy))


def _part(label: str, ours: Span, theirs: Span | None) -> Verdict:
    if theirs is None:
        return Verdict(label, missing=True)
    differences = [*_values(ours, theirs)]
    incomparable = []
    if ours.sha256 != theirs.sha256:
        sizes = (ours.end - ours.start, theirs.end - theirs.start)
        told = "" if sizes[0] == sizes[1] else f" ({sizes[1]} characters, expected {sizes[0]})"
        differences.append(f"the text differs{told}")
    for name, one, other in (
        ("italics", ours.titles, theirs.titles),
        ("footnote markers", ours.markers, theirs.markers),
    ):
        if one and other is None:
            incomparable.append(name)
    if ours.titles is not None and theirs.titles is not None:
        differences += _names("italics", ours.titles, theirs.titles)
    differences += _names("Chinese words", ours.glosses, theirs.glosses)
    if ours.markers is not None and theirs.markers is not None and ours.markers != theirs.markers:
        found = [f"{one.footnote} after {one.at}" for one in theirs.markers]
        expected = [f"{one.footnote} after {one.at}" for one in ours.markers]
        differences.append(f"the footnote markers are {_listed(found)}, not {_listed(expected)}")
    return Verdict(label, tuple(differences), tuple(incomparable))


def _values(ours: Span, theirs: Span) -> Iterator[str]:
    """Compare what is printed apart from the running text."""
    if isinstance(ours, PrintedTask) and isinstance(theirs, PrintedTask):
        yield from _value("section", ours.section, theirs.section)
        yield from _value("wording", ours.wording, theirs.wording)
        found, expected = ([*map(normal, one.bodies)] for one in (theirs, ours))
        if found != expected:
            yield f"the bodies are {_listed(theirs.bodies)}, not {_listed(ours.bodies)}"
    elif isinstance(ours, PrintedHeading) and isinstance(theirs, PrintedHeading):
        yield from _value("title", ours.title, theirs.title)
    elif isinstance(ours, PrintedFootnote) and isinstance(theirs, PrintedFootnote):
        yield from _value("label", ours.labelled, theirs.labelled)
    elif isinstance(ours, FrontMatter) and isinstance(theirs, FrontMatter):
        yield from _value("name", ours.name, theirs.name)
        yield from _value("Chinese name", ours.name_zh, theirs.name_zh)
        if ours.dates != theirs.dates:
            yield f"the dates are {_listed(theirs.dates)}, not {_listed(ours.dates)}"
        if ours.urls != theirs.urls:
            yield "the addresses differ"


def _value(what: str, ours: object, theirs: object) -> Iterator[str]:
    if normal(str(ours)) != normal(str(theirs)):
        yield f"the {what} is {shown(str(theirs))}, not {shown(str(ours))}"


def _names(what: str, ours: tuple[Name, ...], theirs: tuple[Name, ...]) -> list[str]:
    found, expected = (
        {(normal(name.as_printed), name.at): name.as_printed for name in names}
        for names in (theirs, ours)
    )
    added = [found[key] for key in found.keys() - expected.keys()]
    lost = [expected[key] for key in expected.keys() - found.keys()]
    told = [f"has {_listed(sorted(added))}"] if added else []
    told += [f"lacks {_listed(sorted(lost))}"] if lost else []
    return [f"among the {what} it {' and '.join(told)}"] if told else []


def _listed(values: tuple[str, ...] | list[str]) -> str:
    return ", ".join(shown(value, 100) for value in values) or "none"


def _addressees(witness: Witness, copy: Witness) -> Iterator[Verdict]:
    """Compare the addressees in their order; where one is gone, the next ones are none the less."""
    for place, ours, theirs in _pairs(witness.addressees, copy.addressees):
        label = f"addressee/{place + 1}"
        if ours is None or theirs is None:
            yield Verdict(label, missing=theirs is None, added=ours is None)
        else:
            differences = [*_value("name", ours.name, theirs.name)]
            differences += _value("abbreviation", ours.abbreviation, theirs.abbreviation)
            yield Verdict(label, tuple(differences))


_Some = tuple[Addressee, ...]


def _pairs(ours: _Some, theirs: _Some) -> Iterator[tuple[int, Addressee | None, Addressee | None]]:
    """Pair addressees, each with its place: by place, or by name where one list is longer."""
    if len(ours) == len(theirs):
        yield from zip(range(len(ours)), ours, theirs, strict=True)
        return
    one, other = ([normal(body.name) for body in some] for some in (ours, theirs))
    for _, start, end, begin, stop in SequenceMatcher(None, one, other, False).get_opcodes():
        first = start if end > start else begin
        for index, pair in enumerate(zip_longest(ours[start:end], theirs[begin:stop])):
            yield first + index, *pair
