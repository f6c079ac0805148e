"""The site in a real browser: by mouse and keyboard, small and large, light and dark."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

import ipplan_data as ip
from ipplan_data.export import export
from ipplan_data.export.package import Package
from ipplan_data.plan.files import home
from ipplan_data.site import site
from ipplan_data.site.facets import explored, facets

PLAN = ip.load()
ROWS = explored(PLAN, Package(home()).tables["tasks"].rows)
FACETS = {key: [value for value, _ in values] for key, _, values in facets(PLAN)}
KINDS = (
    "index.html#lead=cpd",
    "tasks/40.html",
    "agencies/cnipa.html",
    "agencies/index.html",
    "sections/III.ii.html",
    "entities/sword-net.html",
    "charts.html",
    "methods.html",
)
# What has colors of its own.
COLORED = ("index.html#lead=cpd", "tasks/40.html", "agencies/cnipa.html", "charts.html")
# Axe takes long on long tables, and their rows are all of one template.
SHORTEN = """() => document.querySelectorAll("tbody").forEach((body) =>
  [...body.rows].filter((row) => !row.hidden).slice(3).forEach((row) => row.remove()))"""
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
# A folder for screenshots, to look at.
SHOTS = os.environ.get("IPPLAN_SHOTS")
pytestmark = pytest.mark.xdist_group("site")


def context(browser: Browser, **options: Any) -> BrowserContext:
    made = browser.new_context(**options)
    made.set_default_timeout(10_000)
    return made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that requests nothing from a network and logs no error."""
    opened = context(browser, viewport=DESK, accept_downloads=True)
    made = opened.new_page()
    wrong: list[str] = []
    made.on("console", lambda said: wrong.append(said.text))
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("dialog", lambda dialog: wrong.append(dialog.message))
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    yield made
    opened.close()
    assert wrong == []
    assert all(url.startswith(("file:///", "blob:", "about:")) for url in asked)


def at(pages: Path, name: str = "index.html") -> str:
    return f"{pages.as_uri()}/{name}"


def shown(page: Page) -> list[int]:
    numbers = page.locator("#tasks tbody tr:not([hidden]) td:first-child").all_text_contents()
    return [int(one) for one in numbers]


def meets(row: dict[str, Any], wanted: dict[str, list[str]]) -> bool:
    """Whether a task meets a selection, computed independently of the script."""
    for key, values in wanted.items():
        if not values:
            continue
        if key == "role":
            among = wanted.get("body") or list(row["roles"])
            if not any(row["roles"].get(body) in values for body in among):
                return False
        elif not {*values} & {*row["facets"][key]}:
            return False
    return True


def test_without_a_script_all_tasks_can_be_read_and_printed(browser: Browser, pages: Path) -> None:
    opened = context(browser, java_script_enabled=False)
    page = opened.new_page()
    page.goto(at(pages))
    assert shown(page) == [*PLAN.tasks]
    assert not page.locator("#selection").is_visible()
    page.emulate_media(media="print")
    assert page.locator("#tasks").is_visible()
    assert not page.locator("nav").first.is_visible()
    opened.close()


def test_search_finds_all_words_in_both_languages(page: Page, pages: Path) -> None:
    page.goto(at(pages))
    for words in ("copyright", "PATENT licens", "剑网", "知识产权局 专利", "xyzzy"):
        page.fill("#q", words)
        parts = words.lower().split()
        wanted = [row["number"] for row in ROWS if all(one in row["text"] for one in parts)]
        assert shown(page) == wanted, words
        assert page.locator("#found").text_content() == f"{len(wanted)} of {len(ROWS)} tasks"


def test_facets_select_and_count_like_the_tables(page: Page, pages: Path) -> None:
    chance = random.Random(100)  # noqa: S311 - the same selections each run
    for _ in range(6):
        chosen = chance.sample(sorted(FACETS), chance.randint(1, 3))
        wanted = {key: chance.sample(FACETS[key], chance.randint(1, 2)) for key in chosen}
        page.goto("about:blank")  # reload: a new fragment alone is read later
        page.goto(at(pages, f"index.html#{urlencode(wanted, doseq=True)}"))
        assert shown(page) == [row["number"] for row in ROWS if meets(row, wanted)], wanted
        counts = page.evaluate(
            "() => [...document.querySelectorAll('[data-count]')]"
            ".map((one) => [one.dataset.count, one.textContent])"
        )
        for name, count in counts:
            key, value = name.split(" ")
            one = {**wanted, key: [value]}
            assert count == f"({sum(meets(row, one) for row in ROWS)})", (wanted, name)


def test_the_selection_is_kept_in_the_address(page: Page, pages: Path) -> None:
    page.goto(at(pages))
    page.get_by_text("IP right", exact=False).first.click()
    page.check('input[name="right"][value="patent"]')
    page.get_by_text("Kind of work", exact=False).first.click()
    page.check('input[name="activity"][value="standards"]')
    page.fill("#q", "copyright")
    page.get_by_role("button", name="Lead", exact=True).click()
    page.get_by_role("button", name="Lead", exact=True).click()
    before, address = shown(page), page.evaluate("() => location.href")
    assert before == [81]
    assert address.endswith("#q=copyright&right=patent&activity=standards&sort=-lead")
    page.goto("about:blank")
    page.goto(address)
    assert shown(page) == before
    assert page.input_value("#q") == "copyright"
    assert page.is_checked('input[name="right"][value="patent"]')
    assert page.locator("th[data-sort=lead]").get_attribute("aria-sort") == "descending"
    page.get_by_role("button", name="Clear").click()
    assert shown(page) == [*PLAN.tasks]
    assert page.evaluate("() => location.hash") == ""


def test_columns_sort_both_ways(page: Page, pages: Path) -> None:
    page.goto(at(pages))
    for name, column in (("Task", 2), ("Kind of work", 7)):
        button = page.get_by_role("columnheader").get_by_role("button", name=name, exact=True)
        button.click()
        cells = page.locator(f"#tasks tbody td:nth-child({column})").all_text_contents()
        assert [c.casefold() for c in cells] == sorted(c.casefold() for c in cells)
        button.click()
        again = page.locator(f"#tasks tbody td:nth-child({column})").all_text_contents()
        assert [c.casefold() for c in again] == sorted((c.casefold() for c in cells), reverse=True)


def test_a_selection_can_be_downloaded(page: Page, pages: Path) -> None:
    page.goto(at(pages))
    with page.expect_download() as all_of_them:
        page.click("#csv")
    assert Path(all_of_them.value.path()).read_bytes() == ip.path("tasks.csv").read_bytes()
    page.goto(at(pages, "index.html#right=copyright&activity=legislation"))
    page.wait_for_function("() => document.getElementById('found').textContent.startsWith('2 of')")
    with page.expect_download() as some:
        page.click("#json")
    records = json.loads(Path(some.value.path()).read_text(encoding="utf-8"))
    wanted = PLAN.select(ip_right="copyright", activity="legislation")
    assert [one["number"] for one in records] == [task.number for task in wanted]
    published = PLAN.as_dict()["tasks"]
    for record in records:
        assert record.items() <= published[record["number"] - 1].items()


def test_a_citation_is_copied_with_the_selection(page: Page, pages: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(at(pages, "index.html#lead=cpd"))
    page.click("#cite")
    page.wait_for_function(
        "() => document.getElementById('found').textContent.startsWith('Citation copied')"
    )
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == f"{ip.citation().strip()} Selection: #lead=cpd"


def test_everything_works_by_keyboard(page: Page, pages: Path) -> None:
    page.goto(at(pages))
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    while page.evaluate("() => document.activeElement.id") != "q":
        page.keyboard.press("Tab")
    page.keyboard.type("patent")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    chosen = page.evaluate("() => document.activeElement.value")
    page.keyboard.press("Space")
    wanted = {"section": [chosen]}
    assert shown(page) == [r["number"] for r in ROWS if meets(r, wanted) and "patent" in r["text"]]
    while page.evaluate("() => document.activeElement.textContent") != "Task":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("th[data-sort=title]").get_attribute("aria-sort") == "ascending"


@pytest.mark.parametrize(
    ("viewport", "scheme", "names", "options"),
    [(DESK, "light", KINDS, {}), (PHONE, "dark", COLORED, {"runOnly": ["color-contrast"]})],
)
def test_pages_are_accessible_and_fit(
    browser: Browser, pages: Path, viewport: Any, scheme: Any, names: Any, options: Any
) -> None:
    opened = context(browser, viewport=viewport, color_scheme=scheme)
    page = opened.new_page()
    for name in names:
        page.goto("about:blank")
        page.goto(at(pages, name))
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name.replace('/', '-')}-{scheme}.png")
        for width in (viewport["width"], 640, 320):  # 640 is 200 % zoom on a screen 1280 wide
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width, name
        page.set_viewport_size(viewport)
        page.evaluate(SHORTEN)
        found = Axe().run(page, options=options).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], name
    opened.close()


HOSTILE = (
    "<script>document.title='broken'</script><img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script><!--",
    "\u202etfel ot thgir\u202c שלום عربي",
    "{{ 7 * 7 }} {% raw %} ${7*7} javascript:alert(1)",
    "word " * 2000,
    "x" * 10_000,
)


def test_hostile_text_is_shown_and_does_nothing(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ipplan_data.site.pages.EXPORTS", {})
    monkeypatch.setattr("ipplan_data.site.pages.CHARTS", {})
    folder = tmp_path / "data of others"
    export("csv", folder)
    whole = json.loads((folder / "data" / "ipplan.json").read_text(encoding="utf-8"))
    for task, text in zip(whole["tasks"], HOSTILE, strict=False):
        task["title"], task["summary"] = text, text
    (folder / "data" / "ipplan.json").write_text(json.dumps(whole), encoding="utf-8")
    site(tmp_path / "site", folder=str(folder))
    for number, text in enumerate(HOSTILE, start=1):
        page.goto(at(tmp_path / "site", f"tasks/{number}.html"))
        heading = page.locator("h1").text_content() or ""
        assert " ".join(heading.split()) == " ".join(f"Task {number}: {text}".split())
        assert page.evaluate("() => document.documentElement.scrollWidth") <= DESK["width"]
    page.goto(at(tmp_path / "site"))
    assert shown(page) == [*PLAN.tasks]
    page.fill("#q", "javascript:alert")
    assert shown(page) == [4]
