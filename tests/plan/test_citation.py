"""How the data are cited: every form says the same, and what other files of the project say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from pybtex.database import parse_string

from ipplan_data.plan.citation import FORMS, citation, csl_json, text
from ipplan_data.plan.files import descriptor

DATED: dict[str, Any] = {**descriptor(), "created": "2031-02-03T04:05:06Z"}


def test_the_text_is_that_of_the_readme(root: Path) -> None:
    assert f"> {citation()}\n" in (root / "README.md").read_text(encoding="utf-8").replace("*", "")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_the_facts_of_the_citation_file(form: str, root: Path) -> None:
    facts = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    cited = citation(form)
    for fact in (facts["title"], facts["version"], facts["authors"][0]["name"]):
        assert fact in cited


@pytest.mark.parametrize("form", ["bibtex", "csl-json"])
def test_programs_get_the_digest(form: str) -> None:
    assert descriptor()["digest"] in citation(form)


def test_bibtex_is_one_entry() -> None:
    assert list(parse_string(citation("bibtex"), "bibtex").entries) == ["ipplan-data"]


def test_csl_json_is_a_list_of_one_data_set() -> None:
    (item,) = json.loads(citation("csl-json"))
    assert item["type"] == "dataset"
    assert [one["literal"] for one in item["author"]] == [
        one["title"] for one in descriptor()["contributors"]
    ]
    assert item["keyword"].split(", ") == descriptor()["keywords"]


def test_a_day_is_told_only_where_the_descriptor_has_one() -> None:
    (item,) = json.loads(csl_json(DATED))
    assert item["issued"] == {"date-parts": [[2031, 2, 3]]}
    assert "(2031)" in text(DATED)
    assert ("issued" in json.loads(citation("csl-json"))[0]) == ("created" in descriptor())


@pytest.mark.parametrize("form", ["", "BibTeX", "ris"])
def test_an_unknown_form_is_told_with_those_there_are(form: str) -> None:
    with pytest.raises(ValueError, match="expected one of") as error:
        citation(form)
    assert all(known in str(error.value) for known in FORMS)
    assert repr(form) in str(error.value)
