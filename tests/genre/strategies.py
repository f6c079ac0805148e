"""Hypothesis strategies for whole plans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from genre import vocabulary as v
from genre.outline import (
    Addressee,
    Front,
    Heading,
    Note,
    Outline,
    Prose,
    Run,
    Task,
    Wording,
    article,
)

_ROMAN = ("I", "II", "III")
_MOST_TASKS = 8
_MOST_NOTES = 3
# Where a marker can stand: behind a letter, a quote, a sentence or a parenthesis.
_MARKABLE = re.compile(r"""(?<=[a-z".)）])(?=[ ,.;]|$)""")
_DIGITS_BEFORE = re.compile(r"\d\S*$")


@st.composite
def names(draw: st.DrawFn) -> str:
    """Names of bodies; what follows a comma in one has no head noun."""
    pattern = draw(st.sampled_from(v.NAMES))
    things = draw(st.sampled_from(v.THINGS_LISTED)) if "{things}" in pattern else ""
    start = draw(st.integers(0, len(v.THINGS) - 1))
    one, two, three = [*v.THINGS, *v.THINGS][start : start + 3]
    return pattern.format(
        head=draw(st.sampled_from(v.HEADS)),
        rank=draw(st.sampled_from(v.QUALIFIERS)),
        stuff=draw(st.sampled_from(v.STUFFS)),
        trade=draw(st.sampled_from(v.TRADES)),
        things=things.format(one, two, three),
        one=one,
    )


def initials(name: str) -> str:
    """Give an abbreviation of a name.

    >>> initials("Ministry of Rivers and Lakes")
    'MORL'
    """
    return "".join(
        word[0].upper() for word in re.split(r"[\s-]", name) if word not in {"and", "the"}
    )


@st.composite
def addressees(draw: st.DrawFn, bodies: Sequence[str]) -> tuple[Addressee, ...]:
    """Some of the bodies, and abbreviations of some that can't be taken for one another."""
    chosen = draw(st.lists(st.sampled_from(bodies), unique=True, max_size=len(bodies)))
    short = [initials(name) for name in chosen]
    return tuple(
        Addressee(name, short[index])
        if short.count(short[index]) == 1 and len(short[index]) > 2 and draw(st.booleans())
        else Addressee(name)
        for index, name in enumerate(chosen)
    )


@st.composite
def headings(draw: st.DrawFn) -> list[tuple[list[Heading], Heading]]:
    """Each innermost heading, behind those that it stands under; none has tasks beside it."""
    shape = draw(st.lists(st.integers(0, 2), max_size=len(_ROMAN)))
    ids = []
    for part, inner in zip(_ROMAN, shape, strict=False):
        ids += [part, *(f"{part}.{section.lower()}" for section in _ROMAN[:inner])]
    found: list[tuple[list[Heading], Heading]] = []
    above: list[Heading] = []
    for one in ids:
        heading = Heading(one, (Run(draw(st.sampled_from(v.HEADINGS))),))
        if any(other.startswith(f"{one}.") for other in ids):
            above.append(heading)
        else:
            found.append((above, heading))
            above = []
    return found


@st.composite
def titles(draw: st.DrawFn) -> str:
    """Titles in italics, of one to eight words."""
    inner = draw(st.lists(st.sampled_from(v.TITLE_WORDS), max_size=6))
    ends = [draw(st.sampled_from(v.TITLE_ENDS))] if inner else []
    return " ".join([draw(st.sampled_from(v.TITLE_STARTS)), *inner, *ends])


_TITLE = "a title in italics"
_pieces = st.lists(
    st.sampled_from([*v.WORDS, *v.FEATURES, *v.GLOSSED, *[_TITLE] * 20]), min_size=1, max_size=7
)


@st.composite
def proses(draw: st.DrawFn) -> Prose:
    """One to four sentences, without markers."""
    runs: list[Run] = []
    for index in range(draw(st.sampled_from([1, 1, 2, 3, 4]))):
        runs.append(Run(f"{' ' if index else ''}{draw(st.sampled_from(v.VERBS))}"))
        for piece in draw(_pieces):
            if piece == _TITLE:
                gloss = draw(st.sampled_from(["", "", "", ",", *v.GLOSSED_TITLE]))
                runs += Run(" the "), Run(draw(titles()), italic=True), Run(gloss)
            else:
                runs.append(Run(f" {piece}"))
        runs.append(Run(f" and {draw(st.sampled_from(v.WORDS))}{draw(st.sampled_from(v.ENDS))}"))
    return joined(runs)


def joined(runs: Sequence[Run]) -> Prose:
    """Give a prose in as few pieces as it has faces and markers."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and last.italic == run.italic and last.marker is None:
            found[-1] = replace(run, text=last.text + run.text)
        elif run.text or run.marker is not None:
            found.append(run)
    return tuple(found)


def places(prose: Prose) -> list[tuple[int, int]]:
    """Give the runs and offsets that a marker can stand at, none of them within a title."""
    found = []
    before = ""
    for index, run in enumerate(prose):
        ends = [len(run.text)] if run.italic else [m.start() for m in _MARKABLE.finditer(run.text)]
        for end in ends:
            whole = before + run.text[:end]
            letter = whole[-1:].isalpha() or not run.italic
            if end and letter and not _DIGITS_BEFORE.search(whole):
                found.append((index, end))
        before += run.text
    return found


def marked(prose: Prose, markers: dict[tuple[int, int], int]) -> Prose:
    """Give a prose with markers at some of its places."""
    runs: list[Run] = []
    for index, run in enumerate(prose):
        start = 0
        for end in sorted(offset for at, offset in markers if at == index):
            runs.append(Run(run.text[start:end], run.italic, markers[index, end]))
            start = end
        runs.append(Run(run.text[start:], run.italic))
    return joined(runs)


@st.composite
def notes(draw: st.DrawFn, number: int) -> Note:
    """A footnote."""
    sentences = draw(st.lists(st.sampled_from(v.NOTES), min_size=1, max_size=2, unique=True))
    return Note(number, (Run(" ".join(sentences)),), draw(st.booleans()))


@st.composite
def named(draw: st.DrawFn, bodies: Sequence[str]) -> tuple[Wording, tuple[str, ...], bool]:
    """What a clause says: its wording, bodies, and whether a comma stands before the last."""
    wordings: list[Wording] = ["responsibility"] * 4
    whole = [body for body in bodies if article(body)]
    if len(bodies) > 1:
        wordings += ["separate_functions", "separate_duties"]
    if whole:
        wordings.append("bare")
    wording = draw(st.sampled_from(wordings))
    if wording == "bare":
        return "bare", (draw(st.sampled_from(whole)),), False
    fewest = 1 if wording == "responsibility" else 2
    chosen = draw(st.lists(st.sampled_from(bodies), unique=True, min_size=fewest, max_size=5))
    few = len(chosen) == 2
    comma = draw(st.sampled_from([False] * 4 + [True]) if few else st.booleans())
    return wording, tuple(chosen), comma and len(chosen) > 1


@st.composite
def fronts(draw: st.DrawFn) -> Front:
    """What stands before a plan."""
    at = draw(st.integers(0, len(v.PLANS) - 1))
    office, office_zh = draw(st.sampled_from(v.OFFICES))
    days = st.dates(date(2031, 1, 1), date(2039, 12, 28)).map(
        lambda day: f"{day:%B} {day.day}, {day.year}"
    )
    signed = draw(days)
    return Front(
        summary=draw(st.sampled_from(v.SUMMARIES)),
        title=f'Notice of the {office} Sending Out the "{v.PLANS[at]}"',
        title_zh=f"{office_zh}关于发出《{v.PLANS_ZH[at]}》的通知",
        author=f"The {office} ({office_zh})",
        source=(
            f"Heron Archive (苍鹭档案馆). The Notice is of {signed} and came there {draw(days)}.",
            "The Chinese text is kept at:",
            draw(st.sampled_from(v.URLS)),
        ),
        translation_date=draw(days),
        translator=draw(st.sampled_from(v.PEOPLE)),
        editor=draw(st.sampled_from(v.PEOPLE)),
        opening=(
            Run("The Canal Conference having agreed, you receive herewith the "),
            Run(v.PLANS[at], italic=True),
            Run(", which all keepers are asked to carry out with care."),
        ),
        signature=(office, f"(sealed by the {draw(names())})", signed),
        plan_title=v.PLANS[at],
    )


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """Whole plans."""
    bodies = draw(st.lists(names(), min_size=1, max_size=6, unique=True))
    front = draw(st.none() | fronts())
    sent_to = draw(st.just(()) | addressees(bodies))
    short = {one.name: one.abbreviation for one in sent_to if one.abbreviation}
    printed = [short.get(body, body) for body in bodies]
    printed += draw(st.lists(st.sampled_from(v.COLLECTIVES), max_size=1))
    leaves = draw(headings())
    sections: list[str | None] = []
    kept: list[Heading] = []
    for above, leaf in leaves[: _MOST_TASKS // 2]:
        kept += [*above, leaf]
        sections += [leaf.id] * draw(st.integers(1, 2))
    sections = sections or [None] * draw(st.integers(1, _MOST_TASKS))
    written = [draw(proses()) for _ in sections]
    open_places = [(at, *place) for at, prose in enumerate(written) for place in places(prose)]
    numbers = st.integers(0, len(open_places) - 1) if open_places else st.nothing()
    drawn = draw(st.lists(numbers, unique=True, max_size=_MOST_NOTES))
    markers = {open_places[place]: number for number, place in enumerate(sorted(drawn), start=1)}
    tasks = []
    for at, (section, prose) in enumerate(zip(sections, written, strict=True)):
        here = {(run, end): n for (task, run, end), n in markers.items() if task == at}
        wording, who, comma = draw(named(printed))
        tasks.append(Task(at + 1, section, marked(prose, here), wording, who, comma))
    return Outline(
        front,
        sent_to,
        tuple(kept),
        tuple(tasks),
        tuple(draw(notes(number)) for number in markers.values()),
        draw(st.sampled_from(v.CLOSINGS)),
    )
