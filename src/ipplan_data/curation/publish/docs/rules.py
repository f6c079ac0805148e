"""The catalogue of rules."""

from __future__ import annotations

from collections.abc import Iterator

from ipplan_data.curation.publish.docs.markdown import block, page
from ipplan_data.curation.rules import RULES, Rule

FAMILIES = {
    "IPP1": "The shape of one record",
    "IPP2": "References, names and errata",
    "IPP3": "Completeness and order",
    "IPP4": "Agreement with the witness",
    "IPP5": "Texts",
    "IPP6": "Published files",
    "IPP8": "Reading a copy of the document",
}


def catalogue() -> str:
    """Give the page."""
    return page("Rules", _page())


def _page() -> Iterator[str]:
    yield (
        "What must hold, by family. A code keeps its meaning and is never given to another rule. "
        "`ipplan explain IPP201` prints the same. The examples change the small invented plan in "
        "`tests/example/`: what is right there, and what the rule finds in its place."
    )
    for family, title in FAMILIES.items():
        yield f"## {family}xx: {title}"
        for one in RULES.values():
            if one.code.startswith(family):
                yield explained(one)


def explained(one: Rule) -> str:
    """Tell all of a rule: what holds, why, how to mend a breach, and an example of one."""
    told = [f"### {one.code}: {one.title}", one.why, f"To mend it: {one.fix}"]
    if one.severity != "error":
        told.append(f"A {one.severity}: published values are right all the same.")
    example = one.example
    if example.invalid is None:
        told.append(f"Not so, for example, where `{example.file}` is missing.")
    elif not example.valid:
        told.append(f"Not so, for example, where there is a `{example.file}`.")
    else:
        told += [
            f"For example, in `{example.file}`:",
            block("diff", _change(example.valid, example.invalid)),
        ]
    return "\n\n".join(told)


def _change(valid: str, invalid: str) -> str:
    removed = [f"- {_visible(line)}" for line in valid.splitlines()]
    return "\n".join([*removed, *(f"+ {_visible(line)}" for line in invalid.splitlines())])


def _visible(line: str) -> str:
    """Show what can't be seen, and keep what can."""
    return "".join(
        c
        if (c.isprintable() and c.isascii()) or (c.isalpha() and c.isprintable())
        else f"⟨{ord(c):04X}⟩"
        for c in line
    )
