"""Laws: the quick way and the careful way agree, and so do this check and others."""

from __future__ import annotations

import csv
import io
import re
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from package_check.packages import FIELDS, FILES, Json, codes, edit, reseal, small
from package_check.test_check import EXAMPLES
from ipplan_data.package_check import characters, check
from ipplan_data.package_check.columns import Column
from ipplan_data.package_check.findings import Findings
from ipplan_data.package_check.lines import Lines
from ipplan_data.package_check.nested import ALONE, FACTS, INSIDE
from ipplan_data.package_check.patterns import RefusedError, compiled
from ipplan_data.package_check.rows import column_of, parsed, written
from ipplan_data.curation.rules import text
from ipplan_data.curation.tables import BY_NAME, PUBLISHED
from ipplan_data.plan.files import descriptor

SIGNS = "ab1;, \"'=-+I.i0\u0301é河\u200b\u3164\t\0\r"
texts = st.text(st.sampled_from(SIGNS), max_size=8)
cells = texts | st.sampled_from(["law", "true", "I.i", "2020", "10", "099", "a;b", "1;2", "1;;2"])


def column(field: Json) -> Column:
    return Column.declared(field, dict(field["constraints"]))


COLUMNS = [column(field) for fields in FIELDS.values() for field in fields]


@settings(max_examples=400)
@given(st.sampled_from(COLUMNS), st.sets(cells, max_size=4))
def test_many_cells_are_sound_where_each_is(one: Column, given_cells: set[str]) -> None:
    careful = all(one.fault(cell) is None for cell in given_cells)
    plain = all(characters.all_plain(cell) for cell in given_cells)
    assert (one.all_sound({*given_cells}) and plain) == careful


@settings(max_examples=300)
@given(st.text())
def test_characters_are_judged_alike_at_once_and_one_by_one(cell: str) -> None:
    assume("\n" not in cell and not cell.startswith(" ") and not cell.endswith(" "))
    # At once, a comma ends a cell, and with it what stands beside Chinese.
    assume("," not in cell)
    odd = characters.fault(cell) or characters.writing_fault(cell)
    assert characters.all_plain(cell) == (odd is None)


def test_invisible_is_what_the_rules_for_records_call_so() -> None:
    assert characters.FILLERS == text._FILLERS
    for code in range(0x110000):
        character = chr(code)
        category = unicodedata.category(character)
        odd = category in text._INVISIBLE or (category == "Zs" and character != " ")
        assert character.isprintable() != odd, hex(code)


@settings(max_examples=400)
@given(st.lists(st.lists(texts.filter(lambda one: "\r" not in one), min_size=1), min_size=1))
def test_rows_are_written_and_read_as_csv_does(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    lines = [written(row) for row in rows]
    assert "".join(f"{line}\n" for line in lines) == out.getvalue()
    findings = Findings()
    found = parsed(Lines(1, lines, out.getvalue()), "a.csv", findings)
    assert found.rows == rows
    assert not len(findings)


@settings(max_examples=500)
@given(st.lists(st.text(st.sampled_from('ab,"'), max_size=9), min_size=1, max_size=4))
@example(['"a,b",x"a,b"'])
@example(['"a,b"x,"a,b"'])
@example(['x"a,b"', 'a"b",c'])
def test_any_lines_are_read_as_csv_does_or_told(lines: list[str]) -> None:
    findings = Findings()
    given_text = "".join(f"{line}\n" for line in lines)
    found = parsed(Lines(1, lines, given_text), "a.csv", findings)
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(found.rows)
    if not len(findings):
        assert found.rows == [*csv.reader(io.StringIO(given_text, newline=""), strict=True)]
        several = any("\n" in line for line in found.lines)
        assert several or out.getvalue() == given_text


@given(st.lists(texts, min_size=1, max_size=5), st.data())
def test_a_cell_begins_where_it_is_said_to(row: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(row) - 1))
    before = written([*row[:place], "x"]) if place else "x"
    assert column_of(written([*row, "x"]), place) == len(before)


PATTERNS = {
    field["constraints"]["pattern"]
    for resource in descriptor()["resources"]
    for field in resource["schema"]["fields"]
    if "pattern" in field["constraints"]
}


@pytest.mark.parametrize("pattern", sorted(PATTERNS))
def test_declared_patterns_are_taken(pattern: str) -> None:
    compiled(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "^(a+)+$",
        "^(a|a)*$",
        "^(a|ab)*$",
        "^x(a|ab)*y$",
        "^(ab|ac)+$",
        "^((a|b)|[ab]c){11}x*$",
        "^a*a*$",
        "^(a*)*$",
        "^(a?){30}a{30}$",
        "^(a{2,})*$",
        "^.*a.*$",
        "^[z-a]*$",
        "^(a$",
        "^a)$",
        "a",
        "^(a{900}){900}$",
        "^" + "(" * 40 + "a" + ")" * 40 + "$",
        r"^\d+$",
        "^[a--b]$",
    ],
)
def test_patterns_that_may_take_forever_are_refused(pattern: str) -> None:
    with pytest.raises(RefusedError):
        compiled(pattern)


def test_a_choice_that_is_made_once_is_taken() -> None:
    matches = compiled("^(agency|entity|erratum)/[a-z]+(-[a-z]+)*$")
    assert matches("erratum/a-b")
    assert not matches("erratum/a-")


parts = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "[^a]", r"\.", "."]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{2,}"])).map(
            "({0[0]}){0[1]}".format
        ),
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("({0[0]}|{0[1]})".format),
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@given(parts)
def test_patterns_that_are_taken_take_little_time(pattern: str) -> None:
    try:
        matches = compiled(f"^{pattern}$")
    except RefusedError:
        return
    began = time.perf_counter()
    for end in ("", "b", "."):
        matches("a" * 400 + end)
        matches("ab" * 200 + end)
    assert time.perf_counter() - began < 0.5


def test_what_is_nested_where_is_what_the_tables_declare() -> None:
    found = {
        table.name: (str(table.parent_column.refers_to), table.parent_column.name, table.inside)
        for table in PUBLISHED
        if table.inside
    }
    assert found == {name: tuple(inside) for name, inside in INSIDE.items()}
    assert FACTS in BY_NAME
    alone = {table.name for table in PUBLISHED if not (table.noun or table.inside)}
    assert alone - {FACTS} == ALONE


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small(tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.data())
def test_any_changed_byte_of_a_published_table_is_found(copy: Path, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted((copy / "data").glob("*.csv"))))
    before = file.read_bytes()
    place = data.draw(st.integers(0, len(before) - 1))
    what = data.draw(st.sampled_from(["flip", "drop", "double"]))
    middle = {
        "flip": bytes([before[place] ^ 1]),
        "drop": b"",
        "double": before[place : place + 1] * 2,
    }
    try:
        file.write_bytes(before[:place] + middle[what] + before[place + 1 :])
        report = check(copy)
        expected = "IPP905" if what == "flip" else "IPP904"
        told = {one.code for one in report.findings if one.file.endswith(file.name)}
        assert expected in told
    finally:
        file.write_bytes(before)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.data())
def test_a_cell_that_breaks_its_declaration_is_found_where_it_is(
    package: Path, data: st.DataObject
) -> None:
    table = data.draw(st.sampled_from(sorted(FIELDS)))
    rows = [*csv.reader(io.StringIO(FILES[table]))]
    line = data.draw(st.integers(1, len(rows) - 1))
    place = data.draw(st.integers(0, len(rows[0]) - 1))
    cell = data.draw(cells.filter(lambda one: "\r" not in one))
    fault = column(FIELDS[table][place]).fault(cell)
    assume(fault)
    assert fault
    rows[line][place] = cell
    path = package / "data" / f"{table}.csv"
    before = path.read_bytes()
    try:
        path.write_text("".join(f"{written(row)}\n" for row in rows), encoding="utf-8", newline="")
        (finding,) = check(reseal(package)).findings
        assert (finding.code, finding.line) == (fault.code, line + 1)
        assert finding.field == rows[0][place]
    finally:
        path.write_bytes(before)
        reseal(package)


@pytest.mark.parametrize(
    "damage", [pytest.param(damage, id=f"{code}-{name}") for code, name, damage in EXAMPLES]
)
def test_what_frictionless_finds_is_found(package: Path, damage: Callable[[Path], None]) -> None:
    damage(package)
    try:
        report: Any = frictionless.validate(str(package / "datapackage.json"))
        sound = report.valid
    except (frictionless.FrictionlessException, re.error):
        sound = False
    assert sound or codes(package)


def test_frictionless_finds_the_small_package_sound(package: Path) -> None:
    report: Any = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    edit(lambda found: found["resources"][0].update(rows=7))(package)
    assert codes(reseal(package)) == ["IPP932"]
