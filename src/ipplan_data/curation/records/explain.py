"""Say in plain words what a model found wrong with a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ipplan_data.curation.findings import Finding, Fix, nearest, shown
from ipplan_data.curation.model import Record
from ipplan_data.curation.model.fields import annotation_of, options
from ipplan_data.curation.records.syntax import Node
from ipplan_data.printing import closest

_BOUNDS = {
    "too_short": "has {actual_length} items, expected at least {min_length}",
    "too_long": "has {actual_length} items, expected at most {max_length}",
    "string_too_short": "is empty, expected text",
    "string_too_long": "has {length} characters, expected at most {max_length}",
    "greater_than_equal": "is {found}, expected at least {ge}",
    "less_than_equal": "is {found}, expected at most {le}",
    "string_pattern_mismatch": "is {found}, expected the form {pattern}",
}
_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list, as [a, b]",
    "model_type": "the fields of a record",
}


def kind(value: Any) -> str:
    """Name the kind of a value as people call it.

    >>> kind(2020), kind(("a",)), kind(None)
    ('the number', 'a list', 'nothing')
    """
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "the truth value"
    if isinstance(value, int | float):
        return "the number"
    if isinstance(value, str):
        return "the text"
    return "a mapping" if isinstance(value, dict) else "a list"


def findings(
    error: ValidationError, node: Node, model: type[Record], label: str
) -> Iterator[Finding]:
    """Turn what Pydantic found in one record into findings, one for each fault.

    A key that is missing because it was misspelt is one fault, and reported as misspelt. A list is
    too short for items that aren't what they should be: these are the fault.
    """
    details = error.errors(include_url=False)
    misspelt = {
        (*steps[:-1], closest(str(steps[-1]), _fields(model, steps[:-1])))
        for steps in (detail["loc"] for detail in details if detail["type"] == "extra_forbidden")
    }
    around = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    following: dict[str, set[Any]] = {"missing": {*misspelt}, "too_short": {*around}}
    for detail in details:
        if detail["loc"] not in following.get(detail["type"], set()):
            yield _finding(detail, node, model, label)


def _finding(detail: ErrorDetails, node: Node, model: type[Record], label: str) -> Finding:
    steps, code = detail["loc"], detail["type"]
    if code.startswith("IPP"):
        return _told_by_the_model(detail, node, label)
    if code == "extra_forbidden":
        key = str(steps[-1])
        known = _fields(model, steps[:-1])
        near = closest(key, known)
        hint = model.misnomers.get(key) or nearest(key, known) or f"the keys are {', '.join(known)}"
        place = node.key_at(*steps)
        free = near if near and near not in node.keys_around(*steps) else None
        certain = free if key not in model.misnomers else None
        return Finding(
            "IPP106",
            place,
            f"no key is called {shown(key)}",
            label,
            hint,
            found=key,
            expected=" ".join(known),
            nearest=near,
            fix=Fix.within(place, key, key, certain) if certain else None,
        )
    if code == "missing":
        message, key = f"the key {_named(steps)} is missing", str(steps[-1])
        return Finding("IPP107", node.at(*steps), message, label, "add it", expected=key)
    return _value_finding(detail, node, model, label)


def _told_by_the_model(detail: ErrorDetails, node: Node, label: str) -> Finding:
    """Tell what a model says itself, beside what was typed in the field that it names."""
    steps, context = (*detail["loc"], detail["ctx"]["field"]), detail["ctx"]
    typed = node.scalar_at(*steps)
    return Finding(
        detail["type"],
        node.at(*steps),
        detail["msg"],
        label,
        found=None if typed is None else str(typed),
        expected=context.get("expected"),
    )


def _value_finding(detail: ErrorDetails, node: Node, model: type[Record], label: str) -> Finding:
    """Tell of a value of the wrong type, or of one that isn't allowed."""
    steps, code, found = detail["loc"], detail["type"], detail["input"]
    name = _named(steps)
    context: dict[str, Any] = detail.get("ctx", {})
    if code == "enum":
        listed = str(context["expected"]).replace(" or ", ",").split(",")
        known = _typed(model, steps) or [option.strip(" '") for option in listed]
        near = closest(str(found), known)
        message = f"{name} is {_shown(found)}, expected one of {', '.join(known)}"
        return Finding(
            "IPP109",
            node.at(*steps),
            message,
            label,
            nearest(str(found), known),
            found=str(found),
            expected=" ".join(known),
            nearest=near,
            fix=_recased(node, steps, str(found), near),
        )
    if code in _TYPES:
        hint = (
            "put it in quotes" if code == "string_type" and isinstance(found, int | float) else ""
        )
        message = f"{name} is {_shown(found)}, expected {_TYPES[code]}"
        place, raw = node.at(*steps), node.raw_at(*steps)
        return Finding(
            "IPP108",
            place,
            message,
            label,
            hint,
            found=str(found) if isinstance(found, str | int | float) else None,
            expected=_TYPES[code],
            fix=Fix.within(place, raw, raw, f"'{raw}'") if hint else None,
        )
    if code == "value_error":
        reason = detail["msg"].removeprefix("Value error, ")
        message = f"{name} is {shown(found)}: {reason}"
        return Finding("IPP109", node.at(*steps), message, label, found=str(found))
    given = {"found": shown(found), "length": len(str(found)), **context}
    sentence = _BOUNDS.get(code, f"is {{found}}: {detail['msg']}").format_map(given)
    lower = found.lower() if isinstance(found, str) else ""
    pattern = context.get("pattern")
    near = lower if pattern and re.search(pattern, lower) else None
    return Finding(
        "IPP109",
        node.at(*steps),
        f"{name} {sentence}",
        label,
        f"did you mean '{near}'?" if near else "",
        found=str(found) if isinstance(found, str | int | float) else f"{len(found)} items",
        expected=pattern or sentence.partition(", expected ")[2] or None,
        nearest=near,
        fix=_recased(node, steps, str(found), near),
    )


def _recased(node: Node, steps: tuple[str | int, ...], found: str, near: str | None) -> Fix | None:
    """Mend a value that differs from a valid one in case alone."""
    if near is None or near.casefold() != found.casefold():
        return None
    return Fix.within(node.at(*steps), node.raw_at(*steps), found, near)


def _named(steps: tuple[str | int, ...]) -> str:
    """Name a value as people count.

    >>> _named(("agencies", 0)), _named(("title",))
    ("item 1 of 'agencies'", "'title'")
    """
    words = [f"item {step + 1}" if isinstance(step, int) else f"'{step}'" for step in steps]
    return " of ".join(reversed(words))


def _shown(found: Any) -> str:
    return f"{kind(found)} {shown(found)}" if isinstance(found, str | int | float) else kind(found)


def _typed(model: type[Record], steps: tuple[str | int, ...]) -> list[str]:
    """List what may be typed in a field of the record itself."""
    field = steps[0] if len(steps) == 1 else None
    known = isinstance(field, str) and field in model.model_fields
    return [str(one) for one in options(annotation_of(model, str(field)))] if known else []


def _fields(model: type[Record], steps: tuple[str | int, ...]) -> list[str]:
    """List the fields that are typed, of the model that ``steps`` lead to."""
    for step in steps:
        if isinstance(step, str) and step in model.model_fields:
            inner = model.model_fields[step].annotation
            arguments = getattr(inner, "__args__", ())
            nested = [a for a in arguments if isinstance(a, type) and issubclass(a, Record)]
            model = nested[0] if nested else model
    return [field for field in model.model_fields if field not in model.given]
