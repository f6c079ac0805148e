"""Published files are found by name, in the installation or in any folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ipplan_data as ip
from ipplan_data import DamagedDataError
from ipplan_data.curation.publish import jsonschema


def test_every_published_file_is_found_with_and_without_its_folder(root: Path) -> None:
    for file in (*(root / "data").iterdir(), *(root / "schema").iterdir()):
        assert ip.path(file.name) == file
        assert ip.path(f"{file.parent.name}/{file.name}") == file


@pytest.mark.parametrize(
    "name", ["task.csv", "data/taks.csv", "", "../README.md", "/etc/passwd", "data"]
)
def test_another_file_is_not_found_and_the_nearest_is_named(name: str) -> None:
    with pytest.raises(FileNotFoundError, match="no published file"):
        ip.path(name)


def test_a_misspelt_file_names_the_nearest() -> None:
    with pytest.raises(FileNotFoundError, match=r"did you mean 'tasks\.csv'"):
        ip.path("task.csv")


def test_schemas_are_those_of_the_declarations() -> None:
    for name, schema in jsonschema.schemas().items():
        assert ip.schema(name) == schema
    with pytest.raises(FileNotFoundError, match=r"did you mean 'task\.schema\.json'"):
        ip.schema("tsk")


def test_the_descriptor_is_the_published_one(root: Path) -> None:
    assert ip.descriptor() == json.loads((root / "datapackage.json").read_text(encoding="utf-8"))


def test_a_folder_without_published_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"expected data, schema and datapackage\.json"):
        ip.load(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        '{"tasks": 1}',
        '{"version": "1"}',
        '{"tasks": [{"number": 1}]}',
        "\ud800",
    ],
)
def test_a_damaged_plan_is_told_when_it_is_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "ipplan.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(DamagedDataError, match="damaged"):
        _ = ip.load(tmp_path).tasks[1]
