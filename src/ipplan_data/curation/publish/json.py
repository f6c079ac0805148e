"""The plan as one nested JSON document."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json

from ipplan_data.curation.tables.nested import nested

__all__ = ["nested", "text"]


def text(value: Any) -> bytes:
    """Return a value as the bytes of a JSON file."""
    return to_json(value, indent=2) + b"\n"
