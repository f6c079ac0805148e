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

from ipplan_data import digests
from ipplan_data.curation.model import Plan
from ipplan_data.curation.publish import compare, render, write
from strategies import changed

SCRIPT = """
import hashlib, locale, sys
from pathlib import Path
from ipplan_data.curation.publish import render
from ipplan_data.curation.records import load
locale.setlocale(locale.LC_ALL, "")
digest = hashlib.sha256()
for path, data in sorted(render(load(Path(sys.argv[1])).plan).items()):
    digest.update(path.encode() + b"\\0" + data)
print(digest.hexdigest())
"""


@pytest.fixture
def written(rendered: dict[str, bytes], tmp_path: Path) -> Path:
    """A folder with all published files."""
    write(tmp_path, rendered)
    return tmp_path


def found(root: Path, files: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.place)) for finding in compare(root, files)]


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "3", "TZ": "America/New_York", "PYTHONUTF8": "0", "LC_ALL": "POSIX"},
    ],
    ids=["shanghai", "posix"],
)
def test_bytes_do_not_depend_on_where_and_when(
    root: Path, rendered: dict[str, bytes], environment: dict[str, str]
) -> None:
    digest = hashlib.sha256()
    for path, data in sorted(rendered.items()):
        digest.update(path.encode() + b"\0" + data)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(root)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == digest.hexdigest()


def test_only_what_differs_is_written(written: Path, rendered: dict[str, bytes]) -> None:
    (written / "data" / "tasks.csv").write_text("gone")
    (written / "datapackage.json").unlink()
    times = {path: (written / path).stat().st_mtime_ns for path in rendered if "schema" in path}
    assert set(write(written, rendered)) == {"data/tasks.csv", "datapackage.json"}
    assert found(written, rendered) == []
    assert write(written, rendered) == []
    assert times == {path: (written / path).stat().st_mtime_ns for path in times}


def test_nothing_is_written_when_one_file_cannot_be(
    written: Path, rendered: dict[str, bytes]
) -> None:
    (written / "data" / "agencies.csv").unlink()
    blocked = written / "schema" / "tables.sql"
    blocked.unlink()
    blocked.mkdir()
    before = {*written.rglob("*")}
    with pytest.raises(OSError, match="not a file") as error:
        write(written, rendered)
    assert error.value.filename == str(blocked)
    assert {*written.rglob("*")} == before


def test_a_link_is_replaced_and_not_followed(written: Path, rendered: dict[str, bytes]) -> None:
    target, elsewhere = written / "data" / "tasks.csv", written / "elsewhere.csv"
    shutil.move(target, elsewhere)
    target.symlink_to(elsewhere)
    kept = elsewhere.read_bytes()
    assert found(written, rendered) == [("IPP601", "data/tasks.csv")]
    assert write(written, rendered) == ["data/tasks.csv"]
    assert not target.is_symlink()
    assert elsewhere.read_bytes() == kept


def test_a_difference_is_shown_where_it_is(written: Path, rendered: dict[str, bytes]) -> None:
    path = written / "data" / "tasks.csv"
    data = path.read_bytes()
    lines = data.split(b"\n")
    for damaged, place, words in (
        (b"\n".join(lines[:50]) + b"\n", "51:1", "found ''"),
        (b"\n".join(lines[:50]), "51:1", "found the end of the file"),
        (data + b"more\n", f"{len(lines)}:1", "expected ''"),
        (data.replace(b"\n", b"\r\n", 1), f"1:{len(lines[0].decode()) + 1}", "\\r"),
        (data.replace(lines[49], lines[49] + b"xx"), f"50:{len(lines[49].decode()) + 1}", "xx'"),
        (b"\xff\x00" * 10, "1:1", "expected 'number"),
    ):
        path.write_bytes(damaged)
        (finding,) = compare(written, rendered)
        assert (finding.code, str(finding.place)) == ("IPP602", f"data/tasks.csv:{place}")
        assert words in str(finding)


def test_other_files_among_the_published_ones_are_found(
    written: Path, rendered: dict[str, bytes]
) -> None:
    names = [
        "data/.hidden.csv",
        "data/extra.csv",
        "schema/more",
        "schema/more/a.json",
        "records/.schema/task.schema.json",
    ]
    for name in names:
        target = written / name
        target.write_text("more") if "." in name[1:] else target.mkdir()
    (written / "docs" / "by-hand.md").write_text("# By hand\n")
    assert found(written, rendered) == [("IPP603", name) for name in names]


def test_the_descriptor_has_size_and_digest_of_all_published_data(
    rendered: dict[str, bytes],
) -> None:
    data = rendered["datapackage.json"]
    described = json.loads(data)
    parts = {one["path"]: one for one in (*described["resources"], *described["files"])}
    assert {*parts} == {path for path in rendered if path.startswith(("data/", "schema/"))}
    for path, one in parts.items():
        assert one["bytes"] == len(rendered[path])
        assert one["hash"] == f"sha256:{hashlib.sha256(rendered[path]).hexdigest()}"
    digest = described["digest"].removeprefix("sha256:")
    open_ = data.replace(digest.encode(), b"0" * 64)
    whole = {path: digests.of(rendered[path]) for path in parts}
    assert digests.rolled({**whole, "datapackage.json": digests.of(open_)}) == digest


@pytest.mark.parametrize("home", [None, "https://example.org/home"])
def test_the_repository_is_linked_exactly_where_it_is_set(plan: Plan, home: str | None) -> None:
    other = changed(plan, package=plan.package.model_copy(update={"repository": home}))
    assert json.loads(render(other)["datapackage.json"]).get("homepage") == home
