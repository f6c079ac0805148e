"""BibTeX: pybtex reads every field as the tables have it, whatever the texts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string
from pybtex.richtext import Text

from export.reading_back import ENVIRONMENTS, TEXTS, digests, elsewhere, hostile, package
from ipplan_data.export import bibtex
from ipplan_data.export.package import Package
from ipplan_data.plan.citation import dataset, entry, escaped, titled

COMMANDS = {
    "backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~",
    "asciicircum": "^", "asciigrave": "`", "less": "<", "greater": ">", "bar": "|",
}  # fmt: skip
# What has a meaning for TeX and must not stand alone: marks, and marks that join.
BARE = re.compile(r"(?<!\\)[&%$#_]|[~^`<>|]|--|''|,,")


def plain(written: str) -> str:
    """The text that LaTeX sets for what stands in a field."""
    assert not BARE.search(written), written
    text = re.sub(
        r"\\text([a-z]+)\{\}|\\([&%$#_])|[{}]",
        lambda found: COMMANDS[found[1]] if found[1] else found[2] or "",
        written,
    )
    return one_line(text)


def one_line(text: str) -> str:
    """BibTeX takes runs of white space for a space."""
    return " ".join(text.split())


def read(told: Package) -> dict[str, Entry]:
    (data,) = bibtex.files(told, "plan.bib").values()
    return dict(parse_string(data.decode(), "bibtex").entries)


def person(found: Entry, role: str) -> str:
    """The name of the only person or body in that role, which nothing took apart."""
    (one,) = found.persons[role]
    assert not one.first_names + one.middle_names + one.prelast_names + one.lineage_names
    return plain(" ".join(one.last_names))


def facts(told: Package) -> dict[str, str]:
    return {row["field"]: row["value"] for row in told.tables["document"].rows}


def check_tasks(told: Package, entries: dict[str, Entry]) -> None:
    """Every field of every task is what the tables say."""
    document = facts(told)
    names = {row["id"]: one_line(row["name"]) for row in told.tables["agencies"].rows}
    things = {row["id"]: row["name"] for row in told.tables["entities"].rows}
    headings = {row["id"]: row["title"] for row in told.tables["sections"].rows}
    for row in told.tables["tasks"].rows:
        found = entries[f"ipplan-task-{row['number']}"]
        fields = dict(found.fields)
        assert fields.pop("xref") in entries
        assert int(fields.pop("number")) == row["number"]
        told_of = {name: plain(value) for name, value in fields.items()}
        note = told_of.pop("note")
        assert note.startswith(f"Lead: {names[row['lead_agency']]}. ")
        others = "; ".join(names[body] for body in row["participating_agencies"])
        assert (f" Participants: {others}. Title and " in note) == bool(others), note
        mentioned = {
            one_line(re.sub("[,;]", "", things[one["entity"]]))
            for one in told.tables["mentions"].rows
            if one["task"] == row["number"]
        }
        assert set(filter(None, told_of.pop("keywords", "").split(", "))) == mentioned
        assert person(found, "author") == one_line(document["issuer_name"])
        expected = {
            "title": row["title"],
            "abstract": row["summary"],
            "chapter": f"{row['section']}: {headings[row['section']]}",
            "date": document["notice_date"][:10],
            "year": document["notice_date"][:4],
            "howpublished": f"Task {row['number']} of: {document['plan_title']}",
        }
        assert told_of == {name: one for name, text in expected.items() if (one := one_line(text))}


def check_document(told: Package, entries: dict[str, Entry]) -> None:
    """The notice and the translation have what the document's table says."""
    document = {name: one_line(value) for name, value in facts(told).items()}
    notice, translation = entries["ipplan-notice"], entries["ipplan-translation"]
    assert person(notice, "author") == document["issuer_name_zh"]
    assert plain(notice.fields.get("title", "")) == document["notice_title_zh"]
    assert plain(notice.fields.get("titleaddon", "")) == document["notice_title"]
    for name in ("notice_title", "issuer_name", "plan_title", "plan_title_zh", "archive_url"):
        assert document[name] in plain(notice.fields["note"])
    assert person(translation, "author") == document["issuer_name"]
    assert person(translation, "editor") == document["editor"]
    assert plain(translation.fields["translator"]) == document["translator"]
    assert plain(translation.fields.get("title", "")) == document["plan_title"]
    for name in ("translator", "editor", "plan_title_zh"):
        assert document[name] in plain(translation.fields["note"])
    assert translation.fields["xref"] == "ipplan-notice"


@pytest.fixture(scope="module")
def told() -> Package:
    return package()


@pytest.fixture(scope="module")
def entries(told: Package) -> dict[str, Entry]:
    return read(told)


def test_every_task_has_what_the_tables_say(told: Package, entries: dict[str, Entry]) -> None:
    check_tasks(told, entries)


def test_notice_and_translation_have_what_the_table_says(
    told: Package, entries: dict[str, Entry]
) -> None:
    check_document(told, entries)
    document = facts(told)
    notice, translation = entries["ipplan-notice"].fields, entries["ipplan-translation"].fields
    assert notice["url"] == document["source_url"]
    assert notice["date"] == translation["origdate"] == document["notice_date"]
    assert translation["date"] == document["translation_date"]


def test_the_data_have_what_the_descriptor_says(told: Package, entries: dict[str, Entry]) -> None:
    found, descriptor = entries["ipplan-data"], told.descriptor
    assert person(found, "author") == descriptor["contributors"][0]["title"]
    assert plain(found.fields["title"]) == descriptor["title"]
    assert plain(found.fields["version"]) == descriptor["version"]
    assert plain(found.fields["copyright"]) == descriptor["licenses"][0]["title"]
    assert found.fields["keywords"].split(", ") == descriptor["keywords"]
    assert descriptor["digest"] in plain(found.fields["note"])
    assert ("year" in found.fields) == ("created" in descriptor)


def test_entries_are_sorted_and_nothing_else_stands_there(
    told: Package, entries: dict[str, Entry]
) -> None:
    numbers = sorted(row["number"] for row in told.tables["tasks"].rows)
    tasks = [f"ipplan-task-{number}" for number in numbers]
    assert list(entries) == ["ipplan-data", "ipplan-notice", *tasks, "ipplan-translation"]
    (data,) = bibtex.files(told, "plan.bib").values()
    assert b"\r" not in data
    assert data.count(b"@misc{") == data.count(b"\n@") + 1 == len(entries)


def test_pybtex_itself_understands_the_latex(told: Package, entries: dict[str, Entry]) -> None:
    """Its decoder knows fewer commands than we write, and sets quotes as TeX does."""
    quotes = str.maketrans("‘’“”", "''\"\"")
    for row in told.tables["tasks"].rows:
        fields = entries[f"ipplan-task-{row['number']}"].fields
        for name, text in (("title", row["title"]), ("abstract", row["summary"])):
            decoded = str(Text.from_latex(fields[name])).translate(quotes)
            assert decoded == text.translate(quotes)


@given(
    st.lists(TEXTS | st.text(st.sampled_from("{}\\%&$#_~^`<>|-',aB \""), min_size=1), min_size=9)
)
def test_any_text_comes_back(texts: list[str]) -> None:
    told = hostile(texts)
    entries = read(told)
    check_tasks(told, entries)
    check_document(told, entries)


@given(TEXTS | st.text(st.sampled_from("{}\\%&$#_~^`<>|-',aB \"")))
def test_a_written_text_is_the_text(text: str) -> None:
    for written in (escaped(text), titled(text)):
        assert plain(written) == one_line(text)
        fields = parse_string(entry("river", {"note": f"x{written}"}), "bibtex").entries["river"]
        assert plain(fields.fields["note"]) == one_line(f"x{plain(written)}")


@given(st.text(st.sampled_from("aBcD 1é-&'"), min_size=1))
def test_styles_lower_no_capital(text: str) -> None:
    written = titled(text)
    depth = 0
    for place, mark in enumerate(written):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        assert depth > 0 or place == 0 or mark == mark.lower(), written
    assert depth == 0


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_every_run_makes_the_same_bytes(environment: dict[str, str], tmp_path: Path) -> None:
    there = digests(bibtex.files(package(), "plan.bib"))
    assert elsewhere("bibtex", "plan.bib", environment, tmp_path) == there


def test_a_dated_release_has_its_year(told: Package) -> None:
    descriptor: dict[str, Any] = {**told.descriptor, "created": "2031-02-03T04:05:06Z"}
    found = parse_string(dataset(descriptor), "bibtex").entries["ipplan-data"].fields
    assert (found["date"], found["year"]) == ("2031-02-03", "2031")
