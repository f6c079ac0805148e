"""Catalogues: mappings that can't be changed and help with wrong keys."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipplan_data as ip
from ipplan_data import Catalogue, UnknownKeyError


def catalogue(items: Mapping[Any, int]) -> Catalogue[Any, str]:
    return Catalogue("thing", items.items(), str)


@given(st.dictionaries(st.text() | st.integers(), st.integers()))
def test_a_catalogue_is_the_mapping_it_was_made_of(items: dict[str | int, int]) -> None:
    made = catalogue(items)
    assert len(made) == len(items)
    assert list(made) == list(items)
    assert all(key in made for key in items)
    assert dict(made) == {key: str(value) for key, value in items.items()}
    assert made == dict(made)
    assert str(len(items)) in repr(made)


@given(st.dictionaries(st.text(), st.integers()), st.text() | st.integers())
def test_a_missing_key_is_a_key_error_with_a_hint(
    items: dict[str | int, int], key: str | int
) -> None:
    made = catalogue(items)
    if key in items:
        assert made[key] == made.get(key) == str(items[key])
    else:
        assert key not in made
        assert made.get(key) is None
        assert made.get(key, "none") == "none"
        with pytest.raises(KeyError, match="no thing"):
            made[key]


@given(st.dictionaries(st.text(), st.integers()))
def test_equal_catalogues_have_equal_hashes(items: dict[str, int]) -> None:
    one, other = catalogue(items), Catalogue("other", reversed(items.items()), str)
    assert one == other
    assert hash(one) == hash(other)
    more = catalogue({**items, "one more": 0})
    assert one != more or "one more" in items


def test_a_record_is_made_once_and_when_it_is_asked_for() -> None:
    made: list[int] = []

    def make(row: int) -> list[int]:
        made.append(row)
        return [row]

    things = Catalogue("thing", [("a", 1), ("b", 2)], make)
    assert list(things) == ["a", "b"]
    assert made == []
    assert things["b"] is things["b"]
    assert made == [2]


def test_the_message_of_a_wrong_key_is_plain() -> None:
    with pytest.raises(UnknownKeyError) as error:
        catalogue({"river": 1})["rivr"]
    assert str(error.value) == "no thing 'rivr'; did you mean 'river'?"


def test_a_number_typed_as_text_is_told() -> None:
    with pytest.raises(UnknownKeyError, match="did you mean 48"):
        catalogue({48: 1})["48"]


def test_a_catalogue_cannot_be_changed() -> None:
    things = catalogue({"a": 1})
    with pytest.raises(TypeError):
        things["a"] = "2"  # type: ignore[index]
    with pytest.raises(AttributeError):
        things.colour = 1  # type: ignore[attr-defined]


def moved(plan_file: Path, tmp_path: Path, *redirects: Mapping[str, str | None]) -> ip.Plan:
    """The published plan, with ids that have moved."""
    data = json.loads(plan_file.read_text(encoding="utf-8"))
    data["redirects"] = list(redirects)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "ipplan.json").write_text(json.dumps(data), encoding="utf-8")
    return ip.load(tmp_path)


def test_an_id_that_moved_gives_its_record_and_a_warning(root: Path, tmp_path: Path) -> None:
    plan = moved(
        root / "data" / "ipplan.json",
        tmp_path,
        {"old": "agency/sipo", "new": "agency/cnipa", "reason": "It was renamed."},
        {"old": "entity/sword", "new": "entity/sword-net", "reason": "It was cut."},
        {"old": "erratum/none", "new": None, "reason": "It was no fault."},
    )
    with pytest.warns(DeprecationWarning, match="the body 'sipo' is 'cnipa' now; It was renamed"):
        assert plan.agencies["sipo"] is plan.agencies["cnipa"]
    with pytest.warns(DeprecationWarning, match="It was cut"):
        assert plan.entities.get("sword") is plan.entities["sword-net"]
    assert "sipo" not in plan.agencies
    assert plan.errata.get("none") is None
    with pytest.raises(UnknownKeyError, match="no erratum 'none' any more; It was no fault"):
        plan.errata["none"]
    with pytest.raises(UnknownKeyError, match="did you mean"):
        plan.entities["sipo"]  # an id of another kind
    led = [redirect.leads_to for redirect in plan.redirects.values()]
    assert led == [plan.agencies["cnipa"], plan.entities["sword-net"], None]


def test_an_id_that_leads_nowhere_is_told(root: Path, tmp_path: Path) -> None:
    broken = {"old": "agency/sipo", "new": "agency/gone", "reason": "Edited by hand."}
    plan = moved(root / "data" / "ipplan.json", tmp_path, broken)
    with pytest.raises(UnknownKeyError, match="it led to 'gone', which isn't there"):
        plan.agencies["sipo"]
