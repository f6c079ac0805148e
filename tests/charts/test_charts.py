"""Charts show what the tables have, in every format, with the same bytes each time."""

from __future__ import annotations

import csv
import sqlite3
import sys
from contextlib import closing
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from ipplan_data.charts import CHARTS, UnknownChartError, as_file, plot, table
from ipplan_data.charts.data import Table
from ipplan_data.export import ExistsError, ExportError

# The same rows in SQL on the published tables: row, column and count.
SQL = {
    "leads_by_part": """
        SELECT coalesce(abbreviation, agencies.id),
               'part ' || coalesce(sections.parent, sections.id), count(*) FROM tasks
        JOIN sections ON sections.id = section JOIN agencies ON agencies.id = lead_agency
        GROUP BY 1, 2""",
    "tasks_by_lead": """
        SELECT coalesce(abbreviation, id),
               CASE agency_count WHEN 1 THEN 'alone' WHEN 2 THEN 'with one other'
               WHEN 3 THEN 'with two others' ELSE 'with three or more' END, count(*)
        FROM tasks JOIN agencies ON id = lead_agency GROUP BY 1, 2""",
    "workload": """
        SELECT coalesce(abbreviation, id), CASE WHEN role = 'participant' THEN 'takes part'
               WHEN responsibility = 'sole' THEN 'leads alone'
               WHEN responsibility = 'joint' THEN 'leads jointly' ELSE 'leads separately' END,
               count(*)
        FROM responsibilities JOIN tasks ON number = task JOIN agencies ON id = agency
        GROUP BY 1, 2""",
    "cooperation": """
        SELECT coalesce(one.abbreviation, one.id), coalesce(two.abbreviation, two.id), count(*)
        FROM tasks JOIN responsibilities ON task = number AND role = 'participant'
        JOIN agencies AS one ON one.id = lead_agency JOIN agencies AS two ON two.id = agency
        GROUP BY one.id, two.id""",
    "work_by_right": """
        SELECT replace(work.value, '_', ' '), replace(rights.value, '_', ' '), count(*)
        FROM codes AS work JOIN codes AS rights ON work.task = rights.task
        WHERE work.variable = 'activity' AND rights.variable = 'ip_rights' GROUP BY 1, 2""",
    "documents": """
        SELECT replace(kind, '_', ' '), relation, count(*) FROM mentions
        JOIN entities ON id = entity
        WHERE relation IN ('draft', 'amend', 'enact', 'promulgate', 'publish') GROUP BY 1, 2""",
}


def cells(rows: Table) -> list[tuple[object, ...]]:
    return sorted(
        (row[0], column, count)
        for row in rows.rows
        for column, count in zip(rows.header[1:], row[1:], strict=True)
        if count
    )


@pytest.mark.parametrize("name", CHARTS)
def test_rows_are_those_of_the_tables(name: str, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        assert cells(table(name)) == sorted(connection.execute(SQL[name]).fetchall())


@pytest.mark.parametrize("name", CHARTS)
def test_every_label_and_count_is_drawn(name: str) -> None:
    chart, rows = CHARTS[name], table(name)
    data = as_file(chart, rows, "svg")
    root = ET.fromstring(data)  # noqa: S314 - our own
    assert root.get("role") == "img"
    assert [root[0].text, root[1].text] == [chart.title, rows.words]
    drawn = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]
    labels = {str(row[0]) for row in rows.rows} | {*rows.header[1:]}
    assert labels | {chart.title, chart.note} <= {*drawn}
    if chart.shape == "heatmap":
        assert sorted(one for one in drawn if one.isdigit()) == sorted(
            str(count) for *_, count in cells(rows)
        )
    assert b"clip-path" not in data  # whose ids depend on the charts drawn before


@pytest.mark.parametrize("name", ["workload", "documents"])
def test_images_are_not_blank_and_differ_in_gray(name: str) -> None:
    with Image.open(BytesIO(as_file(CHARTS[name], table(name), "png"))) as image:
        shades = image.convert("L").histogram()
    assert sum(count > 0 for count in shades) > 20
    assert sum(shades[:64]) > 500


def test_a_missing_library_is_reported_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "ipplan_data.charts.draw", raising=False)
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ExportError, match=r"needs altair: pip install 'ipplan-data\[charts\]'"):
        as_file(CHARTS["documents"], table("documents"), "svg")


def test_files_have_every_format_and_are_kept(tmp_path: Path) -> None:
    path = plot("documents", tmp_path / "documents.csv")
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    expected = table("documents")
    assert (tuple(header), len(rows)) == (expected.header, len(expected.rows))
    assert plot("documents", tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    path.write_text("mine")
    with pytest.raises(ExistsError, match="differs"):
        plot("documents", path)
    assert path.read_text() == "mine"
    for name, target in (("none", "a.svg"), ("documents", "a.jpg")):
        with pytest.raises(UnknownChartError, match="expected"):
            plot(name, tmp_path / target)
