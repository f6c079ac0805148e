"""Laws of a diff: nothing of nothing, mirror images, complete, and nothing follows from nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from comparing.editions import (
    applied,
    difference,
    editions,
    essence,
    fields,
    mirrored,
    package,
    published,
    rows_of,
)
from ipplan_data.comparing import Report, Version, compare
from ipplan_data.comparing.making import RULES
from ipplan_data.comparing.side import Side
from ipplan_data.curation.model import Plan, Section, Task
from strategies import plans, updated


@settings(max_examples=10)
@given(plans())
def test_what_is_the_same_has_no_changes(plan: Plan) -> None:
    with published(plan, plan) as (one, other):
        report = difference(one, other)
        assert (report["result"], report["changes"], report["not_compared"]) == ("same", [], [])


# Whole plans take minutes to shrink: a failure is shown as it was found.
@settings(max_examples=40, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(editions())
def test_laws_of_two_editions(two: tuple[Plan, Plan]) -> None:
    with published(*two) as (one, other):
        complete_and_mirrored(one, other)
        follows_from_something(compare(one, other))


def complete_and_mirrored(one: Version, other: Version) -> None:
    """The rows of one and the changes are the rows of the other; back is there in a mirror."""
    there, back = difference(one, other), difference(other, one)
    assert there["not_compared"] == back["not_compared"] == []
    assert applied(there, one, other) == rows_of(other)
    assert Counter(map(mirrored, there["changes"])) == Counter(map(essence, back["changes"]))
    assert there["result"] == ("different" if there["changes"] else "same")


def follows_from_something(report: Report) -> None:
    """Nothing follows from nothing; what does is told last, and repetition is never told."""
    assert bool(report.told) == bool(report.changes)
    assert report.changes == (*report.told, *report.following)
    severities = [change.severity for change in report.told]
    assert severities == sorted(severities, key=["breaking", "serious", "minor"].index)
    for change in report.told:
        # Records say none of this apart from the bodies of a task.
        assert change.table != "responsibilities"
        assert change.field not in ("agency_count", "tasks_led", "tasks_total")


def glossed(plan: Plan) -> list[Section | Task]:
    owners: tuple[Section | Task, ...] = (*plan.sections, *plan.tasks)
    return [one for one in owners if one.terms]


@settings(max_examples=20, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(plans().filter(glossed), st.data())
def test_a_term_that_came_or_went_is_all_that_is_told(plan: Plan, data: st.DataObject) -> None:
    owner = data.draw(st.sampled_from(glossed(plan)))
    more = tuple(data.draw(st.lists(st.sampled_from(owner.terms), max_size=2)))
    # Terms are told apart by their Chinese, so that each but the one that goes is there once.
    terms = tuple(
        term.model_copy(update={"term_zh": f"{'河' * place}水", "as_printed_zh": None})
        for place, term in enumerate((*owner.terms, *more), start=1)
    )
    place = data.draw(st.integers(0, len(terms) - 1))
    longer = updated(plan, owner, terms=terms)
    shorter = updated(longer, longer.record[owner.path], terms=terms[:place] + terms[place + 1 :])
    with published(longer, shorter) as (one, other):
        complete_and_mirrored(one, other)
        for report, kind in ((compare(one, other), "removed"), (compare(other, one), "added")):
            (change,) = report.told
            assert (change.table, change.what, change.kind) == ("terms", "row", kind)
            row = change.old or change.new
            assert (row["term_zh"], row["position"]) == (terms[place].term_zh, place + 1)
            moved = [one for one in report.following if one.table == "terms"]
            assert {one.kind for one in moved} <= {"moved"}
            assert len(moved) == len(terms) - place - 1


@given(plans())
def test_rules_make_what_the_declarations_make(plan: Plan) -> None:
    with published(plan) as (one,):
        side = Side(one.folder)
        for name in RULES:
            made = RULES[name](side, side)
            assert made.keys() <= side.tables[name].rows.keys() or name == "agency_aliases"
        rows = side.tables["responsibilities"].rows
        assert made_of(side, "responsibilities") == rows
        for table, columns in _ALWAYS_MADE.items():
            for key, row in side.tables[table].rows.items():
                made_row = made_of(side, table)[key]
                assert {name: made_row[name] for name in columns} == {n: row[n] for n in columns}


def made_of(side: Side, table: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    return RULES[table](side, side)


_ALWAYS_MADE = {
    "tasks": ("agency_count", "footnotes"),
    "agencies": ("tasks_led", "tasks_total", "position"),
    "sections": ("first_task", "last_task", "position"),
    "footnotes": ("term", "term_zh"),
}

_COLUMNS = ("key", "alpha", "beta", "gamma")
_KINDS = {
    "text": {"type": "string"},
    "number": {"type": "integer"},
    "list": {"type": "string", "separator": ";", "itemType": "string"},
}


@st.composite
def _tables(draw: st.DrawFn) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A table of some columns, with lists that have places, whatever the version before had."""
    kinds = {name: draw(st.sampled_from([*_KINDS])) for name in draw(_some_columns)}
    cells = {
        "text": st.none() | st.sampled_from(["1", "x", "y;z"]),
        "number": st.none() | st.integers(0, 2),
        "list": st.lists(st.sampled_from("xyz"), max_size=2).map(tuple),
    }
    keys = draw(st.sets(st.tuples(st.sampled_from("ab"), st.integers(1, 4)), max_size=6))
    rows = [
        {"key": key, "position": place} | {name: draw(cells[kind]) for name, kind in kinds.items()}
        for key, place in sorted(keys)
    ]
    schema = fields("key", "position", primaryKey=["key", "position"])
    schema["fields"][1]["type"] = "integer"
    schema["fields"] += [{"name": name, **_KINDS[kind]} for name, kind in kinds.items()]
    return schema, rows


_some_columns = st.lists(st.sampled_from(_COLUMNS[1:]), unique=True)


@settings(max_examples=150)
@given(_tables(), _tables())
def test_any_tables_are_compared_completely_both_ways(
    one: tuple[dict[str, Any], list[dict[str, Any]]],
    other: tuple[dict[str, Any], list[dict[str, Any]]],
) -> None:
    with TemporaryDirectory() as place:
        old = package(Path(place, "old"), {"items": one})
        new = package(Path(place, "new"), {"items": other})
        complete_and_mirrored(old, new)
        report = compare(old, new)
        assert bool(report.told) == bool(report.changes)
