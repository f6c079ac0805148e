"""The wheel, installed where there is nothing else."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest
import yaml

import ipplan_data
from ipplan_data.curation.model import Plan


@pytest.fixture(scope="session")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target)]
    subprocess.run([*command, str(root)], check=True, capture_output=True)
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


def run(command: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env=environment
    )


def test_the_installed_package_gives_the_plan(empty: Path, tmp_path: Path) -> None:
    script = (
        "import ipplan_data as i; print(i.__file__); print(hash(i.load()) and i.load().tasks[48])"
    )
    done = run([empty / "python", "-c", script], tmp_path)
    assert done.returncode == 0, done.stderr
    file, task = done.stdout.splitlines()
    assert Path(file).is_relative_to(empty.parent)
    assert task == str(ipplan_data.load().tasks[48])


def test_the_command_without_its_extra_says_what_installs_it(empty: Path, tmp_path: Path) -> None:
    done = run([empty / "ipplan", "show", "48"], tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.strip().splitlines() == [
        "ipplan needs its command line: pip install 'ipplan-data[cli]'"
    ]


def test_the_wheel_carries_every_published_file(empty: Path, root: Path) -> None:
    (site,) = empty.parent.glob("lib/python*/site-packages/ipplan_data/published")
    carried = {
        p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()
    }
    tracked = [*root.glob("data/*"), *root.glob("schema/*"), root / "datapackage.json"]
    assert carried == {p.relative_to(root).as_posix(): p.read_bytes() for p in tracked}
    assert (site.parent / "py.typed").is_file()


def test_all_say_the_same_version(root: Path, plan: Plan) -> None:
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == plan.package.version == ipplan_data.__version__
    assert citation["authors"] == [{"name": plan.package.contributors}]
    assert f"## {plan.package.version}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_what_the_readme_says_of_files_is_so(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:data|schema)/[\w.]+)`", readme))
    published = {p.relative_to(root).as_posix() for p in (root / "data").iterdir()}
    assert published <= named
    assert all((root / name).is_file() for name in named)


def test_python_in_the_readme_runs_as_shown(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    readme = root / "README.md"
    results = doctest.testfile(str(readme), module_relative=False, encoding="utf-8")
    assert results.attempted > 0
    assert results.failed == 0
