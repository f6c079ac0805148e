"""IPP5xx: which characters and words a text may have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from ipplan_data.curation.findings import Finding, Fix, shown
from ipplan_data.curation.records import TextAt
from ipplan_data.curation.rules.registry import Check, Example, Stage, declare_all, rule

# Letters and marks that show as nothing although their category is not one of the invisible ones.
_FILLERS = {
    *"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0",
    *map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))),
}
# Fields that hold an English name and no explanation.
_NAMES = {
    "name", "abbreviation", "printed", "alias", "term", "successor_name", "notice_title",
    "plan_title"
}  # fmt: skip
# Fields that quote the document, which may itself have a word twice.
_QUOTED = {"as_printed", "printed", "correct"}
_TWICE = re.compile(r"\b([a-z]{2,}) \1\b", re.IGNORECASE)
_CURLY = {*"\u2010\u2011\u2212", *map(chr, range(0x2018, 0x2020))}
# How far the full-width forms of ASCII are from it.
_WIDER = 0xFEE0
_PLAIN = dict(zip("\u2018\u2019\u201c\u201d\u2010\u2011\u2212", "''\"\"---", strict=True))
_AGENCIES = "records/agencies.yaml"


def _wrong(
    text: TextAt,
    message: str,
    hint: str = "",
    *,
    found: str | None = None,
    expected: str | None = None,
    right: str | None = None,
) -> Finding:
    """Return a finding about a text; ``right`` is what the whole of it should be, where certain."""
    fix = None if right is None else Fix.within(text.place, text.raw, text.text, right)
    found = text.text if found is None else found
    return Finding("", text.place, message, text.record, hint, found, expected, fix=fix)


def _title(title: str) -> Example:
    """Return an example: a title in place of one in the invented plan."""
    return Example("records/tasks/II.yaml", "title: Fair tolls", f"title: {title}")


@rule("IPP501", _title("Fai\u0301r tolls"), stage=Stage.TEXT)
def is_composed(text: TextAt) -> Iterator[Finding]:
    """Text is in Unicode normalization form C.

    A search for one spelling of a letter does not find the other. Fix: Type the letter as one
    character.
    """
    if not unicodedata.is_normalized("NFC", text.text):
        right = unicodedata.normalize("NFC", text.text)
        pairs = enumerate(zip(text.text, right, strict=False))
        at = next((i for i, (a, b) in pairs if a != b), min(len(text.text), len(right)))
        message = f"character {at + 1} is not in normalization form C"
        found, expected = text.text[at : at + 1], right[at : at + 1]
        yield _wrong(text, message, found=found, expected=expected, right=right)


def _characters(
    wrong: Callable[[str], bool],
    what: str,
    right: Callable[[str], str] = str,
    *,
    in_chinese: bool = True,
) -> Check:
    """Return the check that a text has no ``wrong`` character; the first one is reported.

    ``right`` gives what to type for a character, where that is certain.
    """

    def check(text: TextAt) -> Iterator[Finding]:
        # No rule is about printable ASCII, which most texts are made of.
        if (text.text.isascii() and text.text.isprintable()) or (text.chinese and not in_chinese):
            return
        at = next((at for at, one in enumerate(text.text) if wrong(one)), None)
        if at is not None:
            found = text.text[at]
            name = unicodedata.name(found, "unnamed")
            message = f"character {at + 1} is {what}: U+{ord(found):04X} {name}"
            hint = "type the text on one line" if "\n" in text.text else ""
            one, whole = right(found), "".join(map(right, text.text))
            expected = None if any(map(wrong, one)) else one
            fixed = None if any(map(wrong, whole)) else whole
            yield _wrong(text, message, hint, found=found, expected=expected, right=fixed)

    return check


def _visible(character: str) -> str:
    """Make an odd space plain, and leave out what only directs how others are set."""
    return {"Zs": " ", "Cf": ""}.get(unicodedata.category(character), character)


def _foreign(character: str) -> bool:
    if character.isascii() or not character.isalpha() or character in _FILLERS:
        return False
    return not unicodedata.name(character, "").startswith(("LATIN", "CJK", "FULLWIDTH"))


declare_all(
    """
IPP502 Every character is visible.
With invisible or bidirectional characters, equal texts differ and different ones look alike. Fix:
Delete the character; use plain spaces.

IPP503 Chinese is written with characters and not with radicals.
Radicals look like characters, survive normalization and are found by no search. Fix: Type the
character itself.

IPP504 Full-width forms are used in Chinese only.
In English an input method has left them, and no search finds them. Fix: Use the plain form.

IPP507 Quotes, apostrophes and hyphens are plain outside Chinese.
To a program, names with two sorts of apostrophe or hyphen are two names. Fix: Use ' and " and -.

IPP508 Letters are Latin or Chinese.
Nobody finds a name with a Greek or Cyrillic letter that looks Latin. Fix: Type the Latin letter.
""",
    {
        "IPP502": _title("Fair\u3164 tolls"),
        "IPP503": ("records/document.yaml", "notice_title_zh: 河", "notice_title_zh: ⽔河"),
        "IPP504": _title("Fair、 tolls"),
        "IPP507": _title("Fair\u2010tolls"),
        "IPP508": _title("F\u0430ir tolls"),
    },
    Stage.TEXT,
    {
        # All spaces but the plain one, controls, formats and what isn't assigned don't print.
        "IPP502": _characters(
            lambda one: not one.isprintable() or one in _FILLERS, "invisible", _visible
        ),
        "IPP503": _characters(lambda one: "\u2e80" <= one <= "\u2fdf", "a radical"),
        "IPP504": _characters(
            lambda one: "\u3001" <= one <= "\u303f" or "\uff01" <= one <= "\uffee",
            "a full-width form",
            lambda one: chr(ord(one) - _WIDER) if "\uff01" <= one <= "\uff5e" else one,
            in_chinese=False,
        ),
        "IPP507": _characters(
            _CURLY.__contains__,
            "not a plain quote or hyphen",
            lambda one: _PLAIN.get(one, one),
            in_chinese=False,
        ),
        "IPP508": _characters(_foreign, "a letter of another script"),
    },
)


@rule("IPP505", _title('" Fair tolls"'), stage=Stage.TEXT)
def is_spaced_plainly(text: TextAt) -> Iterator[Finding]:
    """Spaces are single and between words.

    A space at an end, or a second one in a row, can't be seen and breaks look-ups. Fix: Delete
    the space.
    """
    if found := re.search("^ | $|  ", text.text):
        right = re.sub(" +", " ", text.text).strip(" ")
        message = f"character {found.start() + 1} is an extra space"
        yield _wrong(text, message, found=found[0], expected=found[0][1:], right=right)


@rule("IPP506", _title("+Fair tolls"), stage=Stage.TEXT)
def is_no_formula(text: TextAt) -> Iterator[Finding]:
    """No text is a formula.

    A spreadsheet runs a cell that begins like a formula. Fix: Begin with a word.
    """
    if text.text[:1] in {*"=+-@＝＋－＠"}:
        message = f"the text begins with '{text.text[0]}', as formulas do"
        yield _wrong(text, message, found=text.text[0])


@rule("IPP509", (_AGENCIES, "name_zh: 河务部", "name_zh: Hewubu"), stage=Stage.TEXT)
def is_in_its_language(text: TextAt) -> Iterator[Finding]:
    """Chinese fields contain Chinese, and English names contain none.

    Nobody finds a name in the field of the other language. Fix: Move the name to the field of
    its language.
    """
    chinese = not text.text.isascii() and any(
        unicodedata.name(character, "").startswith("CJK UNI") for character in text.text
    )
    if text.chinese and not chinese:
        yield _wrong(text, f"'{text.field}' has no Chinese character")
    if chinese and not text.chinese and text.field in _NAMES:
        yield _wrong(text, f"'{text.field}' has a Chinese character")


@rule("IPP510", _title("Fair fair tolls"), stage=Stage.TEXT)
def is_said_once(text: TextAt) -> Iterator[Finding]:
    """No word is repeated.

    A repeated word is a typing error, and searches for the phrase miss it. Fix: Delete the
    second word.
    """
    found = None if text.field in _QUOTED else _TWICE.search(text.text)
    if found:
        yield _wrong(text, f"{shown(found[1])} is repeated", found=found[0])
