"""Refuses to build an sdist: the code is outside this folder, and an sdist holds its folder alone.

The sdist of ipplan-data holds all of it; this wheel can be built from there.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TOLD = (
    "ipplan-data-curation has no sdist, since its code is outside packaging/curation; build its"
    " wheel (python -m build --wheel packaging/curation), or the sdist of ipplan-data, which holds"
    " everything (python -m build --sdist .)"
)


class NoSdist(BuildHookInterface[Any]):
    """Ends every build of an sdist with one line."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Refuse."""
        raise SystemExit(TOLD)
