"""A task with every field that it can have, each explained: something to begin from."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import get_origin

from ipplan_data.curation.model import Record, Task
from ipplan_data.curation.model.fields import annotation_of, classes, marks, options
from ipplan_data.curation.model.types import Ref

NAME = "docs/blank-task.yaml"
_HEAD = (
    "A task with every field that it can have; the build makes this file of the model. Copy what "
    "follows into the file of the section, put values in the place of what stands in angle "
    "brackets, and delete the optional fields that the task doesn't need."
)
_WIDTH = 100


def text() -> str:
    """Give the annotated task as the text of a file.

    >>> "number: <number>" in text()
    True
    """
    lines = [*_comment(_HEAD, ""), ""]
    first, *rest = _record(Task, "  ", "")
    while first.lstrip().startswith("#"):
        lines.append(first.removeprefix("  "))
        first, *rest = rest
    return "\n".join([*lines, f"- {first.lstrip()}", *rest]) + "\n"


def _record(model: type[Record], indent: str, around: str) -> Iterator[str]:
    """Give the lines of one record, a comment above each field."""
    for name, info in model.model_fields.items():
        if name in model.given:
            continue
        annotation = annotation_of(model, name)
        told = info.description or ""
        told += "" if info.is_required() else " (optional)"
        for ref in marks(annotation, Ref)[:1]:
            inside = bool(classes(annotation, Record))
            told += "" if inside else f"; names one of the {ref.table}"
        if valid := options(annotation):
            told += ": " + ", ".join(f"{one} ({one.meaning})" for one in valid)
        yield from _comment(told, indent)
        hole = f"<{around}{name}>"
        inner = classes(annotation, Record)
        if inner:
            yield f"{indent}{name}:"
            yield from _item(inner[0], f"{indent}    ", f"{around}{name}.")
        else:
            listed = get_origin(info.annotation) is tuple
            yield f"{indent}{name}: [{hole}]" if listed else f"{indent}{name}: {hole}"


def _item(model: type[Record], indent: str, around: str) -> Iterator[str]:
    """Give the lines of a record in a list: the dash stands before its first key."""
    dash = f"{indent[:-2]}- "
    started = False
    for line in _record(model, indent, around):
        is_key = not line.lstrip().startswith("#")
        yield dash + line[len(indent) :] if is_key and not started else line
        started = started or is_key


def _comment(told: str, indent: str) -> list[str]:
    return textwrap.wrap(
        told, _WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# "
    )
