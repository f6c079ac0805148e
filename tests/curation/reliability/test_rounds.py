"""The rounds of coding: what is published says how far coders agreed, and what was decided."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import krippendorff
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplan_data.curation.model import Coder, Codes, Plan
from ipplan_data.curation.model.category import Category
from ipplan_data.curation.model.coding import Rated, Round, Variable
from ipplan_data.curation.records import Loaded
from ipplan_data.curation.reliability import agreements, coded, primary, ratings
from ipplan_data.curation.rules import run
from ipplan_data.curation.tables import BY_NAME
from strategies import plans, updated

Said = dict[str, dict[int, dict[str, set[str]]]]


@pytest.fixture(scope="module")
def said(root: Path) -> dict[str, Said]:
    """What each coder said, read from the published table alone: by round, variable and task."""
    found: dict[str, Said] = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    with (root / "data" / "reliability.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            coders = found[row["round"]][row["variable"]][int(row["task"])]
            coders.setdefault(row["coder"], set()).add(row["value"])
    return found


@pytest.fixture(scope="module")
def described(root: Path) -> dict[str, Any]:
    """What the descriptor says of how far coders agree, by column."""
    package = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
    fields = [field for table in package["resources"] for field in table["schema"]["fields"]]
    return {field["name"]: field["reliability"] for field in fields if "reliability" in field}


def by_another(tasks: dict[int, dict[str, set[str]]], value: Callable[[set[str]], object]) -> float:
    """Compute nominal alpha with another implementation."""
    names: dict[object, int] = {}
    coders = sorted(next(iter(tasks.values())))
    data = [
        [names.setdefault(value(by[coder]), len(names)) for by in tasks.values()]
        for coder in coders
    ]
    return round(float(krippendorff.alpha(data, level_of_measurement="nominal")), 3)


def test_alpha_is_recomputed_from_the_published_rows(
    said: dict[str, Said], described: dict[str, Any]
) -> None:
    full = said[Round.FULL]
    assert set(described) == {*Rated} == set(full)
    for variable in Variable:
        told = described[primary(variable)]
        assert told["alpha"] == by_another(full[primary(variable)], min)
        assert told["tasks"] == len(full[variable])
        for value, one in described[variable]["values"].items():
            found = by_another(full[variable], lambda given, value=value: value in given)  # type: ignore[misc]
            assert one["alpha"] == found, value
            low, high = one["interval"]
            assert low <= one["alpha"] <= high <= 1


def test_every_task_was_coded_by_two_who_took_part_in_no_other_round(said: dict[str, Said]) -> None:
    coders = {
        stage: {coder for by in tasks.values() for coder in by}
        for stage, variables in said.items()
        for tasks in [variables[Variable.ACTIVITY]]
    }
    assert all(len(some) == 2 for some in coders.values())
    assert coders[Round.PILOT].isdisjoint(coders[Round.FULL])
    for variables in said.values():
        for tasks in variables.values():
            assert len({frozenset(by) for by in tasks.values()}) == 1


def test_every_value_is_used_and_has_a_guide_of_its_own(plan: Plan) -> None:
    for variable in Variable:
        given = [value for task in plan.tasks for value in coded(task, variable)]
        values = [*type(given[0])]
        assert {*given} == {*values}, "what no task has needs a reason to be there"
        guides = [text for value in values for text in value.guide]
        assert all(guides)
        assert len({*guides}) == len(guides)


@pytest.mark.parametrize("page", ["README.md", "docs/datasheet.md", "CHANGELOG.md"])
def test_pages_that_people_write_tell_the_alpha_that_is_published(
    root: Path, described: dict[str, Any], page: str
) -> None:
    text = (root / page).read_text(encoding="utf-8")
    told = {float(one) for one in re.findall(r"\b0\.9[0-9]{2}\b", text)}
    assert told >= {described[primary(variable)]["alpha"] for variable in Variable}


@given(plans())
def test_what_coders_said_is_published_as_it_was_given(plan: Plan) -> None:
    rows = BY_NAME["reliability"].rows(plan)
    for coder in plan.coders:
        for codes in coder.codes:
            for variable in Variable:
                mine = [r for r in rows if (r["coder"], r["task"]) == (coder.id, codes.task)]
                every = {row["value"] for row in mine if row["variable"] == variable}
                (first,) = (r["value"] for r in mine if r["variable"] == primary(variable))
                assert every == {*getattr(codes, variable)}
                assert first == getattr(codes, variable)[0]
    assert len(rows) == len([*ratings(plan)])


@given(plans())
def test_agreement_counts_the_tasks_on_which_all_say_the_same(plan: Plan) -> None:
    full = [coder for coder in plan.coders if coder.round is Round.FULL]
    for one in agreements(ratings(plan)):
        variable = one.variable.removesuffix("_primary")
        same = sum(
            len({_said(coder, task.number, variable, one.value) for coder in full}) == 1
            for task in plan.tasks
        )
        assert (one.tasks, one.agreed, one.coders) == (len(plan.tasks), same, len(full))
        assert one.alpha is None or (one.alpha == 1) == (same == len(plan.tasks))


def _said(coder: Coder, number: int, variable: str, value: str | None) -> object:
    (codes,) = (one for one in coder.codes if one.task == number)
    given = getattr(codes, variable)
    return given[0] if value is None else value in given


@pytest.mark.parametrize("variable", Variable)
@given(st.data())
def test_any_code_that_not_both_coders_gave_needs_a_reason(
    plan: Plan, variable: Variable, data: st.DataObject
) -> None:
    task = data.draw(st.sampled_from(plan.tasks))
    values: list[Category] = [*type(coded(task, variable)[0])]
    lists = st.lists(st.sampled_from(values), min_size=1, max_size=4, unique=True).map(tuple)
    given_to_it = {coded(codes, variable) for codes in _full(plan, task.number)}
    edited = data.draw(lists.filter(lambda some: {in_order(some)} != given_to_it))
    decisions = tuple(one for one in task.decisions if one.variable != variable)
    other = updated(plan, task, **{variable: edited, "decisions": decisions})
    (finding,) = run(Loaded(other, (), ()), None)
    assert (finding.code, finding.record) == ("IPP313", task.label)
    assert finding.found == ", ".join(in_order(edited))


def in_order(given: tuple[Category, ...]) -> tuple[Category, ...]:
    order = [*type(given[0])]
    return (given[0], *sorted(given[1:], key=order.index))


def _full(plan: Plan, number: int) -> list[Codes]:
    full = (coder for coder in plan.coders if coder.round is Round.FULL)
    return [codes for coder in full for codes in coder.codes if codes.task == number]
