"""Whatever is in place of a file: findings or none, no exception, and no file is changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipplan_data.curation.pipeline import validate
from ipplan_data.curation.records.syntax import parse
from ipplan_data.curation.source import witness_file as witness
from strategies import altered, damaged, keys_of, structures

FILES = [
    "records/package.yaml",
    "records/document.yaml",
    "records/sections.yaml",
    "records/agencies.yaml",
    "records/footnotes.yaml",
    "records/entities.yaml",
    "records/errata.yaml",
    "records/sources.yaml",
    "records/expectations.yaml",
    "records/redirects.yaml",
    "records/tasks/II.yaml",
    witness.NAME,
]
PUBLISHED = ["data/tasks.csv", "data/ipplan.json", "datapackage.json", "schema/tables.sql"]
quick = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=6,
)


def held(root: Path, name: str) -> Any:
    """Return what a file holds, as JSON has it."""
    data = (root / name).read_bytes()
    if name.endswith(".json"):
        return json.loads(data)
    node, _ = parse(data.decode(), name)
    assert node is not None
    return json.loads(json.dumps(node.data()))


def judged(root: Path, name: str, data: bytes) -> bool:
    """Put such bytes in place of a file for a while; return whether there are no findings."""
    path = root / name
    before = path.read_bytes()
    others = {one: one.read_bytes() for one in root.rglob("*") if one.is_file() and one != path}
    try:
        path.write_bytes(data)
        findings = validate(root).findings
        assert path.read_bytes() == data
        assert others == {one: one.read_bytes() for one in root.rglob("*") if one in others}
        assert all("\n" not in str(one) and one.place.path for one in findings)
        return not findings
    finally:
        path.write_bytes(before)


@pytest.mark.parametrize("name", FILES)
@quick
@given(data=st.data())
def test_any_bytes_in_place_of_a_file_end_in_findings(
    example: Path, name: str, data: st.DataObject
) -> None:
    before = (example / name).read_bytes()
    mutant = data.draw(damaged(before) | damaged(b""))
    valid = judged(example, name, mutant)
    # Comments and layout of YAML change nothing.
    assert not valid or name != witness.NAME or mutant == before


@pytest.mark.parametrize("name", FILES)
@quick
@given(data=st.data())
def test_any_structure_in_place_of_a_file_ends_in_findings(
    example: Path, name: str, data: st.DataObject
) -> None:
    tree = held(example, name)
    other = data.draw(structures(keys_of(tree)) | altered(tree) | altered(tree))
    text = json.dumps(other, ensure_ascii=data.draw(st.booleans()), indent=1)
    judged(example, name, (text + "\n").encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", PUBLISHED)
@settings(parent=quick, max_examples=4)
@given(data=st.data())
def test_any_bytes_in_place_of_a_published_file_are_found(
    example: Path, name: str, data: st.DataObject
) -> None:
    before = (example / name).read_bytes()
    mutant = data.draw(damaged(before) | damaged(b""))
    assert judged(example, name, mutant) == (mutant == before)


@settings(parent=quick, max_examples=4)
@given(data=st.data())
def test_any_bytes_in_the_real_records_end_in_findings(copy: Path, data: st.DataObject) -> None:
    paths = [*copy.glob("records/*.yaml"), *copy.glob("records/tasks/*"), copy / witness.NAME]
    path = data.draw(st.sampled_from(sorted(paths)))
    judged(copy, path.relative_to(copy).as_posix(), data.draw(damaged(path.read_bytes())))
