"""What stands before the first heading: labelled fields, the addressees, the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ipplan_data.curation.source.bodies import BodyList, abbreviated, split
from ipplan_data.curation.source.copy import Line
from ipplan_data.curation.source.normal import address_digest, normal
from ipplan_data.curation.source.parts import HAN, Part
from ipplan_data.curation.source.witness import Addressee

LABELS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "source": "source",
    "translation date": "translation_date",
    "date of translation": "translation_date",
    "translator": "translator",
    "translated by": "translator",
    "editor": "editor",
    "edited by": "editor",
}
NAMED = frozenset({"title", "author", "translation_date", "translator", "editor", "plan_title"})
_TO = re.compile(r"To(?: the)?:?(?: +(?=[A-Z])|$)")
_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(rf"({_MONTH}) (\d{{1,2}}), (\d{{4}})|(\d{{1,2}}) ({_MONTH}) (\d{{4}})")
_URL = re.compile(r"https?://[!-~]+")
_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]")
_LETTER = "letter"


def divide(lines: list[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Divide the lines of the front matter into parts, each with its kind."""
    kind = "preface"
    found: list[Line] = []
    seen: set[str] = set()
    for line in lines:
        begins = _begins(line, kind, seen)
        if begins:
            if found:
                yield kind, found
            kind, found = begins, []
            seen.add(begins)
        found.append(line)
        if kind == "addressees" and line.text.rstrip().endswith((":", "：")):
            yield kind, found
            kind, found = _LETTER, []
    if found:
        yield kind, found


def _begins(line: Line, kind: str, seen: set[str]) -> str | None:
    label = LABELS.get(line.text.casefold().rstrip(":："))
    if label and kind != _LETTER and label not in seen:
        return label
    addressed = _TO.match(line.text) and kind != _LETTER and "addressees" not in seen
    return "addressees" if addressed and kind != "addressees" else None


def plan_title(parts: list[Part]) -> str | None:
    """Return the title of the plan: what the title of the notice quotes."""
    title = next((part for part in parts if part.label == "front/title"), None)
    quoted = _QUOTED.findall(title.printed) if title else []
    return str(quoted[-1]) if quoted else None


def ends_with(letter: Part, title: str) -> int | None:
    """Tell after how many lines of the letter only the title of the plan follows."""
    wanted = normal(title)
    tail = ""
    for count, row in enumerate(reversed(letter.rows)):
        tail = normal(Part("", [row]).text) + tail
        if tail == wanted:
            return len(letter.rows) - count - 1
        if len(tail) > len(wanted):
            return None
    return None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a part of the front matter prints that is a name, a date or an address."""

    name: str | None
    name_zh: str | None
    dates: tuple[str, ...]
    urls: tuple[str, ...]


def facts(part: Part) -> Facts:
    """Find the names, dates and addresses in a part of the front matter.

    A field's name is what stands under its label, in English and in Chinese.
    """
    kind = part.label.removeprefix("front/")
    text = part.printed
    name = name_zh = None
    if kind in NAMED:
        value = _value(text, kind)
        start = HAN.search(value)
        english = value[: start.start()] if start else value
        name = english.rstrip(" (（").strip() or None
        name_zh = value[len(english) :].strip(" )）") or None if start else None
    urls = dict.fromkeys(url.rstrip(".,;)>").replace("\\", "") for url in _URL.findall(text))
    return Facts(name, name_zh, tuple(_dates(text)), tuple(map(address_digest, urls)))


def _value(text: str, kind: str) -> str:
    labels = sorted((label for label, of in LABELS.items() if of == kind), key=len, reverse=True)
    for label in labels:
        if text.casefold().startswith(label):
            return text[len(label) :].lstrip(" :：")
    return text


def _dates(text: str) -> Iterator[str]:
    for found in _DATE.finditer(text):
        month, day, year = found.groups()[:3] if found[1] else (found[5], found[4], found[6])
        yield f"{int(year):04}-{_MONTHS.index(month) + 1:02}-{int(day):02}"


def addressees(part: Part, known: frozenset[str]) -> tuple[list[Addressee], BodyList]:
    """Return the bodies that the notice is addressed to, and the list as it was divided."""
    text = part.printed
    start = _TO.match(text)
    listed = split(text[start.end() if start else 0 :].rstrip(" :："), known)
    found = [Addressee(**abbreviated(name)._asdict()) for name in listed.names]
    return found, listed
