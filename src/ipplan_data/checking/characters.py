"""What texts may be made of."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Letters and marks that show as nothing although their category is not one of the invisible ones.
FILLERS = {
    *"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0",
    *map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))),
}
FORMULAS = {*"=+-@＝＋－＠"}
_SPACES = re.compile(r"^ | \Z|  ")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


class Fault(NamedTuple):
    """What is wrong with a cell: the code of the rule, and the parts of a finding."""

    code: str
    message: str
    expected: str = ""
    found: str = ""


def all_plain(text: str) -> bool:
    r"""Tell whether no cell of these lines has a character that :func:`fault` finds.

    Of how cells begin and end it knows nothing.

    >>> all_plain("48,邮政局\n"), all_plain("48\u200b,\n")
    (True, False)
    """
    if "  " in text or not text.replace("\n", "").isprintable():
        return False
    if text.isascii():
        return True
    beyond = {*"".join(_BEYOND_ASCII.findall(text))}
    return beyond.isdisjoint(FILLERS) and unicodedata.is_normalized("NFC", text)


def fault(cell: str) -> Fault | None:
    r"""Say what is wrong with the characters of a cell, wherever they stand in it.

    >>> fault("a\u202eb").message
    'character 2 is invisible, U+202E RIGHT-TO-LEFT OVERRIDE'
    >>> fault("State Post Bureau")
    """
    for index, character in enumerate(cell, start=1):
        if not character.isprintable() or character in FILLERS:
            name = unicodedata.name(character, "unnamed")
            what = "a line break" if character in "\r\n" else "invisible"
            message = f"character {index} is {what}, U+{ord(character):04X} {name}"
            return Fault("IPP951", message)
    if not unicodedata.is_normalized("NFC", cell):
        composed = unicodedata.normalize("NFC", cell)
        pairs = enumerate(zip(cell, composed, strict=False), start=1)
        index = next((i for i, (a, b) in pairs if a != b), len(composed))
        return Fault("IPP950", f"character {index} is not in normal form C")
    if found := _SPACES.search(cell):
        return Fault("IPP953", f"character {found.start() + 1} is a space too many")
    return None
