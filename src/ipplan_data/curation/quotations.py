"""What the records quote from prose, looked up in a copy: the witness holds no prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ipplan_data.curation.findings import shown
from ipplan_data.curation.model import Document, Plan, Task
from ipplan_data.curation.model.entity import OMITTED
from ipplan_data.curation.source.parts import Part
from ipplan_data.curation.source.reader import Reading
from ipplan_data.curation.witness.compare import Verdict
from ipplan_data.curation.witness.model import Witness
from ipplan_data.curation.witness.normal import normal


def quotations(reading: Reading, witness: Witness, plan: Plan) -> Iterator[Verdict]:
    """Look up mentions, terms, targets and the guards of errata.

    All but errata are looked up in parts only whose text is that of the witness: of others it is
    told anyway that they differ.
    """
    same = {
        path: reading.parts[path]
        for path, part in witness.parts.items()
        if path in reading.parts and reading.parts[path].sha256 == part.sha256
    }
    for task in plan.tasks:
        if task.path in same:
            yield from _mentions(plan, task, same[task.path].normal)
    yield from _terms(plan, witness, same)
    for task in plan.tasks:
        if task.path in same:
            yield from _targets(task, same[task.path].normal)
    yield from _errata(reading, plan)


def _mentions(plan: Plan, task: Task, text: str) -> Iterator[Verdict]:
    """Look up what is mentioned, in printed order; several orders may be about the same words."""
    start = 0
    for position, mention in enumerate(task.mentions, start=1):
        label = f"mention/{task.number}-{position}"
        printed = plan.printed(mention)
        found = _stands(printed, text, start)
        if found is None:
            before = _stands(printed, text, 0) is not None
            where = "in the order of the mentions " if before else ""
            yield Verdict(label, (f"{shown(printed)} does not stand {where}in {task.label}",))
        else:
            start = found
            yield Verdict(label)


def _stands(quoted: str, text: str, start: int) -> int | None:
    """Tell where words begin in a text, whatever stands where some are left out."""
    places = []
    for piece in quoted.split(OMITTED):
        words = normal(piece)
        place = text.find(words, start)
        if place < 0:
            return None
        places.append(place)
        start = place + len(words)
    return places[0]


def _terms(plan: Plan, witness: Witness, same: dict[str, Part]) -> Iterator[Verdict]:
    """Look up the words of English terms; few are published with their words rearranged."""
    texts = {path: part.normal for path, part in same.items()}
    front = [path for path in witness.parts if path.startswith("front/")]
    if all(path in same for path in front):
        texts[Document.noun] = "".join(texts[path] for path in front)
    for gloss in plan.glosses:
        if gloss.owner.path in texts:
            text = texts[gloss.owner.path]
            words = [word for word in gloss.term.term.split() if normal(word) not in text]
            told = (f"{shown(words[0])} does not stand in {gloss.owner.label}",) if words else ()
            yield Verdict(f"term/{gloss.id}", told)


def _targets(task: Task, text: str) -> Iterator[Verdict]:
    for position, target in enumerate(task.targets, start=1):
        missing = _stands(target.as_printed, text, 0) is None
        told = f"{shown(target.as_printed)} does not stand in {task.label}"
        yield Verdict(f"target/{task.number}-{position}", (told,) if missing else ())


def _errata(reading: Reading, plan: Plan) -> Iterator[Verdict]:
    """Look up what errata quote, at their guards."""
    for erratum in plan.errata:
        guard = erratum.guard
        if guard is None:
            continue
        quoted = normal(erratum.as_printed)
        parts = [part for part in reading.parts.values() if part.sha256 == guard.text]
        if any(part.normal[guard.start : guard.end] == quoted for part in parts):
            yield Verdict(f"erratum/{erratum.id}")
            continue
        told = f"{shown(erratum.as_printed)} does not stand at its guard in {erratum.record}"
        if found := _nearest(reading, plan.prose(erratum.record), quoted, guard.start):
            sha256, at = found
            told += (
                f"; the guard of this copy is {{text: '{sha256}', start: {at}, "
                f"end: {at + len(quoted)}}}"
            )
        yield Verdict(f"erratum/{erratum.id}", (told,))


def _nearest(
    reading: Reading, records: list[str], quoted: str, place: int
) -> tuple[str, int] | None:
    """Find words in the prose of records, as near to a place as can be; give its digest and theirs.

    The prose of the document is what stands before its first heading, and its closing.
    """
    whole = [part for path, part in reading.parts.items() if path.startswith(("front/", "closing"))]
    parts = [reading.parts[record] for record in records if record in reading.parts] or whole
    found = [
        (part.sha256, match.start())
        for part in parts
        for match in re.finditer(re.escape(quoted), part.normal)
    ]
    return min(found, key=lambda one: abs(one[1] - place), default=None)
