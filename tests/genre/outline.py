"""The ground truth: a promotion plan as it is before anybody prints it.

Texts are kept in one form: straight double quotes and apostrophes in English, curly quotes in
Chinese, single spaces, ASCII parentheses except around some glosses. Typography changes the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Wording = Literal["responsibility", "separate_functions", "separate_duties", "bare"]

NOTE_LABEL = "Translator's note: "
_GLOSS = re.compile(r"[(（]([^()（）]*[\u3400-\u9fff][^()（）]*)[)）]")
_SEPARATE = {
    "separate_functions": " based on their respective official functions",
    "separate_duties": " based on their respective official duties",
}


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of prose in one face; the marker of a footnote may follow, glued to it."""

    text: str
    italic: bool = False
    marker: int | None = None


Prose = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A task: its prose without the clause, and what the clause says.

    ``section`` is the id of the innermost heading that it stands under. ``comma`` tells whether
    a comma stands before the last "and" of the clause.
    """

    number: int
    section: str | None
    prose: Prose
    wording: Wording
    bodies: tuple[str, ...]
    comma: bool = True

    @property
    def clause(self) -> str:
        """The clause with its parentheses.

        >>> Task(1, None, (), "responsibility", ("Ministry of Bells", "MORL"), comma=False).clause
        '(Responsibility of the Ministry of Bells and MORL)'
        >>> Task(1, None, (), "bare", ("State Pigeon Post Bureau",)).clause
        '(State Pigeon Post Bureau)'
        """
        if self.wording == "bare":
            return f"({self.bodies[0]})"
        *others, last = [f"{article(body)}{body}" for body in self.bodies]
        named = last
        if others:
            named = f"{', '.join(others)}{',' if self.comma else ''} and {last}"
        if self.wording == "responsibility":
            return f"(Responsibility of {named})"
        return f"(Separate responsibilities of {named}{_SEPARATE[self.wording]})"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; its id is a path such as ``I.ii``."""

    id: str
    title: Prose

    @property
    def level(self) -> int:
        """1 for a part, 2 for a section."""
        return self.id.count(".") + 1

    @property
    def label(self) -> str:
        """What is printed before the title.

        >>> [Heading(one, ()).label for one in ("I", "I.ii")]
        ['I.', '(ii)']
        """
        last = self.id.rpartition(".")[2]
        return f"{last}." if self.level == 1 else f"({last})"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; ``prose`` is without its number and without "Translator's note: "."""

    number: int
    prose: Prose
    labelled: bool

    @property
    def printed(self) -> Prose:
        """All of it but the number."""
        return (Run(NOTE_LABEL), *self.prose) if self.labelled else self.prose


@dataclass(frozen=True, slots=True)
class Addressee:
    """A body that the plan is sent to, and the abbreviation given there."""

    name: str
    abbreviation: str | None = None

    @property
    def printed(self) -> str:
        """The name as the list of addressees has it."""
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the plan. ``source`` and ``signature`` are paragraphs and lines."""

    summary: str | None
    title: str
    title_zh: str
    author: str
    source: tuple[str, ...]
    translation_date: str
    translator: str
    editor: str
    opening: Prose
    signature: tuple[str, ...]
    plan_title: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole plan. Headings stand in their order; each innermost one has a task."""

    front: Front | None
    addressees: tuple[Addressee, ...]
    headings: tuple[Heading, ...]
    tasks: tuple[Task, ...]
    notes: tuple[Note, ...]
    closing: str | None

    @property
    def to(self) -> str:
        """The paragraph that names the addressees."""
        return f"To the {', '.join(one.printed for one in self.addressees)}:"


def article(body: str) -> str:
    """Give what stands before a body in a clause: abbreviations and collectives have no article.

    >>> [article(one) for one in ("Bank of Salt", "MORL", "member organizations of the Bank")]
    ['the ', '', '']
    """
    return "" if body.isupper() or body[0].islower() else "the "


def text(runs: Iterable[Run]) -> str:
    """Give the words of a prose without its markers."""
    return "".join(run.text for run in runs)


def glosses(runs: Iterable[Run]) -> list[str]:
    """Give the Chinese in parentheses, without them.

    >>> glosses((Run("Cast bells (铜铃) and horns（“号角”）(such as these)."),))
    ['铜铃', '“号角”']
    """
    return _GLOSS.findall(text(runs))


def italics(runs: Iterable[Run]) -> list[str]:
    """Give the titles in italics."""
    return [run.text for run in runs if run.italic]
