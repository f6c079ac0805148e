"""A copy read, verified and hydrated: the invented plan, and every kind of damage to its copy."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pyarrow import parquet

from genre import markdown
from genre.strategies import outlines
from genre.typography import typographies
from ipplan_data.curation.document import (
    RefusedError,
    UnreadableError,
    hydrate,
    read,
    reading_of,
    verify,
)
from ipplan_data.curation.pipeline import build
from ipplan_data.curation.verify import Proof
from ipplan_data.curation.publish.hydrated import COLUMNS
from ipplan_data.curation.tables import PUBLISHED
from ipplan_data.curation.witness import file
from ipplan_data.curation.source.normal import digest
from rendering import html, paper, plain

ERRATUM = "erratum/lowers"
# About a thing that the same task names.
NAMED = "erratum/fair"


@pytest.fixture
def source(example: Path) -> Path:
    """The document of the example."""
    return example / "document.md"


def changed(path: Path, valid: str, invalid: str) -> None:
    """Change what stands once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(valid) == 1, "what is changed stands once in the file"
    path.write_text(text.replace(valid, invalid), encoding="utf-8")


def unlike(proof: Proof) -> dict[str, str]:
    """Give the parts that the copy has otherwise, and what is told of them."""
    return {
        verdict.part: "; ".join(verdict.differences) or ("missing" if verdict.missing else "added")
        for verdict in proof.verdicts
        if not verdict.agrees
    }


def written(folder: Path) -> dict[str, bytes]:
    """Give all files below a folder."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Reading


def test_a_copy_is_written_once_as_the_witness(example: Path, source: Path) -> None:
    before = (example / file.NAME).read_bytes()
    again = read(example, source)
    assert (again.changed, again.verdicts) == (False, [])
    (example / file.NAME).unlink()
    assert read(example, source).changed
    assert (example / file.NAME).read_bytes() == before
    assert file.load(example) == again.reading.witness


def test_checking_compares_and_writes_nothing(example: Path, source: Path) -> None:
    outcome = read(example, source, check=True)
    assert outcome.verdicts
    assert all(verdict.agrees for verdict in outcome.verdicts)
    changed(source, "Clean every river", "Clean any river")
    before = written(example)
    outcome = read(example, source, check=True)
    assert not outcome.changed
    assert [verdict.part for verdict in outcome.verdicts if not verdict.agrees] == ["task/1"]
    assert written(example) == before


def test_a_copy_that_shows_no_markup_makes_no_witness(example: Path, source: Path) -> None:
    text = example / "document.txt"
    text.write_text(plain(source.read_text()))
    before = written(example)
    with pytest.raises(RefusedError) as error:
        read(example, text)
    assert str(error.value) == (
        f"{text}: plain text can't show italics and markers; "
        "make the witness of a copy in Markdown, HTML or PDF"
    )
    assert written(example) == before
    assert all(verdict.agrees for verdict in read(example, text, check=True).verdicts)


def test_a_copy_that_is_odd_makes_no_witness(example: Path, source: Path) -> None:
    changed(source, "(ii) Safe", "(iii) Safe")
    before = written(example)
    outcome = read(example, source)
    assert [finding.code for finding in outcome.reading.findings] == ["IPP801"]
    assert not outcome.changed
    assert written(example) == before


# Verifying


def test_the_copy_agrees_in_every_form(example: Path, source: Path) -> None:
    text = source.read_text()
    (example / "document.html").write_text(html(text))
    (example / "document.pdf").write_bytes(paper(text))
    for suffix in ("md", "html", "pdf"):
        proof = verify(example, source.with_suffix(f".{suffix}"))
        assert proof.holds, (suffix, unlike(proof), proof.records)
        assert proof.same_document
        assert (proof.reading, proof.records, proof.incomparable) == ((), (), ())
        assert all(agree == of for agree, of in proof.counts.values())
        assert proof.agreeing("task") == ["tasks 1-4"]


def test_what_plain_text_can_not_show_never_agrees(example: Path, source: Path) -> None:
    text = example / "document.txt"
    text.write_text(plain(source.read_text()))
    proof = verify(example, text)
    assert proof.holds
    assert proof.incomparable == ("footnote markers", "italics")
    hidden = {verdict.part: verdict.incomparable for verdict in proof.verdicts}
    assert {part: names for part, names in hidden.items() if names} == {
        "front/letter": ("italics",),
        "task/2": ("italics",),
        "task/3": ("footnote markers",),
    }
    told = proof.as_dict()
    assert told["not_comparable"] == ["footnote markers", "italics"]
    assert {one["part"]: tuple(one["not_comparable"]) for one in told["parts"]} == hidden


WORDED = {
    "task/4": "the wording is 'responsibility', not 'bare'",
    ERRATUM: "the guard of this copy",
    NAMED: "the guard of this copy",
}
DAMAGE = {
    "a word": ("Clean every river", "Clean any river", {"task/1": "the text differs"}),
    "a body": ("Rivers and BA)", "Rivers and Toll Office)", {"task/2": "the bodies are"}),
    "a body dropped": ("Ministry of Rivers and BA)", "Ministry of Rivers)", {"task/2": "bodies"}),
    "bodies swapped": (
        "BA and the Ministry of Rivers based",
        "the Ministry of Rivers and BA based",
        {"task/3": "the bodies are"},
    ),
    "a wording": ("(Toll Office)", "(Responsibility of Toll Office)", WORDED),
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
        "4. Loweres all",
        {
            "task/4": "the text differs",
            ERRATUM: "does not stand at its guard in task/4",
            NAMED: "does not stand at its guard in entity/toll-fair; the guard of this copy is",
        },
    ),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_to_a_copy_is_told_where_it_is(kind: str, example: Path, source: Path) -> None:
    valid, invalid, expected = DAMAGE[kind]
    changed(source, valid, invalid)
    proof = verify(example, source)
    told = unlike(proof)
    assert told.keys() == expected.keys(), told
    for part, words in expected.items():
        assert words in told[part]
    assert not proof.holds
    assert proof.records == ()
    assert sum(of - agree for agree, of in proof.counts.values()) == len(expected)
    consistent(proof)


def consistent(proof: Proof) -> None:
    """Hold what is told to programs against what is told to people."""
    told = json.loads(json.dumps(proof.as_dict()))
    assert told == proof.as_dict()
    assert told["agrees"] == proof.holds
    parts = {one["part"]: one for one in told["parts"]}
    assert {part for part, one in parts.items() if not one["copy"]} == unlike(proof).keys()
    for verdict in proof.verdicts:
        one = parts[verdict.part]
        assert one["differences"] == list(verdict.differences)
        assert (one["missing"], one["added"]) == (verdict.missing, verdict.added)
    for name, count in told["counts"].items():
        assert f"{count['agree']} of {count['of']} {name}" in proof.summary
    assert told["records"] == [str(finding) for finding in proof.records]
    assert told["reading"] == [str(finding) for finding in proof.reading]


def test_lines_lead_to_the_parts(example: Path, source: Path) -> None:
    changed(source, "people wade", "people swim")
    lines = source.read_text().splitlines()
    for part in verify(example, source).as_dict()["parts"]:
        if part["part"].startswith("task/"):
            assert lines[part["line"] - 1].startswith(f"{part['part'][5:]}. ")
        if part["part"] == "footnote/1":
            assert lines[part["line"] - 1].startswith("<sup>1</sup> A ford")


RECORDS = {
    "bodies": ("tasks/I.i.yaml", "[rivers, bridges]", "[bridges, rivers]", "task/2"),
    "sharing": ("tasks/I.ii.yaml", "  responsibility: separate\n", "", "task/3"),
    "footnotes": ("tasks/I.i.yaml", "[rivers, bridges]", "[tolls]", "task/2"),
    "a heading": ("sections.yaml", "Safe crossings", "Dry crossings", "section/I.ii"),
    "a footnote": ("footnotes.yaml", "浅滩", "浅水", "footnote/1"),
    "an addressee": ("agencies.yaml", "name: Bridge Adm", "name: Bridges Adm", "addressee/2"),
}


@pytest.mark.parametrize("kind", RECORDS)
def test_damage_to_a_record_is_told_of_the_records(kind: str, example: Path, source: Path) -> None:
    name, valid, invalid, part = RECORDS[kind]
    changed(example / "records" / name, valid, invalid)
    proof = verify(example, source)
    assert not proof.holds
    assert proof.records
    told = {one["part"]: one for one in proof.as_dict()["parts"]}
    agreeing = {one for one in told if told[one]["copy"] and told[one]["records"]}
    assert told.keys() - agreeing == {part}
    assert told[part]["copy"]
    consistent(proof)


@pytest.mark.parametrize(
    ("record", "quoted", "near", "start"),
    [
        ("task/4", "tolls", 3, 10),
        ("task/4", "tolls", 90, 50),
        ("document", "banks", 3, 39),
        ("task/3", "at", 20, 21),
    ],
)
def test_the_guard_that_is_told_is_the_nearest_and_holds(
    record: str, quoted: str, near: int, start: int, example: Path, source: Path
) -> None:
    errata = example / "records" / "errata.yaml"
    changed(errata, "record: task/4", f"record: {record}")
    changed(errata, "as_printed: Loweres", f"as_printed: {quoted}")
    changed(errata, "start: 0, end: 7", f"start: {near}, end: {near + len(quoted)}")
    told, _, guard = unlike(verify(example, source))[ERRATUM].partition("; ")
    assert told == f"'{quoted}' does not stand at its guard in {record}"
    guard = guard.removeprefix("the guard of this copy is ")
    assert f"start: {start}," in guard
    old = next(line for line in errata.read_text().splitlines() if "guard:" in line)
    changed(errata, old, f"  guard: {guard}")
    assert verify(example, source).holds


def test_an_erratum_that_quotes_nothing_has_no_guard(example: Path, source: Path) -> None:
    changed(example / "records" / "errata.yaml", "as_printed: Loweres", "as_printed: Lowerse")
    proof = verify(example, source)
    assert unlike(proof) == {ERRATUM: "'Lowerse' does not stand at its guard in task/4"}
    assert not proof.holds


@given(outline=outlines(), typography=typographies())
@settings(
    max_examples=15,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_another_document_is_refused(example: Path, outline: Any, typography: Any) -> None:
    other = example / "other.md"
    other.write_bytes(markdown.render(outline, typography))
    with pytest.raises(UnreadableError, match="this is another document: of the 8 tasks and head"):
        verify(example, other)


def test_a_copy_cut_short_lacks_what_is_gone(example: Path, source: Path) -> None:
    text = source.read_text()
    source.write_text(text[: text.index("3. Put")])
    proof = verify(example, source)
    gone = {"task/3", "task/4", "section/II", "footnote/1", "closing"}
    told = unlike(proof)
    assert {part for part in told if told[part] == "missing"} == gone
    assert told.keys() == {*gone, ERRATUM, NAMED}
    assert not proof.holds


def test_without_a_witness_nothing_is_verified(example: Path, source: Path) -> None:
    (example / file.NAME).unlink()
    for action in (
        lambda: verify(example, source),
        lambda: read(example, source, check=True),
        lambda: hydrate(example, source, example.parent / "out.csv"),
    ):
        with pytest.raises(RefusedError, match="IPP401 the witness is missing"):
            action()


# Hydrating


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the clone."""
    return tmp_path_factory.mktemp("outside")


@pytest.fixture
def texts(source: Path) -> dict[str, tuple[str, str]]:
    """The text of each task, heading and footnote, and its digest."""
    parts = reading_of(source).parts
    return {
        path: (part.printed, part.sha256)
        for path, part in parts.items()
        if path.startswith(("task/", "section/", "footnote/"))
    }


def published(example: Path) -> dict[str, list[dict[str, str]]]:
    """Give the rows of the published tables."""
    found = {}
    for table in PUBLISHED:
        with (example / "data" / f"{table.name}.csv").open(encoding="utf-8", newline="") as lines:
            found[table.name] = [*csv.DictReader(lines)]
    return found


def test_digests_are_those_of_the_texts(texts: dict[str, tuple[str, str]]) -> None:
    assert len(texts) == 9
    assert all(digest(text) == sha256 for text, sha256 in texts.values())


@pytest.mark.parametrize("suffix", [".csv", ".CSV", ".parquet"])
def test_one_table_holds_every_text(
    suffix: str, example: Path, source: Path, outside: Path, texts: dict[str, tuple[str, str]]
) -> None:
    out = outside / f"plan{suffix}"
    assert hydrate(example, source, out) == len(texts)
    if suffix == ".parquet":
        rows = parquet.read_table(out).to_pylist()
    else:
        rows = [*csv.DictReader(io.StringIO(out.read_bytes().decode(), newline=""))]
    assert {row["record"]: (row["text"], row["sha256"]) for row in rows} == texts
    assert [row["record"] for row in rows] == [*texts]
    assert all(tuple(row) == COLUMNS for row in rows)
    tables = published(example)
    known = {f"task/{row['number']}": (row["section"], row["title"]) for row in tables["tasks"]}
    known |= {f"section/{row['id']}": (row["parent"], row["title"]) for row in tables["sections"]}
    known |= {f"footnote/{row['number']}": ("", row["term"]) for row in tables["footnotes"]}
    assert {row["record"]: (row["section"], row["title"]) for row in rows} == known


def test_json_is_the_published_plan_with_texts(
    example: Path, source: Path, outside: Path, texts: dict[str, tuple[str, str]]
) -> None:
    out = outside / "plan.json"
    hydrate(example, source, out)
    whole = json.loads(out.read_bytes())
    found: dict[str, str] = {}
    for name, noun, key in (
        ("tasks", "task", "number"),
        ("sections", "section", "id"),
        ("footnotes", "footnote", "number"),
    ):
        found |= {f"{noun}/{row[key]}": row.pop("text") for row in whole[name]}
    assert found == {path: text for path, (text, _) in texts.items()}
    assert whole == json.loads((example / "data" / "ipplan.json").read_bytes())


@pytest.mark.parametrize("suffix", [".sqlite", ".sqlite3", ".db"])
def test_a_database_holds_the_published_tables_with_texts(
    suffix: str, example: Path, source: Path, outside: Path, texts: dict[str, tuple[str, str]]
) -> None:
    out = outside / f"plan{suffix}"
    hydrate(example, source, out)
    found: dict[str, str] = {}
    with closing(sqlite3.connect(out)) as database:
        database.row_factory = sqlite3.Row
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in PUBLISHED:
            rows = [dict(row) for row in database.execute(f'SELECT * FROM "{table.name}"')]  # noqa: S608
            if table.noun in ("task", "section", "footnote"):
                (key,) = table.key
                found |= {f"{table.noun}/{row[key]}": row.pop("text") for row in rows}
            cells = [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows]
            told = published(example)[table.name]
            assert sorted(cells, key=json.dumps) == sorted(told, key=json.dumps), table.name
    assert found == {path: text for path, (text, _) in texts.items()}


def refused(example: Path, source: Path, out: Path) -> str:
    """Try to hydrate, see that nothing is written, and tell why."""
    folders = {example, out.parent if out.parent.is_dir() else example}
    before = [written(folder) for folder in folders]
    with pytest.raises(RefusedError) as error:
        hydrate(example, source, out)
    assert [written(folder) for folder in folders] == before
    return str(error.value)


def test_nothing_is_written_into_the_clone(
    example: Path, source: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (outside / "link").symlink_to(example)
    (outside / "plan.csv").symlink_to(example / "plan.csv")
    monkeypatch.chdir(example)
    for out in (
        example / "plan.csv",
        example / "data" / "tasks.csv",
        outside / ".." / example.name / "plan.csv",
        outside / "link" / "plan.csv",
        outside / "plan.csv",
        Path("plan.csv"),
        Path("records/../plan.csv"),
    ):
        assert "this is inside the clone" in refused(example, source, out)
    monkeypatch.chdir(outside)
    assert "this is inside the clone" in refused(example, source, Path("link/plan.csv"))
    assert "this is inside the clone" in refused(outside / "link", source, example / "plan.csv")


def test_the_copy_is_not_written_over(example: Path, source: Path, outside: Path) -> None:
    copy = outside / "copy.json"
    copy.write_bytes(source.read_bytes())
    (outside / "link.json").symlink_to(copy)
    for out in (copy, outside / "link.json"):
        assert "this is the copy itself" in refused(example, copy, out)


@pytest.mark.parametrize("name", ["plan", "plan.txt", "plan.csv.gz", ".csv"])
def test_an_unknown_suffix_is_refused(
    name: str, example: Path, source: Path, outside: Path
) -> None:
    told = refused(example, source, outside / name)
    assert told.startswith(f"{name}: expected a name that ends in .csv, .json, .parquet, .sqlite")


@pytest.mark.parametrize("kind", ["a word", "a heading", "a footnote", "a gloss"])
def test_a_text_that_differs_is_refused(
    kind: str, example: Path, source: Path, outside: Path
) -> None:
    valid, invalid, parts = DAMAGE[kind]
    changed(source, valid, invalid)
    out = outside / "plan.csv"
    out.write_text("as it was")
    told = refused(example, source, out)
    assert (
        told == f"{source}: the text of {', '.join(parts)} is not the witness's; see ipplan verify"
    )
    assert out.read_text() == "as it was"


def test_many_texts_that_differ_are_counted(example: Path, source: Path, outside: Path) -> None:
    text = source.read_text()
    source.write_text(text[: text.index("2. Raise")])
    named = "task/2, section/I.ii, task/3, section/II, task/4 and 1 more"
    assert f"the text of {named} is not" in refused(example, source, outside / "plan.csv")


def test_records_that_are_not_sound_are_refused(example: Path, source: Path, outside: Path) -> None:
    changed(example / "records" / "tasks" / "II.yaml", "[tolls]", "[tols]")
    told = refused(example, source, outside / "plan.csv")
    assert told.startswith("the records are not sound: records/tasks/II.yaml:4:")


def test_what_can_not_be_written_leaves_everything_as_it_was(
    example: Path, source: Path, outside: Path
) -> None:
    (outside / "folder.csv").mkdir()
    (outside / "file").write_text("no folder")
    before = written(outside)
    for out in (outside / "folder.csv", outside / "file" / "plan.csv"):
        with pytest.raises(OSError, match=r"."):
            hydrate(example, source, out)
        assert written(outside) == before
        assert sorted(path.name for path in outside.iterdir()) == ["file", "folder.csv"]


def test_an_existing_file_is_replaced_as_a_whole(
    example: Path, source: Path, outside: Path
) -> None:
    out = outside / "new" / "plan.sqlite"
    hydrate(example, source, out)
    first = out.read_bytes()
    out.write_bytes(b"x" * 1_000_000)
    hydrate(example, source, out)
    assert out.read_bytes() == first
    assert [path.name for path in out.parent.iterdir()] == ["plan.sqlite"]
    assert build(example, check=True).findings == []
