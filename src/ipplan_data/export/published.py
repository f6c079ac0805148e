"""The published files as they are: CSV tables, JSON, schemas, and the descriptor."""

from __future__ import annotations

from pathlib import Path

from ipplan_data.export.package import Package
from ipplan_data.plan.files import located, present


def files(package: Package, name: str) -> dict[str, bytes]:
    """Return all published files, in a folder of that name."""
    folder = package.folder
    return {f"{name}/{path}": Path(located(folder, path)).read_bytes() for path in present(folder)}
