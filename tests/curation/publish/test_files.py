"""Files are the same bytes every time, and written whole or not at all."""

from __future__ import annotations

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


def test_nothing_is_written_when_one_file_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OSError, match="data"):
        write(tmp_path, {"a.txt": b"a", "data/b.txt": b"b", "c.txt": b"c"})
    assert sorted(tmp_path.rglob("*")) == before


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
    path.write_bytes(b"\xff\x00" * 10)
    (finding,) = build(copy, check=True).findings
    assert finding.place.line == 1


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
