"""Whatever stands in the place of a published file: findings or soundness, and no exception."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from package_check.packages import read, reseal, small
from ipplan_data.package_check import check
from strategies import altered, damaged, keys_of, structures

PLAN, DESCRIPTOR = "data/ipplan.json", "datapackage.json"
NAMES = ["data/tasks.csv", "data/sections.csv", PLAN, DESCRIPTOR, "schema/tables.sql"]
quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small(tmp_path)


def judged(folder: Path, changed: dict[str, bytes], *, sealed: bool) -> bool:
    """Put such bytes in the place of files for a while; tell whether that is found sound."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    try:
        for name, data in changed.items():
            (folder / name).write_bytes(data)
        if sealed:
            reseal(folder)
        now = {path: path.read_bytes() for path in before}
        report = check(folder)
        assert now == {path: path.read_bytes() for path in before}
        assert all(line.isprintable() for line in report.lines())
        return not report.findings
    finally:
        for path, data in before.items():
            path.write_bytes(data)


@pytest.mark.parametrize("name", NAMES)
@quick
@given(data=st.data())
def test_any_bytes_in_place_of_a_file_are_found(
    package: Path, name: str, data: st.DataObject
) -> None:
    before = (package / name).read_bytes()
    mutant = data.draw(damaged(before) | damaged(b""))
    assert judged(package, {name: mutant}, sealed=False) == (mutant == before)
    if name != DESCRIPTOR:
        judged(package, {name: mutant}, sealed=True)


@quick
@given(data=st.data())
def test_any_structure_of_the_plan_that_says_something_else_is_found(
    package: Path, data: st.DataObject
) -> None:
    tree = json.loads((package / PLAN).read_bytes())
    other = data.draw(structures(keys_of(tree)) | altered(tree))
    mutant = json.dumps(other).encode()
    sound = judged(package, {PLAN: mutant}, sealed=True)
    assert sound == (json.dumps(other, sort_keys=True) == json.dumps(tree, sort_keys=True))


@settings(parent=quick, max_examples=100)
@given(data=st.data())
def test_any_structure_of_the_descriptor_is_told_of_or_sound(
    package: Path, data: st.DataObject
) -> None:
    tree = read(package)
    other = data.draw(structures(keys_of(tree)) | altered(tree))
    judged(package, {DESCRIPTOR: json.dumps(other).encode()}, sealed=False)


@settings(parent=quick, max_examples=25)
@given(data=st.data())
def test_any_bytes_in_the_real_package_are_found(copy: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([*sorted((copy / "data").iterdir()), copy / DESCRIPTOR]))
    before = path.read_bytes()
    mutant = data.draw(damaged(before))
    name = path.relative_to(copy).as_posix()
    assert judged(copy, {name: mutant}, sealed=False) == (mutant == before)
