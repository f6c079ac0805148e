"""Every page has what the tables have, links only to what exists, and loads only the site."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipplan_data as ip
from ipplan_data.export import ExportError
from ipplan_data.site import site
from ipplan_data.site.server import PortError, opened
from site_parser import Page

PLAN = ip.load()
pytestmark = pytest.mark.xdist_group("site")
HAN = re.compile("[\u3400-\u9fff]")
RECORDS: dict[str, Any] = {
    "tasks": PLAN.tasks,
    "agencies": PLAN.agencies,
    "sections": PLAN.sections,
    "entities": PLAN.entities,
}


@cache
def read(path: Path) -> Page:
    return Page(path)


def flat(text: object) -> str:
    return " ".join(str(text).replace("_", " ").split())


def test_every_record_has_a_page(pages: Path) -> None:
    expected = {f"{kind}/{key}.html" for kind, records in RECORDS.items() for key in records}
    expected |= {"index.html", "charts.html", "methods.html"}
    expected |= {f"{kind}/index.html" for kind in RECORDS if kind != "tasks"}
    found = {path.relative_to(pages).as_posix() for path in pages.rglob("*.html")}
    assert found == expected


def test_links_resolve_pages_load_only_the_site_and_chinese_is_marked(pages: Path) -> None:
    chinese = 0
    for path in pages.rglob("*.html"):
        page = read(path)
        for link in page.links + page.loads:
            if link.startswith(("https:", "http:")):
                assert link not in page.loads
                continue
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target.is_file(), (path, link)
            assert not anchor or anchor in read(target).ids, (path, link)
        assert page.policy.startswith("default-src 'none'; script-src 'self';")
        assert not {one for one in page.attributes if one.startswith("on") or one == "style"}
        assert len({*page.ids}) == len(page.ids)
        marked = [(text, language) for text, language in page.texts if HAN.search(text)]
        assert {language for _, language in marked} <= {"zh-Hans"}, path
        chinese += len(marked)
    assert chinese > len(PLAN.terms)


def values(record: ip.Record) -> Iterator[object]:
    """Everything that the page of a record must show."""
    if isinstance(record, ip.Task):
        yield from (record.title, record.summary, record.heading.title)
        yield from (*record.ip_rights, *record.activity)
        for share in record.responsibilities:
            yield from (share.body.name, share.as_printed)
        for mention in record.mentions:
            yield f"{mention.relation}: {mention.thing.name}"
        for note in record.notes:
            yield from (note.term, note.explanation)
        yield from (aim.measure for aim in record.targets)
        yield from (one.reason for one in record.decisions)
    elif isinstance(record, ip.Agency):
        yield from (record.name, record.note, record.successor_name)
        yield f"Leads {record.tasks_led}"
        yield f"Takes part in {record.tasks_total - record.tasks_led}"
        yield from (alias.alias for alias in record.aliases)
        yield from (fact.value for fact in record.facts)
        yield from (f"{task.number}. {task.title}" for task in record.tasks)
    elif isinstance(record, ip.Section):
        yield f"{record.id} {record.title}"
        yield f"Tasks {record.first_task} to {record.last_task}"
        yield from (f"{task.number}. {task.title}" for task in record.tasks)
        yield from (f"{other.id} {other.title}" for other in record.sections)
    elif isinstance(record, ip.Entity):
        yield from (record.name, record.name_zh, f"Kind: {record.kind}.")
        yield from (f"{task.number}. {task.title}" for task in record.tasks)
    for erratum in getattr(record, "errata", ()):
        yield from (erratum.as_printed, erratum.correct, erratum.evidence)
    for term in getattr(record, "terms", ()):
        yield from (term.term, term.term_zh)


@given(st.sampled_from([(kind, key) for kind, records in RECORDS.items() for key in records]))
def test_a_page_shows_all_that_the_tables_have(pages: Path, drawn: tuple[str, str]) -> None:
    kind, key = drawn
    text = flat(read(pages / kind / f"{key}.html").text)
    missing = [one for one in values(RECORDS[kind][key]) if one and flat(one) not in text]
    assert missing == []


@cache
def spaced(path: Path) -> str:
    return flat(" ".join(data.strip() for data, _ in read(path).texts))


def test_lists_and_methods_have_the_numbers_of_the_tables(pages: Path) -> None:
    text = spaced(pages / "agencies" / "index.html")
    for one in PLAN.agencies.values():
        counts = f"{one.tasks_led} {one.tasks_total - one.tasks_led}"
        assert flat(f"{one.name} {one.name_zh or ''} {counts}") in text
    text = spaced(pages / "entities" / "index.html")
    for thing in PLAN.entities.values():
        numbers = ", ".join(str(task.number) for task in thing.tasks)
        assert flat(f"{thing.name_zh or thing.name} {thing.kind} {numbers}") in text
    text = spaced(pages / "methods.html")
    for table in ip.descriptor()["resources"]:
        assert f"{table['rows']} rows: {flat(table['name'])}.csv" in text
        for field in table["schema"]["fields"]:
            for value, one in field.get("reliability", {}).get("values", {}).items():
                assert flat(f"{value} {one['alpha']:.3f} {one['agreed']}") in text
    assert f"{len(PLAN.errata)} errata, of which" in text
    assert ip.descriptor()["digest"] in text


def test_downloads_are_the_published_files(pages: Path) -> None:
    for table in ip.descriptor()["resources"]:
        given = (pages / table["path"]).read_bytes()
        assert given == ip.path(f"{table['name']}.csv").read_bytes()
    suffixes = {path.suffix for path in (pages / "data").iterdir()}
    assert suffixes >= {".csv", ".json", ".xlsx", ".sqlite", ".parquet", ".bib"}


def test_a_missing_library_is_reported_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "ipplan_data.site.pages", raising=False)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(ExportError, match=r"needs jinja2: pip install 'ipplan-data\[site\]'"):
        site(tmp_path)
    assert not list(tmp_path.iterdir())


def test_all_files_built_elsewhere_and_served_have_the_same_bytes(
    pages: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "ipplan_data", "site", "--serve", "--port", "0"]
    environment = os.environ | {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "USER": "somebody"}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        try:
            address = running.stdout.readline().split()[0]
            assert address.startswith("http://127.0.0.1:")
            for path in pages.rglob("*.*"):
                name = path.relative_to(pages).as_posix()
                with urllib.request.urlopen(f"{address}{name}") as answered:  # noqa: S310
                    assert answered.read() == path.read_bytes(), name
        finally:
            running.send_signal(signal.SIGINT)


def test_a_port_in_use_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for wrong in (port, 99999, -1):
            with pytest.raises(PortError, match=f"port {wrong} can't be used: "):
                opened(Path(), wrong)
