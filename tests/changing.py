"""Single changes to a task of the document, made in its Markdown as an editor or a slip would.

Where a task stands and where its bodies are named is found here without the reader: by the printed
numbers, and by the names that the records give. Which word is changed follows from the task's
number, so that every run makes the same changes and they are spread over the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ipplan_data.curation.model import Plan, Task

_FOLDED = str.maketrans("‘’“”", "''\"\"")
_WORD = re.compile(r"(?<![\w<>/*_\\-])[A-Za-z]{2,}(?![\w<>/*_\\-])")
_MARKER = re.compile(r"(?<!\n)<sup>(\d+)</sup>")
_DIGIT = re.compile(r"(?<!>)(?<!\d)\d(?=\d*(?![\d<]))")
_ITALICS = re.compile(r"(?<![\\*])\*([^*\n]+)\*(?!\*)")
_HAN = re.compile(r"[\u3400-\u9fff]")
_OTHER = "heron"


@dataclass(frozen=True, slots=True)
class Place:
    """From one place in the document to another."""

    start: int
    end: int

    def instead(self, text: str, new: str) -> str:
        """Give the document with something else at the place."""
        return text[: self.start] + new + text[self.end :]


@dataclass(frozen=True)
class Printed:
    """A task in the document: its number, the prose on its first line, and its list of bodies.

    ``others`` are bodies that it does not name.
    """

    text: str
    task: int
    number: Place
    prose: Place
    listed: Place
    bodies: tuple[str, ...]
    others: tuple[str, ...]

    def found(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Find something in the prose."""
        return list(pattern.finditer(self.text, self.prose.start, self.prose.end))

    def one(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Choose one of what is found in the prose, if anything is."""
        found = self.found(pattern)
        return [found[self.task * 7 % len(found)]] if found else []

    def listing(self, bodies: list[str]) -> str:
        """Give the document with other bodies in the task's list."""
        *most, last = [f"{_article(body)}{body}" for body in bodies]
        joined = f"{', '.join(most)}{',' if len(most) > 1 else ''} and {last}" if most else last
        return self.listed.instead(self.text, joined)


def _article(body: str) -> str:
    return "" if body.isupper() or body[0].islower() else "the "


def printed(text: str, plan: Plan) -> list[Printed]:
    """Find every task of the plan in the document."""
    flat = f"{text}\n".translate(_FOLDED)
    found: list[Printed] = []
    place = 0
    for task in plan.tasks:
        number = re.compile(rf"^{task.number}(?=\. )", re.MULTILINE).search(flat, place)
        assert number, f"task {task.number} is in the document after the one before"
        listed = _list(task, plan).search(flat, number.end())
        assert listed, f"task {task.number} names its bodies"
        place = listed.end()
        line = min(flat.index("\n", number.end()), listed.start())
        names = tuple(plan.agency[one].printed_name for one in task.agencies)
        others = tuple(a.name for a in plan.agencies if a.printed_name not in names)
        found.append(
            Printed(
                text,
                task.number,
                Place(*number.span()),
                Place(number.end() + 2, line),
                Place(*listed.span("bodies")),
                names,
                others,
            )
        )
    return found


def _list(task: Task, plan: Plan) -> re.Pattern[str]:
    """Give what a task's clause looks like from its bracket to the last of its bodies."""
    names = [re.escape(plan.agency[one].printed_name) for one in task.agencies]
    bodies = r"(?:,? and |, )".join(f"(?:the )?{name}" for name in names)
    return re.compile(rf"\((?:(?:Separate r|R)esponsibilit(?:y|ies) of )?(?P<bodies>{bodies})")


Change = Callable[[Printed], Iterator[str]]


def _at(made: Callable[[re.Match[str]], str], pattern: re.Pattern[str]) -> Change:
    """Change the one place that is chosen in each task."""

    def change(task: Printed) -> Iterator[str]:
        for found in task.one(pattern):
            yield Place(*found.span()).instead(task.text, made(found))

    return change


def misnumbered(task: Printed) -> str:
    """Give the document with another number before the task."""
    number = (task.task + 1, task.task * 10, task.task + 50, task.task - 1)[task.task % 4]
    return task.number.instead(task.text, str(number))


def _swapped(task: Printed) -> Iterator[str]:
    bodies = list(task.bodies)
    if len(bodies) > 1:
        at = task.task % (len(bodies) - 1)
        bodies[at : at + 2] = reversed(bodies[at : at + 2])
        yield task.listing(bodies)


def _dropped(task: Printed) -> Iterator[str]:
    at = task.task % len(task.bodies)
    if rest := [*task.bodies[:at], *task.bodies[at + 1 :]]:
        yield task.listing(rest)


def _added(task: Printed) -> Iterator[str]:
    at = task.task % (len(task.bodies) + 1)
    other = task.others[task.task % len(task.others)]
    yield task.listing([*task.bodies[:at], other, *task.bodies[at:]])


def _replaced(task: Printed) -> Iterator[str]:
    at = task.task % len(task.bodies)
    other = task.others[task.task * 3 % len(task.others)]
    yield task.listing([*task.bodies[:at], other, *task.bodies[at + 1 :]])


def _marker_dropped(task: Printed) -> Iterator[str]:
    for marker in task.found(_MARKER):
        yield Place(*marker.span()).instead(task.text, "")


def _marker_renumbered(task: Printed) -> Iterator[str]:
    for marker in task.found(_MARKER):
        for number in (int(marker[1]) + 1, int(marker[1]) + 40):
            yield Place(*marker.span()).instead(task.text, f"<sup>{number}</sup>")


def _marker_moved(task: Printed) -> Iterator[str]:
    for marker in task.found(_MARKER):
        without = Place(*marker.span()).instead(task.text, "")
        words = [word.end() for word in _WORD.finditer(without, task.prose.start, task.prose.end)]
        for place in (
            max((end for end in words if end < marker.start() - 1), default=None),
            min((end for end in words if end > marker.start()), default=None),
        ):
            if place is not None:
                yield Place(place, place).instead(without, marker[0])


CHANGES: dict[str, tuple[Change, str]] = {
    "a word replaced": (_at(lambda _: _OTHER, _WORD), "the text differs"),
    "a word dropped": (_at(lambda _: "", _WORD), "the text differs"),
    "a word doubled": (_at(lambda word: f"{word[0]} {word[0]}", _WORD), "the text differs"),
    "a digit changed": (_at(lambda d: str((int(d[0]) + 1) % 10), _DIGIT), "the text differs"),
    "two bodies swapped": (_swapped, "the bodies are"),
    "a body dropped": (_dropped, "the bodies are"),
    "a body added": (_added, "the bodies are"),
    "a body replaced": (_replaced, "the bodies are"),
    "a marker dropped": (_marker_dropped, "the footnote markers are"),
    "a marker renumbered": (_marker_renumbered, "the footnote markers are"),
    "a marker moved": (_marker_moved, "the footnote markers are"),
    "a marker added": (_at(lambda word: f"{word[0]}<sup>1</sup>", _WORD), "the footnote markers"),
    "italics dropped": (_at(lambda title: title[1], _ITALICS), "among the italics"),
    "a Chinese character": (
        _at(lambda han: "火" if han[0] == "水" else "水", _HAN),
        "among the Chinese words",
    ),
}
