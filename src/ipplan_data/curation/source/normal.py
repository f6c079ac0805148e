"""The normal form: the same characters for every copy of a text, however it was set.

Markup, footnote markers, numbering and furniture are no part of it. From what remains, in this
order:

1. Unicode's canonical composition (NFC).
2. White space goes, and with it characters that show nothing (the soft hyphen, zero-width
   characters, marks of direction, the byte order mark) and the backslash, which the document has
   only in addresses, as an artifact of a conversion.
3. Quotation marks and apostrophes become straight, full-width forms of ASCII become ASCII, Latin
   ligatures their letters, and the two other signs for a hyphen a hyphen.
4. A hyphen between two letters goes: at the end of a line nobody can tell whether it belongs to the
   word. Beside a digit it stays, since no line is broken there with a hyphen of its own.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote

_FOLDED = {
    **dict.fromkeys("‘’‚‛′＇", "'"),
    **dict.fromkeys("“”„‟″＂", '"'),
    **dict.fromkeys("‐‑", "-"),
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
}
_OPENING, _CLOSING = ("“", '"', "《"), ("”", '"', "》")
_SHOWS_NOTHING = (
    "\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff\\"
)
# The ideographic space is the last; looking through all of Unicode takes a tenth of a second.
_LAST_SPACE = 0x3000
_SPACES = [chr(code) for code in range(_LAST_SPACE + 1) if chr(code).isspace()]
_TABLE = str.maketrans({**_FOLDED, **dict.fromkeys([*_SPACES, *_SHOWS_NOTHING], "")})
MOST_MARKS = 30
_BETWEEN = re.compile(r"(?<=\w)-(?=\w)")


def normal(text: str) -> str:
    r"""Return the normal form of a text.

    >>> normal("the “re-\nexamination” of 2020-2021")
    'the"reexamination"of2020-2021'
    >>> normal('the "re-examination" of 2020-2021')
    'the"reexamination"of2020-2021'
    """
    if text.isascii():
        return _joined(text.translate(_TABLE))
    for step in (_nfc, _translated, _nfc, _joined):
        text = step(text)
    return _nfc(text)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _translated(text: str) -> str:
    return text.translate(_TABLE)


def _joined(text: str) -> str:
    return _BETWEEN.sub(lambda hyphen: "" if _in_word(hyphen) else "-", text)


def _in_word(hyphen: re.Match[str]) -> bool:
    before, after = hyphen.string[hyphen.start() - 1], hyphen.string[hyphen.end()]
    return before.isalpha() and after.isalpha()


def stacks(text: str) -> bool:
    r"""Return whether more marks combine with one letter than any writing has.

    >>> stacks("e\u0301" * 99), stacks("e" + " \u0301" * 99)
    (False, True)
    """
    marks = "".join(letter for letter in set(text) if unicodedata.combining(letter))
    pattern = f"[{marks}]{{{MOST_MARKS + 1}}}"
    return bool(marks) and re.search(pattern, _translated(text)) is not None


def digest(text: str) -> str:
    r"""Return the SHA-256 of a text's normal form, in hexadecimal digits.

    >>> digest("a b") == digest("a\nb")
    True
    """
    return hashlib.sha256(normal(text).encode()).hexdigest()


def address_digest(url: str) -> str:
    """Return the SHA-256 of an address, the same however its characters are percent-encoded.

    >>> address_digest("https://example.org/a%2Db") == address_digest("https://example.org/a-b")
    True
    """
    return hashlib.sha256(unquote(url).encode()).hexdigest()


def unquoted(text: str) -> str:
    """Take off the quotation marks, or the marks of a title, that a text stands in as a whole.

    >>> unquoted("“剑网”"), unquoted("《岸法》"), unquoted("“放”“管”")
    ('剑网', '岸法', '“放”“管”')
    """
    inner = text[1:-1]
    quoted = text[:1] in _OPENING and text[-1:] in _CLOSING
    return inner if quoted and not set(inner) & {*_OPENING, *_CLOSING} else text


def origins(text: str) -> list[int]:
    """Return for each character of the normal form which character of the text it comes from.

    >>> origins("a - 1 b")
    [0, 2, 4, 6]
    """
    if text.isascii():
        shown = [place for place, letter in enumerate(text) if letter.translate(_TABLE)]
        hyphens = _BETWEEN.finditer(text.translate(_TABLE))
        unshown = {hyphen.start() for hyphen in hyphens if _in_word(hyphen)}
        return [place for index, place in enumerate(shown) if index not in unshown]
    pairs = _composed((letter, place) for place, letter in enumerate(text))
    pairs = _composed((new, place) for letter, place in pairs for new in _translated(letter))
    whole = "".join(letter for letter, _ in pairs)
    gone = {match.start() for match in _BETWEEN.finditer(whole) if _in_word(match)}
    kept = _composed(pair for index, pair in enumerate(pairs) if index not in gone)
    return [place for _, place in kept]


def _composed(letters: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Compose letters that know their place; a cluster comes from where its base stands."""
    clusters: list[tuple[list[str], int]] = []
    for letter, place in letters:
        if clusters and _combines(clusters[-1][0], letter):
            clusters[-1][0].append(letter)
        else:
            clusters.append(([letter], place))
    return [(new, place) for cluster, place in clusters for new in _nfc("".join(cluster))]


def _combines(cluster: list[str], letter: str) -> bool:
    """Return whether a letter is a mark, or makes another letter of those before it."""
    if letter.isascii():
        return False
    if unicodedata.combining(unicodedata.normalize("NFD", letter)[0]):
        return True
    before = "".join(cluster)
    return _nfc(before + letter) != _nfc(before) + _nfc(letter)
