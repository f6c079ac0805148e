"""What the records quote from the document's prose, looked up in your copy of it."""

from __future__ import annotations

from collections.abc import Iterator

from ipplan_data.curation.findings import shown
from ipplan_data.curation.model import Document, Plan
from ipplan_data.curation.model.entity import OMITTED
from ipplan_data.curation.source.compare import Verdict
from ipplan_data.curation.source.normal import normal
from ipplan_data.curation.source.reader import Reading
from ipplan_data.curation.source.witness import Witness


def quotations(reading: Reading, witness: Witness, plan: Plan) -> Iterator[Verdict]:
    """Look up mentions, terms, targets and errata in the text of their record.

    Only parts whose text is that of the witness are searched for the first three: others are
    reported as different anyway.
    """
    texts = {
        path: same.normal
        for path, part in witness.parts.items()
        if (same := reading.parts.get(path)) and same.sha256 == part.sha256
    }
    front = [path for path in witness.parts if path.startswith("front/")]
    if all(path in texts for path in front):
        texts[Document.noun] = "".join(texts[path] for path in front)
    for task in plan.tasks:
        # In printed order; several orders may be about the same words.
        start: int | None = 0
        for position, mention in enumerate(task.mentions, start=1):
            printed = plan.printed(mention)
            if task.path in texts:
                found_at = _find(printed, texts[task.path], start or 0)
                start = start if found_at is None else found_at
                label = f"mention/{task.number}-{position}"
                yield _verdict(label, printed, task.label, found=found_at is not None)
    for gloss in plan.glosses:
        if (text := texts.get(gloss.owner.path)) is not None:
            # Few terms are published with their words rearranged.
            missing = [word for word in gloss.term.term.split() if normal(word) not in text]
            quoted = missing[0] if missing else gloss.term.term
            yield _verdict(f"term/{gloss.id}", quoted, gloss.owner.label, found=not missing)
    for task in plan.tasks:
        for position, target in enumerate(task.targets, start=1):
            if task.path in texts:
                found = _find(target.as_printed, texts[task.path], 0) is not None
                label = f"target/{task.number}-{position}"
                yield _verdict(label, target.as_printed, task.label, found=found)
    for erratum in plan.errata:
        if erratum.in_prose:
            found = any(
                normal(erratum.as_printed) in text for text in _prose(reading, plan, erratum.record)
            )
            label = f"erratum/{erratum.id}"
            yield _verdict(label, erratum.as_printed, erratum.record, found=found)


def _find(quoted: str, text: str, start: int) -> int | None:
    """Find words in a text, whatever is between them where some are left out."""
    first = None
    for piece in quoted.split(OMITTED):
        words = normal(piece)
        place = text.find(words, start)
        if place < 0:
            return None
        first = place if first is None else first
        start = place + len(words)
    return first


def _prose(reading: Reading, plan: Plan, record: str) -> list[str]:
    """List the texts that a record is about; those of the document are around the tasks."""
    paths = [path for path in plan.prose(record) if path in reading.parts]
    around = [path for path in reading.parts if path.startswith(("front/", "closing"))]
    return [reading.parts[path].normal for path in paths or around]


def _verdict(label: str, quoted: str, place: str, *, found: bool) -> Verdict:
    return Verdict(label, () if found else (f"{shown(quoted)} is not in the text of {place}",))
