"""Finding by name: every name finds its body, nothing is guessed, everything is explained."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipplan_data as ip
from ipplan_data import AmbiguousNameError, Plan, UnknownNameError

PLAN = ip.load()
NAMES = [(body.id, name) for body in PLAN.agencies.values() for name, _ in body.names]
LONG = [(body, name) for body, name in NAMES if len(name) > 6 and name.isascii()]


@given(st.sampled_from(NAMES))
def test_every_name_finds_its_agency_in_any_case(drawn: tuple[str, str]) -> None:
    agency, name = drawn
    for written in (name, name.upper(), f" {name.lower()} ", name.replace("'", "’")):
        found = PLAN.agencies.find(written)
        assert found.verdict == "found", written
        assert found.one().id == agency
        assert found[0].score == 1


def test_every_thing_is_found_by_its_id_and_its_names() -> None:
    for thing in PLAN.entities.values():
        for name in (thing.id, *(name for name, _ in thing.names)):
            assert thing in {one.record for one in PLAN.entities.find(name) if one.score == 1}


@pytest.mark.parametrize(
    ("name", "first", "reason"),
    [
        ("cnipa", "cnipa", "id"),
        ("国家知识产权局", "cnipa", "Chinese name"),
        ("ministry of science", "most", "prefix"),
        ("Education Ministry", "moe", "same words"),
        ("copyright administration", "cpd", "part of the name"),
        ("Supreme Poeple's Court", "spc", "transposition"),
        ("Minstry of eduction", "moe", "misspelling"),
        ("最高检察院", "spp", "characters in order"),
    ],
)
def test_a_candidate_says_why(name: str, first: str, reason: str) -> None:
    best = PLAN.agencies.find(name)[0]
    assert (best.record.id, best.reason) == (first, reason)
    assert reason in repr(best)


@given(st.sampled_from(LONG), st.data())
def test_a_slip_of_the_hand_finds_the_body_and_is_no_match(
    known: tuple[str, str], data: st.DataObject
) -> None:
    body, name = known
    place = data.draw(st.integers(1, len(name) - 2))
    slipped = data.draw(
        st.sampled_from(
            [
                name[:place] + name[place + 1 :],
                name[:place] + "q" + name[place:],
                name[:place] + "q" + name[place + 1 :],
                name[:place] + name[place + 1] + name[place] + name[place + 2 :],
            ]
        )
    )
    found = PLAN.agencies.find(slipped)
    assert body in {one.record.id for one in found}
    if found.verdict == "unknown":
        assert all(one.score < 1 for one in found)
        with pytest.raises(UnknownNameError, match="did you mean"):
            found.one()


@given(st.text(max_size=40))
def test_any_text_is_answered_and_ranked(name: str) -> None:
    found = PLAN.agencies.find(name)
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert (found.verdict == "found") == (scores.count(1) == 1)
    assert len({one.record.id for one in found}) == len(found)


def test_a_long_text_takes_no_long_time() -> None:
    assert PLAN.agencies.find("ministry " * 50_000).verdict == "unknown"


def test_what_is_like_nothing_is_said_so() -> None:
    found = PLAN.agencies.find("xyzzyx")
    assert not found
    with pytest.raises(UnknownNameError, match="nothing is like it"):
        found.one()


def test_a_name_that_two_bear_is_never_resolved() -> None:
    data = PLAN.as_dict()
    data["agencies"][1]["aliases"].append(data["agencies"][0]["aliases"][0])
    shared = data["agencies"][0]["aliases"][0]["alias"]
    found = Plan("/nowhere", data).agencies.find(shared)
    assert found.verdict == "ambiguous"
    with pytest.raises(AmbiguousNameError) as error:
        found.one()
    assert all(body["id"] in str(error.value) for body in data["agencies"][:2])


def test_a_wrong_id_that_is_a_name_names_the_id() -> None:
    with pytest.raises(KeyError, match="did you mean 'moe'"):
        PLAN.agencies["Ministry of Education"]
    with pytest.raises(KeyError, match="did you mean 'cnipa'"):
        PLAN.agencies["cnpia"]
