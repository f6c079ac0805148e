"""Damages to one value: each gives another value, or nothing where it has nothing to change."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

# Letters of other scripts that look like Latin ones, and digits that do.
_CYRILLIC = dict(zip("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ", strict=True))
_DIGITS = dict(zip("loIOSB", "101058", strict=True))
# Characters that are easily taken for each other, and the same in traditional writing.
_SIMILAR = dict(zip("未末己已日曰土士人入大太", "末未已己曰日士土入人太大", strict=True))
_TRADITIONAL = dict(zip("国产权识务业动关护发", "國產權識務業動關護發", strict=True))
_PLAIN = {"'": "\u2019", '"': "\u201d", "-": "\u2010"}
_COMPATIBLE = {unicodedata.normalize("NFC", chr(one)): chr(one) for one in range(0xF900, 0xFAFF)}
_RADICALS = {unicodedata.normalize("NFKC", chr(one)): chr(one) for one in range(0x2F00, 0x2FD6)}
_DIGITS_KEPT = 15
_NUMBER = re.compile(r"[0-9]+")

Operator = Callable[[Any], Any]


def _middle(text: str, wanted: Callable[[str], bool] = str.isalnum) -> int | None:
    """Give the place of such a character that is nearest to the middle."""
    places = [place for place, one in enumerate(text) if wanted(one)]
    return min(places, key=lambda place: abs(2 * place - len(text)), default=None)


def _at_middle(make: Callable[[str], str], wanted: Callable[[str], bool] = str.isalnum) -> Operator:
    """Put something in the place of one character."""

    def damage(text: str) -> str | None:
        place = _middle(text, wanted)
        return None if place is None else text[:place] + make(text[place]) + text[place + 1 :]

    return damage


def _like(table: dict[str, str]) -> Operator:
    """Put another character in the place of the first that a table has."""
    return _at_middle(table.__getitem__, table.__contains__)


def _inserted(what: str) -> Operator:
    return _at_middle(lambda one: one + what)


def _next_letter(one: str) -> str:
    following = chr(ord(one) + 1)
    return following if following.isalnum() else "a"


def _swapped(text: str) -> str | None:
    place = _middle(text)
    if place is None or place + 1 >= len(text) or text[place] == text[place + 1]:
        return None
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def _words(make: Callable[[list[str]], list[str]]) -> Operator:
    def damage(text: str) -> str | None:
        words = text.split(" ")
        return " ".join(make(words)) if len(words) > 1 else None

    return damage


def _two_swapped(words: list[str]) -> list[str]:
    half = len(words) // 2
    return [*words[: half - 1], words[half], words[half - 1], *words[half + 1 :]]


def _shifted(by: int) -> Operator:
    """Add to the first number in a text."""

    def damage(text: str) -> str | None:
        found = _NUMBER.search(text)
        if found is None or len(found[0]) > _DIGITS_KEPT or int(found[0]) + by < 0:
            return None
        number = str(int(found[0]) + by).rjust(len(found[0]), "0")
        return text[: found.start()] + number + text[found.end() :]

    return damage


_LETTERS: dict[str, Operator] = {
    "letter dropped": _at_middle(lambda _: ""),
    "letter doubled": _at_middle(lambda one: one * 2),
    "letters swapped": _swapped,
    "another letter": _at_middle(_next_letter),
    "case changed": _at_middle(str.swapcase, lambda one: one.swapcase() != one),
    "all capitals": str.upper,
    "full width": _at_middle(
        lambda one: chr(ord(one) + 0xFEE0), lambda one: "!" <= one <= "~" and one.isalnum()
    ),
    "digit for letter": _like(_DIGITS),
    "look-alike of another script": _like(_CYRILLIC),
    "similar character": _like(_SIMILAR),
    "traditional character": _like(_TRADITIONAL),
    "compatibility character": _like(_COMPATIBLE),
    "radical": _like(_RADICALS),
    "combining accent": _at_middle(lambda one: one + "\u0301", lambda one: one in "aeiouAEIOU"),
    "other quote or hyphen": _like(_PLAIN),
}
_INVISIBLE: dict[str, Operator] = {
    "zero-width space": _inserted("\u200b"),
    "direction mark": _inserted("\u202e"),
    "filler": _inserted("\u3164"),
    "variation selector": _inserted("\ufe0f"),
    "no-break space": _inserted("\u00a0"),
    "tab": _inserted("\t"),
    "line break": _inserted("\n"),
    "space at the end": lambda text: text + " ",
    "two spaces": _at_middle(lambda one: one * 2, " ".__eq__),
}
_WHOLE: dict[str, Operator] = {
    "word dropped": _words(
        lambda words: [*words[: len(words) // 2], *words[len(words) // 2 + 1 :]]
    ),
    "word doubled": _words(lambda words: [words[0], *words]),
    "words swapped": _words(_two_swapped),
    "cut": lambda text: text[: len(text) // 2],
    "blank": lambda _: "",
    "only a space": lambda _: " ",
    "formula": lambda text: "=" + text,
    "formula with a sign": lambda text: "@" + text,
    "number shifted by one": _shifted(1),
}
TEXT = {**_LETTERS, **_INVISIBLE, **_WHOLE}

RETYPED: dict[str, Operator] = {
    "retyped: number": lambda value: int(value) if str(value).isdecimal() else 2020,
    "retyped: text": lambda value: str(value).lower(),
    "retyped: truth": lambda _: True,
    "retyped: nothing": lambda _: None,
    "retyped: list": lambda value: [value],
    "retyped: mapping": lambda value: {"value": value},
}
NUMBER: dict[str, Operator] = {
    "one more": lambda value: value + 1,
    "one less": lambda value: value - 1,
    "digit doubled": lambda value: int(f"{value}{value % 10}"),
    "zero": lambda _: 0,
    "negative": lambda value: -value,
    "huge": lambda value: value + 10**17,
    "decimal": float,
}
TRUTH: dict[str, Operator] = {
    "turned": lambda value: not value,
    "retyped: number": int,
}


def operators(value: Any) -> dict[str, Operator]:
    """Give the damages that a value of its type can suffer, typed otherwise among them.

    >>> operators(True)["turned"](True)
    False
    """
    if isinstance(value, bool):
        return {**RETYPED, **TRUTH}
    if isinstance(value, int):
        return {**NUMBER, **RETYPED}
    return {**TEXT, **RETYPED} if isinstance(value, str) else RETYPED


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are the same, and of the same type.

    >>> same([1], [1.0]), same({"a": 1, "b": 2}, {"b": 2, "a": 1})
    (False, True)
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)
