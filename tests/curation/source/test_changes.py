"""Whatever is changed in a copy of the document, one thing at a time, is told where it is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from changing import CHANGES, Place, Printed, misnumbered, printed
from ipplan_data.curation.model import Plan
from ipplan_data.curation.verify import prove
from ipplan_data.curation.source.bodies import INSTITUTIONS
from ipplan_data.curation.source.forms import from_bytes
from ipplan_data.curation.source.reader import read_copy
from ipplan_data.curation.witness import file
from ipplan_data.curation.source.witness import Witness
from ipplan_data.curation.source.normal import origins

SOURCE = os.environ.get("IPPLAN_SOURCE")
pytestmark = pytest.mark.skipif(not SOURCE, reason="IPPLAN_SOURCE names no copy of the document")

NUMERALS = ("i", "ii", "iii", "iv", "v", "vi")
HEADING = re.compile(
    r"^(?:#+ )?(?:\*\*)?\(?(?P<numeral>[ivx]+)[.)] (?P<title>[^*\n]+)", re.MULTILINE | re.IGNORECASE
)
NOTE = re.compile(r"^<sup>(?P<number>\d+)</sup> (?P<text>.*)$", re.MULTILINE)
LABEL = "Translator's note: "
WORD = re.compile(r"(?<![\w-])[A-Za-z]{3,}(?![\w-])")


@pytest.fixture(scope="module")
def document() -> str:
    return Path(str(SOURCE)).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def witness(root: Path) -> Witness:
    read = file.load(root)
    assert isinstance(read, Witness)
    return read


@pytest.fixture(scope="module", autouse=True)
def _remembered() -> Iterator[None]:
    """Find the places of a text once, for the many texts that a change leaves alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ipplan_data.curation.source.parts.origins", cache(origins))
        yield


@pytest.fixture(scope="module")
def tasks(document: str, plan: Plan) -> list[Printed]:
    return printed(document, plan)


def told(text: str, witness: Witness) -> dict[str, str]:
    """Give each part that a copy has otherwise, with what is told of it."""
    proof = prove(read_copy(from_bytes("copy.md", text.encode())), witness, None, ())
    return {
        verdict.part: "; ".join(verdict.differences) or ("missing" if verdict.missing else "added")
        for verdict in proof.verdicts
        if not verdict.agrees
    }


def told_elsewhere(
    changes: Iterable[tuple[set[str], str, str]], witness: Witness
) -> Iterator[tuple[set[str], str, dict[str, str]]]:
    """Find changes that aren't told at these parts alone, or not in these words."""
    for where, words, text in changes:
        found = told(text, witness)
        if found.keys() != where or not any(words in one for one in found.values()):
            yield where, words, found


def test_the_document_as_it_is_agrees(document: str, witness: Witness) -> None:
    assert told(document, witness) == {}


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_to_a_task_is_told_there(
    kind: str, tasks: list[Printed], witness: Witness
) -> None:
    make, words = CHANGES[kind]
    changes = [({f"task/{one.task}"}, words, text) for one in tasks for text in make(one)]
    assert changes
    assert [*told_elsewhere(changes, witness)] == []


def test_another_number_of_a_task_is_told_there(
    tasks: list[Printed], plan: Plan, witness: Witness
) -> None:
    changes = numbered(tasks, {one.task for one in tasks} - opening(plan))
    assert [*told_elsewhere(changes, witness)] == []


def test_another_number_below_a_heading_is_told_there(
    tasks: list[Printed], plan: Plan, witness: Witness
) -> None:
    changes = numbered(tasks, opening(plan))
    assert [*told_elsewhere(changes, witness)] == []


def opening(plan: Plan) -> set[int]:
    """Give the tasks that stand right below a heading."""
    return {section.first_task for section in plan.sections}


def numbered(tasks: list[Printed], some: set[int]) -> list[tuple[set[str], str, str]]:
    """Give some of the tasks another number each."""
    return [
        ({f"task/{one.task}"}, "the task's number is ", misnumbered(one))
        for one in tasks
        if one.task in some
    ]


def test_a_change_to_a_heading_is_told_there(document: str, plan: Plan, witness: Witness) -> None:
    changes: list[tuple[set[str], str, str]] = []
    for index, (part, heading) in enumerate(headings(document, plan)):
        words = [*WORD.finditer(document, *heading.span("title"))]
        other = Place(*words[index % len(words)].span()).instead(document, "Heron")
        changes.append(({part}, "the title is", other))
    assert [*told_elsewhere(changes, witness)] == []


def test_another_numeral_is_told_there(document: str, plan: Plan, witness: Witness) -> None:
    changes = [({part}, "numeral", turned(document, of)) for part, of in headings(document, plan)]
    assert [*told_elsewhere(changes[1:], witness)] == []


def test_another_numeral_of_the_first_heading_is_told_there(
    document: str, plan: Plan, witness: Witness
) -> None:
    part, first = headings(document, plan)[0]
    assert told(turned(document, first), witness).keys() == {part}


def headings(document: str, plan: Plan) -> list[tuple[str, re.Match[str]]]:
    """Find the headings; each comes with what it is called."""
    paths = [section.path for section in plan.sections]
    return [*zip(paths, HEADING.finditer(document), strict=True)]


def turned(document: str, heading: re.Match[str]) -> str:
    """Give the document with the next numeral before a heading."""
    numeral = heading["numeral"]
    following = NUMERALS[NUMERALS.index(numeral.lower()) + 1]
    following = following if numeral.islower() else following.upper()
    return Place(*heading.span("numeral")).instead(document, following)


def test_a_change_to_a_footnote_is_told_there(document: str, plan: Plan, witness: Witness) -> None:
    notes = [*NOTE.finditer(document)]
    assert [int(note["number"]) for note in notes] == [note.number for note in plan.footnotes]
    changes: list[tuple[set[str], str, str]] = []
    for note in notes:
        part = {f"footnote/{note['number']}"}
        words = [*WORD.finditer(document, note.start("text") + len(LABEL), note.end("text"))]
        word = words[int(note["number"]) * 5 % len(words)]
        changes.append((part, "the text differs", Place(*word.span()).instead(document, "heron")))
        number = Place(*note.span("number")).instead(document, str(int(note["number"]) + 1))
        changes.append((part, "number", number))
        if note["text"].startswith(LABEL):
            label = Place(note.start("text"), note.start("text") + len(LABEL))
            changes.append((part, "the label is", label.instead(document, "")))
    assert [*told_elsewhere(changes, witness)] == []


def test_a_change_to_an_addressee_is_told_there(
    document: str, plan: Plan, witness: Witness
) -> None:
    known = {body.addressee_position: re.escape(body.name) for body in plan.agencies}
    bodies = [known[position] for position in sorted(filter(None, known))]
    name = re.compile(rf"(?:{'|'.join(bodies)})(?: \(\w+\))?")
    found = re.search(r"^To the (?P<listed>[^:]+):$", document, re.MULTILINE)
    assert found
    listed = Place(*found.span("listed"))
    names = name.findall(" ".join(found["listed"].split()))
    assert len(names) == len(bodies)
    changes: list[tuple[set[str], str, str]] = []
    for index, one in enumerate(names):
        where = {"front/addressees", f"addressee/{index + 1}"}
        before, after = names[:index], names[index + 1 :]
        changes.append((where, "missing", listed.instead(document, ", ".join([*before, *after]))))
        words = [word for word in WORD.finditer(one) if word[0] not in {*INSTITUTIONS, "and"}]
        word = words[index % len(words)]
        other = Place(*word.span()).instead(one, f"{word[0][0]}eron")
        whole = ", ".join([*before, other, *after])
        changes.append((where, "the name is", listed.instead(document, whole)))
    assert [*told_elsewhere(changes, witness)] == []
