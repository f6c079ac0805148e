"""The codebook of the coded variables: how a task is coded, and what each value takes in."""

from __future__ import annotations

from collections.abc import Iterator

from ipplan_data.curation.model.activity import Activity
from ipplan_data.curation.model.category import Category
from ipplan_data.curation.model.right import Right
from ipplan_data.curation.publish.docs.markdown import code, page

RULES = (
    "**Read the task alone.** Its text counts, with the titles in it. The bodies in the closing "
    "parentheses and the heading above don't count; a footnote may help to understand a term.",
    "**Split it into orders.** An order is a verb of command with what it governs. Verbs that "
    "share their object are one order, as in *draw up and carry out a plan*; so is one verb with "
    "a list of objects.",
    "**Give each order its rights and its activities**: as a rule one of each, several where the "
    "order itself is about several. What is to be done counts, not what it is to lead to or "
    "rests on: words after *in order to*, *so as to*, *relying on* and *based on* don't count. "
    "Trying, exploring, researching, piloting or speeding up a thing is coded as the thing.",
    "**All that apply** are the values of all its orders. A passing word doesn't count: a value "
    "must be what an order is about.",
    "**The primary value** is the one that most orders have. In a tie it is that of the first "
    "order in the text that has one of the tied values; if this order has several of them, the "
    "one that stands first below.",
)


def definitions() -> Iterator[str]:
    """Give what a coder must know: the rules, and for each variable all its values."""
    yield "## How a task is coded"
    yield "\n".join(f"{number}. {rule}" for number, rule in enumerate(RULES, start=1))
    yield "Examples and borderline cases are invented, so that they decide no task of the plan."
    for name, values in (("ip_rights", Right), ("activity", Activity)):
        yield f"## {name}"
        yield from map(_definition, values)


def _definition(value: Category) -> str:
    guide = value.guide
    return "\n".join(
        (
            f"### {value}",
            f"{guide.meaning[0].upper()}{guide.meaning[1:]}.",
            "",
            f"- Includes: {guide.includes}.",
            f"- Excludes: {guide.excludes}.",
            f"- Example: {guide.example}",
            f"- Borderline: {guide.borderline}",
        )
    )


def coding() -> str:
    """Give the page."""
    return page(
        f"Coding {code('ip_rights')} and {code('activity')}",
        definitions(),
    )
