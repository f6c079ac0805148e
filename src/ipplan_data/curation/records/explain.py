"""Turn the errors that Pydantic finds in a record into findings in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ipplan_data.curation.findings import Finding, Fix, nearest, shown
from ipplan_data.curation.model import Record
from ipplan_data.curation.model.fields import annotation_of, classes, options
from ipplan_data.curation.records.syntax import Node
from ipplan_data.printing import closest

# What IPP109 says, by the type of Pydantic's error; of other types it gives Pydantic's words.
_BOUNDS = {
    "too_short": "has {actual_length} items, expected at least {min_length}",
    "too_long": "has {actual_length} items, expected at most {max_length}",
    "string_too_short": "is empty, expected text",
    "string_too_long": "has {length} characters, expected at most {max_length}",
    "greater_than_equal": "is {found}, expected at least {ge}",
    "less_than_equal": "is {found}, expected at most {le}",
    "string_pattern_mismatch": "is {found}, expected the form {pattern}",
}
# What IPP108 expects.
_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list, as [a, b]",
    "model_type": "the fields of a record",
}

Steps = tuple[str | int, ...]


def kind(value: Any) -> str:
    """Name the kind of a value.

    >>> kind(2020), kind(("a",)), kind(None)
    ('the number', 'a list', 'nothing')
    """
    if value is None:
        return "nothing"
    names = {bool: "the truth value", str: "the text", dict: "a mapping", tuple: "a list"}
    return names.get(type(value), "the number")


def findings(
    error: ValidationError, node: Node, model: type[Record], label: str
) -> Iterator[Finding]:
    """Turn what Pydantic found in one record into findings, one for each error.

    Left out are what only follows: a key that is missing because it is misspelled, and a list that
    is too short because its items are wrong.
    """
    details = error.errors(include_url=False)
    misspelled = {
        (*steps[:-1], closest(str(steps[-1]), _fields(model, steps[:-1])))
        for steps in (one["loc"] for one in details if one["type"] == "extra_forbidden")
    }
    around = {one["loc"][:depth] for one in details for depth in range(len(one["loc"]))}
    consequences: dict[str, set[Any]] = {"missing": {*misspelled}, "too_short": {*around}}
    for one in details:
        if one["loc"] not in consequences.get(one["type"], set()):
            yield _finding(one, node, model, label)


def _finding(detail: ErrorDetails, node: Node, model: type[Record], label: str) -> Finding:
    steps, code, context = detail["loc"], detail["type"], detail.get("ctx", {})
    if code.startswith("IPP"):  # a validator of the model, which names the field
        steps = (*steps, context["field"])
        typed = node.scalar_at(*steps)
        return Finding(
            code,
            node.at(*steps),
            detail["msg"],
            label,
            found=None if typed is None else str(typed),
            expected=context.get("expected"),
        )
    if code == "missing":
        message, key = f"the key {_named(steps)} is missing", str(steps[-1])
        return Finding("IPP107", node.at(*steps), message, label, "add it", expected=key)
    if code == "extra_forbidden":
        return _unknown_key(steps, node, model, label)
    return _wrong_value(detail, node, model, label)


def _unknown_key(steps: Steps, node: Node, model: type[Record], label: str) -> Finding:
    key, known = str(steps[-1]), _fields(model, steps[:-1])
    near, place, misnomer = closest(key, known), node.key_at(*steps), model.misnomers.get(key)
    certain = near and not misnomer and near not in node.keys_around(*steps)
    return Finding(
        "IPP106",
        place,
        f"no key is called {shown(key)}",
        label,
        misnomer or nearest(key, known) or f"the keys are {', '.join(known)}",
        found=key,
        expected=" ".join(known),
        nearest=near,
        fix=Fix.within(place, key, key, near) if near and certain else None,
    )


def _wrong_value(detail: ErrorDetails, node: Node, model: type[Record], label: str) -> Finding:
    """Report a value of the wrong type, or one that isn't allowed."""
    steps, code, found = detail["loc"], detail["type"], detail["input"]
    place, raw = node.at(*steps), node.raw_at(*steps)
    text = str(found) if isinstance(found, str | int | float) else None
    is_text = f"is {kind(found)}" + (f" {shown(found)}" if text is not None else "")
    hint, near, fix, rule = "", None, None, "IPP109"
    if code == "enum":
        known = [str(one) for one in options(_annotation(model, steps))]
        sentence, expected = f"{is_text}, expected one of {', '.join(known)}", " ".join(known)
        text, near = str(found), closest(str(found), known)
    elif code in _TYPES:
        rule, expected = "IPP108", _TYPES[code]
        sentence = f"{is_text}, expected {expected}"
        if code == "string_type" and isinstance(found, int | float):
            hint, fix = "put it in quotes", Fix.within(place, raw, raw, f"'{raw}'")
    else:
        context: dict[str, Any] = detail.get("ctx", {})
        given = {"found": shown(found), "length": len(str(found)), **context}
        other = f"is {{found}}: {detail['msg'].removeprefix('Value error, ')}"
        sentence = _BOUNDS.get(code, other).format_map(given)
        expected = context.get("pattern") or sentence.partition(", expected ")[2]
        text = text if text is not None else f"{len(found)} items"
        if "pattern" in context and re.search(context["pattern"], text.lower()):
            near = text.lower()
    if near:
        hint = f"did you mean '{near}'?"
        # It differs in case alone.
        fix = Fix.within(place, raw, text or "", near) if near == str(text).casefold() else None
    return Finding(
        rule, place, f"{_named(steps)} {sentence}", label, hint, text, expected or None, near, fix
    )


def _named(steps: Steps) -> str:
    """Name a value.

    >>> _named(("agencies", 0)), _named(("title",))
    ("item 1 of 'agencies'", "'title'")
    """
    words = [f"item {step + 1}" if isinstance(step, int) else f"'{step}'" for step in steps]
    return " of ".join(reversed(words))


def _annotation(model: type[Record], steps: Steps) -> Any:
    """Return the type of the field that ``steps`` lead to."""
    *around, field = [step for step in steps if isinstance(step, str)]
    return annotation_of(_model(model, tuple(around)), field)


def _model(model: type[Record], steps: Steps) -> type[Record]:
    """Return the model of the record that ``steps`` lead to."""
    for step in steps:
        if isinstance(step, str) and step in model.model_fields:
            model = next(iter(classes(annotation_of(model, step), Record)), model)
    return model


def _fields(model: type[Record], steps: Steps) -> list[str]:
    """List the fields that people type in the record that ``steps`` lead to."""
    found = _model(model, steps)
    return [field for field in found.model_fields if field not in found.given]
