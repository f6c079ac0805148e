"""Values of one column: valid ones, and ones just beyond each constraint."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from ipplan_data.curation.tables import Column

_NEAR = st.text("abIVXivx0129-.:/ħ水 ", max_size=14)


def cells(column: Column) -> st.SearchStrategy[Any]:
    """Values for one column: right ones, and ones just beyond each constraint.

    Line breaks are left out: Python's ``$`` lets one pass at the end of a text, so that validators
    built on it can't agree with others. IPP502 refuses them in records.
    """
    schema = column.schema
    return st.none() | _values(schema.get("items", schema)).flatmap(
        lambda value: (
            st.lists(_values(schema["items"]), max_size=3).map(tuple)
            if column.is_list
            else st.just(value)
        )
    )


def _values(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    if schema["type"] == "boolean":
        # The texts "true" and "false" are left out: a cell can't tell them from the truth values.
        return st.booleans() | st.sampled_from(["", "yes", "no", "True", "FALSE", "t", 0, 1, 2])
    if schema["type"] == "integer":
        edges = [
            schema[key] + step
            for key in ("minimum", "maximum")
            if key in schema
            for step in (-1, 0, 1)
        ]
        return st.sampled_from(edges) | st.integers(-3, 130)
    right: list[st.SearchStrategy[Any]] = [_NEAR, st.just("")]
    if "enum" in schema:
        right += [st.sampled_from(schema["enum"]), st.sampled_from(schema["enum"]).map(str.upper)]
    if "pattern" in schema:
        exact = st.from_regex(schema["pattern"], alphabet=_PRINTABLE, fullmatch=True)
        right += [exact, exact.map(lambda text: text + "-"), exact.map(lambda text: "X" + text)]
    if "maxLength" in schema:
        limit = schema["maxLength"]
        right += [st.sampled_from(["河" * limit, "é" * (limit + 1)])]
    return st.one_of(right)


_PRINTABLE = st.characters(min_codepoint=33, max_codepoint=126, exclude_characters=";")
