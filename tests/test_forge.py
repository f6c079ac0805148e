"""What the forge runs and shows: the action, the hook, the workflows, forms and releases."""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from ipplan_data import __version__
from ipplan_data.curation.pipeline import build

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PINNED = re.compile(r"[\w-]+/[\w./-]+@[0-9a-f]{40}")
if not (ROOT / "action.yml").exists():
    pytest.skip("this is no clone", allow_module_level=True)


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("schema", "names"),
    [
        ("github-actions", ["action.yml"]),
        ("github-issue-forms", [".github/ISSUE_TEMPLATE/correction.yml"]),
        ("github-issue-config", [".github/ISSUE_TEMPLATE/config.yml"]),
        ("github-workflows", sorted(map(str, ROOT.glob(".github/workflows/*.yml")))),
    ],
)
def test_the_forge_accepts_each_file(schema: str, names: list[str]) -> None:
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", f"vendor.{schema}", *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_workflows_are_pinned_read_only_and_quote_nothing_of_others() -> None:
    for file in ROOT.glob(".github/workflows/*.yml"):
        workflow = loaded(file.relative_to(ROOT).as_posix())
        assert workflow["permissions"] == {"contents": "read"}
        for job in workflow["jobs"].values():
            for step in job["steps"]:
                uses = step.get("uses", "./")
                assert uses == "./" or PINNED.fullmatch(uses), uses
                assert "${{" not in step.get("run", "")
                if "checkout" in uses:
                    assert step["with"]["persist-credentials"] is False


def test_the_action_marks_an_error_at_its_line(
    example: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tasks = example / "records" / "tasks" / "II.yaml"
    tasks.write_text(tasks.read_text(encoding="utf-8").replace("[tolls]", "[tols]"))
    line = tasks.read_text(encoding="utf-8").split("tols")[0].count("\n") + 1
    runner = tmp_path_factory.mktemp("runner")
    (runner / "ipplan" / "bin").mkdir(parents=True)
    (runner / "ipplan" / "bin" / "ipplan").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m ipplan_data "$@"\n'
    )
    (runner / "ipplan" / "bin" / "ipplan").chmod(0o755)
    environment = {
        "RUNNER_TEMP": str(runner),
        "GITHUB_STEP_SUMMARY": str(runner / "summary.md"),
        "GITHUB_WORKSPACE": str(example),
        "FOLDER": ".",
    }
    script = loaded("action.yml")["runs"]["steps"][-1]["run"]
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],  # noqa: S607
        cwd=example,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"::error file=records/tasks/II.yaml,line={line}," in done.stdout
    assert "IPP201" in (runner / "summary.md").read_text(encoding="utf-8")


def test_the_hook_runs_whenever_a_checked_file_changes(root: Path) -> None:
    (hook,) = loaded(".pre-commit-hooks.yaml")
    checked = [*build(root, check=True).files]
    checked += [path.relative_to(root).as_posix() for path in (root / "records").rglob("*.*")]
    assert [one for one in checked if not re.search(hook["files"], one)] == []


def test_a_release_has_one_version_and_notes_with_its_digest(root: Path, tmp_path: Path) -> None:
    scripts = root / ".github" / "release"
    for name in runpy.run_path(str(scripts / "agree.py"))["NAMED"]:
        text = (root / name).read_text(encoding="utf-8")
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text.replace("(not yet released)", "(2026-01-31)"), "utf-8")

    def run(script: str, *arguments: str) -> tuple[int, str]:
        command = [sys.executable, str(scripts / script), *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    assert run("agree.py", f"v{__version__}") == (0, "")
    assert run("agree.py", "v9.9.9")[1].count("expected ['v9.9.9']") == 5
    digest = json.loads((tmp_path / "datapackage.json").read_bytes())["digest"]
    status, notes = run("notes.py", __version__, digest, "CITATION.cff")
    assert (status, f"ip.verify('{digest.removeprefix('sha256:')}')" in notes) == (0, True)
    assert "\n| CITATION.cff | `" in notes
    assert run("notes.py", __version__, "sha256:0", "CITATION.cff")[0] == 1
