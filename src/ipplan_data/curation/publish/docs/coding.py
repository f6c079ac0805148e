"""The codebook of the coded variables: how a task is coded, what each value takes in, and alpha."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ipplan_data.curation.model import Task
from ipplan_data.curation.model.coding import Category, Round, Variable
from ipplan_data.curation.model.fields import annotation_of, classes
from ipplan_data.curation.publish.docs.markdown import code, page, table
from ipplan_data.curation.reliability import (
    DRAWS,
    Agreement,
    Rating,
    format_alpha,
    format_interval,
    overall,
    primary,
)
from ipplan_data.curation.tables import CODING_DECISIONS, RELIABILITY, Row

RULES = (
    (
        "**Read the task alone.** Its text counts, with the titles in it. The bodies in the "
        "closing parentheses and the heading above don't count; a footnote may help to "
        "understand a term."
    ),
    (
        "**Split it into orders.** An order is a verb of command with what it governs. Verbs "
        "that share their object are one order, as in *draw up and carry out a plan*; so is one"
        " verb with a list of objects. What a task permits counts as ordered. An order that is "
        "clear only together with the one beside it is read with it."
    ),
    (
        "**Give each order its rights and its activities**: as a rule one of each, several "
        "where the order itself is about several. What is to be done counts, not what it is to "
        "lead to or rests on: words after *in order to*, *so as to*, *relying on* and *based "
        "on* don't count. Trying, exploring, researching, piloting or speeding up a thing is "
        "coded as the thing."
    ),
    (
        "**All that apply** are the values of all its orders. A passing word doesn't count: a "
        "value must be what an order is about."
    ),
    (
        "**The primary value** is the one that most orders have. In a tie it is that of the "
        "first order in the text that has one of the tied values; if this order has several of "
        "them, the one that stands first below."
    ),
)


def definitions(used: Mapping[str, Mapping[str, str]] | None = None) -> Iterator[str]:
    """Give what a coder must know: the rules, and for each variable all its values.

    ``used`` tells of each value how often it was given; coders are not shown that.
    """
    yield "## How a task is coded"
    yield "\n".join(f"{number}. {rule}" for number, rule in enumerate(RULES, start=1))
    yield "Examples and borderline cases are invented, so that they decide no task of the plan."
    for variable in Variable:
        yield f"## {variable}"
        counts = (used or {}).get(variable)
        for value in classes(annotation_of(Task, variable), Category)[0]:
            yield _definition(value, None if counts is None else counts.get(value, "no task"))


def _definition(value: Category, used: str | None) -> str:
    guide = value.guide
    lines = [
        f"### {value}",
        f"{guide.meaning[0].upper()}{guide.meaning[1:]}.",
        "",
        f"- Includes: {guide.includes}.",
        f"- Excludes: {guide.excludes}.",
        f"- Example: {guide.example}",
        f"- Borderline: {guide.borderline}",
    ]
    return "\n".join([*lines, f"- Used: {used}."] if used else lines)


def coding(rows: dict[str, list[Row]], found: Sequence[Agreement]) -> str:
    """Give the page; ``found`` are the agreements of the full round."""
    return page("Coding", _page(rows, found))


def _page(rows: dict[str, list[Row]], found: Sequence[Agreement]) -> Iterator[str]:
    yield (
        f"The codebook of {code('ip_rights')} and {code('activity')}, the two columns of "
        "[tasks](codebook.md#tasks) that say what kind of intellectual property a task is about "
        "and what kind of work it orders. Each has a primary value, and all that apply; "
        "[codes](codebook.md#codes) has them in rows."
    )
    yield from definitions({name: _use(rows["tasks"], name) for name in Variable})
    yield from _rounds([Rating(**row) for row in rows[RELIABILITY.name]], found)


def _use(tasks: list[Row], variable: str) -> dict[str, str]:
    """Tell of each value in how many tasks it is, and in how many the primary one."""
    every = Counter(value for task in tasks for value in task[variable])
    first = Counter(task[primary(variable)] for task in tasks)
    return {value: f"{count} tasks, primary in {first[value]}" for value, count in every.items()}


def _rounds(given: list[Rating], found: Sequence[Agreement]) -> Iterator[str]:
    yield "## How far coders agree"
    yield (
        "In the full round each task was coded by two language models that were given these "
        "definitions and the translated document and nothing else, neither each other's codes nor "
        "those of the pilot; one went from the first task on, one from the last task back. The "
        "pilot had two others, by a draft of the definitions. All of them are of the same kind, so "
        "that their agreement says that the definitions can be followed, and not that people would "
        "code alike. [The datasheet](datasheet.md) says what was changed after the pilot."
    )
    yield (
        "Alpha is Krippendorff's: 1 where all agree, 0 where they agree no more than chance would "
        "have it, undefined where all gave one value. It is nominal for primary values, and binary "
        "for each of the others: given to the task or not. The interval has the middle 95 % of "
        f"{DRAWS:,} draws of as many tasks, with replacement; where coders never differed it has "
        f"no width, which says nothing on other tasks. [{RELIABILITY.name}]"
        f"(codebook.md#{RELIABILITY.name}) has every value that each coder gave."
    )
    tried = {rating.task for rating in given if rating.round == Round.PILOT}
    fresh = [rating for rating in given if rating.task not in tried]
    stages = [
        ("pilot", overall(given, Round.PILOT)),
        ("full", [one for one in found if not one.value]),
        ("full, without the tasks of the pilot", overall(fresh, Round.FULL)),
    ]
    first = [primary(variable) for variable in Variable]
    yield table(
        ["Round", "Coders", "Tasks", *(f"Alpha of {code(name)}" for name in first)],
        [[name, *_measured(among)] for name, among in stages if among],
    )
    for variable in Variable:
        yield f"Each value of {code(variable)} in the full round:"
        yield table(
            ["Value", "Tasks on which coders agree", "Alpha", "Interval"],
            [
                [code(one.value), one.agreed, format_alpha(one.alpha), format_interval(one)]
                for one in found
                if one.variable == variable
            ],
        )
    yield (
        f"Where the two differed the text was read once more; [{CODING_DECISIONS.name}]"
        f"(codebook.md#{CODING_DECISIONS.name}) has what was decided, and why. A task has the "
        "codes on which both agreed, unless a decision says otherwise; `ipplan validate` sees to "
        "it."
    )


def _measured(found: list[Agreement]) -> list[str]:
    """Give the cells of one round: coders, tasks, and the alpha of each primary value."""
    alphas = (f"{format_alpha(one.alpha)} {format_interval(one)}".strip() for one in found)
    return [str(found[0].coders), str(found[0].tasks), *alphas]
