"""IPP5xx: what texts may be made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from ipplan_data.curation.findings import shown
from ipplan_data.curation.records import TextAt
from ipplan_data.curation.rules.registry import Example, Problem, text_rule

# Letters and marks that show as nothing although their category is not one of the invisible ones.
_FILLERS = {
    *"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0",
    *map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))),
}
# Fields that hold one name and no explanation, where English is meant.
_NAMES = {
    "name",
    "abbreviation",
    "printed",
    "alias",
    "term",
    "successor_name",
    "notice_title",
    "plan_title",
}
# Fields that quote the document, which may itself have a word twice.
_QUOTED = {"as_printed", "printed", "correct"}
_TWICE = re.compile(r"\b([a-z]{2,}) \1\b", re.IGNORECASE)
# How far the full-width forms of ASCII are from it.
_WIDER = 0xFEE0
_PLAIN = dict(zip("\u2018\u2019\u201c\u201d\u2010\u2011\u2212", "''\"\"---", strict=True))
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_FILE = "records/tasks/II.yaml"
_TITLE = "title: Fair tolls"


def _first(
    text: TextAt,
    wrong: Callable[[str], bool],
    what: str,
    hint: str,
    right: Callable[[str], str] = str,
) -> Iterator[Problem]:
    """Report the first character that is wrong, once for each text.

    ``right`` gives what stands for a wrong character, where that is certain. Printable ASCII is
    never wrong, which spares looking at most texts letter by letter.
    """
    if text.text.isascii() and text.text.isprintable():
        return
    for index, character in enumerate(text.text, start=1):
        if wrong(character):
            name = unicodedata.name(character, "unnamed")
            message = f"character {index} is {what}, U+{ord(character):04X} {name}"
            mended = "".join(map(right, text.text))
            plain = right(character)
            expected = None if any(map(wrong, plain)) else plain
            fix = None if any(map(wrong, mended)) else text.mended(mended)
            yield Problem(text.place, message, text.record, hint, character, expected, fix=fix)
            return


def _seen(character: str) -> str:
    """Make an odd space plain, and leave out what only directs how others are set."""
    return {"Zs": " ", "Cf": ""}.get(unicodedata.category(character), character)


def _narrow(character: str) -> str:
    return chr(ord(character) - _WIDER) if "\uff01" <= character <= "\uff5e" else character


@text_rule(
    "IPP501",
    "Text is in Unicode normal form C",
    why="Two spellings of the same letter are not found by the same search.",
    fix="Type the letter as one character.",
    examples=(Example(_FILE, _TITLE, "title: Fai\u0301r tolls"),),
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
    hint, fix = "type it as one character", text.mended(composed)
    found, expected = text.text[index : index + 1], composed[index : index + 1]
    yield Problem(text.place, message, text.record, hint, found, expected, fix=fix)


@text_rule(
    "IPP502",
    "Every character can be seen",
    why="Invisible and bidirectional characters make equal things differ and different ones alike.",
    fix="Delete the character; use plain spaces.",
    examples=(
        Example(_FILE, _TITLE, "title: Fair\u3164 tolls"),
        Example(_FILE, _TITLE, "title: Fair\U000e0100 tolls"),
        Example(_FILE, _TITLE, "title: Fair\u00a0tolls"),
        Example(_FILE, _TITLE, "title: |\n    Fair tolls"),
        Example(_FILE, _TITLE, "title: Fair\u200b tolls"),
    ),
)
def is_visible(text: TextAt) -> Iterator[Problem]:
    """Find characters that show as nothing, or as a space that isn't the plain one."""

    def invisible(character: str) -> bool:
        category = unicodedata.category(character)
        odd_space = category == "Zs" and character != " "
        return category in _INVISIBLE or odd_space or character in _FILLERS

    hint = "type the text in one line" if "\n" in text.text else "delete it"
    yield from _first(text, invisible, "invisible", hint, _seen)


@text_rule(
    "IPP503",
    "Chinese is written with characters and not with radicals",
    why="Radicals look like characters, survive normalization and are found by no search.",
    fix="Type the character.",
    examples=(Example("records/document.yaml", "notice_title_zh: 河", "notice_title_zh: ⽔河"),),
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
    examples=(
        Example(_FILE, _TITLE, "title: Fair、 tolls"),
        Example(_FILE, _TITLE, "title: Fair tolls（all）"),
    ),
)
def is_half_width(text: TextAt) -> Iterator[Problem]:
    """Find full-width forms and Chinese punctuation outside Chinese fields."""

    def wide(character: str) -> bool:
        return "\u3001" <= character <= "\u303f" or "\uff01" <= character <= "\uffee"

    if not text.chinese:
        yield from _first(text, wide, "a full-width form", "use the plain form", _narrow)


@text_rule(
    "IPP505",
    "Spaces stand single and between words",
    why="A space at an end or a second one in a row can't be seen, and breaks look-ups.",
    fix="Delete the space.",
    examples=(
        Example(_FILE, _TITLE, 'title: " Fair tolls"'),
        Example(_FILE, _TITLE, 'title: "Fair tolls "'),
        Example(_FILE, _TITLE, "title: Fair  tolls"),
    ),
)
def is_spaced_plainly(text: TextAt) -> Iterator[Problem]:
    """Find spaces at either end and several in a row."""
    if found := re.search("^ | $|  ", text.text):
        message = f"character {found.start() + 1} is a space too many"
        fix = text.mended(re.sub(" +", " ", text.text).strip(" "))
        spaces, right = found[0], found[0][1:]
        yield Problem(text.place, message, text.record, "delete it", spaces, right, fix=fix)


@text_rule(
    "IPP506",
    "No text is a formula",
    why="A spreadsheet runs a cell that begins like a formula.",
    fix="Begin with a word.",
    examples=(
        Example(_FILE, _TITLE, "title: +Fair tolls"),
        Example(_FILE, _TITLE, "title: -Fair tolls"),
        Example(_FILE, _TITLE, 'title: "@Fair tolls"'),
        Example("records/agencies.yaml", "name_zh: 河务部", "name_zh: ＝河务部"),
        Example(_FILE, _TITLE, "title: =Fair tolls"),
    ),
)
def is_no_formula(text: TextAt) -> Iterator[Problem]:
    """Find texts that begin with a character that spreadsheets take for a formula."""
    if text.text[:1] in {*"=+-@＝＋－＠"}:
        message = f"the text begins with '{text.text[0]}', as formulas do"
        hint = "begin with a word"
        yield Problem(text.place, message, text.record, hint, found=text.text[0])


@text_rule(
    "IPP507",
    "Quotes, apostrophes and hyphens are plain outside Chinese",
    why="Names with two sorts of apostrophe or hyphen are two names to a program.",
    fix="Use ' and \" and -.",
    examples=(
        Example(_FILE, _TITLE, "title: Fair\u2010tolls"),
        Example(_FILE, _TITLE, "title: Fair tolls for the people’s roads"),
    ),
)
def is_straight(text: TextAt) -> Iterator[Problem]:
    """Find curly quotes and special hyphens outside Chinese fields."""
    if not text.chinese:
        odd = {*"\u2010\u2011\u2212", *map(chr, range(0x2018, 0x2020))}
        what, hint = "no plain quote or hyphen", "use the plain one"
        yield from _first(text, odd.__contains__, what, hint, lambda c: _PLAIN.get(c, c))


@text_rule(
    "IPP508",
    "Letters are Latin or Chinese",
    why="A Greek or Cyrillic letter that looks Latin makes a name that nobody finds.",
    fix="Type the Latin letter.",
    examples=(Example(_FILE, _TITLE, "title: F\u0430ir tolls"),),
)
def is_latin_or_chinese(text: TextAt) -> Iterator[Problem]:
    """Find letters of other scripts."""

    def foreign(character: str) -> bool:
        if character.isascii() or not character.isalpha() or character in _FILLERS:
            return False
        return not unicodedata.name(character, "").startswith(("LATIN", "CJK", "FULLWIDTH"))

    yield from _first(text, foreign, "a letter of another script", "type the Latin letter")


@text_rule(
    "IPP509",
    "Chinese fields hold Chinese, and English names none",
    why="Names in the wrong column are found by nobody who looks for them.",
    fix="Put the name where its language belongs.",
    examples=(
        Example("records/agencies.yaml", "name_zh: 河务部", "name_zh: Hewubu"),
        Example("records/agencies.yaml", "name: Crown\n", "name: Crown 王\n"),
        Example("records/agencies.yaml", "Waterways Office, language: en", "Weir, language: zh"),
    ),
)
def is_in_its_language(text: TextAt) -> Iterator[Problem]:
    """Find Chinese fields without a Chinese character, and English names with one."""
    chinese = not text.text.isascii() and any(
        unicodedata.name(character, "").startswith("CJK UNI") for character in text.text
    )
    if text.chinese and not chinese:
        message = f"'{text.field}' has no Chinese character"
        yield Problem(text.place, message, text.record, found=text.text)
    if chinese and not text.chinese and text.field in _NAMES:
        message = f"'{text.field}' has a Chinese character"
        yield Problem(text.place, message, text.record, found=text.text)


@text_rule(
    "IPP510",
    "No word stands twice in a row",
    why="A word that is typed twice is a slip, and splits what is searched for.",
    fix="Delete the second one.",
    examples=(
        Example(_FILE, _TITLE, "title: Fair fair tolls"),
        Example("records/entities.yaml", "name: toll fair\n", "name: toll toll fair\n"),
    ),
)
def is_said_once(text: TextAt) -> Iterator[Problem]:
    """Find words that follow themselves, whatever the case, outside of quotations."""
    found = None if text.field in _QUOTED else _TWICE.search(text.text)
    if found:
        message = f"{shown(found[1])} stands twice in a row"
        yield Problem(text.place, message, text.record, found=found[0])
