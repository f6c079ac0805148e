"""Use a copy of the document: read it, verify the data with it, restore the text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ipplan_data.curation import publish
from ipplan_data.curation.findings import Finding
from ipplan_data.curation.publish import hydrated
from ipplan_data.curation.records import load
from ipplan_data.curation.rules import remedied, run
from ipplan_data.curation.source import witness_file
from ipplan_data.curation.source.compare import Verdict, compare, incomparable
from ipplan_data.curation.source.copy import UnreadableError
from ipplan_data.curation.source.forms import open_copy
from ipplan_data.curation.source.reader import Reading, read_copy
from ipplan_data.curation.source.witness import Witness
from ipplan_data.curation.verify import Proof, prove, refuse_other

__all__ = ["ERRORS", "RefusedError", "UnreadableError", "hydrate", "read", "reading_of", "verify"]

_MOST_NAMED = 5


class RefusedError(Exception):
    """The request can't be carried out; the message says why, and what to do instead."""


ERRORS = (RefusedError, UnreadableError)


def reading_of(source: Path) -> Reading:
    """Read a copy of the document. Raises ``UnreadableError`` if it can't be read."""
    reading = read_copy(open_copy(source))
    reading.findings[:] = remedied(reading.findings)
    return reading


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """A reading, how it differs from the committed witness, and whether a file was written."""

    reading: Reading
    verdicts: list[Verdict]
    changed: bool = False

    @property
    def incomparable(self) -> tuple[str, ...]:
        """What the format of the copy can't show, though the witness has it."""
        return incomparable(self.verdicts)


def read(root: Path, source: Path, *, check: bool = False) -> ReadOutcome:
    """Read a copy and write the witness of the clone at ``root``.

    Writes nothing if there are findings, or with ``check``, which compares the reading with the
    committed witness instead. Raises ``UnreadableError`` for another document and ``RefusedError``
    if the format of the copy can't show everything that a witness needs.
    """
    reading = reading_of(source)
    if check:
        return ReadOutcome(reading, compare(_witness(root), reading.witness))
    missing = {"italics", "markers"} - reading.copy.shows
    if missing:
        message = (
            f"{source}: {reading.copy.form} can't show {' and '.join(sorted(missing))}; "
            "read a copy in Markdown or HTML instead"
        )
        raise RefusedError(message)
    if reading.findings:
        return ReadOutcome(reading, [])
    before = witness_file.load(root)
    if not isinstance(before, Finding):
        refuse_other(reading, before)
    files = {witness_file.NAME: witness_file.dump(reading.witness)}
    return ReadOutcome(reading, [], bool(publish.write(root, files)))


def verify(root: Path, source: Path) -> Proof:
    """Compare a copy with the witness and the records of the clone at ``root``.

    Raises ``UnreadableError`` for another document and ``RefusedError`` without a witness.
    """
    witness = _witness(root)
    loaded = load(root)
    return prove(reading_of(source), witness, loaded.plan, run(loaded, witness))


def _witness(root: Path) -> Witness:
    witness = witness_file.load(root)
    if isinstance(witness, Finding):
        (finding,) = remedied([witness])
        raise RefusedError(str(finding))
    return witness


def hydrate(root: Path, source: Path, out: Path) -> int:
    """Write the data with the text of a copy to ``out`` and return the number of texts.

    Checks every text against its digest first. Raises ``RefusedError`` if one differs, or if
    ``out`` has no known suffix or is inside the clone.
    """
    make = hydrated.FORMATS.get(out.suffix.lower())
    if make is None:
        message = f"{out.name}: expected a name that ends in {', '.join(hydrated.FORMATS)}"
        raise RefusedError(message)
    _outside(root, source, out)
    loaded = load(root)
    witness = _witness(root)
    findings = run(loaded, witness)
    if findings or loaded.plan is None:
        message = f"the records are not sound: {findings[0]}"
        raise RefusedError(message)
    reading = reading_of(source)
    texts: hydrated.Texts = {}
    differing: list[str] = []
    for path, part in witness.parts.items():
        found = reading.parts.get(path)
        if not path.startswith(("task/", "section/", "footnote/")):
            continue
        if found is None or found.sha256 != part.sha256:
            differing.append(path)
        else:
            texts[path] = (found.printed, found.sha256)
    if differing:
        more = len(differing) - _MOST_NAMED
        named = ", ".join(differing[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        message = f"{source}: the text of {named} differs from the witness; see ipplan verify"
        raise RefusedError(message)
    try:
        data = make(loaded.plan, texts)
    except ModuleNotFoundError as error:
        message = "Parquet needs pyarrow: pip install 'ipplan-data[parquet]'"
        raise RefusedError(message) from error
    publish.write(out.parent, {out.name: data})
    return len(texts)


def _outside(root: Path, source: Path, out: Path) -> None:
    """Refuse to write into the clone, where the text could be committed, or over the copy."""
    target = out.resolve()
    if target.is_relative_to(root.resolve()):
        message = (
            f"{out}: this is inside the clone, and the text is under its publisher's copyright; "
            "name a file outside it"
        )
        raise RefusedError(message)
    if target == source.resolve():
        message = f"{out}: this is the copy itself; name another file"
        raise RefusedError(message)
