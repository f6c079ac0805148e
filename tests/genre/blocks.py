"""A plan as paragraphs in the order they are printed, their words as the typography has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from genre.outline import Front, Outline, Run, Task
from genre.typography import Typography
from genre.words import BREAK, Word, curled, hardened, words

Role = Literal["label", "text", "addressees", "opening", "plan_title", "heading", "task", "closing"]
LABELLED = frozenset({"label", "plan_title", "heading"})


@dataclass(frozen=True)
class Block:
    """A paragraph. ``label`` is printed before it; ``style`` is a heading's markup.

    ``clause`` says which words of a task are its clause; a closing sentence may follow them.
    """

    role: Role
    words: tuple[Word, ...]
    label: str = ""
    style: str = ""
    number: int | None = None
    clause: tuple[int, int] = (0, 0)
    level: int = 0


class _Setter:
    """Sets proses in type, with the quotes in turn where they are mixed."""

    def __init__(self, typography: Typography) -> None:
        self.typography = typography
        self.count = 0
        self.styled = 0

    def words(self, *proses: Iterable[Run] | str) -> list[list[Word]]:
        """Give the words of each prose of one paragraph."""
        self.count += 1
        quotes = self.typography.quotes
        curly = quotes == "curly" or (quotes == "mixed" and self.count % 2 == 1)
        found = []
        for prose in proses:
            plain = words([Run(prose)] if isinstance(prose, str) else prose)
            set_in = [curled(word) for word in plain] if curly else plain
            found.append(hardened(set_in, self.typography.hard_spaces))
        return found

    def block(self, role: Role, prose: Iterable[Run] | str, label: str = "") -> Block:
        """Give a paragraph that is no task."""
        (set_in,) = self.words(prose)
        return Block(role, tuple(set_in), label)

    def headed(self, role: Role, prose: Iterable[Run] | str, label: str = "", at: int = 0) -> Block:
        """Give a paragraph that is marked up as a heading, in the style whose turn it is."""
        (set_in,) = self.words(prose)
        styles = self.typography.headings
        self.styled += 1
        style = styles[self.styled % len(styles)]
        return Block(role, tuple(set_in), label, style, level=at)

    def labelled(self, label: str, *paragraphs: str) -> Iterator[Block]:
        """Give a part of the front: what it is, and what it says."""
        first, *others = paragraphs
        if self.typography.labels_inline:
            yield self.block("text", first, f"{label}:")
        else:
            yield self.headed("label", label)
            yield self.block("text", first)
        for other in others:
            yield self.block("text", other)

    def task(self, task: Task, closing: str | None) -> Block:
        """Give a task with its clause, and a closing sentence that runs on."""
        clause = task.clause
        if self.typography.wide_clauses:
            clause = f"（{clause[1:-1]}）"
        prose, named, rest = self.words(task.prose, clause, closing or "")
        start, end = len(prose), len(prose) + len(named)
        return Block(
            "task",
            (*prose, *named, *rest),
            f"{task.number}.",
            number=task.number,
            clause=(start, end),
        )


def blocks(outline: Outline, typography: Typography) -> list[Block]:
    """Give all paragraphs but the footnotes."""
    return list(_blocks(outline, typography))


def notes(outline: Outline, typography: Typography) -> dict[int, tuple[Word, ...]]:
    """Give the words of each footnote, without its number."""
    setter = _Setter(typography)
    return {note.number: tuple(setter.words(note.printed)[0]) for note in outline.notes}


def _blocks(outline: Outline, typography: Typography) -> Iterator[Block]:
    setter = _Setter(typography)
    front = outline.front
    if front:
        yield from _credits(front, setter)
    if outline.addressees:
        yield setter.block("addressees", outline.to)
    if front:
        yield setter.block("opening", front.opening)
        lines = [setter.words(line)[0] for line in front.signature]
        signature = [word for line in lines for word in (*line, BREAK)]
        yield Block("text", tuple(signature[:-1]))
        yield setter.headed("plan_title", front.plan_title, at=1)
    headings = list(outline.headings)
    for task in outline.tasks:
        last = task is outline.tasks[-1]
        while headings and f"{task.section}.".startswith(f"{headings[0].id}."):
            one = headings.pop(0)
            yield setter.headed("heading", one.title, one.label, one.level)
        runs_on = last and not typography.closing_apart
        yield setter.task(task, outline.closing if runs_on else None)
    if outline.closing and typography.closing_apart:
        yield setter.block("closing", outline.closing)


def _credits(front: Front, setter: _Setter) -> Iterator[Block]:
    if front.summary:
        yield setter.headed("label", "Translation")
        yield setter.block("text", [Run(front.summary, italic=True)])
    yield from setter.labelled("Title", front.title, front.title_zh)
    yield from setter.labelled("Author", front.author)
    yield from setter.labelled("Source", *front.source)
    yield from setter.labelled("Translation Date", front.translation_date)
    yield from setter.labelled("Translator", front.translator)
    yield from setter.labelled("Editor", front.editor)
