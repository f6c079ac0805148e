"""IPP2xx, continued: laws, documents and events are named as the document names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ipplan_data.curation.findings import Finding, shown
from ipplan_data.curation.model import Entity, Plan
from ipplan_data.curation.model.erratum import Erratum
from ipplan_data.curation.model.package import Measure
from ipplan_data.curation.model.task import Comparator, Target
from ipplan_data.curation.rules.registry import Stage, problem, repeated, rule, wrong

_ENTITIES, _TASKS = "records/entities.yaml", "records/tasks/II.yaml"
_ERRATA = "records/errata.yaml"
_FAIR = "name: toll fair\n"
_HOLD = "    - {entity: toll-fair, relation: hold}\n"
_NAMES = ("name", "name_zh")
_WORD = re.compile(r"\w+")
_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty"
)  # fmt: skip
_TOKEN = re.compile("[0-9]+(?:,[0-9]{3})*|[a-z]+")
_COMPARED = {one: one.value.replace("_", " ") for one in Comparator}


@rule("IPP217", (_ENTITIES, "name: toll fund", "name: Toll Fair"))
def entities_are_distinct(plan: Plan) -> Iterator[Finding]:
    """No two entities, and no entity and an agency, share a name.

    A thing with two ids is counted twice; agencies have a table of their own. Fix: Let all
    mentions use one id, or correct the name.
    """
    owners = {name.casefold(): agency.label for agency in plan.agencies for _, name in agency.names}
    for entity in plan.entities:
        for field in _NAMES:
            name = getattr(entity, field)
            owner = owners.setdefault(name.casefold(), entity.label) if name else entity.label
            if owner != entity.label:
                yield wrong(entity, field, f"which is also a name of {owner}")


@rule("IPP218", (_ENTITIES, "name: toll fair", "name: tall fair"), stage=Stage.ALL_TASKS)
def names_are_printed(plan: Plan) -> Iterator[Finding]:
    """Every word of an entity's name is in the document.

    A word that no task prints was invented or mistyped. Fix: Use the words in the document; if
    they are wrong, add an applied erratum.
    """
    # Where two things share their first words, the second is printed without them: so the words of
    # the mention before count too.
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
        for word in sorted(_words(entity.name) - printed)[:1]:
            message = f"'name' has {shown(word)}, which no mention has"
            yield problem(entity, "name", message, found=word)


def _words(text: str) -> set[str]:
    """Return the words of a text without case and plural.

    >>> sorted(_words("National Science Days"))
    ['day', 'national', 'science']
    """
    return {word.casefold().removesuffix("s") for word in _WORD.findall(text)}


def _applied(plan: Plan, entity: Entity) -> list[Erratum]:
    """List the applied errata about the names of an entity."""
    return [one for field in _NAMES for one in plan.applied.get((entity.path, field), ())]


@rule("IPP219", (_ENTITIES, "name_zh: 岸法", "name_zh: 河岸法"), stage=Stage.ALL_TASKS)
def chinese_names_are_terms(plan: Plan) -> Iterator[Finding]:
    """Every entity has the Chinese name that the document prints for it.

    People look it up in other sources by its Chinese name. Fix: Type the Chinese of the term,
    or delete what the document doesn't print.
    """
    if len(plan.footnotes) < plan.count(Measure.FOOTNOTES):
        return
    chinese = {gloss.term.term_zh for gloss in plan.glosses}
    glossed = {gloss.term.term.casefold(): gloss.term.term_zh for gloss in plan.glosses}
    for entity in plan.entities:
        expected = glossed.get(entity.name.casefold())
        if expected and entity.name_zh != expected:
            yield wrong(entity, "name_zh", f"but the term is {expected}", expected=expected)
        elif entity.name_zh and entity.name_zh not in chinese:
            yield wrong(entity, "name_zh", "which is no term of the document")


@rule("IPP220", (_TASKS, _HOLD, _HOLD * 2))
def orders_are_distinct(plan: Plan) -> Iterator[Finding]:
    """No task has two mentions with the same entity and relation.

    Identical lines usually mean that one was copied and not changed. Fix: Delete the second
    one, or type what else the task orders.
    """
    for task in plan.tasks:
        keyed = (((one.entity, one.relation), (n, one)) for n, one in enumerate(task.mentions))
        for (index, mention), _ in repeated(keyed):
            message = f"duplicate mention: {mention.relation} {mention.entity}"
            yield problem(task, ("mentions", index), message, found=mention.entity)


@rule("IPP221", (_ERRATA, "correct: fair", "correct: fare"), stage=Stage.ALL_TASKS)
def applied_errata_show(plan: Plan) -> Iterator[Finding]:
    """Every applied erratum about an entity shows in its name.

    Readers would take for printed what is said to be corrected and isn't. Fix: Type the correct
    reading in the name and the printed one in a mention, or set the status to noted.
    """
    for entity in plan.entities:
        mentions = [one for task in plan.tasks for one in task.mentions if one.entity == entity.id]
        for erratum in _applied(plan, entity):
            value = getattr(entity, erratum.field) or ""
            if erratum.correct not in value:
                yield wrong(erratum, "correct", f"which {entity.label} lacks", expected=value)
            elif not any(erratum.as_printed in plan.printed(one) for one in mentions):
                yield wrong(erratum, "as_printed", f"which no mention of {entity.label} has")


@rule("IPP222", (_TASKS, "relation: hold}", "relation: hold, as_printed: toll fair}"))
def printed_words_differ(plan: Plan) -> Iterator[Finding]:
    """No printed words are typed that only repeat the name or term.

    What is typed twice differs one day, and nobody knows which was meant. Fix: Delete
    as_printed, or as_printed_zh.
    """
    for task in plan.tasks:
        for index, mention in enumerate(task.mentions):
            entity = plan.entity.get(mention.entity)
            if entity and mention.as_printed == entity.name:
                yield wrong(task, ("mentions", index, "as_printed"), "which is the name anyway")
    for record in plan.glossed:
        for index, term in enumerate(record.terms):
            if term.as_printed_zh == term.term_zh:
                steps = ("terms", index, "as_printed_zh")
                yield wrong(record, steps, "which is the term anyway")


@rule("IPP223", (_TASKS, "value: 3, unit", "value: 4, unit"))
def targets_are_printed(plan: Plan) -> Iterator[Finding]:
    """Every target has the numbers of its printed words.

    A mistyped number is reached too early, or never. Fix: Type comparator, value and period as
    the printed words give them.
    """
    for task in plan.tasks:
        for index, target in enumerate(task.targets):
            for field in _contradicted(target):
                steps, expected = ("targets", index, field), target.as_printed
                why = f"but the document has {shown(expected)}"
                yield wrong(task, steps, why, expected=expected)


def _contradicted(target: Target) -> Iterator[str]:
    """Name the fields that the printed words contradict."""
    printed = target.as_printed.casefold()
    tokens = _TOKEN.findall(printed)
    known = {str(_NUMBERS.index(t)) if t in _NUMBERS else t.replace(",", "") for t in tokens}
    if target.value is not None and str(target.value) not in known:
        yield "value"
    if target.period and not known >= {*target.period.split("/")}:
        yield "period"
    named = [one for one, words in _COMPARED.items() if words in printed]
    # A number alone means exactly that number.
    expected = named or ([Comparator.EXACTLY] if len(tokens) == 1 else [])
    if target.comparator and expected and target.comparator not in expected:
        yield "comparator"
