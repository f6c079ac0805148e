"""Everything that a plan or its typography can have occurs."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from genre import html, markdown, pages, plain
from genre.outline import Outline, Task, text
from genre.paging import Page, Piece, paginate
from genre.strategies import outlines
from genre.typography import Typography, typographies
from genre.words import bare

Case = tuple[Outline, Typography]


def _any_task(wanted: Callable[[Task], Any]) -> Callable[[Case], bool]:
    return lambda case: any(wanted(task) for task in case[0].tasks)


def _prose(pattern: str) -> Callable[[Case], bool]:
    return _any_task(lambda task: re.search(pattern, text(task.prose)))


def _printed(form: Any, pattern: str) -> Callable[[Case], bool]:
    return lambda case: bool(re.search(pattern, form.render(*case).decode()))


def _worded(wording: str) -> Callable[[Case], bool]:
    return _any_task(lambda task: task.wording == wording)


def _rests(wanted: Callable[[Piece], Any]) -> Callable[[Case], bool]:
    """Look for the rest of a paragraph at the top of a page."""
    return lambda case: any(
        not page.pieces[0].first and wanted(page.pieces[0]) for page in paginate(*case)
    )


def _between(wanted: Callable[[Page, Page], Any]) -> Callable[[Case], bool]:
    """Look at a page and the next one."""

    def occurs(case: Case) -> bool:
        return any(wanted(*pair) for pair in pairwise(paginate(*case)))

    return occurs


def _in_clause(piece: Piece) -> bool:
    start, end = piece.block.clause
    at = len(piece.block.words) - len(piece.words)
    # The next page may begin behind it, and end before the paragraph does.
    return start < at < end and piece.block.words[at:] == piece.words


def _sheets(case: Case) -> int:
    return len(pytest.importorskip("pypdfium2").PdfDocument(pages.render(*case)))


def _set(name: str, value: Any) -> Callable[[Case], bool]:
    return lambda case: bool(getattr(case[1], name) == value)


FEATURES: dict[str, Callable[[Case], bool]] = {
    "eight tasks": lambda case: len(case[0].tasks) == 8,
    "one task": lambda case: len(case[0].tasks) == 1,
    "no headings": lambda case: not case[0].headings,
    "three levels": lambda case: any(heading.level == 3 for heading in case[0].headings),
    "a part without sections": _any_task(lambda task: task.section in {"I", "II", "III"}),
    "front": lambda case: case[0].front is not None,
    "addressees alone": lambda case: not case[0].front and bool(case[0].addressees),
    "no front": lambda case: not case[0].front and not case[0].addressees,
    "closing sentence": lambda case: case[0].closing is not None,
    "three notes": lambda case: len(case[0].notes) == 3,
    "two markers in a task": _any_task(lambda t: sum(bool(r.marker) for r in t.prose) == 2),
    "marker behind a title": _any_task(lambda t: any(r.italic and r.marker for r in t.prose)),
    "unlabelled note": lambda case: not all(note.labelled for note in case[0].notes),
    "abbreviation": _any_task(lambda task: any(body.isupper() for body in task.bodies)),
    "collective": _any_task(lambda task: any(body[0].islower() for body in task.bodies)),
    "comma and and in a name": _any_task(lambda task: ", and " in "".join(task.bodies)),
    "apostrophe in a name": _any_task(lambda task: "'" in "".join(task.bodies)),
    "five bodies": _any_task(lambda task: len(task.bodies) == 5),
    "comma with two bodies": _any_task(lambda task: task.comma and len(task.bodies) == 2),
    "no comma with three": _any_task(lambda task: not task.comma and len(task.bodies) == 3),
    **{one: _worded(one) for one in ("responsibility", "separate_functions")},
    **{one: _worded(one) for one in ("separate_duties", "bare")},
    "title with parentheses": _any_task(lambda t: any(r.italic and "(" in r.text for r in t.prose)),
    "long title": _any_task(lambda t: any(r.italic and r.text.count(" ") > 6 for r in t.prose)),
    "gloss in wide parentheses": _prose(r"（\S+）"),
    "gloss with quotes": _prose(r"\(“.+?”\)"),
    "gloss with a Chinese comma": _prose("、"),
    "special characters": _prose(r"[&<>*_#$\[\]`\\~]"),
    "ends in a quote": _prose(r'\."$'),
    "range of years": _prose("2031-2035"),
    **{f"quotes {one}": _set("quotes", one) for one in ("straight", "curly", "mixed")},
    **{f"mark {one}": _set("page_mark", one) for one in ("none", "rule", "feed")},
    "hyphen at a line's end": _printed(plain, r"(?<!-)\b[a-z]{3,}-\n[a-z]{3,}"),
    "page ends in a clause": _rests(_in_clause),
    "page ends in the addressees": _rests(lambda piece: piece.block.role == "addressees"),
    "page ends in the opening": _rests(lambda piece: piece.block.role == "opening"),
    "page ends before a clause": _rests(lambda piece: bare(piece.words[0]) == "(Responsibility"),
    "footnote within a task": _between(lambda one, two: one.notes and not two.pieces[0].first),
    "footnote between tasks": _between(lambda one, two: one.notes and two.pieces[0].first),
    "divided footnote": lambda case: any(
        not note.first for page in paginate(*case) for note in page.notes
    ),
    "divided footnote in Markdown": _printed(markdown, r"\n[-_]+\n\n[a-z]"),
    "bare page number": _printed(plain, r"\n\n\d+\n"),
    "running head": _printed(plain, r"Heron Archive Translations\n[\s\S]*?Heron Archive Trans"),
    "form feed": _printed(plain, r"\f\w"),
    "rule within a task": _printed(markdown, r"[a-z]\n\n[-_]+\n\n[a-z]"),
    "consecutive lines": _printed(markdown, r"\)\n2\. "),
    "printed number": _printed(markdown, r"(?m)^1\\\. "),
    "indented lines": _printed(markdown, r"\n   [a-z]"),
    "reference": _printed(markdown, r"\w\[\^1\][\s\S]*\n\[\^1\]: "),
    "marker": _printed(markdown, r"\w<sup>1</sup>"),
    "underscores": _printed(markdown, r"\b_[A-Z][a-z]+_ "),
    "bold heading": _printed(markdown, r"(?m)^\*\*\([ivx]+\)"),
    "plain heading": _printed(markdown, r"(?m)^\(i\)"),
    "marked heading": _printed(markdown, r"(?m)^#### \(i\)"),
    "marked bold heading": _printed(markdown, r"(?m)^### \*\*I\."),
    "escapes": _printed(markdown, r"\\\$40"),
    "entities": _printed(markdown, "&amp;"),
    "unbreakable space": _printed(plain, "\N{NO-BREAK SPACE}"),
    "wide clause": _printed(plain, "（Responsibility"),
    "closing apart": _printed(plain, r"\)\n\n(Where a task|All keepers)"),
    "closing run on": _printed(plain, r"\) (Where a task|All keepers)"),
    "list in HTML": _printed(html, r'<ol start="2">'),
    "numbers in HTML": _printed(html, r"<p>2\. "),
    "notes in a section": _printed(html, r'class="footnotes">\s*<ol>\s*<li id="fn1">'),
    "linked marker": _printed(html, r'<sup><a href="#fn1">1</a></sup>'),
    "notes behind a rule in HTML": _printed(html, r"<hr>\s*<p><sup>1</sup> "),
    "strong heading": _printed(html, r"<p><strong>I\."),
    "several sheets": lambda case: _sheets(case) > 2,
}


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Many plans and typographies, the same each time."""
    found: list[Case] = []

    @seed(1)
    @settings(
        max_examples=800,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(outlines(), typographies())
    def draw(outline: Outline, typography: Typography) -> None:
        found.append((outline, typography))

    draw()
    return found


@pytest.mark.parametrize("feature", FEATURES)
def test_everything_occurs(feature: str, cases: list[Case]) -> None:
    assert any(map(FEATURES[feature], cases))
