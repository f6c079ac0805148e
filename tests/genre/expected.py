"""What a reader of documents must give back, whatever the form and the typography."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from genre.outline import Heading, Note, Outline, Prose, Task, glosses, italics, text

Normal = Callable[[str], str]


def expected(outline: Outline, normal: Normal) -> dict[str, Any]:
    """Give the ground truth as plain values.

    ``normal`` gives a text's normal form; it must make the quotes, spaces and parentheses alike
    that typography changes. Texts have it, and markers are counted in it. Glosses, italics, names
    of bodies and addressees are as the outline has them: compare their normal forms.
    """
    return {
        "addressees": [(one.name, one.abbreviation) for one in outline.addressees],
        "headings": [_heading(heading, normal) for heading in outline.headings],
        "tasks": [_task(task, normal) for task in outline.tasks],
        "notes": [_note(note, normal) for note in outline.notes],
        "closing": normal(outline.closing) if outline.closing else None,
    }


def markers(prose: Prose, normal: Normal) -> list[tuple[int, int]]:
    """Give each marker's number, and how many characters of the normal form stand before it."""
    found = []
    before = ""
    for run in prose:
        before += run.text
        if run.marker is not None:
            found.append((run.marker, len(normal(before))))
    return found


def _task(task: Task, normal: Normal) -> dict[str, Any]:
    return {
        "number": task.number,
        "section": task.section,
        "wording": task.wording,
        "bodies": list(task.bodies),
        "markers": markers(task.prose, normal),
        "glosses": glosses(task.prose),
        "italics": italics(task.prose),
        "text": normal(f"{text(task.prose)} {task.clause}"),
    }


def _heading(heading: Heading, normal: Normal) -> dict[str, Any]:
    return {
        "id": heading.id,
        "title": normal(text(heading.title)),
        "glosses": glosses(heading.title),
    }


def _note(note: Note, normal: Normal) -> dict[str, Any]:
    return {
        "number": note.number,
        "labelled": note.labelled,
        "text": normal(text(note.printed)),
        "glosses": glosses(note.prose),
        "italics": italics(note.prose),
    }
