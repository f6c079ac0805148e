"""Files are the same bytes every time, and written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ipplan_data.curation.model import Plan
from ipplan_data.curation.pipeline import build
from ipplan_data.curation.publish import compare, render, write
from strategies import changed

SCRIPT = """
import hashlib, locale, sys
from pathlib import Path
from ipplan_data.curation.publish import render
from ipplan_data.curation.records import load
locale.setlocale(locale.LC_ALL, "")
plan = load(Path(sys.argv[1])).plan
digest = hashlib.sha256()
for path, data in sorted(render(plan).items()):
    digest.update(path.encode() + b"\\0" + data)
print(digest.hexdigest())
"""


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "3", "PYTHONUTF8": "0", "LC_ALL": "POSIX"},
    ],
    ids=["shanghai", "new-york", "posix"],
)
def test_bytes_do_not_depend_on_where_and_when(
    root: Path, plan: Plan, environment: dict[str, str]
) -> None:
    digest = hashlib.sha256()
    for path, data in sorted(render(plan).items()):
        digest.update(path.encode() + b"\0" + data)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(root)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == digest.hexdigest()


def test_building_again_writes_nothing(copy: Path) -> None:
    assert build(copy).written == []


def test_building_mends_what_was_damaged(copy: Path, plan: Plan) -> None:
    (copy / "data" / "tasks.csv").write_text("gone")
    (copy / "datapackage.json").unlink()
    assert set(build(copy).written) == {"data/tasks.csv", "datapackage.json"}
    assert list(compare(copy, render(plan))) == []


@pytest.mark.parametrize("blocked", ["data/tasks.csv", "schema/tables.sql", "datapackage.json"])
def test_nothing_is_written_when_one_file_cannot_be(copy: Path, blocked: str) -> None:
    for path in ("data/agencies.csv", "schema/task.schema.json", blocked):
        (copy / path).unlink()
    (copy / blocked).mkdir()
    before = snapshot(copy)
    with pytest.raises(OSError, match="not a file") as error:
        build(copy)
    assert error.value.filename == str(copy / blocked)
    assert snapshot(copy) == before


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_files_are_put_back_when_a_later_one_cannot_be_moved(
    copy: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """A disk that fails between two moves can't be had here, so the move is made to fail."""
    (copy / "data" / "agencies.csv").unlink()
    for path in ("data/tasks.csv", "schema/tables.sql"):
        (copy / path).write_text("old")
    before = snapshot(copy)
    moves = 0
    move = Path.replace

    def fail_once(self: Path, target: Path) -> Path:
        nonlocal moves
        moves += 1
        if moves == failing:
            raise OSError(errno.EIO, "the disk failed")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", fail_once)
    with pytest.raises(OSError, match="the disk failed"):
        build(copy)
    assert snapshot(copy) == before


def snapshot(root: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else None
        for path in sorted(root.rglob("*"))
    }


def test_nothing_is_touched_when_nothing_differs(copy: Path, plan: Plan) -> None:
    times = {path: path.stat().st_mtime_ns for path in copy.rglob("*")}
    assert write(copy, render(plan)) == []
    assert {path: path.stat().st_mtime_ns for path in copy.rglob("*")} == times


def test_a_link_is_replaced_and_not_followed(copy: Path, tmp_path: Path) -> None:
    target = copy / "data" / "tasks.csv"
    elsewhere = tmp_path / "elsewhere.csv"
    shutil.move(target, elsewhere)
    target.symlink_to(elsewhere)
    kept = elsewhere.read_bytes()
    assert [finding.code for finding in build(copy, check=True).findings] == ["IPP601"]
    assert build(copy).written == ["data/tasks.csv"]
    assert not target.is_symlink()
    assert elsewhere.read_bytes() == kept


def test_a_difference_is_shown_where_it_is(copy: Path) -> None:
    path = copy / "data" / "tasks.csv"
    lines = path.read_text().split("\n")
    path.write_text("\n".join(lines[:50]) + "\n")
    (finding,) = build(copy, check=True).findings
    assert str(finding.place) == "data/tasks.csv:51:1"
    path.write_bytes("\n".join(lines).encode().replace(b"\n", b"\r\n", 1))
    (finding,) = build(copy, check=True).findings
    assert str(finding.place) == f"data/tasks.csv:1:{len(lines[0]) + 1}"
    assert "\\r" in str(finding)
    path.write_text("\n".join(lines).replace(lines[49], lines[49] + "xx", 1))
    (finding,) = build(copy, check=True).findings
    assert str(finding.place) == f"data/tasks.csv:50:{len(lines[49]) + 1}"
    path.write_bytes(b"\xff\x00" * 10)
    (finding,) = build(copy, check=True).findings
    assert finding.place.line == 1


@pytest.mark.parametrize(
    "name",
    [
        "data/extra.csv",
        "data/.hidden.csv",
        "schema/more/a.json",
        "records/.schema/task.schema.json",
        "records/.schema/old/tasks.schema.json",
    ],
)
def test_nothing_else_may_stand_among_the_published_files(copy: Path, name: str) -> None:
    (copy / name).parent.mkdir(exist_ok=True)
    (copy / name).write_text("more")
    findings = build(copy, check=True).findings
    assert {finding.code for finding in findings} == {"IPP603"}
    assert name in {finding.place.path for finding in findings}


def test_a_page_that_says_it_is_made_is_made(copy: Path) -> None:
    made = (copy / "docs" / "rules.md").read_text(encoding="utf-8")
    (copy / "docs" / "old").mkdir()
    (copy / "docs" / "old" / "rules.md").write_text(made, encoding="utf-8")
    written = "\n".join(line for line in made.splitlines() if not line.startswith("<!-- Made"))
    (copy / "docs" / "by-hand.md").write_text(written, encoding="utf-8")
    (copy / "docs" / "folder.md").mkdir()
    (finding,) = build(copy, check=True).findings
    assert (finding.code, finding.place.path) == ("IPP603", "docs/old/rules.md")


def test_the_descriptor_tells_size_and_digest_of_every_table(root: Path) -> None:
    descriptor = json.loads((root / "datapackage.json").read_text())
    for resource in descriptor["resources"]:
        data = (root / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_the_repository_is_linked_exactly_where_it_is_set(plan: Plan) -> None:
    bare = changed(plan, package=plan.package.model_copy(update={"repository": None}))
    home = "https://example.org/home"
    set_to = changed(plan, package=plan.package.model_copy(update={"repository": home}))
    assert "homepage" not in json.loads(render(bare)["datapackage.json"])
    assert json.loads(render(set_to)["datapackage.json"])["homepage"] == home
