"""The blank task: every field is in it, and filled in it is a task."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_origin

import pytest

from ipplan_data.curation.model import Plan, Record, Task
from ipplan_data.curation.model.fields import annotation_of, classes
from ipplan_data.curation.publish import blank
from ipplan_data.curation.records.syntax import parse


def holes(model: type[Record], around: str = "") -> Iterator[str]:
    """Give what is to be filled in: every field of a record, and of those within it."""
    for name in model.model_fields:
        inner = classes(annotation_of(model, name), Record)
        if inner:
            yield from holes(inner[0], f"{around}{name}.")
        elif name not in model.given:
            yield f"{around}{name}"


def test_every_field_is_to_be_filled_in_once() -> None:
    assert re.findall("<(.*?)>", blank.text()) == list(holes(Task))


def test_every_field_is_explained_by_the_comment_above_it() -> None:
    comments = re.sub(r"\s*\n\s*# ", " ", blank.text())
    for name, info in Task.model_fields.items():
        assert name in Task.given or (info.description or "") in comments


def test_of_closed_lists_it_names_what_may_be_typed() -> None:
    comments = re.sub(r"\s*\n\s*# ", " ", blank.text())
    assert "separate (several bodies, each within its own functions)" in comments
    assert not {"sole (", "joint ("} & {*re.findall(r"\w+ \(", comments)}


def fuller(tasks: tuple[Task, ...], steps: list[str]) -> Any:
    """Give a value that some real task has there."""
    for task in tasks:
        found: Any = task
        for step in steps:
            found = found[0] if isinstance(found, tuple) and found else found
            found = getattr(found, step, None)
        if found:
            return found
    return None


def test_filled_in_it_is_a_task(plan: Plan) -> None:
    text = blank.text()
    for hole in holes(Task):
        value = fuller(plan.tasks, hole.split("."))
        assert value is not None, hole
        listed = (
            get_origin(Task.model_fields[hole].annotation) is tuple if "." not in hole else False
        )
        shown = ", ".join(map(json.dumps, value)) if listed else json.dumps(value)
        text = text.replace(f"<{hole}>", shown)
    node, findings = parse(text, blank.NAME)
    assert node is not None
    assert findings == []
    (data,) = node.data()
    several = tuple(body.id for body in plan.agencies[:2])
    task = Task.model_validate({**data, "agencies": several, "section": "I.i"})
    assert all(getattr(task, name) for name in Task.model_fields)


def test_the_file_is_what_the_model_gives(root: Path) -> None:
    path = root / blank.NAME
    if not path.exists():
        pytest.fail("run ipplan build")
    assert path.read_text(encoding="utf-8") == blank.text()
