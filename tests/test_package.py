"""The wheel: its contents, what it needs, how it is built, and that it works alone."""

from __future__ import annotations

import doctest
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

import ipplan_data
from ipplan_data.curation.model import Plan

MOST_BYTES = 455_000  # of the wheel: a package that is easy to depend on is small
PROGRAM = """\
from __future__ import annotations

from pathlib import Path
from typing import Any, assert_type

import ipplan_data as ip

plan = ip.load()
task = plan.tasks[48]
assert_type(plan, ip.Plan)
assert_type(task, ip.Task)
assert_type(task.title, str)
assert_type(plan.agencies[task.lead_agency].parent, str | None)
assert_type(task.lead, ip.Agency)
assert_type(task.lead.name, str)
assert_type(ip.verify(), str)
for led in task.lead.leads:
    assert_type(led, ip.Task)
for part in task.lead.participates:
    assert_type(part, ip.Task)
for below in plan.sections["II.iii"].tasks:
    assert_type(below, ip.Task)
for erratum in task.errata:
    assert_type(erratum, ip.Erratum)
for mention in task.mentions:
    assert_type(mention, ip.Mention)
    for naming in plan.entities[mention.entity].tasks:
        assert_type(naming, ip.Task)
found = plan.agencies.find("china national intellectual property administration")
assert_type(found, ip.Found[ip.Agency])
assert_type(found.one(), ip.Agency)
for candidate in found:
    assert_type(candidate, ip.Candidate[ip.Agency])
    assert_type(candidate.record.name, str)
    assert_type(candidate.score, float)
for hit in plan.search("geographical indication"):
    assert_type(hit, ip.Hit)
    assert_type(hit.record, ip.Task | ip.Entity | ip.Term)
    assert_type(hit.where, tuple[str, ...])
assert_type(plan.table("tasks"), list[dict[str, Any]])
assert_type(ip.path("tasks.csv"), Path)
assert_type(ip.schema("task"), dict[str, Any])
assert_type(ip.descriptor(), dict[str, Any])
assert_type(ip.citation("bibtex"), str)
try:
    plan.tasks[1000]
except ip.UnknownKeyError as error:
    print(error)
print(ip.DATA_VERSION, task.title)
"""


def run(command: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env=environment
    )


def test_the_wheel_alone_gives_the_plan(empty: Path, tmp_path: Path) -> None:
    script = (
        "import ipplan_data as ip; plan = ip.load(); print(ip.__file__); print(ip.verify());"
        "print(plan.agencies.find('SIPO').one().id, plan.tasks[48].lead.name)"
    )
    done = run([empty / "python", "-I", "-c", script], tmp_path)
    assert done.returncode == 0, done.stderr
    file, digest, found = done.stdout.splitlines()
    assert Path(file).is_relative_to(empty.parent)
    assert digest == ipplan_data.verify()
    assert found == f"cnipa {ipplan_data.load().tasks[48].lead.name}"
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", empty / "python"]
    listed = json.loads(run([*pip, "list", "--format", "json"], tmp_path).stdout)
    assert [one["name"] for one in listed] == ["ipplan-data"]
    done = run([empty / "ipplan", "show", "48"], tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "ipplan needs its command line: pip install 'ipplan-data[cli]'\n"


def test_the_wheel_is_small_and_carries_every_published_file(wheel: Path, root: Path) -> None:
    assert wheel.stat().st_size <= MOST_BYTES
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        carried = {
            name.partition("/published/")[2]: archive.read(name)
            for name in names
            if "/published/" in name
        }
    published = [*root.glob("data/*"), *root.glob("schema/*"), root / "datapackage.json"]
    assert carried == {p.relative_to(root).as_posix(): p.read_bytes() for p in published}
    assert {"ipplan_data/py.typed", "ipplan_data/curation/pipeline.py"} <= {*names}
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests")]


def test_two_checkouts_and_the_sdist_build_the_same_wheel(
    wheel: Path, root: Path, tmp_path: Path
) -> None:
    done = run(["git", "ls-files", "-co", "--exclude-standard", "-z"], root)
    if done.returncode:
        pytest.skip("this is no clone, or there is no git")
    copy = tmp_path / "deeper" / "a second place"
    for name in filter(None, reversed(done.stdout.split("\0"))):
        if (root / name).is_file():
            target = copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, target)
            os.utime(target, (10**9, 10**9))
    build: list[str | Path] = [sys.executable, "-m", "build", "--no-isolation", "--outdir"]
    # Without a choice, the wheel is built of the sdist.
    done = run([*build, tmp_path / "dist", copy], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    (other,) = (tmp_path / "dist").glob("*.whl")
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (wheel, other)}
    assert len(digests) == 1


def typed(program: str, empty: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Check a user's program by the types of the installed package."""
    (folder / "program.py").write_text(program, encoding="utf-8")
    options = ["--strict", "--config-file=", "--cache-dir", os.devnull]
    python = ["--python-executable", str(empty / "python")]
    return run([sys.executable, "-m", "mypy", *options, *python, "program.py"], folder)


def test_a_typed_program_checks_and_runs(empty: Path, tmp_path: Path) -> None:
    done = typed(PROGRAM, empty, tmp_path)
    assert done.returncode == 0, done.stdout
    done = run([empty / "python", "-I", "program.py"], tmp_path)
    assert done.returncode == 0, done.stderr
    hint, printed = done.stdout.splitlines()
    assert "1000" in hint
    assert printed == f"{ipplan_data.__version__} {ipplan_data.load().tasks[48].title}"


def test_errors_in_a_typed_program_are_found(empty: Path, tmp_path: Path) -> None:
    wrong = {
        "print(task.titel)": "titel",
        "task.title = 'Another title'": "title",
        "plan.agencies['cnipa'].nam": "nam",
        "ip.lode()": "lode",
        "found[0].record.titel": "titel",
        "plan.serch('patent')": "serch",
    }
    done = typed(PROGRAM + "".join(f"{line}\n" for line in wrong), empty, tmp_path)
    errors = [line for line in done.stdout.splitlines() if ": error: " in line]
    assert len(errors) == len(wrong)
    for error, name in zip(errors, wrong.values(), strict=True):
        assert f'"{name}"' in error


def test_everything_names_the_same_version(root: Path, plan: Plan) -> None:
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == plan.package.version == ipplan_data.__version__
    assert citation["authors"] == [{"name": plan.package.contributors}]
    assert f"## {plan.package.version}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["dependencies"] == []


def test_the_readme_lists_every_file_and_its_python_runs(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = root / "README.md"
    named = set(re.findall(r"`((?:data|schema)/[\w.]+)`", readme.read_text(encoding="utf-8")))
    assert {path.relative_to(root).as_posix() for path in (root / "data").iterdir()} <= named
    assert all((root / name).is_file() for name in named)
    monkeypatch.chdir(root)
    results = doctest.testfile(str(readme), module_relative=False, encoding="utf-8")
    assert results.attempted > 0
    assert results.failed == 0
