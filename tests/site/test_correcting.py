"""A reader is led to the very line of a record, and to a form that is filled in."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

import ipplan_data as ip
from ipplan_data.site.correcting import Correcting

PLAN = ip.load()
RECORDS = [
    *PLAN.tasks.values(),
    *PLAN.agencies.values(),
    *PLAN.sections.values(),
    *PLAN.entities.values(),
]


@pytest.fixture(scope="module")
def correcting(root: Path) -> Correcting:
    return Correcting(str(root), "https://example.org/plan")


@pytest.mark.parametrize("record", RECORDS, ids=repr)
def test_the_place_is_the_line_where_the_record_begins(
    root: Path, correcting: Correcting, record: ip.Record
) -> None:
    how = correcting.how(record)
    file, _, line = how.place.partition(":")
    assert (root / file).read_text(encoding="utf-8").splitlines()[int(line) - 1] == how.begins


def test_the_form_is_the_one_there_is_and_knows_the_record(
    root: Path, correcting: Correcting
) -> None:
    how = correcting.how(PLAN.tasks[48])
    asked = urlsplit(how.address)
    told = parse_qs(asked.query)
    assert f"{asked.scheme}://{asked.netloc}{asked.path}" == "https://example.org/plan/issues/new"
    assert told["record"] == ["task/48"]
    form = root / ".github" / "ISSUE_TEMPLATE" / told["template"][0]
    assert "id: record" in form.read_text(encoding="utf-8")
    assert how.command == "ipplan correct task/48 title 'What is right'"


def test_without_a_clone_and_an_address_the_file_is_told(tmp_path: Path) -> None:
    how = Correcting(str(tmp_path), "").how(PLAN.entities["sword-net"])
    assert (how.place, how.address) == ("records/entities.yaml", "")
