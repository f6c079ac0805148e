"""Invented plans, printed as Markdown and plain text, are read as exactly what was printed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, note, settings

from genre import markdown, plain
from genre.expected import expected
from genre.outline import Heading, Note, Outline, Run, Task
from genre.strategies import outlines
from genre.typography import Break, Typography, typographies
from ipplan_data.curation.source.forms import from_bytes
from ipplan_data.curation.source.normal import normal
from ipplan_data.curation.source.reader import Reading, read_copy
from ipplan_data.curation.source.witness import Name

FORMS = {"markdown": (markdown, "md"), "plain": (plain, "txt")}
_large = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def read(form: str, outline: Outline, typography: Typography) -> Reading:
    module, suffix = FORMS[form]
    data = module.render(outline, typography)
    note(data.decode())
    return read_copy(from_bytes(f"copy.{suffix}", data))


def said(reading: Reading, truth: dict[str, Any]) -> dict[str, Any]:
    """Give what was read in the terms of the truth; what the form can't show is taken from it."""
    witness, parts = reading.witness, reading.parts
    shows = reading.copy.shows
    tasks = [
        {
            "number": task.number,
            "section": task.section,
            "wording": task.wording.value,
            "bodies": [*map(normal, task.bodies)],
            "markers": [(one.footnote, one.at) for one in task.markers or ()]
            if "markers" in shows
            else told["markers"],
            "glosses": _names(task.glosses),
            "italics": _names(task.titles or ()) if "italics" in shows else told["italics"],
            "text": parts[f"task/{task.number}"].normal,
        }
        for task, told in zip(witness.tasks, truth["tasks"], strict=True)
    ]
    return {
        "addressees": [(normal(one.name), one.abbreviation) for one in witness.addressees],
        "headings": [
            {
                "id": one.id,
                "title": parts[f"section/{one.id}"].normal,
                "glosses": _names(one.glosses),
            }
            for one in witness.headings
        ],
        "tasks": tasks,
        "notes": [
            {
                "number": one.number,
                "labelled": one.labelled,
                "text": parts[f"footnote/{one.number}"].normal,
                "glosses": _names(one.glosses),
                "italics": _names(one.titles or ()),
            }
            for one in witness.footnotes
        ],
        "closing": parts["closing"].normal if witness.closing else None,
    }


def _names(names: tuple[Name, ...]) -> list[str]:
    return [normal(name.as_printed) for name in names]


def _cut_note_before_a_part() -> tuple[Outline, Typography]:
    """A plan in which a heading follows the second half of a footnote."""
    title = (Run("Mending Gates and Quays"),)
    body = ("State Grain and Lantern Ministry",)
    prose = {1: (Run("Anchor", marker=1), Run(" amber and amber."))}
    outline = Outline(
        front=None,
        addressees=(),
        closing=None,
        headings=tuple(Heading(one, title) for one in ("I", "I.i", "I.ii", "II", "II.i")),
        tasks=tuple(
            Task(
                number, section, prose.get(number, (Run("Anchor amber."),)), "responsibility", body
            )
            for number, section in ((1, "I.i"), (2, "I.ii"), (3, "II.i"))
        ),
        notes=(Note(1, (Run('"Double bell" (“双钟”) is rung twice: here and there.'),), False),),
    )
    cut = (Break("between", 0), Break("between", 1))
    return outline, Typography(breaks=cut, notes="bottom", split=0, numbered=False, headings=("#",))


CUT = _cut_note_before_a_part()


def printed(outline: Outline) -> dict[str, Any]:
    """Give the truth with every name in its normal form."""
    truth = expected(outline, normal)
    for one in (*truth["tasks"], *truth["headings"], *truth["notes"]):
        for field in ("bodies", "glosses", "italics"):
            if field in one:
                one[field] = [*map(normal, one[field])]
    truth["addressees"] = [(normal(name), short) for name, short in truth["addressees"]]
    return truth


@pytest.mark.parametrize("form", FORMS)
@given(outline=outlines(), typography=typographies())
@example(outline=CUT[0], typography=CUT[1])
@_large
def test_a_plan_is_read_as_it_was_printed(
    form: str, outline: Outline, typography: Typography
) -> None:
    reading = read(form, outline, typography)
    note(str(typography))
    truth = printed(outline)
    assert [task.number for task in reading.witness.tasks] == [t["number"] for t in truth["tasks"]]
    assert said(reading, truth) == truth
    assert reading.findings == []
