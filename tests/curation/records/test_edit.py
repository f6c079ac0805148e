"""A value is changed in YAML, and every other character stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ipplan_data.curation.records.edit import GONE, EditError, Steps, changed_lines, edited
from ipplan_data.curation.records.syntax import Node, parse
from ipplan_data.curation.records.write import flow
from strategies import chinese, english

RECORDS = Path(__file__).resolve().parents[3] / "records"
FILES = {path: path.read_text(encoding="utf-8") for path in sorted(RECORDS.rglob("*.yaml"))}
# What people type that YAML may take for something else.
ODD = """2020|no|null|~|a: b|a #b|- a|'a'|"a"|[a|a, b|{a}|&a|*a|!a|%a|@a|`a`| a|a ||:|1e3|007"""
ODD_TEXTS = [*ODD.split("|"), "a\nb", "a\tb", "x\x00y", "a\u2028b", "\ufeff"]
texts = st.sampled_from(ODD_TEXTS) | english | chinese | st.text(max_size=12)
values = texts | st.integers(0, 999) | st.booleans()


def read(text: str) -> Any:
    node, findings = parse(text, "")
    assert node is not None
    assert findings == []
    return node.data()


def places(text: str) -> list[Steps]:
    """Give the steps to every value of a text, collections included."""
    node, _ = parse(text, "")
    found: list[Steps] = []

    def walk(node: Node, steps: Steps) -> None:
        for step, child in node.children.items():
            found.append((*steps, step))
            walk(child, (*steps, step))

    assert node is not None
    walk(node, ())
    return found


def at(data: Any, steps: Steps) -> Any:
    for step in steps:
        data = data[step]
    return data


def set_at(data: Any, steps: Steps, value: Any) -> Any:
    step, *rest = steps
    new = set_at(data[step], tuple(rest), value) if rest else value
    if isinstance(data, dict):
        return {k: new if k == step else v for k, v in data.items() if (k, new) != (step, GONE)}
    items = (new if i == step else v for i, v in enumerate(data))
    return tuple(item for item in items if item is not GONE)


PLACES = {path: steps for path, text in FILES.items() if (steps := places(text))}


def some(wanted: Callable[[Any], bool] = lambda _: True) -> st.SearchStrategy[tuple[Path, Steps]]:
    """Draw a file first, so that the largest isn't taken most often."""
    return st.sampled_from(list(PLACES)).flatmap(
        lambda path: st.sampled_from(
            [(path, steps) for steps in PLACES[path] if wanted(at(DATA[path], steps))]
        )
    )


DATA = {path: read(text) for path, text in FILES.items()}
anywhere = some()
scalars = some(lambda value: not isinstance(value, dict | tuple))


@given(scalars, values.filter(lambda v: not isinstance(v, str) or sound(v)))
def test_a_value_changes_and_all_other_lines_stay(place: tuple[Path, Steps], value: Any) -> None:
    path, steps = place
    text = FILES[path]
    after = edited(text, steps, value)
    assert read(after) == set_at(read(text), steps, value)
    old, new = text.split("\n"), after.split("\n")
    assert len(old) == len(new)
    assert sum(one != other for one, other in zip(old, new, strict=True)) <= 1


def sound(text: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in text)


@given(scalars, english.filter(lambda text: flow(text) == text))
def test_correcting_back_gives_the_bytes_that_were_there(
    place: tuple[Path, Steps], value: str
) -> None:
    path, steps = place
    text = FILES[path]
    assert edited(edited(text, steps, value), steps, at(read(text), steps)) == text


@given(anywhere)
def test_taking_a_value_away_leaves_all_others(place: tuple[Path, Steps]) -> None:
    path, steps = place
    text = FILES[path]
    assume(len(at(read(text), steps[:-1])) > 1 or isinstance(steps[-1], str))
    after = edited(text, steps, GONE)
    assert read(after) == set_at(read(text), steps, GONE)
    assert_only_gone(text, after)


def assert_only_gone(text: str, after: str) -> None:
    """Nothing but a part of one stretch of lines has gone, and nothing new has come."""
    lines = changed_lines(text, after)
    assert len(lines) <= 1
    assert len(after) < len(text)


@given(anywhere.filter(lambda place: isinstance(place[1][-1], str)))
def test_what_was_taken_away_can_be_put_back_in_its_place(place: tuple[Path, Steps]) -> None:
    path, steps = place
    text = FILES[path]
    around = at(read(text), steps[:-1])
    assume(steps[-1] != next(iter(around)))
    value = around[steps[-1]]
    again = edited(edited(text, steps, GONE), steps, value, tuple(around))
    assert list(at(read(again), steps[:-1])) == list(around), "the order of the keys"
    assert read(again) == read(text)


@given(values.filter(lambda v: not isinstance(v, str) or sound(v)))
def test_whatever_is_written_is_read_as_the_same(value: Any) -> None:
    assert read(f"key: {flow(value)}") == {"key": value}
    assert read(f"[{flow(value, within=True)}, {{a: {flow(value, within=True)}}}]") == (
        value,
        {"a": value},
    )


def test_half_a_character_can_not_be_written() -> None:
    with pytest.raises(EditError, match="half a character"):
        edited("a: b\n", ("a",), "\ud800")


LAYOUTS = [
    ("a: 1  # one\nb: 2\n", ("a",), "x", "a: x  # one\nb: 2\n"),
    ("a:\nb: 2\n", ("a",), "x", "a: x\nb: 2\n"),
    ("a: # none\nb: 2\n", ("a",), "x", "a: x # none\nb: 2\n"),
    ("a: >\n  one\n  two\n\n# c\nb: 2\n", ("a",), "x", "a: x\n\n# c\nb: 2\n"),
    ("a: one\n  two\nb: 2\n", ("a",), "x", "a: x\nb: 2\n"),
    ('a: "one"\n', ("a",), "x", 'a: "x"\n'),
    ("a: 'o'\r\nb: 2\r\n", ("a",), "it's", "a: 'it''s'\r\nb: 2\r\n"),
    ("a: [x, y]", ("a",), ("x",), "a: [x]"),
    ("a: [ x, y ]\n", ("a",), ("x", "z", "y"), "a: [ x, z, y ]\n"),
    ("a: [x, y]\n", ("a",), (), "a: []\n"),
    ("a: []\n", ("a",), ("x",), "a: [x]\n"),
    ("a: [x]\n", ("a",), (), "a: []\n"),
    ("a: [x]\n", ("a", 0), GONE, "a: []\n"),
    ("a:\n  - x # one\n  # two\n  - y\nb: 1\n", ("a",), ("x", "z", "y"),
     "a:\n  - x # one\n  - z\n  # two\n  - y\nb: 1\n"),
    ("a:\n- x\n- y # y\n", ("a", 0), GONE, "a:\n- y # y\n"),
    ("a:\n- x\n- y\n", ("a",), (), "a: []\n"),
    ("a:\n- x\n\n# end\nb: 1\n", ("a",), ("x", "y"), "a:\n- x\n- y\n\n# end\nb: 1\n"),
    ("a:\n- {k: 1}\nb: 1", ("a",), ({"k": 1}, {"k": 2}), "a:\n- {k: 1}\n- {k: 2}\nb: 1"),
    ("- k: 1\n  l: 2\n- k: 3\n", (2,), {"k": 4, "l": 5},
     "- k: 1\n  l: 2\n- k: 3\n- k: 4\n  l: 5\n"),
    ("- k: 1\n  m: 2", (0, "l"), "x", "- k: 1\n  l: x\n  m: 2"),
    ("- k: 1\n  m: 2", (0, "m"), GONE, "- k: 1\n"),
    ("- m: 2\n", (0, "k"), 1, "- k: 1\n  m: 2\n"),
    ("- {k: 1, m: 2}\n", (0, "l"), "a, b", "- {k: 1, l: 'a, b', m: 2}\n"),
    ("- {k: 1, m: 2}\n", (0, "k"), GONE, "- {m: 2}\n"),
    ("- {k: 1, m: 2}\n", (0, "m"), GONE, "- {k: 1}\n"),
    ("- {}\n", (0, "m"), 2, "- {m: 2}\n"),
    ("k: 1\n# last\n", ("l",), ({"a": "x"}, {"a": "y"}),
     "k: 1\nl:\n  - {a: x}\n  - {a: y}\n# last\n"),
    ("k: []\n", ("k",), ({"a": "x"},), "k:\n  - {a: x}\n"),
    ("- k: 1\n- l: 1\n  k: 2\n", (1, "l"), GONE, "- k: 1\n- k: 2\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "steps", "value", "expected"), LAYOUTS)
def test_the_manner_of_the_file_is_kept(text: str, steps: Steps, value: Any, expected: str) -> None:
    assert edited(text, steps, value, ("k", "l", "m")) == expected


@pytest.mark.parametrize("text", ["a: [b", "a: &x b", "a: 1\na: 2", ""])
def test_what_can_not_be_read_is_not_changed(text: str) -> None:
    with pytest.raises(EditError, match="can't be edited before it can be read"):
        edited(text, ("a",), "x")


def test_what_is_laid_out_in_a_rare_way_is_left_to_people() -> None:
    with pytest.raises(EditError, match="edit the line by hand"):
        edited("- - x\n  - y\n", (0, 0), GONE)


@given(st.lists(st.sampled_from("ab"), max_size=6), st.lists(st.sampled_from("ab"), max_size=6))
def test_lines_that_changed_lie_between_those_that_did_not(old: list[str], new: list[str]) -> None:
    lines = changed_lines("\n".join(old), "\n".join(new))
    before, after = "\n".join(old).split("\n"), "\n".join(new).split("\n")
    tail = len(after) - (lines.stop - 1)
    assert before[: lines.start - 1] == after[: lines.start - 1]
    assert before[len(before) - tail :] == after[len(after) - tail :]
