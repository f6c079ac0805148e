"""The wheels, installed where there is nothing else."""

from __future__ import annotations

import ast
import doctest
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from importlib.metadata import distribution
from pathlib import Path

import pytest
import typer
import yaml
from packaging.requirements import Requirement

import ipplan_data
from ipplan_data.cli import app
from ipplan_data.curation.model import Plan

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


def test_the_installed_package_gives_the_plan(empty: Path, tmp_path: Path) -> None:
    script = (
        "import ipplan_data as i; print(i.__file__); print(hash(i.load()) and i.load().tasks[48])"
    )
    done = run([empty / "python", "-c", script], tmp_path)
    assert done.returncode == 0, done.stderr
    file, task = done.stdout.splitlines()
    assert Path(file).is_relative_to(empty.parent)
    assert task == str(ipplan_data.load().tasks[48])


def test_nothing_else_is_installed(empty: Path, tmp_path: Path) -> None:
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", empty / "python"]
    done = run([*pip, "list", "--format", "json"], tmp_path)
    assert json.loads(done.stdout) == [{"name": "ipplan-data", "version": ipplan_data.__version__}]


def typed(program: str, empty: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Check a user's program by the types of the installed package."""
    (folder / "program.py").write_text(program, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        "--cache-dir",
        os.devnull,
    ]
    return run([*command, "--python-executable", empty / "python", "program.py"], folder)


def test_a_typed_program_is_sound_and_runs(empty: Path, tmp_path: Path) -> None:
    done = typed(PROGRAM, empty, tmp_path)
    assert done.returncode == 0, done.stdout
    done = run([empty / "python", "-I", "program.py"], tmp_path)
    assert done.returncode == 0, done.stderr
    hint, told = done.stdout.splitlines()
    assert "1000" in hint
    assert told == f"{ipplan_data.__version__} {ipplan_data.load().tasks[48].title}"


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("print(task.titel)", "titel"),
        ("task.title = 'Another title'", "title"),
        ("plan.version = '2.0.0'", "version"),
        ("plan.agencies['cnipa'].nam", "nam"),
        ("ip.lode()", "lode"),
        ("found.two()", "two"),
        ("found[0].record.titel", "titel"),
        ("next(iter(found)).record.title", "title"),
        ("plan.serch('patent')", "serch"),
        ("ip.path('tasks.csv').rows", "rows"),
    ],
)
def test_a_fault_in_a_typed_program_is_named(
    line: str, named: str, empty: Path, tmp_path: Path
) -> None:
    done = typed(PROGRAM + line + "\n", empty, tmp_path)
    assert done.returncode == 1
    (error,) = (told for told in done.stdout.splitlines() if ": error: " in told)
    assert error.startswith(f"program.py:{len(PROGRAM.splitlines()) + 1}: ")
    assert f'"{named}"' in error


def needed(*names: str) -> set[str]:
    """These distributions, and all that they need."""
    found: set[str] = set()
    wanted = [*names]
    while wanted:
        name = wanted.pop()
        if name in found:
            continue
        found.add(name)
        lines = map(Requirement, distribution(name).requires or ())
        wanted += [
            line.name for line in lines if not line.marker or line.marker.evaluate({"extra": ""})
        ]
    return found


def environment(folder: Path, names: set[str], *wheels: str | Path) -> Path:
    """Install wheels beside these distributions, which are those at hand, and nothing else.

    pip looks nowhere for what is missing: it fails if the wheels need more. Gives the folder of
    scripts.
    """
    venv.create(folder, with_pip=False, symlinks=True)
    (site,) = folder.glob("lib/python*/site-packages")
    for name in names:
        installed = distribution(name)
        for part in {file.parts[0] for file in installed.files or ()} - {"..", "__pycache__"}:
            (site / part).symlink_to(Path(str(installed.locate_file(part))))
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", folder / "bin" / "python"]
    done = run([*pip, "install", "--quiet", "--no-index", *wheels], folder)
    assert done.returncode == 0, done.stderr
    return folder / "bin"


@pytest.fixture(scope="module")
def testing(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel, and what runs tests, and nothing else."""
    folder = tmp_path_factory.mktemp("testing")
    return environment(folder, needed("pytest", "hypothesis"), wheel) / "python"


@pytest.fixture(scope="module")
def terminal(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment that holds the wheel with its command line."""
    return environment(tmp_path_factory.mktemp("terminal"), needed("typer"), f"{wheel}[cli]")


@pytest.fixture(scope="module")
def both(wheel: Path, curation_wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment that holds both wheels with what they need."""
    names = needed("typer", "pydantic", "PyYAML")
    folder = tmp_path_factory.mktemp("both")
    return environment(folder, names, f"{wheel}[curation]", curation_wheel)


def stands_alone(file: Path, fixtures: set[str]) -> bool:
    """Tell whether a test needs the installed package alone.

    It imports nothing but the standard library, what runs tests, and the package without curation
    and command line, and it takes no fixture of the repository.
    """
    tree = ast.parse(file.read_text(encoding="utf-8"))
    modules: set[str] = set()
    taken: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.FunctionDef):
            taken |= {argument.arg for argument in node.args.args}
    known = sys.stdlib_module_names | {"pytest", "hypothesis", "ipplan_data"}
    rooms = ("ipplan_data.curation", "ipplan_data.cli")
    return not taken & fixtures and all(
        module.partition(".")[0] in known and not module.startswith(rooms) for module in modules
    )


ALONE = """\
import importlib.util
import sys
from pathlib import Path

import ipplan_data


def test_the_wheel_is_under_test_and_alone() -> None:
    assert Path(ipplan_data.__file__).is_relative_to(sys.prefix)
    assert importlib.util.find_spec("pydantic") is None
"""


def test_tests_that_stand_alone_pass_against_the_wheel(
    testing: Path, root: Path, tmp_path: Path
) -> None:
    tree = ast.parse((root / "tests" / "conftest.py").read_text(encoding="utf-8"))
    fixtures = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    files = sorted((root / "tests" / "reading").glob("test_*.py"))
    chosen = [file for file in files if stands_alone(file, fixtures)]
    assert chosen
    for file in chosen:
        shutil.copy(file, tmp_path)
    (tmp_path / "test_alone.py").write_text(ALONE, encoding="utf-8")
    pytest_alone: list[str | Path] = [testing, "-I", "-m", "pytest", "--import-mode=importlib"]
    pytest_alone += ["-q", "-c", os.devnull, "--rootdir", tmp_path, "-p", "no:cacheprovider"]
    done = run([*pytest_alone, "-W", "error"], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_command_without_its_extra_says_what_installs_it(empty: Path, tmp_path: Path) -> None:
    done = run([empty / "ipplan", "show", "48"], tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.strip().splitlines() == [
        "ipplan needs its command line: pip install 'ipplan-data[cli]'"
    ]


COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_without_curation(
    command: str, terminal: Path, tmp_path: Path
) -> None:
    done = run([terminal / "ipplan", command, "--help"], tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"ipplan {command}" in done.stdout


def test_the_plan_is_shown_without_curation(terminal: Path, tmp_path: Path) -> None:
    done = run([terminal / "ipplan", "show", "48"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Task 48: ")


@pytest.mark.parametrize("line", ["validate", "build", "read x", "verify x", "hydrate x -o y"])
def test_what_needs_curation_says_what_installs_it(
    line: str, terminal: Path, tmp_path: Path
) -> None:
    done = run([terminal / "ipplan", *line.split()], tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "this needs the tools of curation: pip install 'ipplan-data[curation]'"
    ]
    assert list(tmp_path.iterdir()) == []


IMPORTED = """\
import importlib
from pathlib import Path

import ipplan_data

home = Path(ipplan_data.__file__).parent
for file in home.rglob("*.py"):
    name = ".".join(file.relative_to(home.parent).with_suffix("").parts).removesuffix(".__init__")
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name.startswith("ipplan_data"):
            print(f"{name} needs {error.name}")
"""


@pytest.mark.parametrize("installed", ["terminal", "both"])
def test_no_module_imports_one_that_is_not_installed(
    installed: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    scripts: Path = request.getfixturevalue(installed)
    done = run([scripts / "python", "-I", "-c", IMPORTED], tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_both_wheels_together_check_a_clone(both: Path, root: Path, tmp_path: Path) -> None:
    script = "import ipplan_data.curation as c; print(c.__file__)"
    done = run([both / "python", "-I", "-c", script], tmp_path)
    assert Path(done.stdout.strip()).is_relative_to(both.parent), done.stderr
    done = run([both / "ipplan", "validate", "--root", root], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The records are sound" in done.stdout


def test_both_wheels_together_make_the_published_files(both: Path, copy: Path, root: Path) -> None:
    (copy / "data" / "tasks.csv").unlink()
    done = run([both / "ipplan", "build"], copy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "wrote data/tasks.csv" in done.stdout
    assert (copy / "data/tasks.csv").read_bytes() == (root / "data/tasks.csv").read_bytes()


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
    project, tools = (
        tomllib.loads((root / folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        for folder in (".", "packaging/curation")
    )
    extras = project["optional-dependencies"]
    assert extras["curation"] == [f"ipplan-data-curation=={ipplan_data.__version__}"]
    needs, *others = tools["dependencies"]
    assert needs == f"ipplan-data[cli]=={ipplan_data.__version__}"
    # A clone has the code of curation; what sets it up asks for the rest of what that needs.
    assert set(others) < set(extras["dev"])


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
