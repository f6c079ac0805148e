"""Finding names and searching words: what matches is found, ranked, and explained."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipplan_data as ip
from ipplan_data import AmbiguousNameError, Plan, UnknownNameError
from ipplan_data.plan.words import is_chinese, telling, words

PLAN = ip.load()
NAMES = [(agency.id, name) for agency in PLAN.agencies.values() for name, _ in agency.names]
LONG = [(agency, name) for agency, name in NAMES if len(name) > 6 and name.isascii()]


@given(st.sampled_from(NAMES), st.sampled_from([str.upper, str.lower, " {} ".format]))
def test_every_name_finds_its_agency_in_any_case(drawn: tuple[str, str], write: type[str]) -> None:
    agency, name = drawn
    found = PLAN.agencies.find(write(name.replace("'", "’")))
    assert (found.verdict, found.one().id, found[0].score) == ("found", agency, 1)


@given(st.sampled_from([*PLAN.entities.values()]), st.data())
def test_an_entity_is_found_by_its_id_and_its_names(entity: ip.Entity, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([entity.id, *(name for name, _ in entity.names)]))
    assert entity in {one.record for one in PLAN.entities.find(name) if one.score == 1}


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
def test_a_candidate_gives_its_reason(name: str, first: str, reason: str) -> None:
    found = PLAN.agencies.find(name)
    assert (found[0].record.id, found[0].reason) == (first, reason)
    again = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own bytes
    assert repr(again) == repr(found)


@given(st.sampled_from(LONG), st.data())
def test_a_typo_finds_the_agency_but_is_no_match(
    known: tuple[str, str], data: st.DataObject
) -> None:
    agency, name = known
    place = data.draw(st.integers(1, len(name) - 2))
    before, letter, after = name[:place], name[place], name[place + 1 :]
    slips = [before + after, f"{before}q{letter}{after}", f"{before}q{after}"]
    found = PLAN.agencies.find(
        data.draw(st.sampled_from([*slips, f"{before}{after[0]}{letter}{after[1:]}"]))
    )
    assert agency in {one.record.id for one in found}
    if found.verdict == "unknown":
        with pytest.raises(UnknownNameError, match="did you mean"):
            found.one()


def test_a_name_like_no_other_has_no_candidates() -> None:
    with pytest.raises(UnknownNameError, match="nothing is like it"):
        PLAN.agencies.find("xyzzyx" * 2_000).one()


def test_a_name_that_two_agencies_have_is_ambiguous() -> None:
    data = PLAN.as_dict()
    shared = data["agencies"][0]["aliases"][0]
    data["agencies"][1]["aliases"].append(shared)
    found = Plan("/nowhere", data).agencies.find(shared["alias"])
    assert found.verdict == "ambiguous"
    with pytest.raises(AmbiguousNameError) as error:
        found.one()
    assert all(agency["id"] in str(error.value) for agency in data["agencies"][:2])


def test_a_name_in_place_of_an_id_is_an_error_that_suggests_the_id() -> None:
    with pytest.raises(KeyError, match="did you mean 'moe'"):
        PLAN.agencies["Ministry of Education"]


TITLES = [(task, word) for task in PLAN.tasks.values() for word in telling(words(task.title))]
CHINESE = [
    (term, run) for term in PLAN.terms.values() for run in words(term.term_zh) if is_chinese(run)
]
vocabulary = st.sampled_from(sorted({word for _, word in TITLES}))


def searched(text: str) -> list[object]:
    return [hit.record for hit in PLAN.search(text)]


@given(st.sampled_from(TITLES))
def test_a_task_is_found_by_each_word_of_its_title(drawn: tuple[ip.Task, str]) -> None:
    task, word = drawn
    assert task in searched(word)
    assert searched(task.title)[0] == task


@given(st.sampled_from(CHINESE), st.data())
def test_any_part_of_chinese_finds_its_record(
    known: tuple[object, str], data: st.DataObject
) -> None:
    record, run = known
    start = data.draw(st.integers(0, len(run) - 1))
    assert record in searched(run[start : data.draw(st.integers(start + 1, len(run)))])


@given(st.sampled_from([task for task in PLAN.tasks.values() if task.entities]))
def test_a_task_is_found_by_its_entities_and_terms(task: ip.Task) -> None:
    for name in (*(one.name for one in task.entities[:1]), *(one.term for one in task.terms[:1])):
        assert task in searched(name)


@given(vocabulary, vocabulary)
def test_two_words_find_what_both_find_in_any_order_and_case(one: str, other: str) -> None:
    both = set(searched(one)) & set(searched(other))
    assert set(searched(f"{one} {other}")) == set(searched(f"{other.upper()}, {one}")) == both


@given(st.lists(vocabulary, min_size=1, max_size=3).map(" ".join) | st.text(max_size=30))
def test_hits_and_candidates_are_ranked(query: str) -> None:
    hits, found = PLAN.search(query), PLAN.agencies.find(query)
    for scores in ([hit.score for hit in hits], [one.score for one in found]):
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)
    assert all(hit.where for hit in hits)
    assert (found.verdict == "found") == ([one.score for one in found].count(1) == 1)
    assert words(query) or not hits


def test_singular_and_plural_are_the_same_word() -> None:
    for one, other in (("indication", "indications"), ("policy", "policies"), ("law", "laws")):
        assert set(searched(one)) == set(searched(other)) != set()
