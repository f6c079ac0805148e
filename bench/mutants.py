"""Damage records and witness in every way, one value, line or file at a time, and count what no
rule finds: ``.venv/bin/python bench/mutants.py``.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import re
import shutil
import tempfile
import traceback
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from ipplan_data.curation.pipeline import validate
from ipplan_data.curation.records.syntax import parse
from ipplan_data.curation.source.witness_file import NAME as WITNESS

ROOT = Path(__file__).resolve().parents[1]
Steps = tuple[Any, ...]
Operators = dict[str, Callable[[Any], Any]]


class Mutant(NamedTuple):
    """Damage to the file at ``path``: how, to which field, and where; ``None`` deletes it."""

    kind: str
    operator: str
    what: str
    where: str
    path: str
    change: Callable[[bytes], bytes | None]


def _at(make: Callable[[str], str], wanted: Callable[[str], Any] = str.isalnum) -> Any:
    """Change the wanted character that is nearest to the middle."""

    def damage(text: str) -> str | None:
        found = [at for at, one in enumerate(text) if wanted(one)]
        at = min(found, key=lambda at: abs(2 * at - len(text)), default=None)
        return None if at is None else text[:at] + make(text[at]) + text[at + 1 :]

    return damage


def _like(found: str, other: str) -> Any:
    """Change the middle character of those in ``found`` to the one that looks like it."""
    table = dict(zip(found, other, strict=True))
    return _at(table.__getitem__, table.__contains__)


def _words(make: Callable[[list[str], int], list[str]]) -> Any:
    return lambda text: (
        " ".join(make(text.split(" "), text.count(" ") + 1 >> 1)) if " " in text else None
    )


def _shifted(text: str) -> str:
    number = re.compile("[0-9]{1,15}")
    return number.sub(lambda one: str(int(one[0]) + 1).rjust(len(one[0]), "0"), text, count=1)


def _swapped(text: str) -> str:
    return re.sub(rf"(?s)^(.{{{len(text) // 2}}})(\w)(.)", r"\1\3\2", text)


RADICALS = {unicodedata.normalize("NFKC", chr(one)): chr(one) for one in range(0x2F00, 0x2FD6)}
TEXT: Operators = {
    "letter dropped": _at(lambda _: ""),
    "letter doubled": _at(lambda one: one * 2),
    "letters swapped": _swapped,
    "another letter": _at(lambda one: chr(ord(one) + 1) if chr(ord(one) + 1).isalnum() else "a"),
    "case changed": _at(str.swapcase, lambda one: one.swapcase() != one),
    "all capitals": str.upper,
    "full width": _at(lambda one: chr(ord(one) + 0xFEE0), re.compile("[0-9A-Za-z]").match),
    "digit for letter": _like("loIOSB", "101058"),
    "look-alike": _like("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ"),  # noqa: RUF001
    "similar character": _like("未末己已日曰土士人入大太", "末未已己曰日士土入人太大"),
    "traditional character": _like("国产权识务业动关护发", "國產權識務業動關護發"),
    "radical": _like("".join(RADICALS), "".join(RADICALS.values())),
    "combining accent": _at(lambda one: one + "\u0301", re.compile("[aeiouAEIOU]").match),
    "other quote or hyphen": _like("'\"-", "\u2019\u201d\u2010"),
    **{
        unicodedata.name(one, "tab or line break") + repr(one): _at(lambda old, one=one: old + one)
        for one in "\u200b\u202e\u3164\ufe0f\u00a0\t\n"
    },
    "space at the end": lambda text: text + " ",
    "two spaces": _at(lambda one: one * 2, " ".__eq__),
    "word dropped": _words(lambda words, half: words[:half] + words[half + 1 :]),
    "word doubled": _words(lambda words, _: words[:1] + words),
    "words swapped": _words(lambda words, half: words[half:] + words[:half]),
    "cut": lambda text: text[: len(text) // 2],
    "blank": lambda _: "",
    "only a space": lambda _: " ",
    "formula": lambda text: "=" + text,
    "number shifted by one": _shifted,
}
RETYPED: Operators = {
    "retyped: number": lambda value: int(value) if str(value).isdecimal() else 2020,
    "retyped: text": lambda value: str(value).lower(),
    "retyped: truth": lambda _: True,
    "retyped: nothing": lambda _: None,
    "retyped: list": lambda value: [value],
    "retyped: mapping": lambda value: {"value": value},
}
