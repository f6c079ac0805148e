"""Whatever a file holds, it is read or refused with one line that says why, without delay."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplan_data.curation.source.copy import UnreadableError
from ipplan_data.curation.source.forms import from_bytes, open_copy
from ipplan_data.curation.source.reader import read_copy

CLAUSE = "(Responsibility of the Bell Bureau)"
TASK = f"I. Rivers\n\n1. Dig the *Ditch Law*<sup>1</sup> (《沟渠法》). {CLAUSE}\n\n"
PIECES = st.sampled_from([
    *"0123456789()[]（）<>{}*_#&;'\"“”‘’-–—.,:、。|\\/ \n\t\r\f\v", "\n\n", "\r\n", "\u00a0",
    "I. ", "II. ", "(i) ", "(a) ", "1. ", "2. ", "# ", "**", "- ", "> ", "---\n", "[^1]", "[^1]: ",
    "<sup>1</sup>", "<sup>", "<em>", "</em>", "<ol start=3>", "<li>", "<p>", "<br>", "<main>",
    "<!--", "-->", "&amp;", "&#x6c5f;", "](http://a.b)", "<http://a.b>", "Title\n", "Source\n",
    "To the Bell Bureau:", "Responsibility of ", CLAUSE, "the ", " and ", ", ", "Dig", "bell-",
    "Ministry of Rivers", "MORT", "《河法》", "é", "e\u0301", "ﬁ", TASK, "Page 3", "\n4\n",
])  # fmt: skip


def refusal(name: str, data: bytes) -> str | None:
    """Read a copy; the message if it is refused."""
    try:
        reading = read_copy(from_bytes(name, data))
    except UnreadableError as error:
        message = str(error)
    else:
        assert all(one.code.startswith("IPP8") for one in reading.findings)
        return None
    assert message.isprintable()
    assert message.startswith(f"{name}: ")
    return message


@pytest.mark.parametrize("form", ["md", "txt", "html"])
@given(pieces=st.lists(PIECES, max_size=40), begun=st.booleans())
def test_pieces_of_the_grammar_are_read_or_refused(
    form: str, pieces: list[str], begun: bool
) -> None:
    message = refusal(f"a.{form}", ((TASK if begun else "") + "".join(pieces)).encode())
    assert message is None or re.search("(found|empty).+ expected .+", message)


@pytest.mark.parametrize("form", ["md", "txt", "html", "pdf", "docx"])
@given(data=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused(form: str, data: bytes) -> None:
    refusal(f"a.{form}", data)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.md", b"", "the file is empty"),
        ("a.md", b"\x89PNG\r\n", "0x89"),
        ("a.txt", TASK.encode("utf-16-le"), ""),
        ("a.md", "1. Schön".encode("latin-1"), "expected UTF-8"),
        ("a.txt", TASK.encode() + b"\0", "found binary data"),
        ("a.pdf", b"%PDF-1.4 nothing", "found no PDF that can be read"),
        ("a.html", b"<html><p>Hello", "found no numbered task"),
    ],
)
def test_what_is_no_copy_is_refused(name: str, data: bytes, words: str) -> None:
    message = refusal(name, data)
    assert message is not None
    assert words in message


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    for name in ("folder.md", "missing.md", "long" * 100, "a\nb.md", "nul\0.md"):
        with pytest.raises(UnreadableError, match="expected") as error:
            open_copy(tmp_path / name)
        assert str(error.value).isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "a" * 500_000, " " * 500_000, "\n" * 20_000, "*a _b " * 10_000, "(" * 20_000 + ")" * 20_000,
        "[a](b)" * 10_000, "<!--" * 20_000, "ford<sup>7</sup> " * 5_000, CLAUSE * 2_000,
        "e\u0301\u0316" * 20_000, "More of this.\n\n" * 5_000, "the Bell Bureau, " * 20_000,
    ],
    ids=lambda text: repr(text[:9]),
)  # fmt: skip
def test_much_of_something_takes_no_longer_than_its_size(text: str) -> None:
    began = time.process_time()
    refusal("a.md", f"{TASK}2. Dig {text} on. {CLAUSE}\n".encode())
    assert time.process_time() - began < 20  # quadratic time takes minutes
