"""What A and B may be: folders, revisions of a real repository, the installed data."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from comparing.editions import rows_of
from ipplan_data.comparing import VersionError, compare, opened
from ipplan_data.plan.files import home

_GIT = ("git", "-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [*_GIT, "-C", str(folder), *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def clone(root: Path, tmp_path: Path) -> Path:
    """A repository with two commits of the published files: ``v1``, and a title that changed."""
    place = tmp_path / "clone"
    place.mkdir()
    for name in ("data", "schema"):
        shutil.copytree(root / name, place / name)
    shutil.copy(root / "datapackage.json", place)
    git(place, "init", "--quiet", "--initial-branch=main")
    commit(place, "One")
    git(place, "tag", "--annotate", "v1", "--message", "One")
    tasks = place / "data" / "tasks.csv"
    tasks.write_text(tasks.read_text().replace("\n48,II.iii,", "\n48,II.i,"))
    commit(place)
    return place


def commit(place: Path, message: str = "Some") -> None:
    git(place, "add", "--all")
    git(place, "commit", "--quiet", "--message", message)


@pytest.mark.parametrize("name", ["v1", "HEAD~1", "main^", "refs/tags/v1", ":/One", "@{1}"])
def test_a_revision_is_read_without_a_checkout(name: str, clone: Path, root: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in clone.rglob("*") if ".git" not in str(path)}
    with opened(name, str(clone)) as version:
        assert version.kind == "revision"
        assert version.commit == git(clone, "rev-parse", "v1^{commit}")
        with opened(str(root)) as real:
            assert compare(version, real).result == "same"
        with opened(None, str(clone)) as other:
            (change,) = compare(version, other).changes
            assert (change.record, change.old, change.new) == ("task 48", "II.iii", "II.i")
    assert not Path(version.folder).exists()
    assert git(clone, "status", "--porcelain") == ""
    after = {path: path.stat().st_mtime_ns for path in clone.rglob("*") if ".git" not in str(path)}
    assert after == before


def test_a_revision_is_found_from_below_and_in_a_part_of_a_repository(
    clone: Path, tmp_path: Path
) -> None:
    with opened("v1", str(clone / "data")) as version:
        rows = rows_of(version)
    outer = tmp_path / "outer"
    shutil.copytree(clone, outer / "part" / "inner", ignore=shutil.ignore_patterns(".git"))
    git(outer, "init", "--quiet")
    commit(outer)
    with opened("HEAD", str(outer / "part" / "inner" / "schema")) as version:
        assert {**rows_of(version), "tasks": rows["tasks"]} == rows


def test_attributes_and_links_of_a_repository_change_nothing(clone: Path, tmp_path: Path) -> None:
    (clone / ".gitattributes").write_text("data/*.csv export-ignore text eol=crlf\n")
    commit(clone)
    with opened("v1", str(clone)) as one, opened("HEAD", str(clone)) as other:
        assert compare(one, other).changes[0].record == "task 48"
        assert len(compare(one, other).changes) == 1
    secret = tmp_path / "secret.csv"
    secret.write_bytes((clone / "data" / "terms.csv").read_bytes())
    (clone / "data" / "terms.csv").unlink()
    (clone / "data" / "terms.csv").symlink_to(secret)
    commit(clone)
    with opened("v1", str(clone)) as one, opened("HEAD", str(clone)) as other:
        report = compare(one, other)
    assert report.result == "not compared"
    assert str(report.gaps[0]) == "table terms: in B, data/terms.csv is missing"


def test_a_folder_the_installed_data_and_a_clone_around(
    clone: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(clone / "data")
    with opened(None) as around, opened("..") as above, opened("installed") as installed:
        assert (around.kind, Path(around.folder)) == ("folder", clone)
        assert compare(around, above).result == "same"
        assert (installed.kind, installed.folder) == ("installed", home())
        assert str(installed) == "the installed data"
    monkeypatch.chdir(tmp_path)
    with opened(None) as version, opened("clone") as named, opened(str(root)) as real:
        assert version.kind == "installed"
        assert compare(named, real).result == "different"


def test_a_name_that_means_two_things_is_not_guessed(clone: Path) -> None:
    shutil.copytree(clone / "data", clone / "v1" / "data")
    shutil.copy(clone / "datapackage.json", clone / "v1")
    sha = git(clone, "rev-parse", "v1^{commit}")
    words = f"v1 is a folder and the revision {sha}; write ./v1 for the folder, {sha} for the"
    with pytest.raises(VersionError, match=words.replace("./", r"\./")), opened("v1", str(clone)):
        pass
    with opened("./v1", str(clone)) as one, opened(sha, str(clone)) as other:
        assert (one.kind, other.kind) == ("folder", "revision")
    git(clone, "branch", "installed")
    with pytest.raises(VersionError, match="and a word"), opened("installed", str(clone)):
        pass
    (clone / "installed").mkdir()
    with pytest.raises(VersionError, match=r"write \./installed"), opened("installed", str(clone)):
        pass


@pytest.mark.parametrize(
    "name",
    ["--help", "-h", "--all", "--output=x", "--git-dir=/", "v1..HEAD", "^v1", "HEAD:data", "nope",
     "v1 ", "", " ", "a\nb", "\x1b[2J", "v1\0", "--end-of-options", "HEAD^{tree}", "x" * 5000,
     ":/Nothing", "HEAD@{9}", "data/tasks.csv"],
)  # fmt: skip
def test_what_is_no_version_is_one_line_and_never_an_option(name: str, clone: Path) -> None:
    before = sorted(clone.rglob("*"))
    with pytest.raises(VersionError) as caught, opened(name, str(clone)):
        pass
    assert str(caught.value).startswith("no version ")
    assert str(caught.value).isprintable()
    assert sorted(clone.rglob("*")) == before


def test_a_branch_that_looks_like_an_option_is_a_branch(clone: Path) -> None:
    git(clone, "update-ref", "refs/heads/--all", "v1^{commit}")
    with opened("--all", str(clone)) as version:
        assert version.commit == git(clone, "rev-parse", "v1^{commit}")


def test_a_version_without_published_files_is_told(clone: Path, tmp_path: Path) -> None:
    git(clone, "checkout", "--quiet", "--orphan", "bare")
    git(clone, "rm", "-r", "--quiet", "-f", ".")
    (clone / "README").write_text("Nothing yet.")
    commit(clone)
    words = "revision bare .* has no datapackage.json and no data/ipplan.json"
    with pytest.raises(VersionError, match=words), opened("bare", str(clone)):
        pass
    with pytest.raises(VersionError, match="has no datapackage"), opened(str(tmp_path)):
        pass
    with pytest.raises(VersionError, match="there is no folder "), opened("./none"):
        pass


def test_without_git_there_are_folders_still(
    clone: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(os.environ, "PATH", str(tmp_path))
    with pytest.raises(VersionError, match="git is not installed"), opened("v1", str(clone)):
        pass
    with opened("./data/..", str(clone)) as one, opened(None, str(clone)) as other:
        assert compare(one, other).result == "same"
    with opened("installed", str(clone)) as version:
        assert version.kind == "installed"


def test_a_repository_that_lost_a_file_is_told(clone: Path) -> None:
    blob = git(clone, "rev-parse", "HEAD:data/tasks.csv")
    (clone / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    words = "revision HEAD: git can't read it"
    with pytest.raises(VersionError, match=words), opened("HEAD", str(clone)):
        pass
