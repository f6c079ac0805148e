"""The witness is read as the program wrote it, and anything else is one finding."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipplan_data.curation.findings import Finding
from ipplan_data.curation.source.witness import Witness
from ipplan_data.curation.source.witness_file import NAME, dump, load


@pytest.fixture
def path(example: Path) -> Path:
    """The witness of the invented plan."""
    return example / NAME


def code(example: Path) -> str:
    found = load(example)
    assert isinstance(found, Finding)
    assert found.place.path == NAME
    assert str(found).isprintable()
    return found.code


def test_the_witness_comes_back_as_it_was_written(root: Path, path: Path) -> None:
    for folder in (root, path.parents[1]):
        witness = load(folder)
        assert isinstance(witness, Witness)
        assert dump(witness) == (folder / NAME).read_bytes()


def edited(path: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    data = json.loads(path.read_bytes())
    edit(data)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: data.pop("tasks"),
        lambda data: data.update(more=1),
        lambda data: data["tasks"][0].update(number="1"),
        lambda data: data["tasks"][0].update(wording="barely"),
        lambda data: data["tasks"][0].update(sha256="0"),
    ],
)
def test_another_structure_is_ipp401(edit: Callable[[dict[str, Any]], object], path: Path) -> None:
    edited(path, edit)
    assert code(path.parents[1]) == "IPP401"


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: data["tasks"][0].update(start=data["tasks"][0]["start"] + 1),
        lambda data: data["tasks"][3].update(number=5),
        lambda data: data["tasks"].pop(1),
        lambda data: data.update(length=data["length"] + 1),
        lambda data: data["tasks"][2]["markers"][0].update(at=10_000),
    ],
)
def test_parts_that_do_not_fit_are_ipp402(
    edit: Callable[[dict[str, Any]], object], path: Path
) -> None:
    edited(path, edit)
    assert code(path.parents[1]) == "IPP402"


@given(data=st.binary(max_size=80) | st.sampled_from([b"[]", b"{}", b"null", b"\xff"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_ipp401(data: bytes, path: Path) -> None:
    path.write_bytes(data)
    assert code(path.parents[1]) == "IPP401"


def test_a_missing_file_and_other_white_space_are_ipp401(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n ", b"\n  "))
    assert code(path.parents[1]) == "IPP401"
    path.unlink()
    assert code(path.parents[1]) == "IPP401"
    path.mkdir()
    assert code(path.parents[1]) == "IPP401"
