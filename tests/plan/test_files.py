"""Published files: found by name, proved by digests, and cited alike in every form."""

from __future__ import annotations

import hashlib
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

import ipplan_data as ip
from ipplan_data import AlteredDataError, DamagedDataError
from ipplan_data.curation.publish import jsonschema
from ipplan_data.plan.citation import FORMS, citation, csl_json, text
from ipplan_data.plan.files import home, present

FILES = present(home())
DATED: dict[str, Any] = {**ip.descriptor(), "created": "2031-02-03T04:05:06Z"}


def test_every_published_file_is_found_with_and_without_its_folder(root: Path) -> None:
    for file in (*(root / "data").iterdir(), *(root / "schema").iterdir()):
        assert ip.path(file.name) == ip.path(f"{file.parent.name}/{file.name}") == file


@pytest.mark.parametrize("name", ["data/taks.csv", "", "../README.md", "/etc/passwd", "data"])
def test_no_other_file_is_found(name: str) -> None:
    with pytest.raises(FileNotFoundError, match="no published file"):
        ip.path(name)


def test_the_error_for_a_misspelled_file_suggests_one() -> None:
    with pytest.raises(FileNotFoundError, match=r"did you mean 'tasks\.csv'"):
        ip.path("task.csv")
    with pytest.raises(FileNotFoundError, match=r"did you mean 'task\.schema\.json'"):
        ip.schema("tsk")


def test_schemas_and_descriptor_are_the_published_ones(root: Path) -> None:
    assert all(ip.schema(name) == schema for name, schema in jsonschema.schemas().items())
    assert ip.descriptor() == json.loads((root / "datapackage.json").read_text(encoding="utf-8"))


def test_a_folder_without_published_files_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"expected data, schema and datapackage\.json"):
        ip.load(tmp_path)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "[" * 100_000, '{"tasks": 1}', '{"a": 1}', '{"tasks": [{"number": 1}]}', "\ud800"],
)
def test_a_damaged_plan_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "ipplan.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(DamagedDataError, match="damaged"):
        _ = ip.load(tmp_path).tasks[1]


def faults(folder: Path, digest: str | None = None) -> tuple[str, ...]:
    with pytest.raises(AlteredDataError) as error:
        ip.verify(digest, folder=folder)
    again = pickle.loads(pickle.dumps(error.value))  # noqa: S301 - our own bytes
    assert str(again) == str(error.value)
    return error.value.faults


def test_the_digest_is_what_sha256sum_and_sed_give(root: Path) -> None:
    digest = ip.verify()
    assert ip.descriptor()["digest"] == f"sha256:{digest}"
    assert ip.verify(digest) == ip.verify(f"sha256:{digest.upper()}", folder=root) == digest
    lines = []
    for path in sorted(FILES):
        data = (root / path).read_bytes()
        if path == "datapackage.json":
            data = data.replace(digest.encode(), b"0" * 64)
        lines.append(f"{hashlib.sha256(data).hexdigest()}  {path}\n")
    assert hashlib.sha256("".join(lines).encode()).hexdigest() == digest


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FILES), st.data())
def test_a_changed_shortened_or_missing_file_is_named(
    copy: Path, path: str, data: st.DataObject
) -> None:
    file = copy / path
    before = file.read_bytes()
    altered = bytearray(before)
    altered[data.draw(st.integers(0, len(before) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    for content in (bytes(altered), before[:-1], None):
        file.unlink() if content is None else file.write_bytes(content)
        try:
            assert [one.partition(" ")[0] for one in faults(copy)].count(path) == 1
        finally:
            file.write_bytes(before)


def test_a_file_that_was_never_published_is_named(copy: Path) -> None:
    (copy / "data" / "more.csv").write_text("a\n1\n")
    assert faults(copy) == ("data/more.csv was never published",)


def test_a_descriptor_with_another_digest_for_a_changed_file_is_named(copy: Path) -> None:
    file, path = copy / "data" / "tasks.csv", copy / "datapackage.json"
    file.write_bytes(file.read_bytes().replace(b"cnipa", b"cnipb", 1))
    text = path.read_text(encoding="utf-8")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    changed = text.replace(json.loads(text)["resources"][0]["hash"], f"sha256:{digest}")
    path.write_text(changed, encoding="utf-8")
    (fault,) = faults(copy)
    assert fault.startswith("datapackage.json was altered")


def test_another_digest_than_the_expected_is_reported(copy: Path) -> None:
    (fault,) = faults(copy, "0" * 64)
    assert ip.verify() in fault


@pytest.mark.parametrize("text", ["", "[]", '{"digest": 1, "resources": [1], "files": []}', "\x00"])
def test_an_unreadable_descriptor_is_reported(copy: Path, text: str) -> None:
    (copy / "datapackage.json").write_text(text)
    assert faults(copy) == ("datapackage.json is missing, or can't be read",)


def test_the_text_is_that_of_the_readme(root: Path) -> None:
    assert f"> {citation()}\n" in (root / "README.md").read_text(encoding="utf-8").replace("*", "")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_the_facts_of_the_citation_file(form: str, root: Path) -> None:
    facts = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    cited = citation(form)
    for fact in (facts["title"], facts["version"], facts["authors"][0]["name"]):
        assert fact in cited
    assert form == "text" or ip.descriptor()["digest"] in cited


def test_bibtex_is_one_entry() -> None:
    assert list(parse_string(citation("bibtex"), "bibtex").entries) == ["ipplan-data"]


def test_csl_json_is_a_list_of_one_data_set() -> None:
    (item,) = json.loads(citation("csl-json"))
    assert item["type"] == "dataset"
    assert item["keyword"].split(", ") == ip.descriptor()["keywords"]
    assert ("issued" in item) == ("created" in ip.descriptor())


def test_the_date_is_given_if_the_descriptor_has_one() -> None:
    (item,) = json.loads(csl_json(DATED))
    assert item["issued"] == {"date-parts": [[2031, 2, 3]]}
    assert "(2031)" in text(DATED)


def test_an_unknown_form_is_an_error_that_lists_the_forms() -> None:
    with pytest.raises(ValueError, match="expected one of text, bibtex, csl-json"):
        citation("BibTeX")
