"""What is shown is told in full or counted, and nothing in the data acts where it is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from comparing.editions import fields, package
from ipplan_data.comparing import Report, compare
from ipplan_data.comparing.render import (
    FORMATS,
    LONGEST_LIST,
    as_json,
    as_markdown,
    as_text,
)

HOSTILE = (
    "| a | b |", "\\|", "\\", "`", "``` x", "a`b``c", "@somebody", "#1", "x@y.example",
    "https://example.org/a", "www.example.org", "[a](https://example.org)", "![a](b)",
    "<img src=x onerror=alert(1)>", "<!--", "</table>", "&lt;b&gt;", "**a**", "~~a~~", "$x$",
    "::error::x", "\n::add-mask::x", "##[error]x", "::", "a\n\n# b", "\r\n| - |", "---", "- [ ] a",
    "\x1b[2J", "\u202eabc", "\u2028::stop", "\x00x", "  ", "`\\", "\\`", "|`|`", "owner/repo#1",
    "0123456789012345678901234567890123456789", ":tada:", "\x85::warning::x",
)  # fmt: skip
hostile = st.sampled_from(HOSTILE) | st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r\n"), min_size=1, max_size=12
)


def report_of(place: str, texts: list[str]) -> Report:
    """A report that has these texts in every place where data can stand."""
    name, column, key, cell, other, value = texts
    one = fields("key", f"{column}c", "list")
    one["fields"][2] |= {"separator": ";", "itemType": "string"}
    two = fields("key", f"{column}c", "list", f"{column}n")
    two["fields"][2] |= {"separator": ";", "itemType": "string"}
    one["fields"][0]["categories"] = [{"value": value, "label": cell}, {"value": "a", "label": "b"}]
    two["fields"][0]["categories"] = [{"value": f"{value}2", "label": other}]
    two["fields"][0]["description"] = other
    row = {"key": f"{key}k", f"{column}c": cell, "list": (cell.replace(";", ""),)}
    gone = {**row, "key": f"{key}gone"}
    new = {
        **row,
        f"{column}c": f"{other}!",
        "list": (other.replace(";", ""), "x"),
        f"{column}n": cell,
    }
    tables = {f"{name}t": (one, [row, gone]), f"{name}u": (fields("a"), [])}
    return compare(
        package(Path(place, "old"), tables),
        package(Path(place, "new"), {f"{name}t": (two, [new])}),
    )


several = st.lists(hostile, min_size=6, max_size=6)


@settings(max_examples=150)
@given(several)
@example(["|"] * 6)
@example(["`"] * 6)
@example(["\\"] * 6)
@example(["@somebody"] * 6)
@example(["##[error]"] * 6)
def test_nothing_in_the_data_is_a_command(texts: list[str]) -> None:
    with TemporaryDirectory() as place:
        report = report_of(place, [text.replace("\0", "") for text in texts])
        assert len(report.told) > 5
        for form in FORMATS.values():
            shown = form(report)
            assert all(c.isprintable() or c == "\n" for c in shown)
            assert "##[" not in shown
            assert not any(line.strip().startswith("::") for line in shown.split("\n"))
        assert json.loads(as_json(report)) == json.loads(json.dumps(report.as_dict()))


# What stands outside code spans: only words of ours.
_OURS = re.compile(
    r"What changed in the data|[AB]: |; not what its descriptor says: |\d+ changes?\.|\."
    r"|NOT COMPARED in full; \d+ changes? in what could be compared\."
    r"|Not compared|what|side|why|record|old|new|[AB]|added|removed|changed|moved|empty"
    r"|(Breaking|Serious|Minor): \d+|\d+ more follow from these: |"
)
_PLAIN = {
    "inline", "text", "code_inline", "heading_open", "heading_close", "paragraph_open",
    "paragraph_close", "bullet_list_open", "bullet_list_close", "list_item_open",
    "list_item_close", "strong_open", "strong_close", "table_open", "table_close", "thead_open",
    "thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close", "th_open", "th_close",
    "td_open", "td_close",
}  # fmt: skip


def tokens(page: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page):
        yield token
        yield from token.children or ()


@settings(max_examples=150)
@given(several)
@example(["|"] * 6)
@example(["`"] * 6)
@example(["\\"] * 6)
@example(["` | @somebody | `"] * 6)
@example(["  "] * 6)
def test_in_markdown_data_stands_in_code_alone_and_in_its_cell(texts: list[str]) -> None:
    with TemporaryDirectory() as place:
        report = report_of(place, [text.replace("\0", "") for text in texts])
        page = as_markdown(report)
    found = list(tokens(page))
    assert {token.type for token in found} <= _PLAIN
    for token in found:
        if token.type == "text":
            assert _OURS.fullmatch(token.content), token.content
    rows = page.count("\n| `")
    body = [token for token in found if token.type == "tr_open" and token.level == 2]
    assert len([one for one in found if one.type == "tbody_open"]) == page.count("\n### ")
    assert rows == len(report.told) + len(report.gaps)
    assert len(body) >= rows
    cells = sum(token.type == "td_open" for token in found)
    assert cells == 4 * len(report.told) + 3 * len(report.gaps)


def long_report(place: str, count: int) -> Report:
    rows = [{"id": f"{n:03}", "x": "some" * 100 + str(n)} for n in range(count)]
    other = [{**row, "x": f"{row['x']}!"} for row in rows]
    return compare(
        package(Path(place, "old"), {"items": (fields("id", "x"), rows)}),
        package(Path(place, "new"), {"items": (fields("id", "x"), other)}),
    )


def test_long_lists_are_cut_with_a_count_but_in_json(tmp_path: Path) -> None:
    count = LONGEST_LIST + 7
    report = long_report(str(tmp_path), count)
    for form in (as_text, as_markdown):
        shown = form(report)
        assert shown.count("items 0") == LONGEST_LIST
        assert "nd 7 more; " in shown
        assert "some" * 100 not in shown
        assert "!" in shown
    told = json.loads(as_json(report))
    assert len(told["changes"]) == count
    assert told["changes"][0]["new"] == "some" * 100 + "0!"
    assert "some" * 100 in told["changes"][0]["words"]


def test_all_is_shown_where_there_is_room(tmp_path: Path) -> None:
    report = long_report(str(tmp_path), LONGEST_LIST)
    assert "more; " not in as_text(report)
    assert as_text(report).endswith(f"\n{LONGEST_LIST} changes\n")


def test_lists_say_who_joined_and_who_left(tmp_path: Path) -> None:
    schema = fields("id", "x")
    schema["fields"][1] |= {"separator": ";", "itemType": "string"}

    def words(old: tuple[str, ...], new: tuple[str, ...]) -> dict[str, Any]:
        versions = [
            package(tmp_path / name, {"items": (schema, [{"id": "1", "x": cell}])})
            for name, cell in (("old", old), ("new", new))
        ]
        (change,) = compare(*versions).changes
        return change.as_dict()

    assert words(("a", "b"), ("b", "c"))["words"] == "x: joined c; left a"
    assert words(("a", "b"), ("b", "c"))["joined"] == ["c"]
    assert words(("a",), ())["words"] == "x: left a"
    assert words(("a", "b"), ("b", "a"))["words"] == "x is in another order: b; a; it was a; b"
    assert words(("a", "b"), ("b", "a"))["severity"] == "minor"
    assert words(("a", "a"), ("a",))["left"] == ["a"]
