"""IPP5xx: what texts may be made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from ipplan_data.curation.records import TextAt
from ipplan_data.curation.rules.registry import Example, Problem, text_rule

# Letters and marks that show as nothing although their category is not one of the invisible ones.
_FILLERS = {*"\u034f\u115f\u1160\u3164\uffa0", *map(chr, range(0xFE00, 0xFE10))}
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_FILE = "records/tasks/II.yaml"
_TITLE = "title: Fair tolls"


def _first(text: TextAt, wrong: Callable[[str], bool], what: str, hint: str) -> Iterator[Problem]:
    """Report the first character that is wrong, once for each text."""
    for index, character in enumerate(text.text, start=1):
        if wrong(character):
            name = unicodedata.name(character, "unnamed")
            message = f"character {index} is {what}, U+{ord(character):04X} {name}"
            yield Problem(text.place, message, text.record, hint)
            return


@text_rule(
    "IPP501",
    "Text is in Unicode normal form C",
    why="Two spellings of the same letter are not found by the same search.",
    fix="Type the letter as one character.",
    example=Example(_FILE, _TITLE, "title: Fai\u0301r tolls"),
)
def is_composed(text: TextAt) -> Iterator[Problem]:
    """Find text that normalization would change."""
    if unicodedata.is_normalized("NFC", text.text):
        return
    composed = unicodedata.normalize("NFC", text.text)
    index = next(
        (i for i, (a, b) in enumerate(zip(text.text, composed, strict=False)) if a != b),
        min(len(text.text), len(composed)),
    )
    message = f"character {index + 1} is not in normal form C"
    yield Problem(text.place, message, text.record, "type it as one character")


@text_rule(
    "IPP502",
    "Every character can be seen",
    why="Invisible and bidirectional characters make equal things differ and different ones alike.",
    fix="Delete the character; use plain spaces.",
    example=Example(_FILE, _TITLE, "title: Fair\u200b tolls"),
)
def is_visible(text: TextAt) -> Iterator[Problem]:
    """Find characters that show as nothing, or as a space that isn't the plain one."""

    def invisible(character: str) -> bool:
        category = unicodedata.category(character)
        odd_space = category == "Zs" and character != " "
        return category in _INVISIBLE or odd_space or character in _FILLERS

    yield from _first(text, invisible, "invisible", "delete it")


@text_rule(
    "IPP503",
    "Chinese is written with characters and not with radicals",
    why="Radicals look like characters, survive normalization and are found by no search.",
    fix="Type the character.",
    example=Example("records/document.yaml", "notice_title_zh: 河", "notice_title_zh: ⽔"),
)
def has_no_radicals(text: TextAt) -> Iterator[Problem]:
    """Find characters of the blocks of radicals."""
    yield from _first(
        text, lambda c: "\u2e80" <= c <= "\u2fdf", "a radical", "type the character itself"
    )


@text_rule(
    "IPP504",
    "Full-width forms stand only in Chinese",
    why="In English they are the residue of an input method, and no search finds them.",
    fix="Use the plain form.",
    example=Example(_FILE, _TITLE, "title: Fair tolls（all）"),
)
def is_half_width(text: TextAt) -> Iterator[Problem]:
    """Find full-width forms and Chinese punctuation outside Chinese fields."""

    def wide(character: str) -> bool:
        return "\u3001" <= character <= "\u303f" or "\uff01" <= character <= "\uffee"

    if not text.chinese:
        yield from _first(text, wide, "a full-width form", "use the plain form")


@text_rule(
    "IPP505",
    "Spaces stand single and between words",
    why="A space at an end or a second one in a row can't be seen, and breaks look-ups.",
    fix="Delete the space.",
    example=Example(_FILE, _TITLE, "title: Fair  tolls"),
)
def is_spaced_plainly(text: TextAt) -> Iterator[Problem]:
    """Find spaces at either end and several in a row."""
    if found := re.search("^ | $|  ", text.text):
        message = f"character {found.start() + 1} is a space too many"
        yield Problem(text.place, message, text.record, "delete it")


@text_rule(
    "IPP506",
    "No text is a formula",
    why="A spreadsheet runs a cell that begins like a formula.",
    fix="Begin with a word.",
    example=Example(_FILE, _TITLE, "title: =Fair tolls"),
)
def is_no_formula(text: TextAt) -> Iterator[Problem]:
    """Find texts that begin with a character that spreadsheets take for a formula."""
    if text.text[:1] in {"=", "+", "-", "@"}:
        message = f"the text begins with '{text.text[0]}', as formulas do"
        yield Problem(text.place, message, text.record, "begin with a word")


@text_rule(
    "IPP507",
    "Quotes and apostrophes are straight outside Chinese",
    why="Names with two sorts of apostrophe are two names to a program.",
    fix="Use ' and \".",
    example=Example(_FILE, _TITLE, "title: Fair tolls for the people’s roads"),
)
def is_straight(text: TextAt) -> Iterator[Problem]:
    """Find curly quotes outside Chinese fields."""
    if not text.chinese:
        yield from _first(
            text, lambda c: "\u2018" <= c <= "\u201f", "a curly quote", "use a straight one"
        )


@text_rule(
    "IPP508",
    "Letters are Latin or Chinese",
    why="A Greek or Cyrillic letter that looks Latin makes a name that nobody finds.",
    fix="Type the Latin letter.",
    example=Example(_FILE, _TITLE, "title: F\u0430ir tolls"),
)
def is_latin_or_chinese(text: TextAt) -> Iterator[Problem]:
    """Find letters of other scripts."""

    def foreign(character: str) -> bool:
        if character.isascii() or not character.isalpha() or character in _FILLERS:
            return False
        return not unicodedata.name(character, "").startswith(("LATIN", "CJK", "FULLWIDTH"))

    yield from _first(text, foreign, "a letter of another script", "type the Latin letter")
