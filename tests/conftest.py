"""Fixtures: the repository, its plan, and copies that a test may damage."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from ipplan_data.curation.document import read
from ipplan_data.curation.model import Plan
from ipplan_data.curation.pipeline import build
from ipplan_data.curation.records import load
from ipplan_data.export import export

ROOT = Path(__file__).resolve().parents[1]

_common: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("quick", derandomize=True, max_examples=10, **_common)
settings.register_profile("thorough", max_examples=300, **_common)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


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


@pytest.fixture(scope="session")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    return _built(root, tmp_path_factory.mktemp("wheel"))


def _built(project: Path, target: Path) -> Path:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target)]
    subprocess.run([*command, str(project)], check=True, capture_output=True)
    return next(target.glob("*.whl"))


@pytest.fixture(scope="session")
def empty(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of an environment that holds the wheel and nothing else."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=False, symlinks=True)
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python")]
    subprocess.run(
        [*pip, "install", "--quiet", "--no-index", str(wheel)], check=True, capture_output=True
    )
    return folder / "bin"


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published data as a SQLite database."""
    path, _ = export("sqlite", tmp_path_factory.mktemp("database") / "plan.sqlite")
    return path


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of the real records, of published files and pages."""
    for name in ("records", "data", "schema", "docs"):
        shutil.copytree(root / name, tmp_path / name)
    shutil.copy(root / "datapackage.json", tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def example_made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented plan and its document, with everything that is made from them."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(root / "tests" / "example" / "records", folder / "records")
    shutil.copy(root / "tests" / "example" / "document.md", folder)
    assert read(folder, folder / "document.md").changed
    assert build(folder).findings == []
    return folder


@pytest.fixture
def example(example_made: Path, tmp_path: Path) -> Path:
    """A copy of the invented plan that a test may damage."""
    shutil.copytree(example_made, tmp_path, dirs_exist_ok=True)
    return tmp_path
