"""What tasks name, beside the italics and the Chinese words that the witness holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from ipplan_data.curation.model import Document, Footnote, Plan, Section, Task
from ipplan_data.curation.source.witness import Witness
from ipplan_data.curation.source.normal import normal

Glossed = tuple[Document | Section | Task | Footnote, tuple[str, ...], tuple[str, ...]]
Italic = tuple[Task, tuple[str, ...], tuple[int, ...], tuple[str, ...]]

# What stands between two titles in one run of italics, in the normal form.
_BETWEEN = re.compile("[,;](and)?|and")
_TITLE = "title"


def glosses(plan: Plan, witness: Witness) -> Iterator[Glossed]:
    """Give, for every record that can have terms, the Chinese of these and what is printed.

    The Chinese title of the notice is a field of its own, and compared as such.
    """
    front = [part for part in witness.front if part.kind != _TITLE]
    printed = {path: part.glosses for path, part in witness.parts.items()}
    printed[plan.document.path] = tuple(gloss for part in front for gloss in part.glosses)
    for record in plan.glossed:
        if record.path in printed:
            recorded = tuple(term.printed for term in record.terms)
            found = tuple(gloss.as_printed for gloss in printed[record.path])
            yield record, recorded, found


def italics(plan: Plan, witness: Witness) -> Iterator[Italic]:
    """Give, for every task, what its italic mentions come to, and the runs of italics printed.

    A run that the next mentions make up between them stands for these; whatever doesn't fit stands
    for itself. Ids that name nothing are left to IPP201.
    """
    tasks = {task.number: task for task in witness.tasks}
    for task in plan.tasks:
        titles = tasks[task.number].titles if task.number in tasks else None
        if titles is None or any(one.entity not in plan.entity for one in task.mentions):
            continue
        runs = tuple(title.as_printed for title in titles)
        italic = [(n, plan.printed(one)) for n, one in enumerate(task.mentions) if one.italic]
        # Several orders about one thing are several mentions of one title.
        named = [next(same) for _, same in groupby(italic, key=lambda one: one[1])]
        recorded, places = joined(named, runs)
        yield task, recorded, places, runs


def joined(
    named: list[tuple[int, str]], runs: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Put names together to the runs that they make up; give the result and where each begins.

    >>> joined([(0, "Bank Law (I)"), (1, "(II)"), (2, "Weir Law")], ("Bank Law (I) and (II)",))
    (('Bank Law (I) and (II)', 'Weir Law'), (0, 2))
    """
    found: list[tuple[str, int]] = []
    rest = list(named)
    for run in runs:
        if not rest:
            break
        taken = _makes_up([name for _, name in rest], run)
        found.append((run if taken else rest[0][1], rest[0][0]))
        rest = rest[taken or 1 :]
    found += [(name, place) for place, name in rest]
    return tuple(name for name, _ in found), tuple(place for _, place in found)


def _makes_up(names: list[str], run: str) -> int:
    """Tell how many of the first names make up a run of italics; 0 if they don't."""
    left = normal(run)
    for count, name in enumerate(map(normal, names), start=1):
        if count > 1:
            between = _BETWEEN.match(left)
            left = left[between.end() :] if between else ""
        if not left.startswith(name):
            return 0
        left = left[len(name) :]
        if not left:
            return count
    return 0
