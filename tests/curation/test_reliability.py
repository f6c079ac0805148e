"""Alpha and its interval: the worked example, what must hold of them, and what is published."""

from __future__ import annotations

import csv
import json
import random
import re
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplan_data.curation.model import Plan
from ipplan_data.curation.model.coding import Variable
from ipplan_data.curation.reliability import agreements, alpha, interval, primary, ratings
from ipplan_data.curation.tables import BY_NAME
from strategies import plans

units = st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=2, max_size=12)


def test_alpha_is_the_ratio_of_observed_and_expected_disagreement() -> None:
    example = [*zip("aaaabbbbcc", "aaabbbbbcc", strict=True)]
    values = [value for unit in example for value in unit]
    observed = sum(one != other for one, other in example) / len(example)
    pairs = [(one, other) for one in values for other in values]
    expected = sum(one != other for one, other in pairs) / (len(pairs) - len(values))
    assert alpha(example) == pytest.approx(1 - observed / expected)


@given(units)
def test_one_is_full_agreement_and_only_that(drawn: list[list[int]]) -> None:
    found = alpha(drawn)
    if found is None:
        assert len({value for unit in drawn for value in unit}) == 1
    else:
        assert found <= 1
        assert (found == 1) == all(len({*unit}) == 1 for unit in drawn)


@given(units, st.randoms(use_true_random=False))
def test_names_and_order_do_not_matter(drawn: list[list[int]], chance: random.Random) -> None:
    names = chance.sample(["water", "stone", "reed", "nan"], 4)
    renamed = [[names[value] for value in unit] for unit in drawn]
    chance.shuffle(renamed)
    assert (alpha(renamed) or 2) == pytest.approx(alpha(drawn) or 2)


@given(units, st.integers(0, 5))
def test_the_interval_is_that_of_alphas_drawn_one_by_one(drawn: list[list[int]], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same draws each time, not a secret
    alphas = [alpha(chance.choices(drawn, k=len(drawn))) for _ in range(40)]
    found = sorted(one for one in alphas if one is not None)
    measured = interval(drawn, 40, seed)
    if found:
        assert measured == pytest.approx((found[1], found[-2]), abs=1e-9)
    else:
        assert measured is None


def test_published_alphas_are_computed_from_the_published_ratings(root: Path) -> None:
    fields = {
        field["name"]: field["reliability"]
        for table in json.loads((root / "datapackage.json").read_bytes())["resources"]
        for field in table["schema"]["fields"]
        if "reliability" in field
    }
    said: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    with (root / "data" / "reliability.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["round"] == "full" and row["variable"].endswith("_primary"):
                said[row["variable"]][row["task"]][row["coder"]] = row["value"]
    for variable in map(primary, Variable):
        tasks = [[*by.values()] for by in said[variable].values()]
        assert fields[variable]["alpha"] == round(alpha(tasks) or 0, 3)
        assert fields[variable]["agreed"] == sum(len({*one}) == 1 for one in tasks)
    for page in ("README.md", "docs/datasheet.md", "CHANGELOG.md"):
        text = (root / page).read_text(encoding="utf-8")
        printed = {float(one) for one in re.findall(r"\b0\.9[0-9]{2}\b", text)}
        assert printed >= {fields[primary(one)]["alpha"] for one in Variable}


@given(plans())
def test_ratings_are_published_as_they_were_given(plan: Plan) -> None:
    rows = BY_NAME["reliability"].rows(plan)
    assert len(rows) == len([*ratings(plan)])
    for coder in plan.coders:
        for codes in coder.codes:
            for variable in Variable:
                mine = [
                    row["value"]
                    for row in rows
                    if (row["coder"], row["task"], row["variable"])
                    == (coder.id, codes.task, variable)
                ]
                assert {*mine} == {*getattr(codes, variable)}
    for one in agreements(ratings(plan)):
        assert 0 <= one.agreed <= one.tasks
