"""Whatever a file holds, it is read or refused: in bounded time and memory, and with a reason."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bounded import Outcome, Reader, check, reader
from genre.pdf import PdfLine, PdfRule, Run, pdf
from ipplan_data.curation.source.copy import UnreadableError
from ipplan_data.curation.source.forms import from_bytes
from ipplan_data.curation.source.reader import read_copy

Read = Callable[[str, str | bytes], Outcome]

pytest.importorskip("resource", reason="limits of memory and time need Unix")


@pytest.fixture(scope="module")
def process() -> Iterator[Reader]:
    with reader() as started:
        yield started


@pytest.fixture
def read(process: Reader, tmp_path: Path) -> Read:
    def reads(name: str, content: str | bytes) -> Outcome:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return process(path)

    return reads


def refused(outcome: Outcome, name: str, *words: str) -> None:
    """Assert that a message is one line that names the file, what was found, what was expected."""
    assert outcome.what == "unreadable", outcome
    message = outcome["message"]
    assert message.isprintable()
    assert f"{name}: " in message
    assert "expected" in message
    assert all(word in message for word in words), message


CLAUSE = "(Responsibility of the Bell Bureau)"
TASK = f"1. Dig the ditch. {CLAUSE}\n\n"
HEADING = "I. Rivers\n\n"
TEXT = (
    f"{HEADING}1. Dig & <b>the</b> *Ditch Law*<sup>1</sup> (《沟渠法》).\n{CLAUSE}\n\n"
    f"2. Fill it. {CLAUSE}\n"
)
NOTES = "\n---\n\n<sup>1</sup> Translator's note: a ditch (沟渠) is long.\n"
DRAWN: list[PdfLine | PdfRule] = [
    *(PdfLine(1, 72, 700 - 14 * at, [Run(line)]) for at, line in enumerate(TEXT.split("\n"))),
    PdfRule(1, 72, 120),
    PdfLine(1, 72, 104, [Run("1", 5, raised=True), Run(" A note in small type.", 8)]),
    PdfLine(2, 72, 700, [Run(f"3. Dig again. {CLAUSE}")]),
]
SAMPLES: dict[str, bytes] = {
    "md": (TEXT + NOTES).encode(),
    "txt": (TEXT + NOTES).encode(),
    "html": f"<!doctype html><main><p>{TEXT.replace(chr(10) * 2, '</p><p>')}</p></main>".encode(),
    "pdf": pdf(DRAWN),
}
TEXT_FORMS = ("md", "txt", "html")


@pytest.mark.parametrize("form", SAMPLES)
def test_a_whole_file_is_read(read: Read, form: str) -> None:
    outcome = read(f"copy.{form}", SAMPLES[form])
    assert (outcome.what, outcome["tasks"]) == ("read", 3 if form == "pdf" else 2), outcome


@pytest.mark.parametrize("form", SAMPLES)
def test_a_file_cut_off_anywhere_is_read_or_refused(read: Read, form: str) -> None:
    data = SAMPLES[form]
    for size in range(1, len(data), max(1, len(data) // 80)):
        outcome = read(f"copy.{form}", data[:size])
        if outcome.what != "read":
            refused(outcome, f"copy.{form}")


@pytest.mark.parametrize("form", SAMPLES)
def test_a_file_damaged_anywhere_is_read_or_refused(read: Read, form: str) -> None:
    dice = random.Random(form)  # noqa: S311 - no secret
    for _ in range(60):
        data = bytearray(SAMPLES[form])
        for _ in range(dice.randint(1, 8)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        outcome = read(f"copy.{form}", bytes(data))
        if outcome.what != "read":
            refused(outcome, f"copy.{form}")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \t\r\n\f", "empty"),
        ("\N{NO-BREAK SPACE}\n\N{IDEOGRAPHIC SPACE}".encode(), "no numbered task"),
        (b"\xef\xbb\xbf", "no numbered task"),
        (random.Random(1).randbytes(10_000), "0x"),  # noqa: S311
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "0x89"),
        (b"PK\x03\x04\0\0document.docx", "binary"),
        (TEXT.encode("utf-16-le"), "0x"),
        (TASK.encode("utf-16-le"), "binary"),
        (TASK.encode("utf-16")[:-1], "UTF-16"),
        (b"1. D\xe9j\xe0 vu. (Responsibility of the Bell Bureau)", "0xe9"),
        (TASK.encode() + b"\0", "binary"),
        (b"{\\rtf1 1 Dig}", "no numbered task"),
    ],
    ids=str,
)
@pytest.mark.parametrize("form", [*TEXT_FORMS, "docx"])
def test_what_is_no_text_is_refused(read: Read, form: str, content: bytes, word: str) -> None:
    refused(read(f"copy.{form}", content), f"copy.{form}", word)


def test_utf_16_with_its_mark_is_read(read: Read) -> None:
    assert read("copy.md", TEXT.encode("utf-16")).what == "read"


def test_a_wrong_suffix_is_no_obstacle_where_the_content_tells(read: Read) -> None:
    assert read("copy.md", SAMPLES["html"]).what == "read"
    assert read("copy.txt", SAMPLES["pdf"]).what == "read"
    assert read("copy.docx", SAMPLES["md"]).what == "read"
    refused(read("copy.pdf", SAMPLES["md"]), "copy.pdf", "not a PDF")


def test_what_is_no_file_is_refused(process: Reader, tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    refused(process(tmp_path / "folder.md"), "folder.md", "a folder")
    refused(process(tmp_path / "missing.md"), "missing.md", "No such file")
    refused(process(tmp_path / ("long" * 100)), "long", "can't be opened")
    refused(process(tmp_path / "a\nb.md"), "a\\nb.md", "can't be opened")
    refused(process(tmp_path / "nul\0.md"), "nul\\x00.md", "can't be opened")


def test_a_file_that_is_too_large_is_refused(process: Reader, tmp_path: Path) -> None:
    with (tmp_path / "large.md").open("wb") as file:
        file.truncate(100_000_001)
    refused(process(tmp_path / "large.md"), "large.md", "100,000,000 bytes")


def within(inner: str) -> str:
    """Put something into a task, and another task behind it."""
    return f"{HEADING}1. Dig {inner} on. {CLAUSE}\n\n2. Fill. {CLAUSE}\n"


def signs(sign: str, count: int) -> str:
    """Put a sign into a task many times."""
    return within(sign * count)


def paragraphs(inner: str) -> str:
    """Put something between tasks."""
    return f"{HEADING}{TASK}{inner}\n\n2. Fill. {CLAUSE}\n"


def counted(form: str, count: int) -> str:
    """Give a text for each number."""
    return "".join(form.format(number) for number in range(1, count + 1))


MANY = 1_000_000
SIGNS = "<&[]*_()（“\"'>#`~\\^|.,-1汉"
LONG: dict[str, Callable[[], str]] = {
    "letters": lambda: within("a" * 5 * MANY),
    "letters, then a line": lambda: within("a" * 5 * MANY + "\nb"),
    "words": lambda: within("word " * 300_000),
    "spaces": lambda: within(" " * 5 * MANY),
    "empty lines": lambda: within("\n" * 40_000),
    "returns": lambda: within(" \r" * 50_000),
    "tabs at line ends": lambda: within(" \t\r\n" * 20_000),
    **{f"signs {sign}": partial(signs, sign, 50_000) for sign in SIGNS},
    **{f"spaced signs {sign}": partial(signs, f"{sign} ", 30_000) for sign in "<&*_(["},
    "comments": lambda: within("<!--" * 50_000),
    "a comment left open": lambda: within(f"<!-- {'x' * MANY}"),
    "a script left open": lambda: within(f"<script>{'x' * MANY}"),
    "scripts": lambda: within("<script>" * 50_000),
    "brackets around brackets": lambda: within("(" * 50_000 + ")" * 50_000),
    "lists around lists": lambda: within("[" * 50_000 + "]" * 50_000),
    "links": lambda: within("[a](b)" * 20_000),
    "emphasis in emphasis": lambda: within("*a _b " * 20_000 + "c_ d*" * 20_000),
    "emphasis": lambda: within("*a* " * 20_000),
    "openers": lambda: within("**a " * 40_000),
    "quotations": lambda: within("\n" + ">" * 50_000 + " x"),
    "quoted lines": lambda: within("\n" + "> x\n" * 10_000),
    "entities": lambda: within("&amp;&#x6c5f;" * 20_000),
    "values": lambda: within("<a " + 'b="" ' * 50_000 + ">"),
    "values left open": lambda: within("<a b='\"" * 50_000 + ">"),
    "values that hold tags": lambda: within("<a b='>'" * 20_000),
    "a tag without end": lambda: within("<p " + "a" * MANY),
    "marks": lambda: within(
        "e" + "\N{COMBINING ACUTE ACCENT}\N{COMBINING GRAVE ACCENT BELOW}" * 50_000
    ),
    "accents": lambda: within("e\N{COMBINING ACUTE ACCENT}" * 20_000),
    "glosses": lambda: within("(汉)" * 20_000),
    "word cut at lines": lambda: within("a-\n" * 10_000),
    "markers": lambda: within("ford<sup>7</sup> " * 10_000),
    "markers in turn": lambda: within(counted("ford[^{}] ", 10_000)),
    "glued digits": lambda: paragraphs(
        counted("ford{0}\n", 5_000) + "---\n" + counted("\n{0} A.\n", 5_000)
    ),
    "footnotes": lambda: paragraphs("---\n\n" + counted("[^{0}]: A note.\n\n", 8_000)),
    "footnotes in text": lambda: paragraphs("---\n\n" + counted("{0} A note.\n\n", 8_000)),
    "headings": lambda: paragraphs("# I. Rivers\n\n" * 8_000),
    "headings in turn": lambda: paragraphs("(a) Rivers\n\n" * 3_000),
    "tasks": lambda: HEADING + counted("{0}. Dig.\n", 8_000),
    "a number again": lambda: paragraphs(TASK * 4_000),
    "every other number": lambda: (
        HEADING + "".join(f"{n}. Dig. {CLAUSE}\n" for n in range(1, 16_000, 2))
    ),
    "page numbers": lambda: paragraphs(counted("\n{0}\n", 10_000)),
    "running heads": lambda: paragraphs("A head\n" * 10_000),
    "pages": lambda: paragraphs("A head\n\f" * 10_000),
    "rules": lambda: paragraphs("---\n" * 10_000),
    "paragraphs": lambda: paragraphs("More of this.\n\n" * 10_000),
    "paragraphs after a footnote": lambda: paragraphs(
        "[^1]: Note\n\n" + "More of (this).\n\n" * 3_000
    ),
    "paragraphs after rules": lambda: paragraphs("[^1]: Note\n\n" + "---\n\nMore.\n\n" * 3_000),
    "a clause of many": lambda: (
        HEADING + f"1. Dig. (Responsibility of {'the Bell Bureau, ' * 100_000})"
    ),
    "clauses of many": lambda: (
        HEADING + f"1. Dig. {('(Responsibility of ' + 'Port Office, ' * 200 + ')') * 20}"
    ),
    "clauses": lambda: within(CLAUSE * 5_000),
    "addressees": lambda: (
        f"To: {counted('the Bell{} Bureau, ', 100_000)}:\n\nDear.\n\n{HEADING}{TASK}"
    ),
    "addressees without articles": lambda: (
        f"To: {'Bell Bureau, ' * 5_000}:\n\nDear.\n\n{HEADING}{TASK}"
    ),
    "an addressee of many words": lambda: (
        f"To: the {'Bell - ' * 100_000}Bureau (BB):\n\nDear.\n\n{HEADING}{TASK}"
    ),
    "labels": lambda: "Title\n\n" * 8_000 + HEADING + TASK,
    "quotes in the title": lambda: f"Title\n\n{'“' * MANY}\n\n{HEADING}{TASK}",
    "addresses": lambda: f"Source\n\n{'https://' * 50_000}\n\n{HEADING}{TASK}",
    "elements in elements": lambda: HEADING + "<div><em>" * 20_000 + TASK,
    "elements closed": lambda: HEADING + "<div><b>" * 20_000 + TASK + "</b></div>" * 20_000,
    "raised in raised": lambda: within("<sup>" * 20_000 + "1" + "</sup>" * 20_000),
    "links in links": lambda: within('<a href="#x">' * 20_000 + "1" + "</a>" * 20_000),
    "breaks": lambda: within("<br>" * 50_000),
    "lists": lambda: "<ol>" * 20_000 + "<li>Dig." * 8_000,
    "tags before a number": lambda: "<b>" * 50_000 + TASK,
    "pictures": lambda: "<svg>" * 50_000 + TASK,
    "cells": lambda: "<table>" + "<tr><td>" * 30_000 + TASK,
    "preformatted": lambda: f"<pre>{HEADING}{TASK}" + "&amp;x\n" * 20_000,
}


# What plain text has markers, numbers and heads for; markup is looked at in Markdown and HTML.
IN_PLAIN_TEXT = (
    "letters, then a line",
    "spaces",
    "glued digits",
    "footnotes in text",
    "every other number",
    "page numbers",
    "pages",
    "paragraphs after a footnote",
    "marks",
)
IN_HTML = re.compile(
    "signs [<&>'\"]|comment|script|"
    "entit|value|tag|element|raised|links|breaks|lists|pictures|cells|pre|empty"
)


def in_forms() -> Iterator[tuple[str, str]]:
    """Give every name with the forms that have something to say to it."""
    for name in LONG:
        yield name, "md"
        if IN_HTML.search(name):
            yield name, "html"
        if name in IN_PLAIN_TEXT:
            yield name, "txt"


@pytest.mark.parametrize(("name", "form"), [*in_forms()])
def test_a_file_with_much_of_something_is_read_or_refused(read: Read, form: str, name: str) -> None:
    text = LONG[name]()
    if form == "html":
        text = "<!doctype html><p>" + text.replace("\n\n", "<p>")
    outcome = read(f"copy.{form}", text)
    if outcome.what == "unreadable":
        refused(outcome, f"copy.{form}")
        return
    assert outcome.what == "read", outcome
    assert outcome["findings"] <= 1_001


def test_of_many_findings_the_last_tells_how_many_more_there_are() -> None:
    text = HEADING + counted("{0}. Dig.\n", 1_234)
    findings = read_copy(from_bytes("copy.md", text.encode())).findings
    assert len(findings) == 1_001
    assert "234 more findings" in findings[-1].message


PIECES = st.sampled_from(
    [
        *"0123456789()[]（）<>{}*_#&;'\"“”‘’-–—.,:、。|\\/ \n\t\r\f\v",
        *("\n\n", "  ", "\r\n", "\N{NO-BREAK SPACE}", "\N{SOFT HYPHEN}", "\N{ZERO WIDTH SPACE}"),
        *("I. ", "II. ", "(i) ", "(ii) ", "(a) ", "(b) ", "IV. ", "1. ", "2. ", "3. ", "12) "),
        *("# ", "## ", "**", "- ", "> ", "---\n", "* * *\n", "___", "[^1]", "[^1]: ", "[^2]:"),
        *(
            "<sup>1</sup>",
            "<sup>",
            "</sup>",
            "<em>",
            "</em>",
            "<i>",
            "<ol>",
            "<ol start=3>",
            "<li>",
        ),
        *("</li>", "</ol>", "<p>", "</p>", "<br>", "<hr>", "<pre>", "</pre>", "<main>", "</main>"),
        *("<a href='#n'>", "</a>", "<div class=footnotes>", "</div>", "<nav>", "</nav>", "<!--"),
        *(
            "-->",
            "<script>",
            "</script>",
            "&amp;",
            "&nbsp;",
            "&#10;",
            "&#x6c5f;",
            "&NotEqualTilde;",
        ),
        *("](http://a.b)", "<http://a.b>", "https://a.b/c", "Title\n", "Author\n", "Source\n"),
        *("To the Bell Bureau:", "Responsibility of ", CLAUSE, f" {CLAUSE}\n\n", "(Bell Bureau)"),
        *("based on their respective official functions", "the ", " and ", ", ", "Office (OU)"),
        *(
            "Dig",
            "bell-",
            "Ministry of Rivers",
            "MORT",
            "《河法》",
            "江",
            "(沟渠)",
            "²",
            "①",
            "٣",
            "é",
        ),
        *("e\N{COMBINING ACUTE ACCENT}", "İ", "ﬁ", "\N{COMBINING ACUTE ACCENT}", "\ufeff", "𠀀"),
        *(HEADING, TASK, "2. Fill. (Bell Bureau)\n", "Page 3", "\n4\n", "Translator's note: "),
    ]
)


def told(name: str, data: bytes) -> str | None:
    """Read a copy here, and give the message where it is refused."""
    try:
        reading = read_copy(from_bytes(name, data))
    except UnreadableError as error:
        return str(error)
    check(reading)
    return None


@pytest.mark.parametrize("form", TEXT_FORMS)
@given(pieces=st.lists(PIECES, max_size=60), begun=st.booleans())
@settings(max_examples=400)
def test_text_of_the_grammar_s_own_pieces_is_read_or_refused(
    form: str, pieces: list[str], begun: bool
) -> None:
    text = (HEADING + TASK if begun else "") + "".join(pieces)
    message = told(f"copy.{form}", text.encode())
    assert message is None or re.fullmatch(rf"copy\.{form}: .+ expected .+", message)


@pytest.mark.parametrize("form", [*TEXT_FORMS, "pdf", ""])
@given(data=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@settings(max_examples=100)
def test_bytes_of_any_kind_are_read_or_refused(form: str, data: bytes) -> None:
    message = told(f"copy.{form}", data)
    assert message is None or re.fullmatch(rf"copy\.{form}: .+ expected .+", message)
