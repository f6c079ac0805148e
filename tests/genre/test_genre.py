"""The invented plans fit together, and every form says all of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from genre import html, markdown, pages, plain
from genre.expected import expected
from genre.outline import NOTE_LABEL, Note, Outline, Run, Task, article, text
from genre.paging import NotePiece, Piece, paginate
from genre.seeing import SEEN, normal
from genre.strategies import outlines
from genre.typography import Typography, typographies
from genre.words import risky

_TOKEN = re.compile(r"[^\W\d_]+")
_PLAIN = Typography(numbered=False)
_slow = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def _name(form: Any) -> str:
    return str(form.__name__).rpartition(".")[2]


def _seen(form: Any, outline: Outline, typography: Typography) -> str:
    return SEEN[_name(form)](form.render(outline, typography).decode().replace("\r\n", "\n"))


texts = pytest.mark.parametrize("form", [markdown, plain, html], ids=_name)
forms = pytest.mark.parametrize("form", [markdown, plain, html, pages], ids=_name)


@texts
@given(outline=outlines())
@_slow
def test_a_plain_copy_says_everything(form: Any, outline: Outline) -> None:
    if form is plain:  # where the digits of markers stand among the words
        bare = [replace(task, prose=(Run(text(task.prose)),)) for task in outline.tasks]
        outline = replace(outline, tasks=tuple(bare), notes=())
    seen = _seen(form, outline, _PLAIN)
    truth = expected(outline, normal)
    said = [f"{task['number']}. {task['text']}" for task in truth["tasks"]]
    said += [heading["title"] for heading in truth["headings"]]
    said += [note["text"] for note in truth["notes"]]
    said += [outline.to] if outline.addressees else []
    said += [truth["closing"]] if truth["closing"] else []
    for value in (truth["front"] or {}).values():
        said += value if isinstance(value, list) else [value] if value else []
    assert [one for one in said if one not in seen] == []


@texts
@given(outline=outlines(), typography=typographies())
@_slow
def test_every_copy_has_all_words_in_order(
    form: Any, outline: Outline, typography: Typography
) -> None:
    seen = _seen(form, outline, typography)
    _in_order([f"{text(task.prose)} {task.clause}" for task in outline.tasks], seen)
    _in_order([text(note.printed) for note in outline.notes], seen)
    _in_order([text(heading.title) for heading in outline.headings], seen)


def _in_order(texts: list[str], seen: str) -> None:
    """Check that words stand in a copy one after the other, with others in between."""
    rest = iter(_TOKEN.findall(seen))
    for word in _TOKEN.findall(normal(" ".join(texts))):
        assert word in rest, (word, texts)


@given(outline=outlines(), typography=typographies())
@_slow
def test_a_pdf_has_all_characters_of_the_plan(outline: Outline, typography: Typography) -> None:
    reader = pytest.importorskip("pypdfium2")
    document = reader.PdfDocument(pages.render(outline, typography))
    seen = "".join(page.get_textpage().get_text_range() for page in document)
    assert len(document) >= len(paginate(outline, typography))
    rest = iter("".join(_TOKEN.findall(seen)))
    for task in outline.tasks:
        for letter in "".join(_TOKEN.findall(f"{text(task.prose)}{task.clause}")):
            assert letter in rest, task


@forms
@given(outline=outlines(), typography=typographies())
@settings(_slow, max_examples=10)
def test_a_copy_is_the_same_each_time(form: Any, outline: Outline, typography: Typography) -> None:
    assert form.render(outline, typography) == form.render(outline, typography)


@given(outline=outlines())
@_slow
def test_a_plan_fits_together(outline: Outline) -> None:
    tasks, ids = outline.tasks, [heading.id for heading in outline.headings]
    assert [task.number for task in tasks] == list(range(1, len(tasks) + 1))
    leaves = [one for one in ids if not any(other.startswith(f"{one}.") for other in ids)]
    assert list(dict.fromkeys(task.section for task in tasks if task.section)) == leaves
    markers = [run.marker for task in tasks for run in task.prose if run.marker is not None]
    assert markers == [note.number for note in outline.notes] == list(range(1, len(markers) + 1))
    for task in tasks:
        assert re.search(r"""\.[")）]*$""", text(task.prose))
        assert len(task.bodies) > 1 or task.wording in {"responsibility", "bare"}
        assert task.wording != "bare" or article(task.bodies[0])
    short = {one.abbreviation for one in outline.addressees}
    assert all(body in short for task in tasks for body in task.bodies if body.isupper())


@given(outline=outlines(), typography=typographies())
@_slow
def test_no_page_or_line_begins_like_something_else(
    outline: Outline, typography: Typography
) -> None:
    for page in paginate(outline, typography):
        assert page.pieces
        pieces: list[Piece | NotePiece] = [*page.pieces, *page.notes]
        assert all(piece.words for piece in pieces)
        assert not any(risky(piece.words[0]) for piece in pieces if not piece.first)
    copy = plain.render(outline, typography).decode()
    numbers = [int(number) for number in re.findall(r"(?m)^\f?(\d+)\.\s", copy)]
    assert numbers == [task.number for task in outline.tasks]


def test_the_truth_counts_what_stands_before_a_marker() -> None:
    prose = (Run("Ring the  "), Run("Bell Act", italic=True, marker=1), Run(" (钟).", marker=2))
    task = Task(1, None, prose, "bare", ("State Bell Bureau",))
    note = Note(1, (Run("So (钟) it is."),), labelled=True)
    truth = expected(Outline(None, (), (), (task,), (note,), None), normal)
    assert truth["tasks"] == [
        {
            "number": 1,
            "section": None,
            "wording": "bare",
            "bodies": ["State Bell Bureau"],
            "markers": [(1, len("Ring the Bell Act")), (2, len("Ring the Bell Act (钟)."))],
            "glosses": ["钟"],
            "italics": ["Bell Act"],
            "text": "Ring the Bell Act (钟). (State Bell Bureau)",
        }
    ]
    assert truth["notes"][0]["text"] == f"{NOTE_LABEL}So (钟) it is."
