"""The document in every form that people have it in says the same, to the last character."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ipplan_data.curation.source.copy import Kind
from ipplan_data.curation.source.forms import from_bytes
from ipplan_data.curation.source.reader import Reading, read_copy
from ipplan_data.curation.witness import file
from ipplan_data.curation.source.compare import compare
from ipplan_data.curation.source.witness import Witness
from ipplan_data.curation.source.normal import normal
from rendering import html, paper, plain

SOURCE = os.environ.get("IPPLAN_SOURCE")
pytestmark = pytest.mark.skipif(not SOURCE, reason="IPPLAN_SOURCE names no copy of the document")

FORMS: dict[str, Callable[[str], bytes]] = {
    "md": str.encode,
    "html": lambda text: html(text).encode(),
    "txt": lambda text: plain(text).encode(),
    "pdf": paper,
}
# What the pieces of each kind of furniture may be.
ALLOWED = {
    Kind.SPACE: r"\s+",
    Kind.MARKUP: r"[*_\\]+|#{1,6}|\[|\]\([^()\s]*\)|<|>|</?[a-z][^<>]*>",
    Kind.MARKER: r"<sup>\[?\d+\]?</sup>|\d+",
    Kind.NUMBERING: r"(?:\s*(?:\d+\.?|[IVX]+\.|\([ivx]+\)|<sup>\d+</sup>))?\s*",
    Kind.RULE: r"-{3,}\n?|<hr ?/?>|―",
    Kind.PAGE_BREAK: r"\f",
    Kind.PAGE_NUMBER: r"\d+",
    Kind.RUNNING_HEAD: r"A translation for readers",
    Kind.SITE: r".*",
}

SHOWN = re.compile(r"&#?\w+;|.")


@pytest.fixture(scope="module")
def witness(root: Path) -> Witness:
    read = file.load(root)
    assert isinstance(read, Witness)
    return read


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    text = Path(str(SOURCE)).read_text(encoding="utf-8")
    return {
        suffix: read_copy(from_bytes(f"copy.{suffix}", make(text)))
        for suffix, make in FORMS.items()
    }


@pytest.fixture(params=FORMS)
def reading(request: pytest.FixtureRequest, readings: dict[str, Reading]) -> Reading:
    return readings[request.param]


def folded(value: Any) -> Any:
    """Give what a witness holds with each text in its normal form."""
    if isinstance(value, dict):
        return {key: folded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [*map(folded, value)]
    return normal(value) if isinstance(value, str) else value


def test_a_copy_gives_the_witness(reading: Reading, witness: Witness) -> None:
    assert reading.findings == []
    assert [verdict for verdict in compare(witness, reading.witness) if not verdict.agrees] == []
    assert (reading.witness.sha256, reading.witness.length) == (witness.sha256, witness.length)
    found = {label: part.sha256 for label, part in reading.witness.parts.items()}
    assert found == {label: part.sha256 for label, part in witness.parts.items()}
    assert found == {label: part.sha256 for label, part in reading.parts.items()}


def test_all_that_is_witnessed_is_compared(reading: Reading, witness: Witness) -> None:
    if reading.copy.shows == {"italics", "markers"}:
        assert folded(reading.witness.as_dict()) == folded(witness.as_dict())
        return
    hidden = {v.part: v.incomparable for v in compare(witness, reading.witness) if v.incomparable}
    assert hidden == {
        label: tuple(
            name
            for name, values in (("italics", part.titles), ("footnote markers", part.markers))
            if values
        )
        for label, part in witness.parts.items()
        if part.titles or part.markers
    }


def test_tiles_cover_the_copy(reading: Reading) -> None:
    tiles = reading.tiles
    assert [tile.start for tile in tiles] == [0, *(tile.end for tile in tiles[:-1])]
    assert tiles[-1].end == len(reading.copy.text)
    assert all(tile.start < tile.end for tile in tiles)
    owners = {tile.owner for tile in tiles}
    assert owners - {*Kind} == reading.parts.keys()
    assert Kind.TEXT not in owners


def test_furniture_is_what_it_is_called(reading: Reading) -> None:
    text = reading.copy.text
    for tile in reading.tiles:
        if tile.owner in {*Kind}:
            piece = text[tile.start : tile.end]
            assert re.fullmatch(ALLOWED[Kind(tile.owner)], piece, re.DOTALL), (tile, piece)


def test_the_site_is_what_the_page_put_around(reading: Reading) -> None:
    text = reading.copy.text
    places = [tile for tile in reading.tiles if tile.owner == Kind.SITE]
    if reading.copy.form == "HTML":
        start, end = text.index("<main>"), text.index("</main>")
        assert not any(tile.end > start and tile.start < end for tile in places)
    else:
        assert places == []


def test_parts_stand_one_after_another(reading: Reading) -> None:
    spans = [*reading.witness.parts.values()]
    assert (spans[0].start, spans[-1].end) == (0, reading.witness.length)
    assert all(one.end == other.start for one, other in pairwise(spans))
    for label, span in reading.witness.parts.items():
        assert span.end - span.start == len(reading.parts[label].normal)


def test_each_character_leads_back_to_where_it_stands(reading: Reading) -> None:
    text = reading.copy.text
    for label, part in reading.parts.items():
        places = reading.places(label)
        assert len(places) == len(part.normal)
        assert [*places] == sorted(places)
        owned = {
            place
            for tile in reading.tiles
            if tile.owner == label
            for place in range(tile.start, tile.end)
        }
        assert owned.issuperset(places)
        for character, place in zip(part.normal, places, strict=True):
            shown = SHOWN.match(text, place)
            assert shown
            assert normal(unescape(shown[0])) == character, (label, place)


def test_lines_lead_to_the_tasks(reading: Reading) -> None:
    lines = reading.copy.text.split("\n")
    for task in reading.witness.tasks:
        line = lines[reading.lines[f"task/{task.number}"] - 1]
        begins = line.startswith(f"{task.number}. ")
        assert begins or (reading.copy.form == "HTML" and line.startswith(("<li>", "<p>")))
