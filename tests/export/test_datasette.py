"""Datasette, run in this process without a network, shows, explains and searches the database."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.app import Datasette

from export.reading_back import package
from ipplan_data.export.sqlite import files, stored


class Site:
    """A Datasette that serves the database."""

    def __init__(self, folder: Path) -> None:
        for name, data in files(package(), "plan.sqlite").items():
            (folder / name).write_bytes(data)
        self.metadata: dict[str, Any] = json.loads((folder / "plan.metadata.json").read_bytes())
        self.loop = asyncio.new_event_loop()
        self.served = Datasette(files=[str(folder / "plan.sqlite")], metadata=self.metadata)
        self.loop.run_until_complete(self.served.invoke_startup())

    def get(self, path: str) -> Any:
        answer = self.loop.run_until_complete(self.served.client.get(path))
        assert answer.status_code == 200, (path, answer.text)
        return answer

    def rows(self, path: str) -> Any:
        return self.get(path).json()

    def every(self, path: str) -> Iterator[dict[str, Any]]:
        """All rows of a table, page by page."""
        place = ""
        while place is not None:
            page = self.rows(f"{path}&_next={quote(place)}" if place else path)
            yield from page["rows"]  # objects, as they were asked for
            place = page["next"]

    def close(self) -> None:
        for database in self.served.databases.values():
            database.close()
        self.served.executor.shutdown()
        self.loop.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A Datasette that serves the database."""
    served = Site(tmp_path_factory.mktemp("datasette"))
    yield served
    served.close()


def test_the_first_page_says_what_it_is(site: Site) -> None:
    descriptor = package().descriptor
    text = unescape(site.get("/").text)
    for told in (
        descriptor["title"],
        descriptor["description"],
        descriptor["licenses"][0]["title"],
        descriptor["licenses"][0]["path"],
        descriptor["sources"][0]["path"],
        descriptor["version"],
    ):
        assert told in text


def test_every_table_and_view_has_a_page_that_explains_it(site: Site) -> None:
    listed = site.rows("/plan.json")
    shown = {one["name"] for one in listed["tables"] if not one["hidden"]}
    shown |= {one["name"] for one in listed["views"]}
    told = site.metadata["databases"]["plan"]["tables"]
    assert shown | {"search"} == set(told)
    for name in shown:
        text = unescape(site.get(f"/plan/{name}").text)
        assert told[name]["description"] in text
        assert told[name].get("title", name) in text
    hidden = {one["name"] for one in listed["tables"] if one["hidden"]}
    assert all(name.startswith("search") for name in hidden)


@pytest.mark.parametrize("table", list(package().tables))
def test_every_cell_is_shown(site: Site, table: str) -> None:
    told = package().tables[table]
    found = [*site.every(f"/plan/{table}.json?_size=max&_shape=objects")]
    wanted = [{name: stored(cell) for name, cell in row.items()} for row in told.rows]
    assert sorted(map(repr, found)) == sorted(map(repr, wanted))


@pytest.mark.parametrize("table", list(package().tables))
def test_every_column_and_value_is_explained(site: Site, table: str) -> None:
    told = package().tables[table]
    text = unescape(site.get(f"/plan/{table}").text)
    for field in told.fields:
        assert f"{field.description} [{field.origin}]" in text
        for value, meaning in field.categories.items():
            assert f"{value}: {meaning}" in text


@pytest.mark.parametrize("table", list(package().tables))
def test_facets_group_the_rows(site: Site, table: str) -> None:
    told = package().tables[table]
    facets = site.metadata["databases"]["plan"]["tables"][table].get("facets", [])
    answer = site.rows(f"/plan/{table}.json")
    assert set(facets) == set(answer["facet_results"])
    for column in facets:
        for one in answer["facet_results"][column]["results"]:
            values = [stored(row[column]) for row in told.rows]
            assert one["count"] == values.count(one["value"])


def test_vocabularies_of_large_tables_are_facets(site: Site) -> None:
    told = site.metadata["databases"]["plan"]["tables"]
    assert told["tasks"]["facets"] == [
        "section",
        "responsibility",
        "lead_agency",
        "ip_rights_primary",
        "activity_primary",
    ]
    assert told["mentions"]["facets"] == ["relation", "italic"]
    assert "kind" in told["entities"]["facets"]


def test_what_is_referred_to_is_shown_by_name(site: Site) -> None:
    tables = package().tables
    text = unescape(site.get("/plan/responsibilities").text)
    names = {row["id"]: row["name"] for row in tables["agencies"].rows}
    for row in tables["responsibilities"].rows[:50]:
        assert names[row["agency"]] in text
        assert tables["tasks"].rows[row["task"] - 1]["title"] in text


def test_rows_stand_in_printed_order(site: Site) -> None:
    for table in ("tasks", "agencies", "sections"):
        told = package().tables[table]
        order = "number" if table == "tasks" else "position"
        found = site.rows(f"/plan/{table}.json?_shape=array")
        assert [row[order] for row in found] == sorted(row[order] for row in told.rows)


@pytest.mark.parametrize(
    ("table", "query", "column"),
    [
        ("tasks", "专利", "number"),
        ("tasks", "geographical indication", "number"),
        ("agencies", "知局", "id"),
        ("agencies", "SIPO", "id"),
        ("entities", "patent", "id"),
        ("footnotes", "一带", "number"),
        ("sections", "管服", "id"),
        ("terms", "剑", "id"),
        ("errata", "streamline", "id"),
        ("document", "国务院", "field"),
    ],
)
def test_tables_can_be_searched(site: Site, table: str, query: str, column: str) -> None:
    found = site.rows(f"/plan/{table}.json?_shape=array&_size=max&_search={quote(query)}")
    everywhere = site.rows(f"/plan/find.json?_shape=array&q={quote(query)}")
    assert found
    assert {str(row[column]) for row in found} == {
        row["key"] for row in everywhere if row["table"] == table
    }


def test_errata_come_last_of_what_is_found(site: Site) -> None:
    found = site.rows(f"/plan/find.json?_shape=array&q={quote('专利')}")
    kinds = [row["table"] == "errata" for row in found]
    assert True in kinds
    assert False in kinds
    assert kinds == sorted(kinds)


def test_all_tables_with_texts_have_a_search_box(site: Site) -> None:
    for name, told in site.metadata["databases"]["plan"]["tables"].items():
        searched = "fts_table" in told or name == "search"
        assert ('name="_search"' in site.get(f"/plan/{name}").text) == searched, name


@pytest.mark.parametrize("query", ["", '"', "'", "a-b", "*", "NEAR(", '专利 "x', "x:y", "()", "^"])
def test_no_query_is_an_error(site: Site, query: str) -> None:
    assert isinstance(site.rows(f"/plan/find.json?_shape=array&q={quote(query)}"), list)
    assert 'name="q"' in site.get(f"/plan/find?q={quote(query)}").text


def test_a_query_that_nothing_has_finds_nothing(site: Site) -> None:
    assert site.rows("/plan/find.json?_shape=array&q=xyzzy") == []
    assert site.rows("/plan/tasks.json?_shape=array&_search=xyzzy") == []
