"""What texts may be made of."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

# Letters and marks that show as nothing although their category is not one of the invisible ones.
FILLERS = {
    *"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0",
    *map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))),
}
FORMULAS = {*"=+-@＝＋－＠"}
_SPACES = re.compile(r"^ | \Z|  ")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_IDEOGRAPH = re.compile("[\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
# What an input method for Chinese leaves: full-width forms and its punctuation; curly quotes too.
_WIDE = "\u2010\u2011\u2018-\u201f\u2212\u3001-\u3006\u3008-\u303f\uff01-\uffee"
_OF_CHINESE = re.compile(f"[{_WIDE}]")
_SCRIPTS = ("LATIN", "CJK UNIFIED", "CJK COMPATIBILITY", "FULLWIDTH LATIN", "IDEOGRAPHIC")


class Fault(NamedTuple):
    """What is wrong with a cell: the code of the rule, and the parts of a finding."""

    code: str
    message: str
    expected: str = ""
    found: str = ""


def all_plain(text: str) -> bool:
    r"""Tell whether no cell of these lines has a character that is odd in any text.

    Those are what :func:`fault` and :func:`writing_fault` find. Of how cells begin and end it knows
    nothing.

    >>> all_plain("48,邮政局\n"), all_plain("48\u200b,\n")
    (True, False)
    """
    if "  " in text or not text.replace("\n", "").isprintable():
        return False
    if text.isascii():
        return True
    beyond = {*"".join(_BEYOND_ASCII.findall(text))}
    if not (beyond.isdisjoint(FILLERS) and unicodedata.is_normalized("NFC", text)):
        return False
    if any(map(_foreign, beyond)):
        return False
    if not any(map(_OF_CHINESE.match, beyond)):
        return True
    cells = text.replace("\n", ",").split(",")
    return all(map(_IDEOGRAPH.search, filter(_OF_CHINESE.search, cells)))


@cache
def _foreign(character: str) -> bool:
    """Tell whether a letter is neither Latin nor Chinese, or a radical, which only looks so.

    >>> [_foreign(one) for one in "a\u0430é河⽔"]
    [False, True, False, False, True]
    """
    if "\u2e80" <= character <= "\u2fdf":
        return True
    if character.isascii() or not character.isalpha():
        return False
    return not unicodedata.name(character, "").startswith(_SCRIPTS)


def fault(cell: str) -> Fault | None:
    r"""Say what is wrong with the characters of a cell, wherever they stand in it.

    >>> fault("a\u202eb").message
    'character 2 is invisible, U+202E RIGHT-TO-LEFT OVERRIDE'
    >>> fault("State Post Bureau")
    """
    for index, character in enumerate(cell, start=1):
        if not character.isprintable() or character in FILLERS:
            what = "a line break" if character in "\r\n" else "invisible"
            message = f"character {index} is {what}, {_named(character)}"
            return Fault("IPP951", message)
    if not unicodedata.is_normalized("NFC", cell):
        composed = unicodedata.normalize("NFC", cell)
        pairs = enumerate(zip(cell, composed, strict=False), start=1)
        index = next((i for i, (a, b) in pairs if a != b), len(composed))
        return Fault("IPP950", f"character {index} is not in normal form C")
    if found := _SPACES.search(cell):
        return Fault("IPP953", f"character {found.start() + 1} is a space too many")
    return None


def writing_fault(cell: str) -> Fault | None:
    r"""Say what is wrong with the letters of a text, which may be in English and in Chinese.

    >>> writing_fault("F\u0430ir tolls").message
    'character 2 is no letter of Latin or Chinese, U+0430 CYRILLIC SMALL LETTER A'
    >>> writing_fault("《岸法》")
    """
    if cell.isascii():
        return None
    for index, character in enumerate(cell, start=1):
        if _foreign(character):
            message = f"character {index} is no letter of Latin or Chinese, {_named(character)}"
            return Fault("IPP954", message)
    found = _OF_CHINESE.search(cell)
    if found and not _IDEOGRAPH.search(cell):
        message = f"character {found.start() + 1} belongs to Chinese, {_named(found[0])}"
        return Fault("IPP955", message)
    return None


def _named(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed')}"
