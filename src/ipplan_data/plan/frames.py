"""The published tables as typed frames of pandas or polars."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from ipplan_data.plan.tables import described, rows

LIBRARIES = ("pandas", "polars")


def frame(folder: str, name: str, library: str | None = None) -> Any:
    """Return a table as a frame; see ``Plan.frame``."""
    chosen = _chosen(library)
    fields = described(folder, name)["schema"]["fields"]
    cells = rows(folder, name)
    columns = {field["name"]: [row[field["name"]] for row in cells] for field in fields}
    make = _pandas if chosen == "pandas" else _polars
    return make(import_module(chosen), fields, columns)


def _chosen(library: str | None) -> str:
    if library not in (None, *LIBRARIES):
        message = f"no library {library!r}; expected {' or '.join(LIBRARIES)}"
        raise ValueError(message)
    for one in [library] if library else LIBRARIES:
        if find_spec(one):
            return one
    wanted = library or " or ".join(LIBRARIES)
    message = f"a frame needs {wanted}: pip install 'ipplan-data[frames]'"
    raise ModuleNotFoundError(message, name=library or LIBRARIES[0])


def _pandas(pandas: Any, fields: list[dict[str, Any]], columns: dict[str, list[Any]]) -> Any:
    def typed(field: dict[str, Any]) -> Any:
        cells = columns[field["name"]]
        if "separator" in field:
            return pandas.Series(cells, dtype=object)
        if "categories" in field:
            values = [one["value"] for one in field["categories"]]
            return pandas.Series(pandas.Categorical(cells, categories=values))
        kinds = {"integer": "Int64", "boolean": "boolean", "string": "string"}
        return pandas.Series(cells, dtype=kinds[field["type"]])

    return pandas.DataFrame({field["name"]: typed(field) for field in fields})


def _polars(polars: Any, fields: list[dict[str, Any]], columns: dict[str, list[Any]]) -> Any:
    kinds = {"integer": polars.Int64, "boolean": polars.Boolean, "string": polars.String}

    def kind(field: dict[str, Any]) -> Any:
        if "separator" in field:
            return polars.List(kinds[field["itemType"]])
        if "categories" in field:
            return polars.Enum([one["value"] for one in field["categories"]])
        return kinds[field["type"]]

    lists = {
        field["name"]: [list(cell) for cell in columns[field["name"]]]
        if "separator" in field
        else columns[field["name"]]
        for field in fields
    }
    return polars.DataFrame(lists, schema={field["name"]: kind(field) for field in fields})
