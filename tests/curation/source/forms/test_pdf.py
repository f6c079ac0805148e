"""PDFs drawn here, and what is read from them."""

from __future__ import annotations

import sys
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from genre.pdf import PdfLine, PdfRule, Run, pdf
from ipplan_data.curation.source.copy import Copy, Kind, Line, UnreadableError
from ipplan_data.curation.source.forms.pdf import library, read, safety

BODY = "The office shall revise the measures and report on them"


def body(y: float, *runs: Run, page: int = 1, x: float = 72) -> PdfLine:
    return PdfLine(page, x, y, list(runs) or [Run(BODY)])


def note(y: float, number: str = "", page: int = 1) -> PdfLine:
    runs = [Run(number, 5, raised=True)] if number else []
    return PdfLine(page, 72, y, [*runs, Run(" A note in small type", 8)])


def column(top: float, count: int = 4, page: int = 1) -> list[PdfLine]:
    return [body(top - 14 * index, page=page) for index in range(count)]


def drawn(draw: Callable[[Canvas], None]) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, (595, 842), invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def tiled(data: bytes) -> Copy:
    copy = read("a copy", data)
    place = 0
    for token in copy.tokens():
        assert token.start == place < token.end
        seen = copy.text[token.start : token.end]
        if token.kind in (Kind.TEXT, Kind.MARKER, Kind.SPACE):
            assert token.text == seen
        place = token.end
    assert place == len(copy.text)
    return copy


def lines(data: bytes) -> list[Line]:
    return tiled(data).lines


def texts(found: list[Line]) -> list[str]:
    return [line.text for line in found]


def pieces(line: Line) -> list[tuple[Kind, str, bool]]:
    return [(token.kind, token.text, token.italic) for token in line.tokens]


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read("a copy", data)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("a copy: ")
    return str(caught.value)


def test_the_form_names_itself() -> None:
    copy = tiled(pdf([body(700)]))
    assert (copy.name, copy.form) == ("a copy", "pdf")
    assert copy.shows == {"italics", "markers"}
    assert copy.text == BODY + "\n"


def test_italics() -> None:
    line = lines(
        pdf([body(700, Run("Revise the "), Run("Patent Law", italic=True), Run(", soon"))])
    )
    assert pieces(line[0]) == [
        (Kind.TEXT, "Revise the ", False),
        (Kind.TEXT, "Patent Law", True),
        (Kind.TEXT, ", soon", False),
        (Kind.SPACE, "\n", False),
    ]


def test_a_font_that_is_slanted_by_its_matrix_is_italic() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText()
        text.setFont("Times-Roman", 1)
        text.setTextTransform(11, 0, 0, 11, 72, 700)
        text.textOut("upright ")
        text.setTextTransform(11, 0, 3, 11, 110, 700)
        text.textOut("slanted")
        canvas.drawText(text)

    found = [(token.text, token.italic) for token in tiled(drawn(draw)).tokens()]
    assert found == [("upright ", False), ("slanted", True), ("\n", False)]


@pytest.mark.parametrize(
    ("left", "right", "italic"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_chinese_is_italic_where_both_neighbours_are(left: bool, right: bool, italic: bool) -> None:
    runs = [Run("Outline", italic=left), Run(" 纲要", italic=True), Run(" of", italic=right)]
    found = tiled(pdf([body(700, *runs)]))
    place = found.text.index("纲")
    assert [t.italic for t in found.tokens() if t.start <= place < t.end] == [italic]


def test_chinese_at_a_line_end_looks_to_the_next_line() -> None:
    runs = Run("Outline ", italic=True), Run("纲要", italic=True)
    found = tiled(pdf([body(700, *runs), body(686, Run("of", italic=True))]))
    assert [t.italic for t in found.tokens() if t.kind is Kind.TEXT] == [True, True]


def test_chinese_and_curly_quotes_come_as_they_are() -> None:
    text = "the “Plan’s” 《知识产权强国建设纲要》（试行） 𠀀 – — é"
    assert texts(lines(pdf([body(700, Run(text))]))) == [text]


@pytest.mark.parametrize("size", [6, 11])
def test_raised_digits_are_a_marker(size: float) -> None:
    runs = Run("the plan"), Run("12", size, raised=True), Run(" and 34")
    assert pieces(lines(pdf([body(700, *runs)]))[0]) == [
        (Kind.TEXT, "the plan", False),
        (Kind.MARKER, "12", False),
        (Kind.TEXT, " and 34", False),
        (Kind.SPACE, "\n", False),
    ]


def test_brackets_of_a_marker_are_no_text() -> None:
    runs = Run("the plan"), Run("[1],2", 6, raised=True), Run(" goes on")
    line = lines(pdf([body(700, *runs)]))[0]
    assert line.text == "the plan goes on"
    assert [t.text for t in line.tokens if t.kind is Kind.MARKER] == ["1", "2"]


def test_raised_letters_stay_text() -> None:
    runs = Run("the 13"), Run("th", 6, raised=True), Run(" plan")
    assert texts(lines(pdf([body(700, *runs)]))) == ["the 13th plan"]


def test_raised_brackets_around_letters_stay_text() -> None:
    runs = Run("the plan"), Run("(a)", 6, raised=True), Run(" goes on")
    assert texts(lines(pdf([body(700, *runs)]))) == ["the plan(a) goes on"]


def test_superscript_digits_of_the_font_are_a_marker() -> None:
    copy = read("a", pdf([body(700, Run("the plan² goes"))]))
    assert [t.text for t in copy.tokens() if t.kind is Kind.MARKER] == ["2"]
    assert "²" in copy.text


def test_a_marker_drawn_after_its_line_comes_to_its_place() -> None:
    words = body(700, Run("one")), body(700, Run("two"), x=100)
    marker = PdfLine(1, 88, 704, [Run("7", 6)])
    line = lines(pdf([*words, body(686), marker]))[0]
    assert [t.text for t in line.tokens] == ["one", "7", " two", "\n"]


def test_footnotes_stand_below_a_rule() -> None:
    notes = [note(104, "1"), note(94), note(84, "2")]
    foot = PdfLine(1, 290, 40, [Run("3")])
    found = lines(pdf([*column(700), PdfRule(1, 72, 120), *notes, foot]))
    assert [line.small for line in found] == [False] * 4 + [None] + [True] * 3 + [None]
    assert [line.kind for line in found[4:7]] == [Kind.RULE, Kind.TEXT, Kind.TEXT]
    assert found[4].gap is False
    assert found[5].gap is True
    assert pieces(found[5])[0] == (Kind.MARKER, "1", False)
    assert found[5].text == "A note in small type"


def test_small_type_at_the_top_is_no_footnote() -> None:
    head = PdfLine(1, 72, 800, [Run("A running head", 8)])
    found = lines(pdf([head, *column(700), note(84, "2")]))
    assert [line.small for line in found] == [None, False, False, False, False, True]


def test_small_type_at_the_foot_without_number_or_rule_is_unsure() -> None:
    foot = PdfLine(1, 72, 40, [Run("A running foot", 8)])
    assert lines(pdf([*column(700), foot]))[-1].small is None


def test_an_underline_and_a_short_stroke_are_no_rules() -> None:
    def kinds(*strokes: PdfRule) -> list[Kind]:
        return [line.kind for line in lines(pdf([body(700), *strokes]))]

    assert kinds(PdfRule(1, 72, 698.5), PdfRule(1, 72, 400, width=50)) == [Kind.TEXT]
    assert kinds(PdfRule(1, 72, 703)) == [Kind.TEXT]
    assert kinds(PdfRule(1, 72, 400)) == [Kind.TEXT, Kind.RULE]


def test_a_paragraph_is_set_apart() -> None:
    found = lines(pdf([*column(700), *column(638)]))
    assert [line.gap for line in found] == [True, *[False] * 3, True, *[False] * 3]


def test_a_rule_sets_apart() -> None:
    found = lines(pdf([*column(700), PdfRule(1, 72, 652), body(644), body(630)]))
    assert [line.gap for line in found] == [True, *[False] * 4, True, False]


def test_another_size_is_set_apart() -> None:
    title = body(714, Run("I. A title", 14))
    found = lines(pdf([title, *column(698)]))
    assert [line.gap for line in found] == [True, True, False, False, False]
    assert [line.heading for line in found] == [True, False, False, False, False]


def test_bold_lines_are_headings() -> None:
    bold = body(700, Run("II. Bold 标题", bold=True))
    partly = body(686, Run("Bold", bold=True), Run(" and not"))
    assert [line.heading for line in lines(pdf([bold, partly, body(672)]))] == [True, False, False]


def test_a_page_break_stands_on_a_line_of_its_own() -> None:
    found = lines(pdf([*column(700), body(800, page=3)]))
    assert [line.kind for line in found[4:]] == [Kind.PAGE_BREAK, Kind.PAGE_BREAK, Kind.TEXT]
    assert [line.gap for line in found[4:]] == [False, False, False]


def test_a_page_after_footnotes_begins_in_another_zone() -> None:
    found = lines(pdf([*column(700), note(84, "2"), *column(700, page=2)]))
    assert [line.gap for line in found[6:]] == [True, False, False, False]


def test_a_page_below_a_small_running_head_runs_on() -> None:
    head = PdfLine(2, 72, 800, [Run("A running head", 8)])
    found = lines(pdf([*column(700), head, *column(700, page=2)]))
    assert [line.gap for line in found[5:]] == [False] * 5


def test_a_hyphen_at_a_line_end_is_a_hyphen() -> None:
    copy = tiled(pdf([body(700, Run("the inter-")), body(686, Run("national plan"))]))
    assert copy.text == "the inter-\nnational plan\n"


def test_lines_come_from_top_to_bottom_whatever_was_drawn_first() -> None:
    drawing = [PdfLine(1, 290, 40, [Run("9")]), body(686, Run("second")), body(700, Run("first"))]
    assert texts(lines(pdf(drawing))) == ["first", "second", "9"]


def test_pieces_of_a_line_come_from_left_to_right() -> None:
    assert texts(lines(pdf([body(700, Run("right"), x=200), body(700, Run("left"))]))) == [
        "left right"
    ]


def test_a_size_set_by_the_matrix_counts() -> None:
    def draw(canvas: Canvas) -> None:
        for y, size in ((700, 11), (686, 11), (100, 8)):
            text = canvas.beginText()
            text.setFont("Times-Roman", 1)
            text.setTextTransform(size, 0, 0, size, 72, y)
            text.textOut("1 The office shall revise")
            canvas.drawText(text)

    assert [line.small for line in lines(drawn(draw))] == [False, False, True]


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(72, -100, "first")
        canvas.drawString(72, -114, "second")
        canvas.line(72, -200, 300, -200)

    found = lines(drawn(draw))
    assert texts(found) == ["first", "second", ""]
    assert found[2].kind is Kind.RULE


def test_a_rule_on_a_form_stands_where_the_form_stands() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("f")
        canvas.line(0, 0, 50, 0)
        canvas.endForm()
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(72, 700, "above")
        canvas.drawString(72, 600, "below")
        canvas.translate(72, 650)
        canvas.scale(2, 2)
        canvas.doForm("f")

    assert [line.kind for line in lines(drawn(draw))] == [Kind.TEXT, Kind.RULE, Kind.TEXT]


def test_sideways_text_is_kept_apart() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(72, 700, "upright")
        canvas.translate(30, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "a stamp 12")

    found = lines(drawn(draw))
    assert texts(found) == ["upright", "a stamp 12"]
    assert found[1].small is None


def test_what_is_clipped_but_not_drawn_is_no_rule() -> None:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(0, 400, 500, 1)
        canvas.drawPath(path, stroke=0, fill=0)
        canvas.drawString(72, 700, "text")

    assert texts(lines(drawn(draw))) == ["text"]


def test_lines_beside_a_large_initial_stay_lines() -> None:
    initial = body(672, Run("T", 40))
    beside = [body(y, x=100) for y in (700, 686, 672)]
    assert texts(lines(pdf([initial, *beside, body(658)]))) == [BODY, BODY, f"T {BODY}", BODY]


def test_a_small_line_close_above_a_large_one_stays_a_line() -> None:
    title, above = body(700, Run("A title of a page", 20)), body(713, Run("China", 8))
    assert texts(lines(pdf([title, above]))) == ["China", "A title of a page"]


_RUNS = st.builds(
    Run,
    st.text("ab 12,-“’纲要¹", min_size=1, max_size=12),
    st.sampled_from([5, 8, 11, 18]),
    italic=st.booleans(),
    bold=st.booleans(),
    raised=st.booleans(),
)
_LINES = st.builds(
    PdfLine,
    st.integers(1, 3),
    st.floats(0, 300),
    st.floats(0, 830),
    st.lists(_RUNS, min_size=1, max_size=4),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_LINES | st.builds(PdfRule, st.integers(1, 3), st.just(72), st.floats(0, 830))))
def test_tokens_cover_the_text(drawing: list[PdfLine | PdfRule]) -> None:
    drawing = [*drawing, body(700, Run("text"))]
    copy = read("a", pdf(drawing))
    assert "".join(copy.text[t.start : t.end] for t in copy.tokens()) == copy.text
    assert all(t.start < t.end for t in copy.tokens())
    assert copy.text.count("\f") == max(line.page for line in drawing) - 1
    assert "text" in copy.text


def whole() -> bytes:
    return pdf([body(800 - 14 * index, Run(f"{index} {BODY}")) for index in range(50)])


def test_an_empty_file_is_refused() -> None:
    assert "empty" in refused(b"")


def test_what_is_no_pdf_is_refused() -> None:
    assert "<html>" in refused(b"<html>not a PDF</html>")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_file_is_refused(share: float) -> None:
    data = whole()
    assert "cut off" in refused(data[: int(len(data) * share)])


def test_a_file_damaged_in_its_stream_is_refused() -> None:
    data = bytearray(whole())
    place = data.index(b"stream\n", data.index(b"/FlateDecode")) + 60
    data[place : place + 40] = b"\xff" * 40
    assert "damaged" in refused(bytes(data))


def test_a_file_of_which_the_middle_is_missing_is_refused() -> None:
    assert "damaged" in refused(b"%PDF-1.4\n" + b"\0" * 500 + b"\n%%EOF")


def test_an_encrypted_file_is_refused() -> None:
    assert "password" in refused(pdf([body(700)], password="secret"))  # noqa: S106


def test_a_file_without_text_is_refused() -> None:
    assert "text layer" in refused(pdf([PdfRule(1, 72, 700)]))


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(lines(pdf([body(700), body(700, page=2)]))) == 3
    assert "2,001 pages" in refused(pdf([body(700, page=2001)]))
    monkeypatch.setattr(library, "_PAGES", 1)
    assert "2 pages" in refused(pdf([body(700), body(700, page=2)]))


@pytest.mark.parametrize("limit", ["_CHARACTERS", "_ON_PAGE"])
def test_too_many_characters_are_refused(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(library, limit, len(BODY))
    assert texts(lines(pdf([body(700)]))) == [BODY]
    monkeypatch.setattr(library, limit, len(BODY) - 1)
    assert "characters" in refused(pdf([body(700)]))


def test_what_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "_SECONDS", -1)
    assert "seconds" in refused(whole())


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2.raw", None)
    assert "pip install 'ipplan-data[pdf]'" in refused(whole())


def bomb(packed: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>>>endobj\n"
        b"4 0 obj<</Length %d/Filter[%s]>>stream\n%s\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n%%%%EOF" % (len(packed), filters, packed)
    )


def test_a_bomb_is_not_unpacked() -> None:
    text = b"BT /F1 11 Tf 72 700 Td (text) Tj ET"
    assert texts(lines(bomb(zlib.compress(text)))) == ["text"]
    began = time.monotonic()
    packed = zlib.compress(text + b" " * (200 << 20), 9)
    began = time.monotonic()
    assert "64 MB" in refused(bomb(packed))
    assert time.monotonic() - began < 5
    assert "twice" in refused(bomb(zlib.compress(packed), b"/FlateDecode /FlateDecode"))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damage_anywhere_raises_nothing_else(data: st.DataObject) -> None:
    damaged = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place] = data.draw(st.integers(0, 255))
    with suppress(UnreadableError):
        tiled(bytes(damaged))


SOUND = pdf([*column(700), PdfRule(1, 72, 120), note(104, "1"), body(700, page=2)])
