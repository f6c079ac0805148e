"""XLSX: openpyxl, pandas and LibreOffice read every cell as it is published, and find their way."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from export.reading_back import (
    ENVIRONMENTS,
    TEXTS,
    digests,
    elsewhere,
    hostile,
    of_package,
    of_records,
    package,
)
from ipplan_data.curation.model import Plan
from ipplan_data.curation.tables import BY_NAME
from ipplan_data.export import sheets, workbook, xlsx
from ipplan_data.export.package import Package, UnfitError

# The filter of LibreOffice for every sheet as CSV: UTF-8, texts in quotes, cells as they are seen.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1"
FITTING = TEXTS.filter(lambda text: not re.search("[\x00-\x08\x0b-\x1f\ufffe\uffff]", text))
TRICKY = (
    "=1+1", "@SUM(A1)", "+1", "-1", "007", "1e3", "2020-05-13", "1/2", "https://example.org",
    "mailto:a@example.org", "internal:'tasks'!A1", "TRUE", "NULL", "#N/A", "a,b", "c;d",
    'say "so"', "'quoted", " lead", "trail ", "two\nlines", "知识、产权", "שלום", "_x0041_",
    "<b>&amp;",
)  # fmt: skip
soffice = shutil.which("soffice") or shutil.which("libreoffice")
with_libreoffice = pytest.mark.skipif(soffice is None, reason="LibreOffice is not on the PATH")

Cell = str | int | bool | None


def made(told: Package) -> bytes:
    (data,) = xlsx.files(told, "plan.xlsx").values()
    return data


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data))


def cells(sheet: Any) -> list[list[Cell]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def flat(value: Any) -> Cell:
    """A list stands in a cell as in the CSV."""
    if isinstance(value, tuple):
        return ";".join(str(one) for one in value) or None
    cell: Cell = value
    return cell


def expected(name: str, rows: list[dict[str, Any]]) -> list[list[Cell]]:
    header: list[Cell] = [column.name for column in BY_NAME[name].columns]
    return [header, *([flat(cell) for cell in row.values()] for row in rows)]


def typed(rows: list[list[Cell]]) -> list[list[tuple[type, Cell]]]:
    """Cells with their types, since 1 equals True."""
    return [[(type(cell), cell) for cell in row] for row in rows]


@pytest.fixture(scope="module")
def told() -> Package:
    return package()


@pytest.fixture(scope="module")
def data(told: Package) -> bytes:
    return made(told)


@pytest.fixture(scope="module")
def book(data: bytes) -> Any:
    return opened(data)


def test_openpyxl_reads_every_cell_of_the_published_tables(told: Package, book: Any) -> None:
    assert book.sheetnames == [sheets.ABOUT, xlsx.CODEBOOK, *told.tables]
    for name, rows in of_package(told).items():
        assert typed(cells(book[name])) == typed(expected(name, rows)), name


def test_openpyxl_reads_every_cell_of_the_records(plan: Plan, book: Any) -> None:
    for name, rows in of_records(plan).items():
        assert typed(cells(book[name])) == typed(expected(name, rows)), name


def test_pandas_reads_every_cell(told: Package, data: bytes) -> None:
    frames = pd.read_excel(BytesIO(data), sheet_name=None, dtype=object, keep_default_na=False)
    for name, rows in of_package(told).items():
        frame = frames[name]
        read = [list(frame.columns), *([None if c == "" else c for c in r] for r in frame.values)]
        assert typed(read) == typed(expected(name, rows)), name


def test_no_cell_is_a_formula_an_error_or_a_date(book: Any) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n", "b"}
            assert not any(cell.is_date for cell in row)


def check_ways(told: Package, book: Any) -> None:
    """Every cell that names a row leads there, and all columns have a filter."""
    for table in told.tables.values():
        sheet = book[table.name]
        last = get_column_letter(len(table.fields))
        assert sheet.auto_filter.ref.replace("$", "") == f"A1:{last}{len(table.rows) + 1}"
        for row in sheet.iter_rows(min_row=2):
            for cell, field in zip(row, table.fields, strict=True):
                names = field.refers_to is not None and cell.value is not None
                assert (cell.hyperlink is not None) == names, (table.name, cell.coordinate)
                if names:
                    target = target_of(book, cell)
                    assert target.parent.title == field.refers_to
                    assert target.value == cell.value
                    assert book[field.refers_to].cell(1, target.column).value in (
                        told.tables[field.refers_to or ""].key
                    )


def target_of(book: Any, cell: Any) -> Any:
    sheet, _, place = cell.hyperlink.location.removeprefix("#").replace("$", "").rpartition("!")
    return book[sheet.strip("'")][place]


def test_links_and_filters_are_where_they_should_be(told: Package, book: Any) -> None:
    check_ways(told, book)
    assert any(one.refers_to for table in told.tables.values() for one in table.fields)


def test_headers_stay_in_view_and_so_do_narrow_keys(told: Package, book: Any) -> None:
    for table in told.tables.values():
        first = table.fields[0].name
        keyed = table.key == (first,) and widths(book[table.name])[1] <= 25
        assert book[table.name].freeze_panes == ("B2" if keyed else "A2")
    assert book["tasks"].freeze_panes == "B2"
    assert book["agency_aliases"].freeze_panes == "A2"


def test_headers_are_printed_on_every_page(told: Package, book: Any) -> None:
    for name in told.tables:
        assert book[name].print_title_rows == "$1:$1"
        assert book[name].page_setup.orientation == "landscape"
        assert book[name].page_setup.fitToHeight == 0


def widths(sheet: Any) -> dict[int, float]:
    """The width of every column; neighbours with the same width stand together in the file."""
    return {
        column: group.width
        for group in sheet.column_dimensions.values()
        for column in range(group.min, group.max + 1)
    }


def test_every_cell_can_be_seen_whole(book: Any) -> None:
    for sheet in book.worksheets[1:]:
        wide_of = widths(sheet)
        for row in sheet.iter_rows():
            height = sheet.row_dimensions[row[0].row].height or workbook.LINE
            for cell in row:
                wide = wide_of[cell.column]
                assert workbook.NARROWEST <= wide <= workbook.WIDEST + 1
                needed = workbook.columns(cell.value)
                if needed > wide:
                    assert cell.alignment.wrap_text, (sheet.title, cell.coordinate)
                    # Prose may be a tenth narrower than widths say.
                    lines = ceil(needed / (wide * 1.1))
                    assert height >= min(lines * workbook.LINE, workbook.HIGHEST)


def test_the_codebook_tells_of_every_column_and_value(told: Package, book: Any) -> None:
    header, *rows = cells(book[xlsx.CODEBOOK])
    lines = [dict(zip(header, row, strict=True)) for row in rows]
    columns = [line for line in lines if line["value"] is None]
    assert [{k: v for k, v in line.items() if k != "value"} for line in columns] == told.codebook
    values = [tuple(line.values())[:4] for line in lines if line["value"] is not None]
    assert values == [
        (table.name, field.name, *category)
        for table in told.tables.values()
        for field in table.fields
        for category in field.categories.items()
    ]
    for row in book[xlsx.CODEBOOK].iter_rows(min_row=2):
        named = dict(zip(header, row, strict=True))
        assert target_of(book, named["table"]).parent.title == named["table"].value
        assert target_of(book, named["column"]).value == named["column"].value
        if named["refers_to"].value:
            assert target_of(book, named["refers_to"]).parent.title == named["refers_to"].value


def test_the_first_sheet_tells_what_the_data_are(told: Package, book: Any) -> None:
    shown = [cell for row in cells(book[sheets.ABOUT]) for cell in row]
    for key in ("title", "description", "version", "digest"):
        assert told.descriptor[key] in shown
    for one in (*told.descriptor["licenses"], *told.descriptor["sources"]):
        assert one["title"] in shown
        assert one.get("path") in (None, *shown)
    for row in book[sheets.ABOUT].iter_rows():
        if row[0].value in book.sheetnames:
            assert target_of(book, row[0]).parent.title == row[0].value
            assert row[2].value == book[row[0].value].max_row - 1
    listed = [row[0] for row in cells(book[sheets.ABOUT]) if row[0] in book.sheetnames]
    assert listed == book.sheetnames[1:]


def test_properties_tell_the_data_and_nothing_of_the_run(told: Package, book: Any) -> None:
    properties = book.properties
    assert properties.title == told.descriptor["title"]
    assert properties.creator == told.descriptor["contributors"][0]["title"]
    assert told.descriptor["version"] in properties.description
    assert told.descriptor["digest"] in properties.description
    day = workbook.CREATED.replace(tzinfo=None)
    assert properties.created == properties.modified == day


def test_every_run_makes_the_same_bytes(data: bytes, tmp_path: Path) -> None:
    there = digests({"plan.xlsx": data})
    for environment in ENVIRONMENTS:
        assert elsewhere("xlsx", "plan.xlsx", environment, tmp_path) == there
    with ZipFile(BytesIO(data)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        days = re.findall(r"\d{4}-\d\d-\d\dT", archive.read("docProps/core.xml").decode())
    assert set(days) == {f"{workbook.CREATED.date()}T"}


@settings(max_examples=8)
@given(st.lists(FITTING, min_size=5, max_size=60))
def test_any_text_comes_back_as_it_was(texts: list[str]) -> None:
    told = hostile(texts)
    book = opened(made(told))
    for name, rows in of_package(told).items():
        assert typed(cells(book[name])) == typed(expected(name, rows)), name
    check_ways(told, book)


def test_a_text_like_a_formula_stays_a_text_when_edited() -> None:
    book = opened(made(hostile(["=1+1", "@SUM(A1)"])))
    texts = [c for row in book["targets"].iter_rows(min_row=2) for c in row if c.data_type == "s"]
    quoted = [cell for cell in texts if str(cell.value).startswith(("=", "@"))]
    assert quoted
    assert all(cell.quotePrefix for cell in quoted)


def with_text(text: str) -> Package:
    """The published package with that text as the first heading."""
    told = package()
    table = told.tables["sections"]
    first, *others = table.rows
    told.tables["sections"] = replace(table, rows=[{**first, "title": text}, *others])
    return told


# The limit counts as UTF-16 does: a character beyond the first 65,536 takes two.
@pytest.mark.parametrize("whole", ["a" * 32_767, "a" + "𠀀" * 16_383])
def test_a_cell_is_never_cut(whole: str) -> None:
    assert cells(opened(made(with_text(whole)))["sections"])[1][3] == whole
    with pytest.raises(UnfitError) as error:
        made(with_text(whole + "a"))
    assert str(error.value) == (
        "sections, row 2, column title: 32768 characters; a cell of a workbook takes 32767"
    )


@pytest.mark.parametrize("mark", ["\x01", "\r", "\uffff", "\ud800"])
def test_a_character_that_would_change_is_refused(mark: str) -> None:
    with pytest.raises(UnfitError, match=r"sections, row 2, column title: U\+[0-9A-F]{4}, which"):
        made(with_text(f"a{mark}"))


@pytest.mark.parametrize("number", [10**15 + 1, -(10**15) - 1])
def test_a_number_is_never_rounded(number: int) -> None:
    told = package()
    table = told.tables["targets"]
    first, *others = table.rows
    told.tables["targets"] = replace(table, rows=[{**first, "value": 10**15}, *others])
    assert opened(made(told))["targets"]["E2"].value == 10**15
    told.tables["targets"] = replace(table, rows=[{**first, "value": number}, *others])
    with pytest.raises(UnfitError, match=f"targets, row 2, column value: {number}; "):
        made(told)


def test_only_addresses_of_the_web_become_links_on_the_first_sheet() -> None:
    told = package()
    told.descriptor["sources"].append({"title": "A file", "path": "somewhere/else.txt"})
    sheet = opened(made(told))[sheets.ABOUT]
    links = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert {str(cell.value)[:4] for cell in links if cell.column == 2} == {"http"}
    assert all(cell.hyperlink.target == cell.value for cell in links if cell.column == 2)


@pytest.mark.parametrize("name", ["t" * 32, "a/b", "about", "TASKS", "Codebook", ""])
def test_a_name_that_no_sheet_can_have_is_refused(name: str) -> None:
    told = package()
    told.tables[name] = replace(told.tables["targets"], name=name)
    told.descriptor["resources"].append({**told.descriptor["resources"][0], "name": name})
    with pytest.raises(UnfitError, match="sheet"):
        made(told)


def test_more_columns_than_a_sheet_takes_are_refused() -> None:
    about = sheets.About("Example", [], [], {})
    grid = sheets.Grid("wide", tuple(f"c{number}" for number in range(16_385)), [])
    with pytest.raises(UnfitError, match=r"^wide, cell XFE1: more than"):
        workbook.written(about, [grid])


def test_without_the_library_one_line_names_the_extra() -> None:
    script = (
        "import sys; sys.modules['xlsxwriter'] = None\n"
        "from ipplan_data.export import package, xlsx\n"
        "from ipplan_data.plan.files import home\n"
        "try: xlsx.files(package.Package(home()), 'plan.xlsx')\n"
        "except package.MissingLibraryError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "XLSX needs XlsxWriter: pip install 'ipplan-data[excel]'\n"


def converted(data: bytes, form: str, folder: Path) -> Path:
    """What LibreOffice makes of a workbook, with a profile of its own."""
    (folder / "plan.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = folder / "converted"
    command = [str(soffice), profile, "--headless", "--convert-to", form, "--outdir", str(target)]
    subprocess.run(
        [*command, str(folder / "plan.xlsx")], capture_output=True, check=True, timeout=180
    )
    return target


def lines(rows: list[list[Cell]]) -> str:
    """CSV with every text in quotes, and numbers and truth values without."""

    def written(cell: Cell) -> str:
        if isinstance(cell, str):
            return '"' + cell.replace('"', '""') + '"'
        return "" if cell is None else str(cell).upper()

    return "".join(",".join(written(cell) for cell in row) + "\n" for row in rows)


@with_libreoffice
@pytest.mark.parametrize("tricky", [False, True])
def test_libreoffice_reads_every_cell(*, tricky: bool, tmp_path: Path) -> None:
    told = hostile(TRICKY) if tricky else package()
    data = made(told)
    folder = converted(data, CSV, tmp_path)
    wanted = {name: expected(name, rows) for name, rows in of_package(told).items()}
    wanted[xlsx.CODEBOOK] = cells(opened(data)[xlsx.CODEBOOK])
    for name, rows in wanted.items():
        assert (folder / f"plan-{name}.csv").read_bytes().decode() == lines(rows), name


@with_libreoffice
def test_libreoffice_finds_the_same_ways(told: Package, data: bytes, tmp_path: Path) -> None:
    # Panes are left out: LibreOffice keeps them with a view, and a conversion opens none.
    saved = converted(data, "xlsx", tmp_path) / "plan.xlsx"
    check_ways(told, opened(saved.read_bytes()))


@with_libreoffice
def test_libreoffice_shows_truth_values_as_such(data: bytes, book: Any, tmp_path: Path) -> None:
    pages = PdfDocument(converted(data, "pdf", tmp_path) / "plan.pdf")
    shown = Counter(
        word for page in pages for word in page.get_textpage().get_text_bounded().split()
    )
    pages.close()
    told = Counter(c for sheet in book for row in cells(sheet) for c in row if isinstance(c, bool))
    assert told[True]
    assert (shown["TRUE"], shown["FALSE"]) == (told[True], told[False])
