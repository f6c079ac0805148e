"""What the forge runs and shows: the action, the hook, the jobs of pull requests, the forms."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from ipplan_data.curation.addressing import UnknownError, field_of, find
from ipplan_data.curation.pipeline import build

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40}")
if not (ROOT / "action.yml").exists():
    pytest.skip("this is no clone: what the forge runs is not handed out", allow_module_level=True)


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


STEPS = loaded("action.yml")["runs"]["steps"]
CHANGES = loaded(".github/workflows/ci.yml")["jobs"]["changes"]


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", ".github/workflows/ci.yml"),
        ("custom.github-workflows-require-timeout", ".github/workflows/ci.yml"),
        ("vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/correction.yml"),
        ("vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
    ],
)
def test_the_forge_takes_each_file(schema: str, file: str) -> None:
    command: list[str | Path] = [BIN / "check-jsonschema", "--builtin-schema", schema, file]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("steps", [STEPS, CHANGES["steps"]], ids=["action", "workflow"])
def test_nothing_that_others_wrote_becomes_part_of_a_script(steps: list[dict[str, Any]]) -> None:
    for step in steps:
        assert "${{" not in step.get("run", "")
        uses = step.get("uses", "./")
        assert uses == "./" or PINNED.fullmatch(uses)
    checkouts = [step for step in steps if "checkout" in step.get("uses", "")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_what_runs_on_pull_requests_can_only_read() -> None:
    workflow = loaded(".github/workflows/ci.yml")
    assert workflow["permissions"] == {"contents": "read"}
    assert set(workflow[True]) == {"push", "pull_request"}  # `on` is a truth value to PyYAML
    assert CHANGES["if"] == "github.event_name == 'pull_request'"
    assert not {"permissions", "secrets"} & set(CHANGES)


def scripted(
    step: dict[str, Any], workspace: Path, runner: Path, folder: str = "."
) -> tuple[int, str, str]:
    """Run the script of a step as a runner does; give its exit code, its output, the summary."""
    (runner / "ipplan" / "bin").mkdir(parents=True)
    (runner / "ipplan" / "bin" / "ipplan").symlink_to(BIN / "ipplan")
    summary = runner / "summary.md"
    summary.touch()
    there = {
        "RUNNER_TEMP": str(runner),
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_WORKSPACE": str(workspace),
        "FOLDER": folder,
    }
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    done = subprocess.run(
        shell,
        cwd=workspace,
        env={**os.environ, **there},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, summary.read_text(encoding="utf-8")


def test_the_action_lets_sound_records_pass(example: Path, tmp_path_factory: Any) -> None:
    code, out, summary = scripted(STEPS[-1], example, tmp_path_factory.mktemp("runner"))
    assert (code, out.count("::error")) == (0, 0)
    assert summary


def test_the_action_marks_a_fault_at_its_line(example: Path, tmp_path_factory: Any) -> None:
    tasks = example / "records" / "tasks" / "II.yaml"
    tasks.write_text(tasks.read_text(encoding="utf-8").replace("[tolls]", "[tols]"))
    line = tasks.read_text(encoding="utf-8").split("tols")[0].count("\n") + 1
    code, out, summary = scripted(STEPS[-1], example, tmp_path_factory.mktemp("runner"))
    assert code == 1
    assert f"::error file=records/tasks/II.yaml,line={line}," in out
    assert "IPP201" in summary


@pytest.mark.parametrize("folder", ["plan", "./plan/", "our data/plan", "{workspace}/plan"])
def test_the_action_marks_lines_from_the_repository_wherever_the_records_are(
    example: Path, tmp_path_factory: Any, folder: str
) -> None:
    workspace = tmp_path_factory.mktemp("workspace")
    folder = folder.format(workspace=workspace)
    place = workspace / folder
    place.parent.mkdir(exist_ok=True)
    shutil.copytree(example, place)
    tasks = place / "records" / "tasks" / "II.yaml"
    tasks.write_text(tasks.read_text(encoding="utf-8").replace("[tolls]", "[tols]"))
    runner = tmp_path_factory.mktemp("runner")
    code, out, _ = scripted(STEPS[-1], workspace, runner, folder)
    assert code == 1
    (marked,) = re.findall(r"(?m)^::error file=([^,]*),", out)
    assert workspace / marked == tasks.resolve()


def git(folder: Path, *words: str) -> None:
    names = {
        f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    command = ["git", "-c", "init.defaultBranch=main", *words]
    subprocess.run(
        command, cwd=folder, check=True, capture_output=True, env={**os.environ, **names}
    )


def test_the_summary_says_what_a_pull_request_does(example: Path, tmp_path_factory: Any) -> None:
    git(example, "init")
    git(example, "add", "-A")
    git(example, "commit", "-m", "before")
    git(example, "checkout", "-b", "theirs")
    tasks = example / "records" / "tasks" / "II.yaml"
    tasks.write_text(tasks.read_text(encoding="utf-8").replace("Fair tolls", "Good tolls"))
    git(example, "commit", "-am", "theirs")
    git(example, "checkout", "main")
    git(example, "merge", "--no-ff", "theirs")
    code, out, summary = scripted(CHANGES["steps"][-1], example, tmp_path_factory.mktemp("runner"))
    assert code == 0, out
    assert "Fair tolls" in summary
    assert "Good tolls" in summary


def test_the_hook_runs_a_command_that_its_packages_bring() -> None:
    (hook,) = loaded(".pre-commit-hooks.yaml")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    program, command = hook["entry"].split()
    assert program in project["scripts"]
    assert hook["pass_filenames"] is False
    told = subprocess.run([BIN / program, command, "--help"], capture_output=True, check=False)
    assert told.returncode == 0
    for path in hook["additional_dependencies"]:
        assert (ROOT / path / "pyproject.toml").is_file()


def test_the_hook_runs_whenever_a_file_changes_that_is_checked(root: Path) -> None:
    (hook,) = loaded(".pre-commit-hooks.yaml")
    published = [*build(root, check=True).files]
    typed = [path.relative_to(root).as_posix() for path in (root / "records").rglob("*.yaml")]
    missed = [
        one for one in (*published, *typed, "witness.json") if not re.search(hook["files"], one)
    ]
    assert missed == []


def test_the_form_asks_for_what_is_needed_and_shows_what_there_is(root: Path) -> None:
    form = loaded(".github/ISSUE_TEMPLATE/correction.yml")
    asked = {one["id"]: one for one in form["body"] if "id" in one}
    assert {"record", "field", "now", "right", "evidence"} <= set(asked)
    needed = [one for one in asked.values() if one["type"] != "checkboxes"]
    assert all(one["validations"]["required"] for one in needed)
    record = asked["record"]["attributes"]
    for name in (record["placeholder"], *re.findall("`(.*?)`", record["description"])):
        assert find(root, name)
    example = find(root, record["placeholder"])
    assert field_of(example, asked["field"]["attributes"]["placeholder"])
    with pytest.raises(UnknownError):
        find(root, f"{record['placeholder']}none")


@pytest.mark.parametrize(
    "page",
    [".github/ISSUE_TEMPLATE/correction.yml", ".github/pull_request_template.md", "SECURITY.md"],
)
def test_every_file_and_command_that_is_named_is_there(root: Path, page: str) -> None:
    text = (root / page).read_text(encoding="utf-8")
    for name in re.findall(r"`([\w./-]+\.(?:csv|md|yaml|yml))`", text):
        assert (root / name).exists(), name
    for command in re.findall(r"`ipplan ([a-z-]+)[^`]*`", text):
        told = subprocess.run([BIN / "ipplan", command, "--help"], capture_output=True, check=False)
        assert told.returncode == 0, command
