"""Pictures show what the tables have, alike each time, and can be read without colors or eyes."""

from __future__ import annotations

import csv
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from PIL import Image

from export.reading_back import ENVIRONMENTS, package, published
from ipplan_data.curation.model import Plan
from ipplan_data.export import ExistsError
from ipplan_data.export.sqlite import files
from ipplan_data.charts import FORMS, PICTURES, UnknownPictureError, answer, plot
from strategies import plans

# The same rows asked of the tables in SQL; those of a matrix as row, column and count.
SQL = {
    "leads_by_part": """
        SELECT coalesce(abbreviation, agencies.id),
               'part ' || coalesce(sections.parent, sections.id), count(*) FROM tasks
        JOIN sections ON sections.id = section JOIN agencies ON agencies.id = lead_agency
        GROUP BY 1, 2""",
    "tasks_by_lead": """
        SELECT coalesce(abbreviation, id), sum(agency_count = 1), sum(agency_count = 2),
               sum(agency_count = 3), sum(agency_count > 3)
        FROM tasks JOIN agencies ON id = lead_agency GROUP BY id""",
    "workload": """
        SELECT coalesce(abbreviation, id), sum(role = 'lead' AND responsibility = 'sole'),
               sum(role = 'lead' AND responsibility = 'joint'),
               sum(role = 'lead' AND responsibility = 'separate'), sum(role = 'participant')
        FROM responsibilities JOIN tasks ON number = task JOIN agencies ON id = agency
        GROUP BY id""",
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
MAGIC = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", PICTURES)
def test_the_rows_are_those_of_the_tables(name: str) -> None:
    told = answer(name)
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(files(package(), "plan.sqlite")["plan.sqlite"])
        asked = sorted(database.execute(SQL[name]).fetchall())
    rows = [tuple(row) for row in told.rows]
    if PICTURES[name].shape == "matrix":
        rows = [
            (row[0], column, count)
            for row in told.rows
            for column, count in zip(told.header[1:], row[1:], strict=True)
            if count
        ]
    assert sorted(rows) == asked


@pytest.mark.parametrize("form", MAGIC)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_every_form(tmp_path: Path, name: str, form: str) -> None:
    written = plot(name, tmp_path / f"picture.{form}")
    assert written.read_bytes().startswith(MAGIC[form])
    assert [path.name for path in tmp_path.iterdir()] == [f"picture.{form}"]


@pytest.mark.parametrize("name", PICTURES)
def test_the_table_behind_a_picture_is_a_file_too(tmp_path: Path, name: str) -> None:
    with plot(name, tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    told = answer(name)
    assert tuple(header) == told.header
    assert rows == [[str(cell) for cell in row] for row in told.rows]


def texts(svg: Path) -> list[str]:
    return ["".join(one.itertext()) for one in ET.parse(svg).getroot().iter(f"{SVG}text")]  # noqa: S314


@pytest.mark.parametrize("name", PICTURES)
def test_a_drawing_says_what_it_shows(tmp_path: Path, name: str) -> None:
    picture, told = PICTURES[name], answer(name)
    path = plot(name, tmp_path / "picture.svg")
    root = ET.parse(path).getroot()  # noqa: S314 - our own
    assert root.get("role") == "img"
    assert [root[0].text, root[1].text] == [picture.title, told.words]
    shown = texts(path)
    assert picture.title in shown
    labels = {str(row[0]) for row in told.rows}
    labels |= {*told.header[1:]} if picture.shape != "network" else {str(r[1]) for r in told.rows}
    assert labels <= {*shown}
    if picture.shape == "matrix":
        counts = sorted(str(cell) for row in told.rows for cell in row[1:] if cell)
        assert sorted(text for text in shown if text.isdigit()) == counts


@pytest.mark.parametrize("name", PICTURES)
def test_no_picture_needs_colors(tmp_path: Path, name: str) -> None:
    with Image.open(BytesIO(plot(name, tmp_path / "picture.png").read_bytes())) as image:
        colors = {color[:3] for _, color in image.convert("RGB").getcolors(1 << 24) or []}  # type: ignore[index]
    assert len(colors) > 2
    assert all(max(color) - min(color) <= 1 for color in colors)


SCRIPT = """
import hashlib, locale, sys
from ipplan_data.charts import PICTURES, plot
locale.setlocale(locale.LC_ALL, "")
for name in PICTURES:
    for form in ("svg", "png", "pdf"):
        path = plot(name, f"{sys.argv[1]}/{name}.{form}", replace=True)
        print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_pictures_are_the_same_wherever_they_are_drawn(tmp_path: Path) -> None:
    drawn = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(tmp_path)],
            env={**os.environ, **environment},
            capture_output=True,
            check=True,
        ).stdout
        for environment in ENVIRONMENTS
    }
    assert len(drawn) == 1


@settings(max_examples=5)
@given(plans())
def test_every_plan_can_be_drawn(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> None:
    folder = tmp_path_factory.mktemp("plan")
    published(plan, folder)
    for name in PICTURES:
        path = plot(name, folder / f"{name}.svg", folder=str(folder))
        labels = {str(row[0]) for row in answer(name, folder=str(folder)).rows}
        assert labels <= {*texts(path)}


@pytest.mark.parametrize("name", ["lead_by_part", "", "../cooperation", "CON"])
def test_an_unknown_picture_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownPictureError, match="expected leads_by_part, ") as error:
        plot(name, tmp_path / "picture.svg")
    assert "\n" not in str(error.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("file", ["picture", "picture.jpg", "picture.svg.gz", ".svg"])
def test_an_unknown_form_is_told_in_one_line(tmp_path: Path, file: str) -> None:
    with pytest.raises(UnknownPictureError, match=re.escape(" or ".join(f".{f}" for f in FORMS))):
        plot("workload", tmp_path / file)
    assert not list(tmp_path.iterdir())


def test_another_file_of_that_name_is_kept_unless_it_may_go(tmp_path: Path) -> None:
    path = tmp_path / "picture.svg"
    path.write_text("mine")
    with pytest.raises(ExistsError, match="is there and differs"):
        plot("workload", path)
    assert path.read_text() == "mine"
    assert plot("workload", path, replace=True).read_bytes().startswith(b"<?xml")
    assert plot("workload", path) == path


def test_without_matplotlib_the_extra_is_named_and_the_table_still_written(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "from ipplan_data.export import ExportError\n"
        "from ipplan_data.charts import plot\n"
        "print(plot('workload', sys.argv[1] + '/table.csv').name)\n"
        "try: plot('workload', sys.argv[1] + '/picture.svg')\n"
        "except ExportError as error: print(error)"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == (
        "table.csv\na picture needs matplotlib: pip install 'ipplan-data[plots]'\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["table.csv"]
