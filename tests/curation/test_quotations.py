"""What records quote from prose is looked up in a copy, and told by name where it isn't there."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplan_data.curation.document import reading_of, verify
from ipplan_data.curation.model import Mention, Plan, Target, Term
from ipplan_data.curation.model.entity import OMITTED, Relation
from ipplan_data.curation.proof import prove
from ipplan_data.curation.records import load
from ipplan_data.curation.source.reader import Reading
from ipplan_data.curation.witness import file
from ipplan_data.curation.witness.model import Witness
from strategies import updated

EXAMPLE = Path(__file__).parents[1] / "example"


def invented() -> tuple[Reading, Plan]:
    plan = load(EXAMPLE).plan
    assert plan is not None
    return reading_of(EXAMPLE / "document.md"), plan


READING, PLAN = invented()
TASK = next(task for task in PLAN.tasks if task.targets)
# What the task says before its clause, word by word.
WORDS = READING.parts[TASK.path].printed.partition(" (")[0].split()
# Places of words that stand there once, whether as words or within others.
ONCE = [n for n, word in enumerate(WORDS) if "".join(WORDS).count(word) == 1]


def told(
    plan: Plan, reading: Reading = READING, witness: Witness = READING.witness
) -> dict[str, str]:
    """Give what is not found, by what it is called."""
    proof = prove(reading, witness, plan, ())
    assert proof.holds == all(verdict.agrees for verdict in proof.verdicts)
    return {v.part: "; ".join(v.differences) for v in proof.verdicts if not v.agrees}


def naming(*printed: str) -> Plan:
    """Give the plan with a task that names things with these words."""
    one = TASK.mentions[0]
    orders = zip(Relation, printed, strict=False)
    named = tuple(
        one.model_copy(update={"relation": relation, "as_printed": words})
        for relation, words in orders
    )
    return updated(PLAN, TASK, mentions=named)


def mention(position: int) -> str:
    return f"mention/{TASK.number}-{position}"


def test_everything_that_the_records_quote_is_looked_up() -> None:
    proof = prove(READING, READING.witness, PLAN, ())
    looked_up = [v.part for v in proof.verdicts if v.part.startswith(("mention", "term", "target"))]
    assert looked_up == [
        *(f"mention/{t.number}-{n}" for t in PLAN.tasks for n, _ in enumerate(t.mentions, start=1)),
        *(f"term/{gloss.id}" for gloss in PLAN.glosses),
        *(f"target/{t.number}-{n}" for t in PLAN.tasks for n, _ in enumerate(t.targets, start=1)),
    ]
    errata = [v.part for v in proof.verdicts if v.part.startswith("erratum")]
    assert errata == [erratum.path for erratum in PLAN.errata if erratum.guard]
    assert proof.holds


@pytest.mark.parametrize("kind", ["mentions", "targets"])
def test_words_that_are_not_printed_are_told_by_name(kind: str) -> None:
    for task in PLAN.tasks:
        items: tuple[Mention | Target, ...] = getattr(task, kind)
        for index, item in enumerate(items):
            other = item.model_copy(update={"as_printed": "beyond"})
            plan = updated(PLAN, task, **{kind: (*items[:index], other, *items[index + 1 :])})
            name = f"{item.noun}/{task.number}-{index + 1}"
            assert told(plan) == {name: f"'beyond' does not stand in {task.label}"}


def test_a_name_that_is_not_printed_is_told_where_nothing_else_is_typed() -> None:
    for entity in PLAN.entities:
        bare = [
            f"mention/{task.number}-{position}"
            for task in PLAN.tasks
            for position, one in enumerate(task.mentions, start=1)
            if one.entity == entity.id and one.as_printed is None
        ]
        assert [*told(updated(PLAN, entity, name="beyond"))] == bare


def test_terms_that_are_not_printed_are_told_by_name() -> None:
    for gloss in PLAN.glosses:
        owner = gloss.owner
        if owner is PLAN.document and gloss.position == 1:
            plan = updated(PLAN, owner, notice_title=f"beyond {gloss.term.term}")
        else:
            place = gloss.position - (2 if owner is PLAN.document else 1)
            terms: list[Term] = [*getattr(owner, "terms", ())]
            words = f"{gloss.term.term} beyond"
            terms[place] = gloss.term.model_copy(update={"term": words})
            plan = updated(PLAN, owner, terms=tuple(terms))
        assert told(plan) == {f"term/{gloss.id}": f"'beyond' does not stand in {owner.label}"}


def test_errata_that_quote_something_else_are_told_by_name() -> None:
    guarded = [erratum for erratum in PLAN.errata if erratum.guard]
    for erratum in guarded:
        plan = updated(PLAN, erratum, as_printed="beyond")
        words = f"'beyond' does not stand at its guard in {erratum.record}"
        assert told(plan) == {erratum.path: words}
    # In a thing as in a task, the guard that is told is the one of the words.
    for erratum in guarded:
        assert erratum.guard is not None
        wrong = erratum.guard.model_copy(update={"start": 3, "end": 9})
        words = told(updated(PLAN, erratum, guard=wrong))[erratum.path]
        assert f"'{erratum.guard.text}', start: {erratum.guard.start}, end:" in words


@given(st.data())
def test_words_left_out_are_left_out_in_order(data: st.DataObject) -> None:
    size = len(WORDS)
    start = data.draw(st.integers(0, size - 1))
    taken = sorted(data.draw(st.sets(st.integers(start, size - 1), min_size=1)))
    pieces = [WORDS[taken[0]]]
    for before, index in pairwise(taken):
        pieces.append(WORDS[index] if index == before + 1 else f"{OMITTED} {WORDS[index]}")
    assert told(naming(" ".join(pieces))) == {}


@given(st.lists(st.sampled_from(ONCE), min_size=2, max_size=2, unique=True))
def test_mentions_and_their_words_stand_in_printed_order(places: list[int]) -> None:
    one, two = (WORDS[place] for place in places)
    words = f"'{two}' does not stand in the order of the mentions in {TASK.label}"
    in_order = places == sorted(places)
    assert told(naming(one, two)) == ({} if in_order else {mention(2): words})
    words = f"'{one} {OMITTED} {two}' does not stand in {TASK.label}"
    assert told(naming(f"{one} {OMITTED} {two}")) == ({} if in_order else {mention(1): words})


@given(st.sampled_from(ONCE))
def test_several_orders_may_be_about_the_same_words(place: int) -> None:
    assert told(naming(WORDS[place], WORDS[place])) == {}


def test_a_mention_that_is_missing_does_not_move_the_place_of_the_next() -> None:
    printed = [PLAN.printed(one) for one in TASK.mentions]
    assert [*told(naming("beyond", *printed))] == [mention(1)]
    assert [*told(naming(*printed, "beyond"))] == [mention(len(printed) + 1)]


def test_what_differs_anyway_is_told_once(example: Path) -> None:
    """Nothing is looked up in a part that is not that of the witness, errata excepted."""
    witness = file.load(example)
    assert isinstance(witness, Witness)
    source = example / "document.md"
    text = source.read_text(encoding="utf-8")
    named = TASK.mentions[-1].as_printed
    assert named is not None
    for valid, invalid, part in (
        (f"and {named}.", "and more.", TASK.path),
        ("A ford (", "A weir (", "footnote/1"),
        ("*Bank Law*", "*Weir Law*", "task/2"),
        (
            "### Author\n\nThe Ministry of Rivers",
            "### Author\n\nThe Ministry of R.",
            "front/author",
        ),
        ("Notice of the Ministry of", "Note of the Ministry of", "front/title"),
    ):
        assert text.count(valid) == 1
        source.write_text(text.replace(valid, invalid), encoding="utf-8")
        parts = told(PLAN, reading_of(source), witness).keys()
        assert {one for one in parts if not one.startswith("erratum/")} == {part}


def test_a_term_of_the_front_matter_stands_anywhere_in_it() -> None:
    (term,) = PLAN.document.terms
    for words, found in (
        ("Toll Office", True),
        ("Bank Law", False),
        ("translation Ministry", True),
    ):
        other = term.model_copy(update={"term": words})
        assert (told(updated(PLAN, PLAN.document, terms=(other,))) == {}) == found


def test_a_wrong_quotation_is_counted(example: Path) -> None:
    path = example / "records" / "tasks" / f"{TASK.section}.yaml"
    wrong = path.read_text(encoding="utf-8").replace("as_printed: less", "as_printed: more")
    path.write_text(wrong, encoding="utf-8")
    proof = verify(example, example / "document.md")
    (unlike,) = [verdict for verdict in proof.verdicts if not verdict.agrees]
    assert unlike.part == f"target/{TASK.number}-1"
    assert proof.counts["target"] == (0, len(TASK.targets))
    assert not proof.holds
    assert proof.as_dict()["counts"]["targets"] == {"agree": 0, "of": len(TASK.targets)}
