"""IPP2xx, continued: what the tasks name is named once, as printed, and told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ipplan_data.curation.findings import shown
from ipplan_data.curation.model import Entity, Plan
from ipplan_data.curation.model.erratum import Erratum
from ipplan_data.curation.model.expectation import Measure
from ipplan_data.curation.rules.registry import Example, Problem, Runs, rule

_FILE = "records/entities.yaml"
_TASKS = "records/tasks/II.yaml"
_NAMES = ("name", "name_zh")
_WORD = re.compile(r"\w+")


@rule(
    "IPP216",
    "Every named thing is named by a task",
    why="What no task names does not belong to the plan.",
    fix="Delete it, or add the mention.",
    examples=(
        Example(
            _FILE,
            "- id: bank-law\n",
            "- id: weir-law\n  name: Weir Law\n  kind: law\n- id: bank-law\n",
        ),
    ),
    runs=Runs.WITH_ALL_TASKS,
)
def entities_are_mentioned(plan: Plan) -> Iterator[Problem]:
    """Find named things that no task mentions."""
    used = {mention.entity for task in plan.tasks for mention in task.mentions}
    for entity in plan.entities:
        if entity.id not in used:
            yield Problem(entity.place("id"), "no task mentions it", entity.label)


@rule(
    "IPP217",
    "No two named things, and no thing and a body, share a name",
    why="One thing with two ids is counted twice; bodies of the plan have a table of their own.",
    fix="Let the mentions name one id, or correct the name.",
    examples=(
        Example(_FILE, "name: toll fund", "name: Toll Fair"),
        Example(_FILE, "name: toll fair\n", "name: toll fair\n  name_zh: 岸法\n"),
        Example(_FILE, "name: toll fair\n", "name: toll fair\n  name_zh: 河务部\n"),
    ),
)
def things_are_distinct(plan: Plan) -> Iterator[Problem]:
    """Find names that an earlier thing or any body has, whatever the case, in either language."""
    owners = {name.casefold(): body.label for body in plan.agencies for _, name in body.names}
    for entity in plan.entities:
        for field in _NAMES:
            name = getattr(entity, field)
            owner = owners.setdefault(name.casefold(), entity.label) if name else entity.label
            if owner != entity.label:
                message = f"'{field}' is {shown(name)}, which is also a name of {owner}"
                yield Problem(entity.place(field), message, entity.label, found=name)


@rule(
    "IPP218",
    "The name of a thing is made of words that are printed for it",
    why="A word that no task prints was invented, or mistyped.",
    fix="Use the words that the tasks print; where these are wrong, enter an applied erratum.",
    examples=(
        Example(_FILE, "name: toll fair", "name: tall fair"),
        Example(_TASKS, "as_printed: fund", "as_printed: fond"),
    ),
    runs=Runs.WITH_ALL_TASKS,
)
def names_are_printed(plan: Plan) -> Iterator[Problem]:
    """Find words of names that neither the mentions nor an applied erratum have.

    Case and the plural don't count. Where two things share their first words, the second is
    printed without them, so the words of the mention before count too.
    """
    known: dict[str, set[str]] = {}
    for task in plan.tasks:
        before: set[str] = set()
        for mention in task.mentions:
            if mention.entity in plan.entity:
                words = _words(plan.printed(mention))
                known.setdefault(mention.entity, set()).update(words | before)
                before = words
    for entity in plan.entities:
        corrected = {word for one in _applied(plan, entity) for word in _words(one.correct)}
        printed = known.get(entity.id, _words(entity.name)) | corrected
        missing = sorted(_words(entity.name) - printed)
        if missing:
            message = f"'name' has {shown(missing[0])}, which no mention prints"
            yield Problem(entity.place("name"), message, entity.label, found=missing[0])


def _words(text: str) -> set[str]:
    """Give the words of a text without case and plural.

    >>> sorted(_words("National Science Days"))
    ['day', 'national', 'science']
    """
    return {word.casefold().removesuffix("s") for word in _WORD.findall(text)}


def _applied(plan: Plan, entity: Entity) -> list[Erratum]:
    """Give the applied errata about the names of a thing."""
    return [one for field in _NAMES for one in plan.applied.get((entity.path, field), ())]


@rule(
    "IPP219",
    "A thing has the Chinese name that the document prints for it",
    why="The Chinese name is how people find the thing in other sources.",
    fix="Give it the Chinese of the term, or take away what is printed nowhere.",
    examples=(
        Example(_FILE, "name_zh: 岸法", "name_zh: 河岸法"),
        Example(_FILE, "  name_zh: 岸法\n", ""),
        Example(_FILE, "name: toll fair\n", "name: toll fair\n  name_zh: 市集\n"),
    ),
    runs=Runs.WITH_ALL_TASKS,
)
def chinese_names_are_terms(plan: Plan) -> Iterator[Problem]:
    """Compare the Chinese names of things with the terms that gloss their English ones."""
    if len(plan.footnotes) < plan.count(Measure.FOOTNOTES):
        return
    chinese = {gloss.term.term_zh for gloss in plan.glosses}
    glossed = {gloss.term.term.casefold(): gloss.term.term_zh for gloss in plan.glosses}
    for entity in plan.entities:
        expected = glossed.get(entity.name.casefold())
        if expected and entity.name_zh != expected:
            message = f"'name_zh' is {shown(entity.name_zh or 'missing')}, the term {expected}"
            place, found = entity.place("name_zh"), entity.name_zh
            yield Problem(place, message, entity.label, found=found, expected=expected)
        elif entity.name_zh and entity.name_zh not in chinese:
            message = f"'name_zh' is {shown(entity.name_zh)}, which is no term of the document"
            yield Problem(entity.place("name_zh"), message, entity.label, found=entity.name_zh)


@rule(
    "IPP220",
    "A task orders each thing once",
    why="The same line twice is one that was copied and not changed.",
    fix="Delete the second one, or type what else the task does with the thing.",
    examples=(
        Example(
            _TASKS,
            "    - {entity: toll-fair, relation: hold}\n",
            "    - {entity: toll-fair, relation: hold}\n" * 2,
        ),
    ),
)
def orders_are_distinct(plan: Plan) -> Iterator[Problem]:
    """Find mentions of the same thing with the same relation as an earlier one of the task."""
    for task in plan.tasks:
        seen: set[tuple[str, str]] = set()
        for index, mention in enumerate(task.mentions):
            order = (mention.entity, mention.relation)
            if order in seen:
                message = f"the task has {shown(order[1])} of {shown(order[0])} already"
                place = task.place("mentions", index)
                yield Problem(place, message, task.label, found=mention.entity)
            seen.add(order)


@rule(
    "IPP221",
    "An applied erratum about a thing shows in its name",
    why="What is said to be applied and isn't would be taken for printed.",
    fix="Let the name have the correct reading and a mention the printed one, or note the erratum.",
    examples=(
        Example("records/errata.yaml", "correct: fair", "correct: fare"),
        Example("records/errata.yaml", "as_printed: fayr", "as_printed: fare"),
    ),
    runs=Runs.WITH_ALL_TASKS,
)
def applied_errata_show(plan: Plan) -> Iterator[Problem]:
    """Find applied errata whose correct reading the thing lacks, or that no mention prints."""
    for entity in plan.entities:
        mentions = [one for task in plan.tasks for one in task.mentions if one.entity == entity.id]
        for erratum in _applied(plan, entity):
            value = getattr(entity, erratum.field) or ""
            if erratum.correct not in value:
                message = (
                    f"'correct' is {shown(erratum.correct)}, which {entity.label} doesn't have"
                )
                place = erratum.place("correct")
                yield Problem(place, message, erratum.label, found=erratum.correct, expected=value)
            elif not any(erratum.as_printed in plan.printed(one) for one in mentions):
                message = f"no mention of {entity.label} prints {shown(erratum.as_printed)}"
                place = erratum.place("as_printed")
                yield Problem(place, message, erratum.label, found=erratum.as_printed)


@rule(
    "IPP222",
    "Printed words are typed only where they differ",
    why="What is typed twice differs one day, and nobody knows which was meant.",
    fix="Delete as_printed, or as_printed_zh.",
    examples=(
        Example(_TASKS, "relation: hold}", "relation: hold, as_printed: toll fair}"),
        Example(
            "records/document.yaml",
            "term_zh: 河务部}",
            "term_zh: 河务部, as_printed_zh: 河务部}",
        ),
    ),
)
def prints_differ(plan: Plan) -> Iterator[Problem]:
    """Find printed words that are the name of the thing, or the Chinese of the term, again."""
    for task in plan.tasks:
        for index, mention in enumerate(task.mentions):
            entity = plan.entity.get(mention.entity)
            if entity and mention.as_printed == entity.name:
                message = f"'as_printed' is {shown(entity.name)}, which is the name anyway"
                place = task.place("mentions", index, "as_printed")
                yield Problem(place, message, task.label, found=entity.name)
    for record in plan.glossed:
        for index, term in enumerate(record.terms):
            if term.as_printed_zh == term.term_zh:
                message = f"'as_printed_zh' is {shown(term.term_zh)}, which is the term anyway"
                place = record.place("terms", index, "as_printed_zh")
                yield Problem(place, message, record.label, found=term.term_zh)
