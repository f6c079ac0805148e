"""The numerals of headings: I. of a part and (i) of a section, with the ids they give."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_FORMS = (
    re.compile(r"([IVXLCDM]{1,9})\s*[.．、](?=\s|[^\W\d_])\s*(?=\S)"),
    re.compile(r"[(（]([ivxlcdm]{1,9})[)）]\s*(?=\S)"),
)


def roman(number: int) -> str:
    """Return a number in small Roman numerals.

    >>> roman(14)
    'xiv'
    """
    digits = ""
    for value, digit in _ROMAN:
        count, number = divmod(number, value)
        digits += digit * count
    return digits


def is_numeral(text: str) -> bool:
    """Return whether a text is a Roman numeral.

    >>> is_numeral("XIV"), is_numeral("MIIT")
    (True, False)
    """
    return bool(re.fullmatch("[IVXLCDM]+", text))


def _numeral(level: int, number: int) -> str:
    return roman(number) if level else roman(number).upper()


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that begins like a heading.

    ``level`` counts from 0, ``size`` is how many characters the numeral and what follows it take,
    ``expected`` the numeral that is next in turn there.
    """

    level: int
    size: int
    printed: str
    expected: str


class Outline:
    """Counts headings, so that it is known which numeral comes next at each level."""

    def __init__(self) -> None:
        """Begin before the first heading."""
        self._counts: list[int] = []

    @property
    def current(self) -> str | None:
        """The id of the last heading, such as ``II.iii``."""
        if not self._counts:
            return None
        return ".".join(_numeral(level, number) for level, number in enumerate(self._counts))

    def begins(self, text: str) -> Numbered | None:
        """Return whether a line begins like a heading; first choice is the one next in turn.

        >>> Outline().begins("I. Rivers")
        Numbered(level=0, size=3, printed='I', expected='I')
        """
        found = []
        for level, form in enumerate(_FORMS[: len(self._counts) + 1]):
            if match := form.match(text):
                count = self._counts[level] if level < len(self._counts) else 0
                expected = _numeral(level, count + 1)
                found.append(Numbered(level, match.end(), match[1], expected))
        found.sort(key=lambda one: one.printed != one.expected)
        return found[0] if found else None

    def enter(self, level: int) -> str:
        """Count a heading of a level, and give its id."""
        counts = [*self._counts[: level + 1], 0][: level + 1]
        counts[level] += 1
        self._counts = counts
        return str(self.current)
