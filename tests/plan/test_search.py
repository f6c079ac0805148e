"""Searching: what holds all words is found, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipplan_data as ip
from ipplan_data.plan.words import is_chinese, telling, words

PLAN = ip.load()
TITLES = [(task, word) for task in PLAN.tasks.values() for word in telling(words(task.title))]
CHINESE = [
    (one, run)
    for one, text in (
        *((one, one.name_zh) for one in PLAN.entities.values() if one.name_zh),
        *((one, one.term_zh) for one in PLAN.terms.values()),
    )
    for run in words(text)
    if is_chinese(run)
]
vocabulary = st.sampled_from(sorted({word for _, word in TITLES}))


def found(text: str) -> list[object]:
    return [hit.record for hit in PLAN.search(text)]


@given(st.sampled_from(TITLES))
def test_a_task_is_found_by_every_word_of_its_title(drawn: tuple[ip.Task, str]) -> None:
    task, word = drawn
    assert task in found(word)
    assert PLAN.search(task.title)[0].record == task


@given(st.sampled_from(CHINESE), st.data())
def test_any_part_of_chinese_finds_it(known: tuple[object, str], data: st.DataObject) -> None:
    record, run = known
    start = data.draw(st.integers(0, len(run) - 1))
    end = data.draw(st.integers(start + 1, len(run)))
    assert record in found(run[start:end])


@given(st.sampled_from([*PLAN.tasks.values()]))
def test_a_task_is_found_by_the_things_and_terms_in_it(task: ip.Task) -> None:
    for name in (*(one.name for one in task.entities), *(one.term for one in task.terms)):
        assert task in found(name), name


@given(vocabulary, vocabulary)
def test_more_words_find_less(one: str, other: str) -> None:
    assert set(found(f"{one} {other}")) == set(found(one)) & set(found(other))


@given(st.lists(vocabulary, min_size=1, max_size=3))
def test_hits_are_ranked_and_say_where(query: list[str]) -> None:
    hits = PLAN.search(" ".join(query))
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    for hit in hits:
        assert hit.where
        assert len({id(one.record) for one in hits}) == len(hits)


@given(st.text(max_size=60))
def test_any_text_can_be_searched_for(text: str) -> None:
    hits = PLAN.search(text)
    assert hits == PLAN.search(text)
    assert bool(words(text)) or not hits


@given(st.lists(vocabulary, min_size=1, max_size=3))
def test_case_order_and_marks_do_not_matter(query: list[str]) -> None:
    plain = set(found(" ".join(query)))
    assert plain == set(found(", ".join(reversed(query)).upper()))


@pytest.mark.parametrize(
    ("one", "other"),
    [("indication", "indications"), ("policy", "policies"), ("law", "laws"), ("patent", "patents")],
)
def test_number_does_not_matter(one: str, other: str) -> None:
    assert set(found(one)) == set(found(other)) != set()


def test_a_hit_shows_what_it_is() -> None:
    task = PLAN.entities["sword-net"].tasks[0]
    (hit,) = (hit for hit in PLAN.search("Sword Net") if hit.record == task)
    assert repr(hit).startswith(f"Hit(Task {task.number}, score=")
