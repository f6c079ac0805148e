"""Alpha and its interval: the worked example, what must hold of them, and what is published."""

from __future__ import annotations

import csv
import json
import random
import re
from collections import defaultdict
from itertools import permutations
from pathlib import Path
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplan_data.curation.model import Plan
from ipplan_data.curation.model.coding import Variable
from ipplan_data.curation.reliability import alpha, interval, primary, ratings
from ipplan_data.curation.tables import BY_NAME
from strategies import plans

units = st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=2, max_size=12)


def test_alpha_is_that_of_krippendorffs_own_example() -> None:
    """Two observers and nominal data, in *Computing Krippendorff's Alpha-Reliability* (2011)."""
    assert alpha([*zip("aabbdcccedda", "babbbccceddd", strict=True)]) == pytest.approx(
        0.692, abs=5e-4
    )


@given(units)
def test_alpha_is_the_ratio_of_observed_and_expected_disagreement(drawn: list[list[int]]) -> None:
    values = [value for unit in drawn for value in unit]
    pairs = [one != other for unit in drawn for one, other in permutations(unit, 2)]
    chance = [one != other for one, other in permutations(values, 2)]
    if found := alpha(drawn):
        assert found == pytest.approx(1 - mean(pairs) / mean(chance))
    assert (alpha(drawn) is None) == (not any(chance))


@given(units, st.integers(0, 5))
def test_the_interval_is_that_of_alphas_drawn_one_by_one(drawn: list[list[int]], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same draws each time, not a secret
    alphas = [alpha(chance.choices(drawn, k=len(drawn))) for _ in range(40)]
    found = sorted(one for one in alphas if one is not None)
    measured = interval(drawn, 40, seed)
    assert measured == (pytest.approx((found[1], found[-2]), abs=1e-9) if found else None)


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
    said = defaultdict(set)
    for row in BY_NAME["reliability"].rows(plan):
        said[row["coder"], row["task"], row["variable"]].add(row["value"])
    assert len([*ratings(plan)]) == sum(map(len, said.values()))
    for coder in plan.coders:
        for codes in coder.codes:
            for name in Variable:
                given = getattr(codes, name)
                assert said[coder.id, codes.task, name] == {*given}
                assert said[coder.id, codes.task, primary(name)] == {given[0]}
