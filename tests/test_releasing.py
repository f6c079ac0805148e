"""What runs at a release: the scripts and the workflows."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tomllib
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

import ipplan_data

RELEASE = Path(".github/release")
VERSION = ipplan_data.__version__
CHANGELOG = """\
# Changelog

## 2.0.0 (2099-01-02)

### Data
- One line,
  and more.
- Two.
  - Below.

### Package
- Three.

## 1.9.0 (2098-01-02)
"""


def run(command: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def release(folder: Path, name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return run([sys.executable, RELEASE / name, *arguments], folder)


def test_fragments_become_a_section_like_those_that_are_there(root: Path, tmp_path: Path) -> None:
    for name in ("pyproject.toml", "CHANGELOG.md"):
        shutil.copy(root / name, tmp_path)
    shutil.copytree(root / "news", tmp_path / "news", ignore=shutil.ignore_patterns("*.*.md"))
    fragments = {
        "b-title.data.md": "The title of a task\nis shorter.\n",
        "a-lead.data.md": "Another body leads a task.\n",
        "flag.package.md": "`ipplan` has a flag.\n",
    }
    for name, text in fragments.items():
        (tmp_path / "news" / name).write_text(text, encoding="utf-8")
    build = [sys.executable, "-m", "towncrier", "build", "--version", "99.1.0"]
    section = """\
## 99.1.0 (2099-01-02)

### Data
- Another body leads a task.
- The title of a task
  is shorter.

### Package
- `ipplan` has a flag.
"""
    draft = run([*build, "--date", "2099-01-02", "--draft"], tmp_path)
    assert draft.stdout.strip() == section.strip(), draft.stderr
    done = run([*build, "--date", "2099-01-02", "--keep"], tmp_path)
    assert done.returncode == 0, done.stderr
    before, mark, after = (
        (root / "CHANGELOG.md")
        .read_text(encoding="utf-8")
        .partition("<!-- towncrier release notes start -->\n\n")
    )
    assert mark
    changelog = (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8")
    assert changelog == f"{before}{mark}{section}\n{after}"


@pytest.fixture
def releasable(root: Path, tmp_path: Path) -> Path:
    """A copy of what a release looks at, ready to be released."""
    names = [RELEASE / "agree.py", RELEASE / "notes.py", Path("src/ipplan_data/__init__.py")]
    names += map(
        Path, ["records/package.yaml", "CITATION.cff", "datapackage.json", "released.json"]
    )
    names += map(Path, ["pyproject.toml", "packaging/curation/pyproject.toml"])
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, tmp_path / name)
    shutil.copytree(root / "news", tmp_path / "news", ignore=shutil.ignore_patterns("*.*.md"))
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    heading = f"## {VERSION} ({date(2099, 1, 2)})"
    (tmp_path / "CHANGELOG.md").write_text(
        re.sub(r"(?m)^## .*$", heading, text, count=1), encoding="utf-8"
    )
    return tmp_path


def test_a_tag_that_agrees_with_everything_may_be_released(releasable: Path) -> None:
    done = release(releasable, "agree.py", f"v{VERSION}")
    assert (done.returncode, done.stderr) == (0, "")


NAMED_IN = {  # where a file names other versions before
    "pyproject.toml": f"ipplan-data-curation=={VERSION}",
    "packaging/curation/pyproject.toml": f"ipplan-data[cli]=={VERSION}",
}


@pytest.mark.parametrize("name", ["src/ipplan_data/__init__.py", "records/package.yaml",
    "CITATION.cff", "datapackage.json", "released.json", "pyproject.toml",
    "packaging/curation/pyproject.toml", "CHANGELOG.md"])  # fmt: skip
def test_a_file_that_names_another_version_stops_a_release(releasable: Path, name: str) -> None:
    path = releasable / name
    text = path.read_text(encoding="utf-8")
    before, named, after = text.partition(NAMED_IN.get(name, VERSION))
    assert named
    path.write_text(before + named.replace(VERSION, "98.7.6") + after, encoding="utf-8")
    done = release(releasable, "agree.py", f"v{VERSION}")
    assert done.returncode == 1
    assert f"agree: {name} says '98.7.6'; expected {VERSION}" in done.stderr


def test_what_is_left_to_do_stops_a_release(releasable: Path) -> None:
    changelog = releasable / "CHANGELOG.md"
    text = changelog.read_text(encoding="utf-8")
    changelog.write_text(text.replace("2099-01-02", "not yet released"), encoding="utf-8")
    (releasable / "news" / "more.data.md").write_text("More.\n", encoding="utf-8")
    done = release(releasable, "agree.py", f"v{VERSION}")
    undated, left = done.stderr.splitlines()
    assert done.returncode == 1
    assert "(YYYY-MM-DD)" in undated
    assert "'more.data.md'" in left


@pytest.mark.parametrize("tag", ["", "1.0.0", "v1.0", "v01.0.0", "v1.0.0rc1", "v1.0.0\n"])
def test_what_is_no_tag_of_a_release_is_refused(releasable: Path, tag: str) -> None:
    done = release(releasable, "agree.py", tag)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: ")


DIGEST = "0123456789abcdef" * 4


def test_notes_have_the_changes_and_all_digests(releasable: Path) -> None:
    (releasable / "datapackage.json").write_text(f'{{"digest": "sha256:{DIGEST}"}}')
    (releasable / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    (releasable / "a.whl").write_bytes(b"wheel")
    for digest in (DIGEST, f"sha256:{DIGEST}"):
        done = release(releasable, "notes.py", "2.0.0", digest, "a.whl")
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("### Data\n- One line, and more.\n- Two.\n  - Below.\n\n###")
        assert "1.9.0" not in done.stdout
        assert f"`{DIGEST}`" in done.stdout
        assert f"| a.whl | `{sha256(b'wheel').hexdigest()}` |" in done.stdout


@pytest.mark.parametrize(
    ("version", "digest", "file", "fault"),
    [
        ("3.0.0", DIGEST, "a.whl", "CHANGELOG.md has 0 sections on 3.0.0"),
        ("1.9.0", DIGEST, "a.whl", "CHANGELOG.md has 1 sections on 1.9.0; expected one, with text"),
        ("2.0.0", DIGEST[1:], "a.whl", "is no SHA-256"),
        ("2.0.0", DIGEST[::-1], "a.whl", f"datapackage.json names 'sha256:{DIGEST}'"),
        ("2.0.0", DIGEST, "b.whl", "b.whl: No such file"),
    ],
)
def test_there_are_no_notes_that_lack_something(
    releasable: Path, version: str, digest: str, file: str, fault: str
) -> None:
    (releasable / "datapackage.json").write_text(f'{{"digest": "sha256:{DIGEST}"}}')
    (releasable / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    (releasable / "a.whl").write_bytes(b"wheel")
    done = release(releasable, "notes.py", version, digest, file)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("notes: ")
    assert fault in line


@pytest.fixture(scope="module")
def exported(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the exports of a release, made by the command itself."""
    folder = tmp_path_factory.mktemp("exported") / "out"
    ipplan = Path(sys.executable).parent / "ipplan"
    done = run(["bash", root / RELEASE / "exports", ipplan, f"v{VERSION}", folder], folder.parent)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_a_release_carries_an_export_of_each_format(exported: Path) -> None:
    endings = ("xlsx", "sqlite", "metadata.json", "bib", "parquet.tar.gz")
    names = {f"ipplan-data-{VERSION}{'-' if 'tar' in one else '.'}{one}" for one in endings}
    assert {path.name for path in exported.iterdir()} == names
    assert all(path.stat().st_size for path in exported.iterdir())


def test_the_exported_tables_have_all_rows(exported: Path) -> None:
    plan = ipplan_data.load()
    tables = [one["name"] for one in ipplan_data.descriptor()["resources"] if "schema" in one]
    with closing(sqlite3.connect(exported / f"ipplan-data-{VERSION}.sqlite")) as connection:
        held = {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - names of the descriptor
            for name in tables
        }
    assert held == {name: len(plan.table(name)) for name in tables}
    with tarfile.open(exported / f"ipplan-data-{VERSION}-parquet.tar.gz") as archive:
        packed = {Path(one.name).name for one in archive.getmembers() if one.isfile()}
    assert packed == {f"{name}.parquet" for name in tables}


def test_the_exports_of_a_release_are_the_same_again(
    exported: Path, root: Path, tmp_path: Path
) -> None:
    ipplan = Path(sys.executable).parent / "ipplan"
    done = run(["bash", root / RELEASE / "exports", ipplan, f"v{VERSION}", "out"], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == {
        path.name: path.read_bytes() for path in exported.iterdir()
    }


def test_an_export_that_fails_fails_the_script(root: Path, tmp_path: Path) -> None:
    done = run(["bash", root / RELEASE / "exports", "false", f"v{VERSION}", "out"], tmp_path)
    assert done.returncode != 0


def workflows(root: Path) -> dict[str, Any]:
    return {
        path.name: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (root / ".github" / "workflows").glob("*.yml")
    }


def steps(root: Path) -> list[dict[str, Any]]:
    jobs = [job for flow in workflows(root).values() for job in flow["jobs"].values()]
    return [step for job in jobs for step in job["steps"]]


def test_actions_are_pinned_and_one_action_has_one_pin(root: Path) -> None:
    texts = [path.read_text("utf-8") for path in (root / ".github" / "workflows").glob("*.yml")]
    uses = re.findall(r"uses: (?!\./)(.*)", "\n".join(texts))
    assert uses
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in uses)
    assert len({one.partition("@")[0] for one in uses}) == len(set(uses))


def test_no_step_keeps_a_credential_or_runs_a_text_from_outside(root: Path) -> None:
    for step in steps(root):
        assert "${{" not in step.get("run", "")
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_only_three_jobs_may_do_more_than_read(root: Path) -> None:
    flows = workflows(root)
    assert all(flow["permissions"] == {"contents": "read"} for flow in flows.values())
    more = {
        (name, job): allowed["permissions"]
        for name, flow in flows.items()
        for job, allowed in flow["jobs"].items()
        if "permissions" in allowed
    }
    assert more == {
        ("release.yml", "attest"): {"id-token": "write", "attestations": "write"},
        ("release.yml", "publish"): {"id-token": "write"},
        ("release.yml", "release"): {"contents": "write"},
    }


def test_every_distribution_is_published(root: Path) -> None:
    publish = workflows(root)["release.yml"]["jobs"]["publish"]
    chosen = publish["strategy"]["matrix"]["include"]
    folders = [root, *(path.parent for path in root.glob("packaging/*/pyproject.toml"))]
    texts = [(folder / "pyproject.toml").read_text(encoding="utf-8") for folder in folders]
    projects = [tomllib.loads(text)["project"]["name"].replace("-", "_") for text in texts]
    assert sorted(one["package"] for one in chosen) == sorted(projects)
    assert len({one["environment"] for one in chosen}) == len(projects)


def test_scripts_that_workflows_name_are_there(root: Path) -> None:
    runs = "\n".join(step.get("run", "") for step in steps(root))
    named = set(re.findall(r"(?:first/)?((?:\.github/release|news|\.ci)/[\w.]+)", runs))
    assert {(root / name).is_file() for name in named} == {True}
    kept = {
        path.relative_to(root).as_posix() for path in (root / RELEASE).iterdir() if path.is_file()
    }
    assert kept <= named
