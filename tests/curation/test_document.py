"""Your copy of the document read, verified and hydrated: the invented plan and damage to it."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pyarrow import parquet

from ipplan_data.curation.document import (
    RefusedError,
    UnreadableError,
    hydrate,
    read,
    reading_of,
    verify,
)
from ipplan_data.curation.source import witness_file
from ipplan_data.curation.verify import Proof


@pytest.fixture
def source(example: Path) -> Path:
    """The document of the example."""
    return example / "document.md"


def changed(path: Path, valid: str, invalid: str) -> None:
    """Change what is in a file once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(valid) == 1
    path.write_text(text.replace(valid, invalid), encoding="utf-8")


def differences(proof: Proof) -> dict[str, str]:
    """The parts that differ in the copy, and how."""
    return {
        verdict.part: "; ".join(verdict.differences) or ("missing" if verdict.missing else "added")
        for verdict in proof.verdicts
        if not verdict.agrees
    }


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_reading_writes_the_witness_once(example: Path, source: Path) -> None:
    before = (example / witness_file.NAME).read_bytes()
    assert not read(example, source).changed
    (example / witness_file.NAME).unlink()
    assert read(example, source).changed
    assert (example / witness_file.NAME).read_bytes() == before


def test_checking_writes_nothing(example: Path, source: Path) -> None:
    changed(source, "Clean every river", "Clean any river")
    before = files(example)
    outcome = read(example, source, check=True)
    assert [verdict.part for verdict in outcome.verdicts if not verdict.agrees] == ["task/1"]
    assert files(example) == before


def test_a_copy_with_a_wrong_numeral_is_no_witness(example: Path, source: Path) -> None:
    changed(source, "(ii) Safe", "(iii) Safe")
    before = files(example)
    assert [one.code for one in read(example, source).reading.findings] == ["IPP801"]
    assert files(example) == before


DAMAGE = {
    "a word": ("Clean every river", "Clean any river", {"task/1": "the text differs"}),
    "a body": ("Rivers and BA)", "Rivers and Toll Office)", {"task/2": "the bodies are"}),
    "a body dropped": ("Ministry of Rivers and BA)", "Ministry of Rivers)", {"task/2": "bodies"}),
    "bodies swapped": (
        "BA and the Ministry of Rivers based",
        "the Ministry of Rivers and BA based",
        {"task/3": "the bodies are"},
    ),
    "a wording": (
        "(Toll Office)",
        "(Responsibility of Toll Office)",
        {"task/4": "the wording is 'responsibility', not 'bare'"},
    ),
    "duties": ("official functions)", "official duties)", {"task/3": "the wording is"}),
    "a number": ("\n2. Raise", "\n7. Raise", {"task/2": "the task's number is 7"}),
    "a marker moved": ("ford<sup>1</sup> and", "ford and<sup>1</sup>", {"task/3": "markers"}),
    "a marker dropped": ("ford<sup>1</sup>", "ford", {"task/3": "the footnote markers are none"}),
    "a marker added": ("river. (", "river.<sup>1</sup> (", {"task/1": "not none"}),
    "italics": ("*Bank Law*", "Bank Law", {"task/2": "it lacks 'Bank Law'"}),
    "italics added": ("every river", "every *river*", {"task/1": "it has 'river'"}),
    "a gloss": ("《岸法》", "《河法》", {"task/2": "Chinese words"}),
    "a heading": ("Clean watter", "Clean water", {"section/I.i": "the title is 'Clean water'"}),
    "a numeral": ("(ii) Safe", "(iii) Safe", {"section/I.ii": "the heading's numeral is 'iii'"}),
    "a footnote": ("people wade", "people swim", {"footnote/1": "the text differs"}),
    "a footnote's number": ("\n<sup>1</sup> A", "\n<sup>2</sup> A", {"footnote/1": "number is 2"}),
    "a label": ("</sup> A ford", "</sup> Translator's note: A ford", {"footnote/1": "the label"}),
    "an addressee": (
        "Toll Office:",
        "Tolls Office:",
        {"front/addressees": "differs", "addressee/3": "the name is 'Tolls Office'"},
    ),
    "an addressee gone": (
        "Rivers, Bridge Administration (BA), Toll",
        "Rivers, Toll",
        {"front/addressees": "differs", "addressee/2": "missing"},
    ),
    "an abbreviation": (
        "Administration (BA)",
        "Administration (BAD)",
        {"front/addressees": "differs", "addressee/2": "the abbreviation is 'BAD'"},
    ),
    "a title": ('the "Plan for rivers', 'a "Plan for rivers', {"front/title": "the name is"}),
    "a Chinese title": (
        "《河桥计划》通知",
        "《河桥计划》公告",
        {"front/title": "the Chinese name"},
    ),
    "an author": ("(河务部)", "(桥务部)", {"front/author": "Chinese words"}),
    "a date": ("on February 5, 1901", "on March 5, 1901", {"front/source": "the dates are"}),
    "an address": ("example.org/archive", "example.org/a", {"front/source": "the addresses"}),
    "a translator": ("A translation office", "An office", {"front/translator": "the name is"}),
    "an editor": ("An editor", "An author", {"front/editor": "the name is 'An author'"}),
    "the letter": ("Let the banks", "Let all banks", {"front/letter": "the text differs"}),
    "the closing": ("Whoever stands", "Who stands", {"closing": "the text differs"}),
    "the closing gone": (" Whoever stands first leads.", "", {"closing": "missing"}),
    "what an erratum quotes": (
        "4. Loweres the",
        "4. Lowers the",
        {"task/4": "the text differs", "erratum/lowers": "'Loweres' is not in the text of task/4"},
    ),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_to_a_copy_is_reported_where_it_is(kind: str, example: Path, source: Path) -> None:
    valid, invalid, expected = DAMAGE[kind]
    changed(source, valid, invalid)
    proof = verify(example, source)
    found = differences(proof)
    assert found.keys() == expected.keys(), found
    for part, words in expected.items():
        assert words in found[part]
    assert not proof.holds
    assert sum(of - agree for agree, of in proof.counts.values()) == len(expected)
    data = json.loads(json.dumps(proof.as_dict()))
    assert {one["part"] for one in data["parts"] if not one["copy"]} == found.keys()
    lines = source.read_text().splitlines()
    for one in data["parts"]:
        kind, _, key = one["part"].partition("/")
        if kind == "task" and one["part"] not in found:
            assert lines[one["line"] - 1].startswith(f"{key}. ")


RECORDS = {
    "agencies": ("tasks/I.i.yaml", "[rivers, bridges]", "[bridges, rivers]", "task/2"),
    "sharing": ("tasks/I.ii.yaml", "  responsibility: separate\n", "", "task/3"),
    "a heading": ("sections.yaml", "Safe crossings", "Dry crossings", "section/I.ii"),
    "a footnote": ("footnotes.yaml", "浅滩", "浅水", "footnote/1"),
    "an addressee": ("agencies.yaml", "name: Bridge Adm", "name: Bridges Adm", "addressee/2"),
}


@pytest.mark.parametrize("kind", RECORDS)
def test_damage_to_a_record_is_reported(kind: str, example: Path, source: Path) -> None:
    name, valid, invalid, part = RECORDS[kind]
    changed(example / "records" / name, valid, invalid)
    proof = verify(example, source)
    assert not proof.holds
    found = {one["part"]: one for one in proof.as_dict()["parts"]}
    assert {path for path, one in found.items() if not one["records"]} == {part}
    assert found[part]["copy"]


QUOTED = {
    "a term": ("sections.yaml", "term: Tolls", "term: Fees", "term/section-ii-1"),
    "an erratum": ("errata.yaml", "as_printed: Loweres", "as_printed: Lowerse", "erratum/lowers"),
    "a target": ("tasks/II.yaml", "as_printed: less than", "as_printed: fewer than", "target/4-1"),
}


@pytest.mark.parametrize("kind", QUOTED)
def test_what_the_document_does_not_say_is_reported(kind: str, example: Path, source: Path) -> None:
    name, valid, invalid, part = QUOTED[kind]
    changed(example / "records" / name, valid, invalid)
    found = differences(verify(example, source))
    assert part in found
    assert "is not in the text of" in found[part]


def test_another_document_and_a_missing_witness_are_refused(example: Path, source: Path) -> None:
    other = example / "other.md"
    other.write_text("1. Dig. (Toll Office)\n")
    with pytest.raises(UnreadableError, match="this is another document: of the 8 tasks and head"):
        verify(example, other)
    (example / witness_file.NAME).unlink()
    for action in (
        lambda: verify(example, source),
        lambda: read(example, source, check=True),
        lambda: hydrate(example, source, example.parent / "out.csv"),
    ):
        with pytest.raises(RefusedError, match="IPP401 the witness is missing"):
            action()


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the clone."""
    return tmp_path_factory.mktemp("outside")


def read_back(path: Path) -> dict[str, str]:
    """The texts of a hydrated file by the record that they are of."""
    keys = {"tasks": "number", "sections": "id", "footnotes": "number"}
    nouns = {"tasks": "task", "sections": "section", "footnotes": "footnote"}
    if path.suffix == ".json":
        tables = json.loads(path.read_bytes())
    elif path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as database:
            database.row_factory = sqlite3.Row
            assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            tables = {
                name: [dict(row) for row in database.execute(f"SELECT * FROM {name}")]  # noqa: S608
                for name in keys
            }
    else:
        rows = (
            parquet.read_table(path).to_pylist()
            if path.suffix == ".parquet"
            else csv.DictReader(io.StringIO(path.read_bytes().decode(), newline=""))
        )
        return {row["record"]: row["text"] for row in rows}
    return {
        f"{nouns[name]}/{row[key]}": row["text"]
        for name, key in keys.items()
        for row in tables[name]
    }


@pytest.mark.parametrize("suffix", [".csv", ".json", ".parquet", ".sqlite"])
def test_every_format_holds_every_text(
    suffix: str, example: Path, source: Path, outside: Path
) -> None:
    parts = reading_of(source).parts
    texts = {
        path: part.printed
        for path, part in parts.items()
        if path.startswith(("task/", "section/", "footnote/"))
    }
    out = outside / f"plan{suffix}"
    assert hydrate(example, source, out) == len(texts) == 9
    assert read_back(out) == texts


def test_hydrating_is_refused_and_writes_nothing(
    example: Path, source: Path, outside: Path
) -> None:
    (outside / "link").symlink_to(example)
    copy = outside / "copy.json"
    copy.write_bytes(source.read_bytes())
    cases = [
        (source, example / "plan.csv", "this is inside the clone"),
        (source, outside / "link" / "plan.csv", "this is inside the clone"),
        (copy, copy, "this is the copy itself"),
        (source, outside / "plan.txt", "expected a name that ends in .csv, .json"),
    ]
    before = files(example), files(outside)
    for given, out, words in cases:
        with pytest.raises(RefusedError, match=words):
            hydrate(example, given, out)
    assert (files(example), files(outside)) == before
    changed(source, "Clean every river", "Clean any river")
    with pytest.raises(RefusedError, match="the text of task/1 differs from the witness"):
        hydrate(example, source, outside / "plan.csv")
    changed(example / "records" / "tasks" / "II.yaml", "[tolls]", "[tols]")
    with pytest.raises(RefusedError, match=r"the records are not sound: records/tasks/II\.yaml:4:"):
        hydrate(example, source, outside / "plan.csv")
    assert not (outside / "plan.csv").exists()
