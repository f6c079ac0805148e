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


@pytest.mark.parametrize("name", ["task.csv", "", "../README.md", "/etc/passwd", "data"])
def test_no_other_file_is_found(name: str) -> None:
    with pytest.raises(FileNotFoundError, match="no published file") as error:
        ip.path(name)
    assert name != "task.csv" or "did you mean 'tasks.csv'?" in str(error.value)


def test_schemas_and_descriptor_are_the_published_ones(root: Path) -> None:
    assert all(ip.schema(name) == schema for name, schema in jsonschema.schemas().items())
    assert ip.descriptor() == json.loads((root / "datapackage.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    ["", "[]", "[" * 100_000, '{"tasks": 1}', '{"a": 1}', '{"tasks": [{"number": 1}]}', "\ud800"],
)
def test_a_missing_or_damaged_plan_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileNotFoundError, match=r"expected data, schema and datapackage\.json"):
        ip.load(tmp_path)
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


def test_an_added_file_and_another_digest_than_the_expected_are_named(copy: Path) -> None:
    (fault,) = faults(copy, "0" * 64)
    assert ip.verify() in fault
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


@pytest.mark.parametrize("text", ["", "[]", '{"digest": 1, "resources": [1], "files": []}', "\x00"])
def test_an_unreadable_descriptor_is_reported(copy: Path, text: str) -> None:
    (copy / "datapackage.json").write_text(text)
    assert faults(copy) == ("datapackage.json is missing, or can't be read",)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_the_facts_of_the_citation_file(form: str, root: Path) -> None:
    facts = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    cited = citation(form)
    for fact in (facts["title"], facts["version"], facts["authors"][0]["name"]):
        assert fact in cited
    readme = (root / "README.md").read_text(encoding="utf-8").replace("*", "")
    assert form != "text" or f"> {cited}\n" in readme
    assert form == "text" or ip.descriptor()["digest"] in cited


def test_reference_managers_get_one_entry_with_the_date_of_the_descriptor() -> None:
    assert list(parse_string(citation("bibtex"), "bibtex").entries) == ["ipplan-data"]
    (item,) = json.loads(csl_json(DATED))
    assert (item["type"], item["issued"]) == ("dataset", {"date-parts": [[2031, 2, 3]]})
    assert item["keyword"].split(", ") == ip.descriptor()["keywords"]
    assert "(2031)" in text(DATED)


def test_an_unknown_form_is_an_error_that_lists_the_forms() -> None:
    with pytest.raises(ValueError, match="expected one of text, bibtex, csl-json"):
        citation("BibTeX")
