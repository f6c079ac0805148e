"""What is handed out: builds, their metadata, the news, and what a release runs."""

from __future__ import annotations

import doctest
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.metadata import Metadata
from packaging.requirements import Requirement

import ipplan_data

# Of a wheel: a package that is easy to depend on is small. Data and what reads, exports, compares
# and checks them have 300 kB, pictures and pages have the rest.
MOST_BYTES = 350_000
CURATION = "packaging/curation"
RELEASE = Path(".github/release")
VERSION = ipplan_data.__version__


def run(command: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def sources(root: Path) -> list[str]:
    """The files of the repository, as they are in the working tree."""
    done = run(["git", "ls-files", "-co", "--exclude-standard", "-z"], root)
    if done.returncode or not (root / ".git").exists():
        pytest.skip("this is no clone, or there is no git")
    return sorted(name for name in done.stdout.split("\0") if (root / name).is_file())


def checkout(root: Path, sources: list[str], folder: Path, private: bool) -> Path:
    """Check the working tree out as people with another umask do, at another time."""
    for name in reversed(sources) if private else sources:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((root / name).read_bytes())
        mode = 0o755 if os.access(root / name, os.X_OK) else 0o644
        target.chmod(mode & 0o700 if private else mode)
        os.utime(target, (10**9, 10**9) if private else None)
    return folder


@pytest.fixture(scope="module")
def checkouts(
    root: Path, sources: list[str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """Two checkouts: a plain one, and a private, older one in a deeper folder with a space."""
    folder = tmp_path_factory.mktemp("checkouts")
    return (
        checkout(root, sources, folder / "first", private=False),
        checkout(root, sources, folder / "deeper" / "a second", private=True),
    )


@pytest.fixture(scope="module")
def packages(checkouts: tuple[Path, Path], root: Path, tmp_path_factory: Any) -> Path:
    """A folder with the packages that both checkouts give."""
    folder: Path = tmp_path_factory.mktemp("packages")
    done = run([root / RELEASE / "twice", sys.executable, *checkouts, folder], root)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def built(packages: Path) -> Path:
    """The wheel."""
    (found,) = packages.glob("ipplan_data-*.whl")
    return found


@pytest.fixture(scope="module")
def tools(packages: Path) -> Path:
    """The wheel of the curation tools."""
    (found,) = packages.glob("ipplan_data_curation-*.whl")
    return found


@pytest.fixture(scope="module")
def unpacked(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked sdist."""
    folder = tmp_path_factory.mktemp("unpacked")
    (found,) = packages.glob("*.tar.gz")
    with tarfile.open(found) as archive:
        archive.extractall(folder, filter="data")
    return folder / found.name.removesuffix(".tar.gz")


def wheel_of(project: Path, folder: Path) -> Path:
    """Build a wheel, and give it."""
    build: list[str | Path] = [sys.executable, "-m", "build", "--wheel", "--no-isolation"]
    done = run([*build, "--outdir", folder, project], folder)
    assert done.returncode == 0, done.stderr
    (found,) = folder.glob("*.whl")
    return found


def described(wheel: Path) -> tuple[bytes, dict[str, bytes]]:
    """Give the metadata of a wheel, and the texts of its licences by their names."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        licences = {
            Path(one).name: archive.read(one)
            for one in archive.namelist()
            if ".dist-info/licenses/" in one
        }
        return archive.read(name), licences


def modules(wheel: Path) -> list[str]:
    """List what a wheel installs, but for the published files and its own description."""
    with zipfile.ZipFile(wheel) as archive:
        return [
            name
            for name in archive.namelist()
            if not name.startswith("ipplan_data/published/") and ".dist-info/" not in name
        ]


def test_two_checkouts_give_the_same_packages(packages: Path) -> None:
    assert {path.name for path in packages.iterdir()} == {
        f"ipplan_data-{VERSION}-py3-none-any.whl",
        f"ipplan_data-{VERSION}.tar.gz",
        f"ipplan_data_curation-{VERSION}-py3-none-any.whl",
    }


def test_a_difference_between_two_builds_is_told(
    checkouts: tuple[Path, Path], root: Path, tmp_path: Path
) -> None:
    other = shutil.copytree(checkouts[1], tmp_path / "other")
    with (other / "README.md").open("a", encoding="utf-8") as readme:
        readme.write("\n")
    done = run([root / RELEASE / "twice", sys.executable, checkouts[0], other, "out"], tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("give different packages")
    assert not (tmp_path / "out").exists()


def test_the_sdist_gives_the_same_wheel(built: Path, unpacked: Path, tmp_path: Path) -> None:
    assert wheel_of(unpacked, tmp_path).read_bytes() == built.read_bytes()


def test_the_sdist_gives_the_same_wheel_of_curation(
    tools: Path, unpacked: Path, tmp_path: Path
) -> None:
    assert wheel_of(unpacked / CURATION, tmp_path).read_bytes() == tools.read_bytes()


def test_byte_code_of_earlier_runs_is_left_out(
    tools: Path, checkouts: tuple[Path, Path], tmp_path: Path
) -> None:
    used = shutil.copytree(checkouts[0], tmp_path / "used")
    for folder in (".", "model"):
        cache = used / "src" / "ipplan_data" / "curation" / folder / "__pycache__"
        cache.mkdir()
        (cache / "stale.cpython-311.pyc").write_bytes(b"stale")
    (tmp_path / "out").mkdir()
    assert wheel_of(used / CURATION, tmp_path / "out").read_bytes() == tools.read_bytes()


def test_the_two_wheels_hold_every_module_once(
    built: Path, tools: Path, sources: list[str]
) -> None:
    code = [name.removeprefix("src/") for name in sources if name.startswith("src/")]
    curation = [name for name in code if name.startswith("ipplan_data/curation/")]
    assert curation
    assert sorted(modules(tools)) == sorted(curation)
    assert sorted(modules(built) + modules(tools)) == sorted(code)


def test_an_sdist_of_curation_is_refused(checkouts: tuple[Path, Path], tmp_path: Path) -> None:
    build: list[str | Path] = [sys.executable, "-m", "build", "--sdist", "--no-isolation"]
    done = run([*build, "--outdir", tmp_path / "out", checkouts[0] / CURATION], tmp_path)
    assert done.returncode == 1
    told = [line for line in (done.stdout + done.stderr).splitlines() if "no sdist" in line]
    assert len(told) == 1
    assert "python -m build --wheel packaging/curation" in told[0]
    assert list(tmp_path.glob("out/*")) == []


def test_the_sdist_holds_the_whole_repository(unpacked: Path, sources: list[str]) -> None:
    held = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert held - {"PKG-INFO"} == set(sources)


def test_the_metadata_are_valid_and_say_what_pyproject_says(
    built: Path, unpacked: Path, root: Path
) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    raw, licences = described(built)
    assert raw == (unpacked / "PKG-INFO").read_bytes()
    metadata = Metadata.from_email(raw, validate=True)
    assert metadata.name == project["name"]
    assert str(metadata.version) == VERSION
    assert str(metadata.requires_python) == project["requires-python"]
    assert str(metadata.license_expression) == project["license"]
    assert licences == {one: (root / one).read_bytes() for one in project["license-files"]}
    assert set(licences) == {path.name for path in root.glob("LICENSE*")}
    assert set(metadata.provides_extra or ()) == set(project["optional-dependencies"])
    assert metadata.description_content_type == "text/markdown"
    assert metadata.description == (root / "README.md").read_text(encoding="utf-8")


def test_the_metadata_of_curation_are_valid_and_fit_the_package(
    built: Path, tools: Path, root: Path
) -> None:
    raw, licences = described(tools)
    metadata = Metadata.from_email(raw, validate=True)
    package = Metadata.from_email(described(built)[0], validate=True)
    assert metadata.version == package.version
    assert metadata.requires_python == package.requires_python
    assert metadata.author == package.author
    assert Requirement(f"{package.name}[cli]=={VERSION}") in (metadata.requires_dist or ())
    asked = Requirement(f'{metadata.name}=={VERSION}; extra == "curation"')
    assert asked in (package.requires_dist or ())
    assert str(metadata.license_expression) == "MIT"
    assert licences == {"LICENSE": (root / "LICENSE").read_bytes()}
    assert metadata.description == (root / CURATION / "README.md").read_text(encoding="utf-8")


def test_nothing_is_needed_without_an_extra(built: Path) -> None:
    metadata = Metadata.from_email(described(built)[0], validate=True)
    needed: list[Requirement] = metadata.requires_dist or []
    assert [one for one in needed if not one.marker or one.marker.evaluate({"extra": ""})] == []


def test_the_wheel_is_small(built: Path) -> None:
    assert built.stat().st_size < MOST_BYTES


def test_python_on_the_page_of_versions_runs_as_shown(root: Path) -> None:
    page = root / "docs" / "versioning.md"
    results = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert results.attempted > 0
    assert results.failed == 0
