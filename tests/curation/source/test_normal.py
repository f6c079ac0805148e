"""The normal form is the same for every copy of a text, and knows where each character stood."""

from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ipplan_data.curation.source.normal import address_digest, digest, normal, origins, unquoted

# What the normal form folds or drops, what composes in two ways, and plain letters.
_ODD = "abcAB12 ..--‐‑'’“”\"ﬁﬆ＜－Ａ水木Ⅳ²_\n\t\u3000\xad\u200b\u202e\ufeff"
_COMPOSING = "eéê\u0301\u0323\u0338ᄀ가각\u1161\u11a8\u0f71\u0f72\u0f73\u0344Å"
texts = st.text(st.sampled_from(_ODD + _COMPOSING) | st.characters(exclude_categories=["Cs"]))
_SPACES = (" ", "\n", "\r\n", "\u3000", "\xa0", "\u2009")
_UNSEEN = ("\xad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u202a", "\u2069")


def inserted(data: st.DataObject, text: str, what: tuple[str, ...]) -> str:
    """Give the text with some of these at some of its places."""
    places = st.lists(st.sampled_from(what), max_size=2).map("".join)
    gaps = data.draw(st.lists(places, min_size=len(text) + 1, max_size=len(text) + 1))
    return "".join(gap + letter for gap, letter in zip(gaps, [*text, ""], strict=True))


@given(texts)
@settings(max_examples=300)
def test_the_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(texts, st.data())
@settings(max_examples=100)
def test_white_space_counts_nowhere(text: str, data: st.DataObject) -> None:
    assert normal(inserted(data, text, _SPACES)) == normal(text)


@given(texts, st.data())
@settings(max_examples=100)
def test_what_shows_nothing_counts_nowhere(text: str, data: st.DataObject) -> None:
    assert normal(inserted(data, text, _UNSEEN)) == normal(text)


@given(texts)
@settings(max_examples=300)
def test_both_ways_to_compose_a_letter_are_one(text: str) -> None:
    assert normal(unicodedata.normalize("NFD", text)) == normal(text)
    assert normal(unicodedata.normalize("NFC", text)) == normal(text)


@given(texts)
def test_the_kind_of_quotation_mark_counts_nowhere(text: str) -> None:
    straight = text.translate(str.maketrans("‘’“”‐‑", "''\"\"--"))
    curly = straight.translate(str.maketrans("'\"-", "’“‑"))
    assert normal(straight) == normal(text) == normal(curly)


@given(texts)
def test_full_width_forms_are_what_they_are_forms_of(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert normal(wide) == normal(text)


@given(texts, st.data())
@settings(max_examples=100)
def test_a_word_may_be_divided_at_the_end_of_a_line(text: str, data: st.DataObject) -> None:
    wrapped = ""
    for letter in unicodedata.normalize("NFC", text):
        if wrapped[-1:].isalpha() and letter.isalpha() and data.draw(st.booleans()):
            wrapped += data.draw(st.sampled_from(["-\n", "‐\n", "- \n", "\xad\n"]))
        wrapped += letter
    assert normal(wrapped) == normal(text)


def test_a_hyphen_beside_anything_but_letters_stays() -> None:
    assert normal("2020-2021, -a, a-, a--b, 5-a, a-5, m²-a, Ⅳ-a, _-a, (a)-b") == (
        "2020-2021,-a,a-,a--b,5-a,a-5,m²-a,Ⅳ-a,_-a,(a)-b"
    )
    assert normal("a-b-c, é-水") == "abc,é水"


@given(texts)
@settings(max_examples=300)
@example("e\u200b\u0301")
@example("ᄀ-\u1161\u11a8")
@example("＜ \u0338-a")
@example("\u0301\xad\u0323a")
def test_each_character_knows_where_it_stood(text: str) -> None:
    places = origins(text)
    whole = normal(text)
    assert len(places) == len(whole)
    assert places == sorted(places)
    borders = [*sorted(set(places)), len(text)]
    following = dict(pairwise(borders))
    for letter, place in zip(whole, places, strict=True):
        assert letter in normal(text[place : following[place]])


@given(texts)
def test_what_was_read_ahead_of_a_place_does_not_move_it(text: str) -> None:
    before = "水 “a” - "
    shifted = origins(f"{before}.{text}")[len(normal(before)) :]
    # The full stop takes the marks that the text may begin with.
    assert shifted[-len(origins(f".{text}")) :] == [p + len(before) for p in origins(f".{text}")]


def test_every_space_that_python_knows_goes() -> None:
    spaces = "".join(chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace())
    assert normal(spaces) == ""
    assert origins(spaces) == []


def test_letters_and_words_that_differ_stay_apart() -> None:
    for one, two in [("a", "b"), ("a", "A"), ("河", "江"), ("1", "１2"), ("a.", "a"), ("–", "-")]:
        assert normal(one) != normal(two)
        assert digest(one) != digest(two)


def test_a_long_text_takes_no_long_time() -> None:
    text = "word-word (水路), “é” " * 5_000
    assert len(origins(text)) == len(normal(text))


@given(st.text("ab/%-_é水", max_size=12))
def test_an_address_is_the_same_however_it_is_encoded(path: str) -> None:
    address = f"https://example.org/{path.replace('%', '')}"
    encoded = "".join(f"%{byte:02X}" if byte > 64 else chr(byte) for byte in address.encode())
    assert address_digest(encoded) == address_digest(address)
    assert address_digest(f"{address}x") != address_digest(address)


@given(st.text("a水 ", max_size=5))
def test_quotation_marks_around_the_whole_go(text: str) -> None:
    assert unquoted(f"“{text}”") == unquoted(f'"{text}"') == text
    assert unquoted(f"“{text}”{text}“b”") == f"“{text}”{text}“b”"
    assert unquoted(text) == text


def test_every_space_of_unicode_goes() -> None:
    spaces = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]
    assert normal("".join(spaces)) == ""
