"""Every page says what the tables have, leads nowhere that isn't there, and loads nothing else."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import urllib.request
from functools import cache
from pathlib import Path

import pytest

import ipplan_data as ip
from ipplan_data.export import ExistsError
from ipplan_data.charts import PICTURES, answer
from ipplan_data.site import site
from site_pages import Page

PLAN = ip.load()
HAN = re.compile("[\u3400-\u9fff]")


@cache
def read(path: Path) -> Page:
    return Page(path)


def every(pages: Path) -> list[Path]:
    return sorted(pages.rglob("*.html"))


def flat(text: str) -> str:
    return " ".join(text.split())


def test_every_record_has_a_page(pages: Path) -> None:
    wanted = {
        *(f"tasks/{one}.html" for one in PLAN.tasks),
        *(f"bodies/{one}.html" for one in PLAN.agencies),
        *(f"sections/{one}.html" for one in PLAN.sections),
        *(f"entities/{one}.html" for one in PLAN.entities),
    }
    found = {path.relative_to(pages).as_posix() for path in every(pages)}
    lists = {"index.html", "pictures.html", "method.html"}
    lists |= {f"{kind}/index.html" for kind in ("bodies", "sections", "entities")}
    assert found == wanted | lists


def test_no_link_is_dead(pages: Path) -> None:
    for path in every(pages):
        for link in read(path).links + read(path).loads:
            if link.startswith(("https:", "http:")):
                continue
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target.is_file(), (path, link)
            assert not anchor or anchor in read(target).ids, (path, link)


def test_pages_load_nothing_but_files_of_the_site(pages: Path) -> None:
    for path in every(pages):
        page = read(path)
        assert page.policy.startswith("default-src 'none'; script-src 'self';")
        assert not any(":" in one or one.startswith("//") for one in page.loads)
        assert not {one for one in page.attributes if one.startswith("on") or one == "style"}
        assert len({*page.ids}) == len(page.ids)


def test_chinese_is_said_to_be_chinese(pages: Path) -> None:
    seen = 0
    for path in every(pages):
        for text, language in read(path).texts:
            if HAN.search(text):
                assert language == "zh-Hans", (path, text)
                seen += 1
    assert seen > len(PLAN.terms)


@pytest.mark.parametrize("number", PLAN.tasks)
def test_a_task_says_all_that_the_tables_have(pages: Path, number: int) -> None:
    task, text = PLAN.tasks[number], read(pages / "tasks" / f"{number}.html").text
    told = [task.title, task.summary, task.heading.title]
    told += [one for share in task.responsibilities for one in (share.body.name, share.as_printed)]
    told += [value.replace("_", " ") for value in (*task.ip_rights, *task.activity)]
    told += [one for mention in task.mentions for one in (mention.thing.name,)]
    told += [one for term in task.terms for one in (term.term, term.term_zh)]
    told += [one for note in task.notes for one in (note.term, note.explanation)]
    told += [one for erratum in task.errata for one in (erratum.as_printed, erratum.evidence)]
    told += [aim.measure for aim in task.targets] + [one.reason for one in task.decisions]
    assert [one for one in told if flat(one) not in text] == []


@pytest.mark.parametrize("body", PLAN.agencies)
def test_a_body_says_all_that_the_tables_have(pages: Path, body: str) -> None:
    one, text = PLAN.agencies[body], read(pages / "bodies" / f"{body}.html").text
    assert f"Leads {one.tasks_led}" in text
    assert f"Takes part in {one.tasks_total - one.tasks_led}" in text
    told = [one.name, one.name_zh or "", one.note or "", one.successor_name or ""]
    told += [alias.alias for alias in one.aliases] + [fact.value for fact in one.facts]
    told += [task.title for task in one.tasks]
    assert [said for said in told if flat(said) not in text] == []


@pytest.mark.parametrize("section", PLAN.sections)
def test_a_section_says_all_that_the_tables_have(pages: Path, section: str) -> None:
    one, page = PLAN.sections[section], read(pages / "sections" / f"{section}.html")
    assert f"Tasks {one.first_task} to {one.last_task}" in page.text
    told = [f"{one.id} {one.title}", *(f"{t.number}. {t.title}" for t in one.tasks)]
    told += [f"{other.id} {other.title}" for other in one.sections]
    told += [word for term in one.terms for word in (term.term, term.term_zh)]
    told += [said for fault in one.errata for said in (fault.correct, fault.certainty)]
    assert [said for said in told if flat(said) not in page.text] == []
    listed = {link for link in page.links if link.startswith("../tasks/")}
    assert listed == {f"../tasks/{task.number}.html" for task in one.tasks}


@pytest.mark.parametrize("entity", PLAN.entities)
def test_a_named_thing_says_all_that_the_tables_have(pages: Path, entity: str) -> None:
    one, page = PLAN.entities[entity], read(pages / "entities" / f"{entity}.html")
    told = [one.name, one.name_zh or "", f"Kind: {one.kind.replace('_', ' ')}."]
    told += [
        f"{mention.relation.replace('_', ' ')}: {task.number}. {task.title}"
        for task in one.tasks
        for mention in task.mentions
        if mention.entity == one.id
    ]
    told += [fault.evidence for fault in one.errata]
    assert [said for said in told if flat(said) not in page.text] == []


def test_lists_and_method_have_the_numbers_of_the_tables(pages: Path) -> None:
    text = spaced(pages / "bodies" / "index.html")
    for body in PLAN.agencies.values():
        counts = f"{body.tasks_led} {body.tasks_total - body.tasks_led}"
        assert flat(f"{body.name} {body.name_zh or ''} {counts}") in text
    text = spaced(pages / "sections" / "index.html")
    for section in PLAN.sections.values():
        assert f"{section.title} {section.first_task}-{section.last_task}" in text
    text = spaced(pages / "entities" / "index.html")
    for thing in PLAN.entities.values():
        numbers = ", ".join(str(task.number) for task in thing.tasks)
        assert flat(f"{thing.name_zh or thing.name} {thing.kind} {numbers}") in text
    method = read(pages / "method.html").text
    for table in ip.descriptor()["resources"]:
        assert f"{table['rows']} rows: {table['name']}.csv" in method
        for field in table["schema"]["fields"]:
            for value, one in field.get("reliability", {}).get("values", {}).items():
                assert f"{value.replace('_', ' ')} {one['alpha']:.3f} {one['agreed']}" in spaced(
                    pages / "method.html"
                )
    assert f"{len(PLAN.errata)}, of which" in method
    assert ip.descriptor()["digest"] in method


@cache
def spaced(path: Path) -> str:
    return " ".join(data.strip() for data, _ in read(path).texts)


def test_pictures_have_words_and_tables(pages: Path) -> None:
    page = read(pages / "pictures.html")
    assert [one["alt"] for one in page.images] == [answer(name).words for name in PICTURES]
    for name in PICTURES:
        for row in answer(name).rows:
            assert " ".join(map(str, row)) in spaced(pages / "pictures.html")
        for form in ("svg", "png", "csv"):
            assert (pages / "pictures" / f"{name}.{form}").stat().st_size > 100


def test_data_are_handed_out_as_they_are_published(pages: Path) -> None:
    for table in ip.descriptor()["resources"]:
        given = (pages / table["path"]).read_bytes()
        assert given == ip.path(f"{table['name']}.csv").read_bytes()
    names = {path.suffix for path in (pages / "data").iterdir()}
    assert names >= {".csv", ".json", ".xlsx", ".sqlite", ".parquet", ".bib"}


def test_other_files_are_kept_or_replaced_by_the_same_site(pages: Path, tmp_path: Path) -> None:
    mine = tmp_path / "index.html"
    mine.write_text("mine")
    with pytest.raises(ExistsError, match="is there and differs"):
        site(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    assert mine.read_text() == "mine"
    for path in site(tmp_path, replace=True):
        assert path.read_bytes() == (pages / path.relative_to(tmp_path)).read_bytes(), path


def test_it_is_shown_on_this_computer(root: Path) -> None:
    command = [sys.executable, "-m", "ipplan_data", "site", "--serve", "--port", "0"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            address = running.stdout.readline().split()[0]
            assert address.startswith("http://127.0.0.1:")
            with urllib.request.urlopen(f"{address}tasks/48.html") as answered:  # noqa: S310
                assert "State Post Bureau" in answered.read().decode()
        finally:
            running.terminate()


@pytest.mark.parametrize("port", ["taken", "99999", "-1"])
def test_a_port_that_cannot_be_taken_is_told_in_one_line(port: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = str(taken.getsockname()[1]) if port == "taken" else port
        command = [sys.executable, "-m", "ipplan_data", "site", "--serve", "--port", number]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(f"ipplan: port {number} can't be taken: ")
    assert done.stderr.count("\n") == 1


def test_without_a_library_the_extra_is_named(tmp_path: Path) -> None:
    for library, named in (("jinja2", "Jinja2"), ("matplotlib", "matplotlib")):
        script = (
            f"import sys; sys.modules[{library!r}] = None\n"
            "from ipplan_data.export import ExportError\nfrom ipplan_data.site import site\n"
            "try: site(sys.argv[1])\nexcept ExportError as error: print(error)"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path)],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ,
        )
        assert (
            done.stdout.startswith(f"the site needs {named}") or "needs matplotlib" in done.stdout
        )
    assert not list(tmp_path.iterdir())
