"""Correct one value of one record, if the records are then as sound as they were."""

from __future__ import annotations

import difflib
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ipplan_data.curation import misprint, released
from ipplan_data.curation.addressing import (
    Field,
    Found,
    UnknownError,
    UnreadableError,
    field_of,
    find,
)
from ipplan_data.curation.findings import Finding
from ipplan_data.curation.misprint import NoErratumError, Reason
from ipplan_data.curation.model import Erratum, Task
from ipplan_data.curation.model.coding import Variable
from ipplan_data.curation.records import Loaded, load
from ipplan_data.curation.records.edit import GONE, EditError, Steps, changed_lines, edited
from ipplan_data.curation.records.load import FOLDER
from ipplan_data.curation.records.write import flow
from ipplan_data.curation.rules import RULES, run
from ipplan_data.curation.rules.registry import Entries, Runs
from ipplan_data.curation.witness import file as witness_file
from ipplan_data.curation.witness.model import Witness
from ipplan_data.writing import write

__all__ = ["ANSWERED", "Correction", "Reason", "UnreadableError", "correct"]

# What can be wrong with the words of a correction; each says so itself.
ANSWERED = (UnknownError, EditError)
_ERRATA = f"{FOLDER}/errata.yaml"
_UNDECIDED = "IPP313"
_LINE = re.compile(r"\bline [0-9]+")


@dataclass(frozen=True, slots=True)
class Correction:
    """What a correction does: the value before and after, and each file before and after.

    ``findings`` are what would be wrong then and isn't now; with any, nothing is to be written.
    ``advice`` says what else there is to do about them, ``told_as`` what the news call the value.
    """

    label: str
    name: str
    old: str
    new: str
    files: dict[str, tuple[str, str]]
    findings: list[Finding] = field(default_factory=list)
    advice: str = ""
    erratum: str = ""
    told_as: str = ""

    @property
    def places(self) -> dict[str, int]:
        """The files that change, each with the first line that does."""
        changed = {file: changed_lines(*texts) for file, texts in self.files.items()}
        return {file: max(lines.start, 1) for file, lines in changed.items()}

    def diff(self) -> list[str]:
        """Give the change as a unified diff, line by line."""
        return [line for file, texts in self.files.items() for line in _diff(file, *texts)]

    def write(self, root: Path) -> list[str]:
        """Write the files, all or none, and tell which."""
        return write(root, {file: after.encode() for file, (_, after) in self.files.items()})


def _diff(file: str, before: str, after: str) -> Iterator[str]:
    old, new = before.splitlines(), after.splitlines()
    return difflib.unified_diff(old, new, f"a/{file}", f"b/{file}", lineterm="", n=2)


def correct(
    root: Path, record: str, name: str, typed: str | None, reason: Reason | None = None
) -> Correction:
    """Work out what becomes of the records when one value is another; nothing is written.

    ``typed`` is the value as typed in a shell; ``None`` takes the field away. With a ``reason``
    the document is wrong, and an erratum says so, or coders gave other codes, and a decision does.
    Raises ``UnknownError`` for what isn't there, ``UnreadableError`` for a file that can't be read,
    ``EditError`` for one that can't be changed.
    """
    found = find(root, record)
    wanted = field_of(found, name)
    value = wanted.value(typed)
    before = _Checked.of(root, {})
    files = _with(found, wanted, value)
    first = _judged(root, before, found, files)
    erratum, advice = "", ""
    if misprint.disagrees(first):
        if reason is None:
            advice = (
                "where the document itself is wrong, say why: add --because, and an applied "
                "erratum records it"
            )
        else:
            try:
                erratum, files = _with_erratum(root, found, wanted, files, reason)
            except NoErratumError as error:
                advice = str(error)
            else:
                first = _judged(root, before, found, files)
    elif found.model is Task and name in [*Variable] and files:
        decided, advice = _with_decision(found, wanted, files, first, reason)
        if decided != files:
            files = decided
            first = _judged(root, before, found, files)
    elif reason is not None and not first:
        advice = "the document doesn't print otherwise, so there is no fault of it to record"
    steps = wanted.steps[len(found.steps) :]
    return Correction(
        found.label,
        name,
        _shown(found.data, steps),
        _said(value),
        files,
        first,
        advice,
        erratum,
        _told_as(found, name.partition(".")[0]),
    )


def _told_as(found: Found, name: str) -> str:
    """Give what the news call the value, if it is published."""
    return f"{found.path} {name}" if name in released.fields(found.model) else ""


def _with(found: Found, wanted: Field, value: Any) -> dict[str, tuple[str, str]]:
    """Give the file of a record before and after the change, if it changes."""
    data = _inside(found.data, wanted.steps[len(found.steps) : -1])
    last = wanted.steps[-1]
    absent = isinstance(last, str) and last not in data
    if (absent and value is GONE) or (not absent and _same(data[last], value)):
        return {}
    after = edited(found.text, wanted.steps, value, wanted.order)
    return {found.file: (found.text, after)}


def _same(one: Any, other: Any) -> bool:
    """Tell whether two values are one, and of one type: true is no 1."""
    return type(one) is type(other) and bool(one == other)


def _with_erratum(
    root: Path, found: Found, wanted: Field, files: dict[str, tuple[str, str]], reason: Reason
) -> tuple[str, dict[str, tuple[str, str]]]:
    """Add the erratum to the change; a term keeps beside it what is printed."""
    steps = wanted.steps[len(found.steps) :]
    files = dict(files)
    term = _inside(found.data, steps[:-1])
    if steps[-1] == "term_zh" and "as_printed_zh" not in term:
        before, after = files[found.file]
        beside = (*wanted.steps[:-1], "as_printed_zh")
        kept = edited(after, beside, term["term_zh"], wanted.order)
        files[found.file] = (before, kept)
    checked = _Checked.of(root, files)
    plan, witness = checked.loaded.plan, checked.witness
    if plan is None or not isinstance(witness, Witness):
        message = "the document can't be held against records that are unsound: mend them first"
        raise NoErratumError(message)
    new = misprint.erratum(plan, witness, found.path, str(steps[0]), reason)
    errata = [find(root, one.path) for one in plan.errata[-1:]]
    text = errata[0].text if errata else (root / _ERRATA).read_text(encoding="utf-8")
    rows = [one.record for one in plan.errata]
    place = len(rows) - rows[::-1].index(found.path) if found.path in rows else len(rows)
    files[_ERRATA] = (text, edited(text, (place,), new, tuple(Erratum.model_fields)))
    return str(new["id"]), files


def _with_decision(
    found: Found,
    wanted: Field,
    files: dict[str, tuple[str, str]],
    findings: list[Finding],
    reason: Reason | None,
) -> tuple[dict[str, tuple[str, str]], str]:
    """Put the reason of a code beside it, or take away the one that there was; or give advice.

    Codes go with a decision where coders gave others, and with none where they gave these.
    """
    undecided = [finding for finding in findings if finding.code == _UNDECIDED]
    superfluous = any(finding.expected is None for finding in undecided)
    if len(undecided) < len(findings) or (reason is None and not undecided):
        return files, ""
    if reason is None and not superfluous:
        return files, "say why with --because: the reason is kept beside the code, as a decision"
    variable = wanted.steps[-1]
    told = [one for one in found.data.get("decisions", ()) if one.get("variable") != variable]
    if reason is not None and not superfluous:
        told.append({"variable": variable, "reason": reason.evidence})
    before, after = files[found.file]
    steps = (*found.steps, "decisions")
    after = edited(after, steps, tuple(told) if told else GONE, wanted.order)
    return {**files, found.file: (before, after)}, ""


def _inside(data: Any, steps: Steps) -> Any:
    for step in steps:
        data = data[step]
    return data


def _shown(data: Any, steps: Steps) -> str:
    inside = _inside(data, steps[:-1])
    last = steps[-1]
    return "nothing" if isinstance(last, str) and last not in inside else _said(inside[last])


def _said(value: Any) -> str:
    return "nothing" if value is GONE else flow(value)


@dataclass(frozen=True, slots=True)
class _Checked:
    """Records, with what is wrong with them."""

    loaded: Loaded
    witness: Witness | Finding
    findings: list[Finding]

    @classmethod
    def of(cls, root: Path, files: dict[str, tuple[str, str]]) -> _Checked:
        """Check the records as they would be with these files, in a folder of their own."""
        witness = witness_file.load(root)
        if not files:
            loaded = load(root)
            return cls(loaded, witness, run(loaded, witness))
        with tempfile.TemporaryDirectory(prefix="ipplan-") as folder:
            there = Path(folder)
            shutil.copytree(root / FOLDER, there / FOLDER, symlinks=True)
            for file, (_, after) in files.items():
                (there / file).write_bytes(after.encode())
            loaded = load(there)
        return cls(loaded, witness, run(loaded, witness))


def _judged(
    root: Path, before: _Checked, found: Found, files: dict[str, tuple[str, str]]
) -> list[Finding]:
    """Give the findings that the change brings, without those that were merely hidden so far."""
    if not files:
        return []
    after = _Checked.of(root, files)
    known = Counter(map(_fault, before.findings))
    lines = {file: changed_lines(*texts) for file, texts in files.items()}
    unsound = {finding.record for finding in before.findings}
    new = []
    for finding in after.findings:
        if known[_fault(finding)]:
            known[_fault(finding)] -= 1
            continue
        touched = finding.place.line in lines.get(finding.place.path, ())
        compared = RULES[finding.code].subject is Entries and finding.record in unsound
        last = RULES[finding.code].runs is Runs.LAST and bool(before.findings)
        hidden = before.loaded.plan is None or compared or last
        about = finding.record == found.label and not compared
        if touched or about or not hidden:
            new.append(finding)
    return new


def _fault(finding: Finding) -> tuple[str, str, str]:
    """Tell a finding from others, wherever its line has moved to."""
    return finding.code, finding.record, _LINE.sub("line", finding.message)
