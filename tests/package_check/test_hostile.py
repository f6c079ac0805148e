"""What was made to harm ends in findings: no traceback, in bounded time and memory."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from package_check.packages import FILES, codes, edit, read, reseal, small
from ipplan_data.package_check import check

TASKS, PLAN, DESCRIPTOR = "data/tasks.csv", "data/ipplan.json", "datapackage.json"
SECONDS, MEMORY = 20, 600 << 20


def bounded(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check a folder in a process of its own that can't take much."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    command = [sys.executable, "-m", "ipplan_data.package_check", str(folder)]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small(tmp_path)


def many_columns(folder: Path) -> None:
    (folder / TASKS).write_text(",".join("a" for _ in range(10**6)) + "\n")


def columns_within_a_line(folder: Path) -> None:
    (folder / TASKS).write_text((",".join("ab" for _ in range(3 * 10**5)) + "\n") * 3)


def many_quotes(folder: Path) -> None:
    (folder / TASKS).write_text('"\n' * 10**5)


def many_faults(folder: Path) -> None:
    (folder / TASKS).write_text(FILES["tasks"].splitlines()[0] + "\n" + "=,=,=,=,;,;,=,=\n" * 10**5)


def one_line(folder: Path) -> None:
    with (folder / TASKS).open("wb") as file:
        for _ in range(300):
            file.write(b"x" * (1 << 20))


def deep(path: str, opening: str) -> Callable[[Path], None]:
    return lambda folder: [(folder / path).write_text(opening * 10**5)].clear()


def zeros(path: str) -> Callable[[Path], None]:
    return lambda folder: [(folder / path).write_bytes(b"\0" * 10**6)].clear()


def huge(path: str) -> Callable[[Path], None]:
    return lambda folder: os.truncate(folder / path, 1 << 33)


def huge_number(folder: Path) -> None:
    (folder / DESCRIPTOR).write_text('{"name": ' + "9" * 10**5 + "}")


def slow_pattern(folder: Path) -> None:
    def change(
        found: dict[str, list[dict[str, dict[str, list[dict[str, dict[str, str]]]]]]],
    ) -> None:
        for field in found["resources"][0]["schema"]["fields"]:
            field["constraints"]["pattern"] = "^(a|a)*(a*)*$"

    edit(change)(folder)
    (folder / TASKS).write_text(FILES["tasks"].replace("Fair tolls", "a" * 40 + "!"))


def pipe(folder: Path) -> None:
    (folder / TASKS).unlink()
    os.mkfifo(folder / TASKS)


def endless_link(folder: Path) -> None:
    (folder / "data" / "loop").symlink_to(folder / "data", target_is_directory=True)


def many_files(folder: Path) -> None:
    for number in range(5000):
        (folder / "data" / f"{number}.txt").touch()


def odd_names(folder: Path) -> None:
    (folder / "data" / "a\x1b[2Jb\n::error::c").touch()
    os.close(os.open(os.fsencode(folder / "data") + b"/\xff", os.O_CREAT))


HOSTILE = [
    ("IPP926", many_columns),
    ("IPP930", columns_within_a_line),
    ("IPP924", many_quotes),
    ("IPP952", many_faults),
    ("IPP926", one_line),
    ("IPP910", deep(DESCRIPTOR, '{"a":')),
    ("IPP910", deep(DESCRIPTOR, "[")),
    ("IPP904", deep(PLAN, "[")),
    ("IPP926", zeros(TASKS)),
    ("IPP910", zeros(DESCRIPTOR)),
    ("IPP926", huge(DESCRIPTOR)),
    ("IPP910", huge_number),
    ("IPP912", slow_pattern),
    ("IPP902", pipe),
    ("IPP903", endless_link),
    ("IPP903", many_files),
    ("IPP903", odd_names),
]


@pytest.mark.parametrize(("code", "damage"), HOSTILE)
def test_a_hostile_package_ends_in_findings(
    package: Path, code: str, damage: Callable[[Path], None]
) -> None:
    damage(package)
    done = bounded(package)
    assert done.returncode == 1, done.stderr[-500:]
    assert "Traceback" not in done.stderr
    lines = done.stdout.splitlines()
    assert any(f" {code} " in line for line in lines), lines[:5]
    assert all(line.isprintable() and not line.startswith("::") for line in lines)
    assert len(lines) < 1000


def test_deep_json_that_is_listed_as_it_is_can_not_be_read(package: Path) -> None:
    deep(PLAN, "[")(package)
    assert codes(reseal(package)) == ["IPP970"]


values: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def places(value: object, where: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Give every place in a JSON value."""
    inside: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inside = [*value.items()]
    elif isinstance(value, list):
        inside = [*enumerate(value)]
    return [where, *(place for key, one in inside for place in places(one, (*where, key)))]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.data())
def test_any_value_at_any_place_of_the_descriptor_ends_in_findings(
    package: Path, data: st.DataObject
) -> None:
    path = package / DESCRIPTOR
    before = path.read_bytes()
    whole = read(package)
    *where, last = data.draw(st.sampled_from(places(whole)[1:]))
    inside = whole
    for key in where:
        inside = inside[key]  # type: ignore[index]
    was, now = inside[last], data.draw(values)  # type: ignore[index]
    inside[last] = now  # type: ignore[index]
    try:
        path.write_text(json.dumps(whole))
        report = check(package)
        assert report.findings or json.dumps(now) == json.dumps(was)
        assert all(line.isprintable() for line in report.lines())
    finally:
        path.write_bytes(before)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(
    st.sampled_from(sorted(FILES)),
    st.lists(
        st.sampled_from(
            ["\n", "\r", '"', ",", "=", " ", "\0", "a", "1", ";", "\u200b", "\ufeff", "é"]
        )
        | st.binary(max_size=3),
        max_size=30,
    ),
    st.booleans(),
)
def test_any_bytes_of_a_table_end_in_findings(
    package: Path, table: str, parts: list[str | bytes], whole: bool
) -> None:
    path = package / "data" / f"{table}.csv"
    before = path.read_bytes()
    data = b"".join(one.encode() if isinstance(one, str) else one for one in parts)
    try:
        path.write_bytes(data if whole else before[: len(before) // 2] + data)
        assert codes(package)
        assert codes(reseal(package))
    finally:
        path.write_bytes(before)
        reseal(package)
