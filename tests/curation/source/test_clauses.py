"""Clauses on who is responsible: lists divided exactly, doubts told, and any text survived."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genre import vocabulary as v
from genre.outline import Run, Task, Wording, article
from genre.strategies import names
from ipplan_data.curation.source import witness as model
from ipplan_data.curation.source.bodies import split
from ipplan_data.curation.source.clauses import brackets, clauses, complete

ABBREVIATIONS = ("MORL", "R&D", "TWC", "NCBHL")
PROSES = ("Dig.", "Mend the gates (such as weirs), and ring.", "Cast bells (铜铃) (of 2031).")
WORDINGS: tuple[Wording, ...] = ("responsibility", "separate_functions", "separate_duties")
_bodies = st.lists(
    names() | st.sampled_from(ABBREVIATIONS) | st.sampled_from(v.COLLECTIVES),
    min_size=1,
    max_size=7,
    unique=True,
)


@given(
    bodies=_bodies,
    wording=st.sampled_from(WORDINGS),
    prose=st.sampled_from(PROSES),
    comma=st.booleans(),
    full=st.booleans(),
)
def test_a_list_with_articles_is_divided_exactly(
    bodies: list[str], wording: Wording, prose: str, comma: bool, full: bool
) -> None:
    task = Task(1, None, (Run(prose),), wording, tuple(bodies), comma and len(bodies) > 1)
    printed = f"（{task.clause[1:-1]}）" if full else task.clause
    text = f"{prose} {printed}"
    [clause] = clauses(text)
    assert clause.bodies.names == tuple(bodies)
    assert clause.bodies.doubtful == ()
    assert clause.wording.value == wording
    assert text[clause.start : clause.end] == printed
    assert complete(text)


@given(body=names(), prose=st.sampled_from(PROSES))
def test_a_name_alone_in_brackets_is_a_clause(body: str, prose: str) -> None:
    text = f"{prose} ({body})"
    [clause] = clauses(text)
    assert (clause.wording, clause.bodies.names) == (model.Wording.BARE, (body,))
    assert text[clause.start : clause.end] == f"({body})"


@given(bodies=st.lists(names(), min_size=1, max_size=7, unique=True))
def test_names_that_are_known_are_not_divided(bodies: list[str]) -> None:
    text = ", ".join(f"{article(body)}{body}" for body in bodies)
    listed = split(text, frozenset(bodies))
    assert listed.names == tuple(bodies)


@pytest.mark.parametrize(
    ("listed", "doubt"),
    [
        ("the Ministry of Rivers and Bell Bureau", "Bell Bureau"),
        ("the Kites and Ferries", "Kites and Ferries"),
        ("", ""),
    ],
)
def test_what_can_be_read_in_two_ways_is_doubtful(listed: str, doubt: str) -> None:
    assert split(listed).doubtful == (doubt,)


def test_a_doubt_is_settled_by_a_name_that_is_known() -> None:
    text = "Dig. (Responsibility of the Ministry of Rivers and Bell Bureau)"
    known = "Ministry of Rivers and Bell Bureau"
    [doubtful], [sure] = clauses(text), clauses(text, frozenset({known}))
    assert doubtful.bodies.doubtful == ("Bell Bureau",)
    assert (sure.bodies.names, sure.bodies.doubtful) == ((known,), ())


@pytest.mark.parametrize(
    "printed",
    [
        "(Responsibility)",
        "(Responsibility for the Toll Office)",
        "(Separate responsibilities of the Toll Office)x",
        "(Main responsibility lies with the Toll Office)",
        "(Separate responsibilities the Toll Office)",
    ],
)
def test_a_clause_in_other_words_is_unread(printed: str) -> None:
    [clause] = clauses(f"Dig. {printed}")
    assert clause.wording is model.Wording.UNREAD
    assert clause.bodies.names == ()


@pytest.mark.parametrize(
    "text",
    [
        "Dig.",
        "Dig (deep).",
        "Cast bells (铜铃).",
        "Mend the gates (of the Toll Office and others, too).",
        "Read the Rules (III) twice.",
        "Ring for the Weavers' Circle (WC) and go.",
        "Dig (Responsibility of the Toll Office",
        "Dig Responsibility of the Toll Office)",
        "",
    ],
)
def test_other_brackets_are_no_clause(text: str) -> None:
    assert clauses(text) == []
    assert not complete(text)


def test_brackets_in_a_name_belong_to_the_clause() -> None:
    text = (
        "Dig (deep (or not)). (Responsibility of the Toll Council (TC) and the Old （Reed） Bank)"
    )
    [clause] = clauses(text)
    assert text[clause.start : clause.end] == text[text.index("(Resp") :]
    assert clause.bodies.names == ("Toll Council (TC)", "Old （Reed） Bank")
    assert brackets(text)[0] == (4, 19)


def test_every_clause_is_found() -> None:
    text = "Dig. (Responsibility of MORL) Ring. (Responsibility of the Bell Bureau)"
    assert [clause.bodies.names for clause in clauses(text)] == [("MORL",), ("Bell Bureau",)]


_PIECES = (
    "(", ")", "（", "）", " ", ", ", " and ", "the ", "Responsibility of ", "Separate ",
    "responsibilities of ", " based on their respective official functions", "MORL", "Bell Bureau",
    "Ministry", "Rivers", "铜铃", "1", "&", "\n", "\x00", "\U0001f514", "́",
)  # fmt: skip


@given(st.text() | st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_any_text_is_survived(text: str) -> None:
    found = clauses(text)
    places = [place for clause in found for place in (clause.start, clause.end)]
    assert places == sorted(places)
    for clause in found:
        assert text[clause.start] in "(（"
        assert text[clause.end - 1] in ")）"
    assert isinstance(complete(text), bool)
    split(text)
