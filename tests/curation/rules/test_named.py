"""Runs of italics and the names that make them up: a list of names is recognised, no other is."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from ipplan_data.curation.rules.named import joined

# No two names begin alike, and none begins with what may stand between two.
names = st.lists(st.sampled_from("BCDFGHJKLM"), min_size=1, max_size=6, unique=True).flatmap(
    lambda initials: st.tuples(*(st.sampled_from([f"{x}ank Law", f"{x}eir"]) for x in initials))
)
between = st.sampled_from([", ", " and ", ", and ", "; ", "; and "])


class Printed(NamedTuple):
    """Names, the runs of italics that they are printed in, and with which name each begins."""

    names: tuple[str, ...]
    runs: tuple[str, ...]
    begins: tuple[int, ...]


@st.composite
def printed(draw: st.DrawFn) -> Printed:
    """Names in runs of one or more."""
    named = draw(names)
    runs = [named[0]]
    begins = [0]
    for index, name in enumerate(named[1:], start=1):
        if draw(st.booleans()):
            runs[-1] += draw(between) + name
        else:
            runs.append(name)
            begins.append(index)
    return Printed(named, tuple(runs), tuple(begins))


def together(named: tuple[str, ...], runs: tuple[str, ...]) -> tuple[str, ...]:
    return joined([*enumerate(named)], runs)[0]


@given(printed(), st.lists(st.integers(0, 99), min_size=6, max_size=6, unique=True).map(sorted))
def test_names_make_up_the_runs_that_they_are_printed_in(
    printed: Printed, places: list[int]
) -> None:
    named = [*zip(places, printed.names, strict=False)]
    found, begins = joined(named, printed.runs)
    assert found == printed.runs
    assert begins == tuple(places[index] for index in printed.begins)


@given(printed(), st.data())
def test_a_name_that_is_dropped_is_missed(printed: Printed, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(printed.names) - 1))
    rest = printed.names[:index] + printed.names[index + 1 :]
    assert together(rest, printed.runs) != printed.runs


@given(printed(), names, st.data())
def test_a_name_that_is_added_or_doubled_is_seen(
    printed: Printed, others: tuple[str, ...], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(printed.names)))
    more = (*printed.names[:index], others[0], *printed.names[index:])
    assert together(more, printed.runs) != printed.runs


@given(printed(), names, st.data())
def test_a_name_that_is_changed_is_seen(
    printed: Printed, others: tuple[str, ...], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(printed.names) - 1))
    name = printed.names[index]
    other = data.draw(st.sampled_from([others[0], name[:-1], f"{name}s", name.upper()]))
    assume(other != name)
    changed = (*printed.names[:index], other, *printed.names[index + 1 :])
    assert together(changed, printed.runs) != printed.runs


@given(printed(), st.data())
def test_a_name_that_is_taken_apart_is_seen(printed: Printed, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(printed.names) - 1))
    name = printed.names[index]
    cut = data.draw(st.integers(1, len(name) - 1))
    parts = (*printed.names[:index], name[:cut], name[cut:], *printed.names[index + 1 :])
    assert together(parts, printed.runs) != printed.runs


@given(printed(), st.randoms(use_true_random=False))
def test_names_in_another_order_are_seen(printed: Printed, random: st.DataObject) -> None:
    order = [*printed.names]
    random.shuffle(order)  # type: ignore[attr-defined]
    assert (together(tuple(order), printed.runs) == printed.runs) == (tuple(order) == printed.names)


@given(printed(), st.data())
def test_a_run_that_no_name_makes_up_is_seen_where_it_is(
    printed: Printed, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(printed.runs)))
    runs = (*printed.runs[:index], "Sluice Law", *printed.runs[index:])
    found = together(printed.names, runs)
    assert found != runs
    assert found[:index] == runs[:index]


@given(printed())
def test_no_name_is_lost(printed: Printed) -> None:
    assert together(printed.names, ()) == printed.names
    assert together((), printed.runs) == ()
