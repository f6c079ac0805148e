"""Fixtures: the repository, its plan, and copies that a test may damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from ipplan_data.curation.document import read
from ipplan_data.curation.model import Plan
from ipplan_data.curation.pipeline import build
from ipplan_data.curation.records import load

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile(
    "default",
    deadline=None,
    derandomize=True,
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("default")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def plan(root: Path) -> Plan:
    """The real plan."""
    loaded = load(root)
    assert loaded.plan is not None, "\n".join(map(str, loaded.findings))
    return loaded.plan


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of the real records, of published files and pages."""
    for name in ("records", "data", "schema", "docs"):
        shutil.copytree(root / name, tmp_path / name)
    for name in ("datapackage.json", "witness.json"):
        shutil.copy(root / name, tmp_path)
    return tmp_path


@pytest.fixture
def example(root: Path, tmp_path: Path) -> Path:
    """A copy of the invented plan and its document, with its witness and published files."""
    shutil.copytree(root / "tests" / "example" / "records", tmp_path / "records")
    shutil.copy(root / "tests" / "example" / "document.md", tmp_path)
    assert read(tmp_path, tmp_path / "document.md").changed
    assert build(tmp_path).findings == []
    return tmp_path
