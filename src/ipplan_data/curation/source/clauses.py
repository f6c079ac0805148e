"""The clause that ends a task and says who is responsible for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ipplan_data.curation.source.bodies import BodyList, is_abbreviation, is_body, split
from ipplan_data.curation.source.numerals import is_numeral
from ipplan_data.curation.source.witness import Wording

_BASIS = ",? (?:based on|in accordance with|according to) their respective (?:official )?"
_FORMS = {
    Wording.SEPARATE_FUNCTIONS: f"separate responsibilities of (?P<bodies>.+?){_BASIS}functions",
    Wording.SEPARATE_DUTIES: (
        f"separate responsibilities of (?P<bodies>.+?){_BASIS}(?:duties|responsibilities)"
    ),
    Wording.RESPONSIBILITY: "(?:joint )?responsibilit(?:y|ies) of (?P<bodies>.+)",
}
_EXPLICIT = [(wording, re.compile(form, re.IGNORECASE)) for wording, form in _FORMS.items()]
_NAMED = re.compile(r"(?:\w+ ){0,2}responsibilit(?:y|ies)\b", re.IGNORECASE)
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its place in the text with its brackets, its wording, and the bodies it lists."""

    start: int
    end: int
    wording: Wording
    bodies: BodyList


def brackets(text: str) -> list[tuple[int, int]]:
    """Return the places of all outermost pairs of brackets, from the opening to past the closing.

    >>> brackets("a (b (c)) d （e） f)")
    [(2, 9), (12, 15)]
    """
    pairs: list[tuple[int, int]] = []
    if ")" not in text and "）" not in text:
        return pairs
    depth = start = 0
    for found in re.finditer(r"[()（）]", text):
        if found[0] in "(（":
            start = start if depth else found.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                pairs.append((start, found.end()))
    return pairs


def clauses(text: str, known: frozenset[str] = frozenset()) -> list[Clause]:
    """Find the clauses in a task's text, which has single spaces.

    Names without a word of responsibility are a clause only where no other is, in the last
    brackets.

    >>> [clause] = clauses("Dig. (Responsibility of the Ministry of Rivers and MORT)")
    >>> clause.wording.value, clause.bodies.names
    ('responsibility', ('Ministry of Rivers', 'MORT'))
    """
    pairs = [(start, end) for start, end in brackets(text) if end - start < _LONGEST]
    found = [clause for start, end in pairs if (clause := _explicit(text, start, end, known))]
    return found or [bare for start, end in pairs[-1:] if (bare := _bare(text, start, end, known))]


def _bare(text: str, start: int, end: int, known: frozenset[str]) -> Clause | None:
    """Take brackets that hold only names for a clause: at the end, or where institutions are."""
    bodies = split(text[start + 1 : end - 1], known)
    ends = not text[end:].strip(" .")
    short = [name for name in bodies.names if is_abbreviation(name)]
    if (short and not ends) or not all(map(is_body, bodies.names)) or any(map(is_numeral, short)):
        return None
    # An abbreviation alone may be anything; whose it is, only another clause can tell.
    doubtful = tuple(
        name for name in short if len(short) == len(bodies.names) and name not in known
    )
    return Clause(start, end, Wording.BARE, BodyList(bodies.names, bodies.doubtful + doubtful))


def _explicit(text: str, start: int, end: int, known: frozenset[str]) -> Clause | None:
    inner = " ".join(text[start + 1 : end - 1].split())
    if not _NAMED.match(inner):
        return None
    for wording, form in _EXPLICIT:
        if match := form.fullmatch(inner):
            return Clause(start, end, wording, split(match["bodies"], known))
    return Clause(start, end, Wording.UNREAD, BodyList(()))


def complete(text: str) -> bool:
    """Return whether a text has the clause of a task.

    >>> complete("Dig. (Bell Bureau)"), complete("Dig (deep)")
    (True, False)
    """
    pairs = [(start, end) for start, end in brackets(text) if end - start < _LONGEST]
    says = "responsibilit" in text.casefold()
    named = says and any(_NAMED.match(text[start + 1 : end].lstrip()) for start, end in pairs)
    return named or any(_bare(text, start, end, frozenset()) for start, end in pairs[-1:])
