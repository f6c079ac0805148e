"""Two witnesses compared: each part that is unlike is named, and no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ipplan_data.curation.source import witness_file as file
from ipplan_data.curation.source.compare import Verdict, compare
from ipplan_data.curation.source.witness import (
    Addressee,
    Marker,
    Name,
    Printed,
    Witness,
    Wording,
)


@pytest.fixture(scope="module")
def witness(root: Path) -> Witness:
    """The real witness, with few of its tasks and headings: each change compares all of them."""
    read = file.load(root)
    assert isinstance(read, Witness)
    return read.model_copy(update={"tasks": read.tasks[18:26], "headings": read.headings[:4]})


def unlike(one: Witness, other: Witness) -> list[Verdict]:
    return [verdict for verdict in compare(one, other) if not verdict.agrees]


def with_part(witness: Witness, name: str, index: int, /, **values: Any) -> Witness:
    """Give the witness with one part of a list set to other values."""
    parts: list[Printed] = list(getattr(witness, name))
    parts[index] = parts[index].model_copy(update=values)
    return witness.model_copy(update={name: tuple(parts)})


def without(witness: Witness, name: str, index: int) -> Witness:
    parts = list(getattr(witness, name))
    del parts[index]
    return witness.model_copy(update={name: tuple(parts)})


def only(one: Witness, other: Witness) -> Verdict:
    (verdict,) = unlike(one, other)
    return verdict


def test_a_witness_agrees_with_itself(witness: Witness) -> None:
    verdicts = compare(witness, witness)
    assert all(verdict.agrees and not verdict.incomparable for verdict in verdicts)
    addressees = [f"addressee/{index + 1}" for index in range(len(witness.addressees))]
    assert [verdict.part for verdict in verdicts] == [*witness.parts, *addressees]


def test_another_text_is_found_and_its_size_told(witness: Witness) -> None:
    for name in ("front", "headings", "tasks", "footnotes"):
        for index, part in enumerate(getattr(witness, name)):
            other = with_part(witness, name, index, sha256="0" * 64)
            assert only(witness, other).differences == ("the text differs",)
            longer = with_part(witness, name, index, sha256="0" * 64, end=part.end + 1)
            size = part.end - part.start
            told = f"the text differs ({size + 1} characters, expected {size})"
            assert only(witness, longer).differences == (told,)


def test_what_only_one_has_is_missing_or_added(witness: Witness) -> None:
    for name in ("front", "headings", "tasks", "footnotes"):
        for index in range(len(getattr(witness, name))):
            fewer = without(witness, name, index)
            assert only(witness, fewer).missing
            assert only(fewer, witness).added
            assert only(witness, fewer).part == only(fewer, witness).part
    fewer = without(witness, "addressees", -1)
    last = f"addressee/{len(witness.addressees)}"
    assert only(witness, fewer) == Verdict(last, missing=True)
    assert only(fewer, witness) == Verdict(last, added=True)
    fewer = witness.model_copy(update={"closing": None})
    assert only(witness, fewer) == Verdict("closing", missing=True)


def test_what_a_task_prints_is_compared(witness: Witness) -> None:
    for index, task in enumerate(witness.tasks):
        values: dict[str, Any] = {
            "section": "V",
            "wording": Wording.UNREAD,
            "bodies": (*task.bodies, "Another"),
            "glosses": (*task.glosses, Name(as_printed="水", at=0)),
            "titles": (*(task.titles or ()), Name(as_printed="Another Law", at=0)),
            "markers": (*(task.markers or ()), Marker(footnote=9, at=0)),
        }
        for field, value in values.items():
            verdict = only(witness, with_part(witness, "tasks", index, **{field: value}))
            assert verdict.part == f"task/{task.number}"
            assert len(verdict.differences) == 1


def test_the_order_of_bodies_is_compared_and_how_they_are_set_is_not(witness: Witness) -> None:
    for index, task in enumerate(witness.tasks):
        curly = tuple(body.replace("'", "’").replace(" ", "\n") for body in task.bodies)
        assert unlike(witness, with_part(witness, "tasks", index, bodies=curly)) == []
        if len(task.bodies) > 1:
            turned = with_part(witness, "tasks", index, bodies=task.bodies[::-1])
            assert only(witness, turned).differences[0].startswith("the bodies are '")


def test_italics_and_markers_that_moved_are_found(witness: Witness) -> None:
    for index, task in enumerate(witness.tasks):
        for field in ("titles", "markers"):
            for first in (getattr(task, field) or ())[:1]:
                moved = (first.model_copy(update={"at": first.at + 1}),)
                rest = getattr(task, field)[1:]
                other = with_part(witness, "tasks", index, **{field: moved + rest})
                assert only(witness, other).part == f"task/{task.number}"


def test_what_a_form_can_not_show_is_no_difference(witness: Witness) -> None:
    plain = tuple(t.model_copy(update={"titles": None, "markers": None}) for t in witness.tasks)
    verdicts = compare(witness, witness.model_copy(update={"tasks": plain}))
    assert all(verdict.agrees for verdict in verdicts)
    named = {v.part: v.incomparable for v in verdicts if v.incomparable}
    assert named == {
        f"task/{task.number}": tuple(
            name
            for name, values in (("italics", task.titles), ("footnote markers", task.markers))
            if values
        )
        for task in witness.tasks
        if task.titles or task.markers
    }


@pytest.mark.parametrize(
    ("name", "field", "value", "told"),
    [
        ("headings", "title", "Another title", "the title is 'Another title', not "),
        ("footnotes", "labelled", None, "the label is "),
        ("front", "name", "Another name", "the name is 'Another name', not "),
        ("front", "name_zh", "水", "the Chinese name is '水', not "),
        ("front", "dates", ("1999-01-01",), "the dates are '1999-01-01', not "),
        ("front", "urls", ("0" * 64,), "the addresses differ"),
    ],
)
def test_what_other_parts_print_is_compared(
    witness: Witness, name: str, field: str, value: Any, told: str
) -> None:
    for index, part in enumerate(getattr(witness, name)):
        other = not getattr(part, field) if value is None else value
        verdict = only(witness, with_part(witness, name, index, **{field: other}))
        assert len(verdict.differences) == 1
        assert verdict.differences[0].startswith(told)


def test_addressees_are_compared_one_by_one(witness: Witness) -> None:
    for index, body in enumerate(witness.addressees):
        for change in (Addressee(name="Another"), Addressee(name=body.name, abbreviation="XYZ")):
            other = with_part(witness, "addressees", index, **dict(change))
            assert only(witness, other).part == f"addressee/{index + 1}"
