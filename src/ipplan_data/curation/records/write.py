"""Write a value as the YAML that the records are read from."""

from __future__ import annotations

from enum import Enum
from typing import Any

from ipplan_data.curation.records.syntax import parse


class Style(Enum):
    """How a text is typed."""

    PLAIN = ""
    SINGLE = "'"
    DOUBLE = '"'


def quotes(typed: str) -> Style:
    """Tell how a text was typed.

    >>> quotes("'2020'")
    <Style.SINGLE: "'">
    """
    return next(
        (style for style in Style if style.value and typed.startswith(style.value)), Style.PLAIN
    )


def flow(value: Any, *, within: bool = False, style: Style = Style.PLAIN) -> str:
    """Write a value in one line, with quotes where it needs them or where ``style`` has them.

    ``within`` says that it stands in brackets already. Raises ``ValueError`` where nothing that
    could be written reads as this value.

    >>> print(flow({"term": "a, b", "years": ("2020", 2020)}))
    {term: 'a, b', years: ['2020', 2020]}
    """
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{key}: {flow(one, within=True)}" for key, one in value.items()) + "}"
        )
    if isinstance(value, tuple):
        return "[" + ", ".join(flow(one, within=True) for one in value) + "]"
    if not isinstance(value, str):
        return "null" if value is None else str(value).lower()
    forms = {Style.PLAIN: value, Style.SINGLE: _single(value), Style.DOUBLE: _double(value)}
    for form in (forms[style], *forms.values()):
        if _reads_as(form, value, within):
            return form
    message = "the value holds half a character, which no file can hold"
    raise ValueError(message)


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


def _reads_as(form: str, value: str, within: bool) -> bool:
    """Tell whether what is written is read as the value, and in one line."""
    if "\n" in form or "\r" in form:
        return False
    try:
        node, findings = parse(f"[{{key: {form}}}]" if within else f"key: {form}", "")
    except UnicodeEncodeError:
        return False
    data = {"key": value}
    return node is not None and not findings and node.data() == ((data,) if within else data)
