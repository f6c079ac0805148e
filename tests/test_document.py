"""The records against the document itself, where a copy of it is at hand.

The copy is Markdown; ``IPPLAN_SOURCE`` says where it is. Nothing is read out of it here: what the
records say is looked for in it, at the one place where it must stand.
"""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest

from ipplan_data.curation.model import Plan, Responsibility, Task
from ipplan_data.curation.model.entity import OMITTED

SOURCE = os.environ.get("IPPLAN_SOURCE")
pytestmark = pytest.mark.skipif(not SOURCE, reason="IPPLAN_SOURCE names no copy of the document")


def plain(text: str) -> str:
    """Give a text with plain quotes."""
    for curly, straight in zip("‘’“”", "''\"\"", strict=True):
        text = text.replace(curly, straight)
    return text


@pytest.fixture(scope="module")
def document() -> str:
    """The document with plain quotes, and without emphasis and escapes."""
    return re.sub(r"[*\\]", "", plain(Path(str(SOURCE)).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def starts(document: str, plan: Plan) -> list[int]:
    """Where each task begins, and where the last one's clause may end at the latest."""
    places = [0]
    for task in plan.tasks:
        found = re.compile(rf"^{task.number}\. ", re.MULTILINE).search(document, places[-1])
        assert found, f"task {task.number} is in the document after the one before"
        places.append(found.start())
    return [*places[1:], len(document)]


def clause(task: Task, plan: Plan) -> re.Pattern[str]:
    """The one form in which the document can print who is responsible for the task."""
    names = [re.escape(plan.agency[agency].printed_name) for agency in task.agencies]
    head, last = names[:-1], names[-1]
    listed = "".join(f"(?:the )?{name},? " for name in head)
    bodies = f"{listed}{'and ' if head else ''}(?:the )?{last}"
    if task.sharing is Responsibility.SEPARATE:
        tail = " based on their respective official (?:functions|duties)"
        return re.compile(rf"\(Separate responsibilities of {bodies}{tail}\)")
    return re.compile(rf"\((?:Responsibility of )?{bodies}\)")


def test_every_task_prints_its_bodies_in_order(
    document: str, starts: list[int], plan: Plan
) -> None:
    for task, (start, end) in zip(plan.tasks, pairwise(starts), strict=True):
        text = " ".join(document[start:end].split())
        assert len(clause(task, plan).findall(text)) == 1, task.label
        clauses = re.findall(r"\((?:Separate r|R)esponsibilit(?:y|ies) of ", text)
        assert len(clauses) <= 1, task.label


def test_every_task_carries_its_markers(document: str, starts: list[int], plan: Plan) -> None:
    for task, (start, end) in zip(plan.tasks, pairwise(starts), strict=True):
        text = document[start:end]
        marks = re.findall(r"(?<!\n)<sup>(\d+)</sup>", text)
        assert tuple(map(int, marks)) == task.footnotes, task.label


def test_every_task_stands_under_its_heading(document: str, starts: list[int], plan: Plan) -> None:
    place = 0
    for section in plan.sections:
        numeral = section.id.partition(".")[2]
        printed = rf"\({numeral}\) " if numeral else rf"{section.id}\. "
        words = r" (?:\(\"\S+\"\) )?".join(map(re.escape, section.title.split()))
        heading = re.compile(rf"^[# ]*{printed}{words}\s*$", re.MULTILINE).search(document, place)
        assert heading, section.label
        place = heading.end()
        assert place < starts[section.first_task - 1], section.label
        if section.first_task > 1:
            assert heading.start() > starts[section.first_task - 2], section.label


def test_the_notice_addresses_its_addressees_in_order(document: str, plan: Plan) -> None:
    addressees = sorted(
        (agency for agency in plan.agencies if agency.addressee_position),
        key=lambda agency: agency.addressee_position or 0,
    )
    names = r"(?: \(\w+\))?, ".join(re.escape(agency.name) for agency in addressees)
    text = " ".join(document.split())
    assert re.search(rf"To the {names}(?: \(\w+\))?:", text)
    for agency in addressees:
        if agency.printed and agency.printed == agency.abbreviation:
            assert f"{agency.name} ({agency.abbreviation})" in text


@pytest.fixture(scope="module")
def texts(document: str, starts: list[int], plan: Plan) -> dict[str, str]:
    """The text of each task and each footnote, all spaces alike, without what interrupts it.

    A footnote that is printed at the foot of a page stands among the lines of some task.
    """
    notes = {
        f"footnote/{number}": text
        for number, text in re.findall(r"(?m)^<sup>(\d+)</sup> (.*)$", document)
    }
    tasks = {
        task.path: re.sub(r"(?m)^(<sup>\d+</sup> .*|---)$|<sup>\d+</sup>", "", document[start:end])
        for task, (start, end) in zip(plan.tasks, pairwise(starts), strict=True)
    }
    return {path: " ".join(text.split()) for path, text in (tasks | notes).items()}


def test_errata_in_prose_quote_what_is_printed(
    document: str, texts: dict[str, str], plan: Plan
) -> None:
    whole = " ".join(document.split())
    for erratum in plan.errata:
        if erratum.guard:
            for path in plan.prose(erratum.record):
                text = texts.get(path, whole)
                assert plain(erratum.as_printed) in text, erratum.label


def test_mentions_stand_in_their_task_in_order(texts: dict[str, str], plan: Plan) -> None:
    for task in plan.tasks:
        text = texts[task.path]
        place = 0
        for mention in task.mentions:
            first, *more = plain(plan.printed(mention)).split(OMITTED)
            # Several orders about one thing are about the same words.
            place = text.find(first.strip(), place)
            assert place >= 0, (task.label, mention)
            after = place + len(first.strip())
            for piece in more:
                found = text.find(piece.strip(), after)
                assert found > after, (task.label, mention)
                after = found + len(piece.strip())


def test_terms_stand_beside_their_chinese(document: str, texts: dict[str, str], plan: Plan) -> None:
    whole = " ".join(document.split())
    title, *rest = plan.glosses
    assert title.term.printed in whole
    for gloss in rest:
        text = texts.get(gloss.owner.path, whole)
        chinese = f"({plain(gloss.term.printed)})"
        assert chinese in text, gloss.id
        # Up to the Chinese, and a few words beyond where what is glossed goes on.
        around = text.partition(chinese)[0] + text.partition(chinese)[2][:200]
        for word in plain(gloss.term.term).split():
            assert word in around, (gloss.id, word)


def test_chinese_stands_nowhere_else(document: str, plan: Plan) -> None:
    printed = re.findall(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)", document)
    assert sorted(printed) == sorted(plain(gloss.term.printed) for gloss in plan.glosses[1:])


def test_targets_stand_in_their_task_with_their_numbers(texts: dict[str, str], plan: Plan) -> None:
    words = {3: "three", 4: "four", 8: "eight"}
    for task in plan.tasks:
        for target in task.targets:
            assert target.as_printed in texts[task.path], task.label
            numbers = {str(target.value), words.get(target.value or 0)}
            assert target.value is None or numbers & {*target.as_printed.split()}, task.label
            assert (target.period or "").replace("/", "-") in target.as_printed, task.label


def test_facts_about_the_document_stand_in_it(document: str, plan: Plan) -> None:
    text = " ".join(document.split())
    facts = plan.document
    for title in (facts.notice_title, facts.notice_title_zh, facts.plan_title):
        assert title in text
    assert f"《{facts.plan_title_zh}》" in facts.notice_title_zh
    assert facts.source_url.replace("%2D", "-") in text
    assert f"<{facts.archive_url}>" in text
    for name in (facts.translator, facts.editor):
        assert name in text
    issuer = plan.agency[facts.issuer]
    assert f"{issuer.name} ({issuer.name_zh})" in text
    stamp = plan.agency[facts.stamped_by].name
    assert f"(stamped in its stead by the {stamp})" in text


def test_footnotes_explain_their_terms(document: str, plan: Plan) -> None:
    for note in plan.footnotes:
        begins = re.search(rf"^<sup>{note.number}</sup> (.*)$", document, re.MULTILINE)
        assert begins, note.label
        assert plain(note.term.printed) in begins[1], note.label
        labelled = begins[1].startswith("Translator's note: ")
        assert labelled == (note.kind.value == "translator_note"), note.label
