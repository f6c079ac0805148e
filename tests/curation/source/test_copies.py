"""The document in every form that people have it in agrees, as far as the form can show it."""

from __future__ import annotations

import os
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import sync_playwright

from ipplan_data.curation.source import witness_file
from ipplan_data.curation.source.compare import compare
from ipplan_data.curation.source.forms import from_bytes
from ipplan_data.curation.source.reader import read_copy
from ipplan_data.curation.source.witness import Witness

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
SOURCE = os.environ.get("IPPLAN_SOURCE")


def html(markdown: str) -> str:
    """A page as a website shows it."""
    body = MarkdownIt("commonmark").render(markdown)
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>A page</title>"
        f"<script>a = '1. <b>';</script></head><body><main>{body}</main></body></html>"
    )


def plain(markdown: str) -> str:
    """The text without links and emphasis, as a browser shows it, with the printed numbers."""
    lines = []
    for block in re.split(r"\n{2,}", markdown):
        # A number at the start stays: as a list item it would be markup.
        number = re.match(r"\d+\. ", block)
        inner = MarkdownIt("commonmark").render(block[number.end() :] if number else block)
        text = unescape(re.sub(r"<hr ?/?>", "---", inner))
        lines.append((number[0] if number else "") + re.sub(r"<[^>]+>", "", text).strip())
    return "\n\n".join(lines)


@pytest.fixture(scope="module", params=["example", "document"])
def copies(request: pytest.FixtureRequest, root: Path) -> dict[str, bytes]:
    """The invented plan, or the real document, in every form."""
    if request.param == "document" and not SOURCE:
        pytest.skip("IPPLAN_SOURCE names no copy of the document")
    path = Path(str(SOURCE)) if request.param == "document" else root / "tests/example/document.md"
    text = path.read_text(encoding="utf-8")
    return {"md": text.encode(), "html": html(text).encode(), "txt": plain(text).encode()}


def test_every_form_agrees(copies: dict[str, bytes]) -> None:
    witness = read_copy(from_bytes("copy.md", copies["md"])).witness
    for form, data in copies.items():
        reading = read_copy(from_bytes(f"copy.{form}", data))
        assert reading.findings == [], form
        differing = [one for one in compare(witness, reading.witness) if not one.agrees]
        assert differing == [], form
        assert reading.witness.sha256 == witness.sha256
        shown = {"italics", "markers"} if form != "txt" else set()
        assert reading.copy.shows == shown


@pytest.mark.skipif(CHROMIUM is None, reason="neither chromium nor google-chrome is on the PATH")
def test_a_printed_page_agrees(root: Path) -> None:
    text = (root / "tests" / "example" / "document.md").read_text(encoding="utf-8")
    # Without a Chinese font, Chromium prints Chinese that no reader of PDF gets back.
    text = re.sub("[\u3400-\u9fff《》]", "", text)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(html(text))
        data = page.pdf(format="A4")
        browser.close()
    witness = read_copy(from_bytes("copy.md", text.encode())).witness
    reading = read_copy(from_bytes("copy.pdf", data))
    assert reading.findings == []
    assert [one for one in compare(witness, reading.witness) if not one.agrees] == []


@pytest.mark.skipif(not SOURCE, reason="IPPLAN_SOURCE names no copy of the document")
def test_the_document_gives_the_committed_witness(root: Path) -> None:
    witness = witness_file.load(root)
    assert isinstance(witness, Witness)
    path = Path(str(SOURCE))
    reading = read_copy(from_bytes(path.name, path.read_bytes()))
    assert witness_file.dump(reading.witness) == (root / witness_file.NAME).read_bytes()
    lines = reading.copy.text.splitlines()
    for task in reading.witness.tasks:
        assert lines[reading.lines[f"task/{task.number}"] - 1].startswith(f"{task.number}. ")
