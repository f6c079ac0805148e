"""The reference of all rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ipplan_data.curation.publish.docs.markdown import block, page
from ipplan_data.curation.rules import RULES, Rule

FAMILIES = {
    "IPP1": "The shape of one record",
    "IPP2": "References, names and errata",
    "IPP3": "Completeness and order",
    "IPP4": "Agreement with the witness",
    "IPP5": "Texts",
    "IPP6": "Published files",
    "IPP8": "Reading your copy of the document",
}


def catalogue() -> str:
    """Return the page."""
    return page("Rules", _page())


def _page() -> Iterator[str]:
    yield (
        "All rules, by family. A code keeps its meaning and is never reused. `ipplan explain "
        "IPP201` prints the same text. The examples change the small invented plan in "
        "`tests/example/`: each shows a valid line and one that the rule reports."
    )
    for family, title in FAMILIES.items():
        yield f"## {family}xx: {title}"
        yield from (explained(one) for code, one in RULES.items() if code.startswith(family))


def explained(one: Rule) -> str:
    """Explain a rule: what must hold, why, how to fix a finding, and an example of one."""
    parts = [head(one.code, one)]
    if one.severity != "error":
        parts.append(f"This is a {one.severity}: published values are correct anyway.")
    file, valid, invalid = one.example
    if invalid is None:
        parts.append(f"Example: `{file}` is missing.")
    elif not valid:
        parts.append(f"Example: there is a file `{file}`.")
    else:
        lines = [f"- {_visible(line)}" for line in valid.splitlines()]
        lines += [f"+ {_visible(line)}" for line in invalid.splitlines()]
        parts += [f"Example, in `{file}`:", block("diff", "\n".join(lines))]
    return "\n\n".join(parts)


def head(code: str, one: Any) -> str:
    """Explain a rule of any family: what must hold, why, and how to fix a finding."""
    return f"### {code}: {one.title}\n\n{one.why}\n\nTo fix it: {one.fix}"


def _visible(line: str) -> str:
    """Replace characters that can't be seen by their codes."""
    return "".join(
        c if c.isprintable() and (c.isascii() or c.isalpha()) else f"⟨{ord(c):04X}⟩" for c in line
    )
