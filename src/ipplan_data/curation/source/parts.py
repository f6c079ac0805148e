"""A part of the document in one copy: its tokens put together, and what is printed in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from ipplan_data.curation.source.clauses import brackets
from ipplan_data.curation.source.copy import Kind, Line, Token
from ipplan_data.curation.source.normal import digest, normal, origins
from ipplan_data.curation.source.witness import Marker, Name

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN = re.compile(f"[{_HAN}]")
_LATIN = re.compile(r"[A-Za-z]")
_CHINESE_END = re.compile(f"[{_HAN}、，。：；《〈“‘「][“‘]?\\Z")
_CHINESE_BEGIN = re.compile(f"[{_HAN}、，。：；》〉”’」《〈]")
_CUT_WORD = re.compile(r"(\w+)[-‐]\Z")
_LONGEST_WORD = 200
_SHOWN = {Kind.TEXT: "", Kind.SPACE: " "}
_CHINESE_SIGNS = f"{_HAN}、，。：；·《》〈〉“”‘’「」（）()0-9"
_CHINESE_RUN = re.compile(f"[“‘《〈「]?[{_HAN}](?:[{_CHINESE_SIGNS}]*[{_HAN}”’》〉」）])?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a part's text: where it begins there, and the token that it shows."""

    at: int
    token: Token


@dataclass(eq=False)
class Part:
    """A task, a heading, a footnote or another part, in the order of its lines.

    ``label`` is what the witness calls it; ``rows`` hold the tokens of each of its lines.
    """

    label: str
    rows: list[list[Token]] = field(default_factory=list)
    hyphens: Hyphens | None = None
    section: str | None = None

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The tokens that show text or markers, each with its place in ``text``."""
        return tuple(self._assembled[0])

    @cached_property
    def text(self) -> str:
        """The text as it is printed: each line joined to the next, markers left out."""
        return self._assembled[1]

    @cached_property
    def _assembled(self) -> tuple[list[Piece], str]:
        pieces: list[Piece] = []
        text: list[str] = []
        size = 0
        for row in filter(None, map(_trimmed, self.rows)):
            if text:
                size += self._join(text, "".join(piece for _, piece in row))
            for token, piece in row:
                pieces.append(Piece(size, token))
                text.append(piece)
                size += len(piece)
        return pieces, "".join(text)

    def _join(self, text: list[str], after: str) -> int:
        """Join a line to the next, as their ends ask for; tell how the length changes.

        Chinese is joined without a space, and a word that the line's end cut without its hyphen.
        """
        before = _CUT_WORD.search("".join(text[-3:])[-_LONGEST_WORD:])
        following = re.match(r"\w+", after)
        if _CHINESE_END.search("".join(text[-3:])) and _CHINESE_BEGIN.match(after):
            return 0
        if not (before and following):
            text.append(" ")
            return 1
        if self.hyphens is None or self.hyphens.keep(before[1], following[0]):
            return 0
        last = next(index for index in reversed(range(len(text))) if text[index])
        text[last] = text[last][:-1]
        return -1

    @cached_property
    def normal(self) -> str:
        """The normal form of the text."""
        return normal(self.text)

    @cached_property
    def sha256(self) -> str:
        """The digest of the normal form."""
        return digest(self.text)

    @cached_property
    def printed(self) -> str:
        """The text as it is printed, with single spaces."""
        return " ".join(self.text.split())

    def place(self, at: int) -> int:
        """Return where in the copy a place in the text is."""
        index = max(0, bisect_right(self.pieces, at, key=lambda piece: piece.at) - 1)
        piece = self.pieces[index]
        if piece.token.end - piece.token.start != len(piece.token.text):
            return piece.token.start
        return min(piece.token.start + at - piece.at, piece.token.end)

    def cut(self, at: int, label: str) -> Part:
        """Take off what follows a place in the text, as a part of its own."""
        start = self.place(at)
        rest = Part(label, hyphens=self.hyphens)
        kept: list[list[Token]] = []
        for row in self.rows:
            before: list[Token] = []
            after: list[Token] = []
            for token in row:
                if token.end <= start:
                    before.append(token)
                elif token.start >= start:
                    after.append(token)
                else:
                    head, tail = token.cut(start - token.start)
                    before.append(head)
                    after.append(tail)
            kept += [before] if before else []
            rest.rows += [after] if after else []
        self._rewrite(kept)
        return rest

    def mark(self, places: list[tuple[int, str]]) -> None:
        """Turn digits at these places of the text into footnote markers."""
        cuts = [(self.place(at), self.place(at) + len(digits)) for at, digits in places]
        self._rewrite([marked(row, cuts) for row in self.rows])

    def _rewrite(self, changed: list[list[Token]]) -> None:
        self.rows = changed
        for name in ("_assembled", "pieces", "text", "normal", "printed", "_origins", "markers"):
            self.__dict__.pop(name, None)

    @cached_property
    def _origins(self) -> list[int]:
        return origins(self.text)

    def at(self, place: int) -> int:
        """Return how many characters of the normal form stand before a place in the text."""
        return bisect_left(self._origins, place)

    @cached_property
    def markers(self) -> tuple[Marker, ...]:
        """The footnote markers in the part."""
        return tuple(
            Marker(footnote=max(1, int(piece.token.text)), at=self.at(piece.at))
            for piece in self.pieces
            if piece.token.kind is Kind.MARKER
        )

    @cached_property
    def titles(self) -> tuple[Name, ...]:
        """The runs of italics in the part."""
        found: list[tuple[int, int]] = []
        for piece in self.pieces:
            if piece.token.kind is not Kind.TEXT or not piece.token.text.strip():
                continue
            start, end = piece.at, piece.at + len(piece.token.text)
            if not piece.token.italic:
                continue
            if found and not self.text[found[-1][1] : start].strip():
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return tuple(self._name(start, end) for start, end in found)

    @cached_property
    def glosses(self) -> tuple[Name, ...]:
        """The Chinese words in the part, without the brackets around them."""
        if not HAN.search(self.text):
            return ()
        found: list[tuple[int, int]] = []
        place = 0
        for start, end in [*brackets(self.text), (len(self.text), len(self.text))]:
            found += [run.span() for run in _CHINESE_RUN.finditer(self.text, place, start)]
            inner = self.text[start + 1 : end - 1]
            if HAN.search(inner):
                runs = _CHINESE_RUN.finditer(self.text, start + 1, max(start + 1, end - 1))
                whole = not _LATIN.search(inner)
                found += [(start + 1, end - 1)] if whole else [run.span() for run in runs]
            place = end
        return tuple(self._name(start, end) for start, end in found)

    @property
    def without_glosses(self) -> str:
        """The text as it is printed, without Chinese in brackets."""
        kept: list[str] = []
        place = 0
        for start, end in brackets(self.text):
            if HAN.search(self.text, start, end):
                kept += [self.text[place:start], " "]
                place = end
        return " ".join("".join([*kept, self.text[place:]]).split())

    def _name(self, start: int, end: int) -> Name:
        return Name(as_printed=" ".join(self.text[start:end].split()), at=self.at(start))


def _trimmed(row: list[Token]) -> list[tuple[Token, str]]:
    """Return the tokens of a line that show something, without white space at its ends."""
    shown = [
        (token, _SHOWN.get(token.kind) or token.text)
        for token in row
        if token.kind in _SHOWN or token.kind is Kind.MARKER
    ]
    text = "".join(piece for token, piece in shown if token.kind is not Kind.MARKER)
    if not text.strip() and not any(token.kind is Kind.MARKER for token, _ in shown):
        return []
    left, right = len(text) - len(text.lstrip()), len(text.rstrip())
    found: list[tuple[Token, str]] = []
    place = 0
    for token, piece in shown:
        if token.kind is Kind.MARKER:
            found.append((token, ""))
            continue
        start, end = max(left - place, 0), max(right - place, 0)
        if piece[start:end]:
            found.append((token.cut(start)[1] if start else token, piece[start:end]))
        place += len(piece)
    return found


def without_start(row: list[Token], size: int) -> list[Token]:
    """Take the first ``size`` characters of the text that it shows off a line.

    >>> line = [Token(Kind.SPACE, 0, 1), Token(Kind.TEXT, 1, 7, "1.  Go")]
    >>> [token.text for token in without_start(line, 3)]
    [' Go']
    """
    before = " "
    for index, token in enumerate(row):
        if size <= 0:
            return row[index:]
        shown = _SHOWN[token.kind] or token.text if token.kind in _SHOWN else ""
        width = 0
        while width < len(shown) and size > 0:
            size -= not (before.isspace() and shown[width].isspace())
            before = shown[width]
            width += 1
        if token.kind is Kind.TEXT and width < len(token.text):
            return [token.cut(width)[1], *row[index + 1 :]]
    return []


def marked(tokens: list[Token], cuts: list[tuple[int, int]]) -> list[Token]:
    """Turn pieces of tokens, given by their places in the copy in order, into markers.

    >>> marked([Token(Kind.TEXT, 5, 10, "bell1")], [(9, 10)])[1]
    Token(kind=<Kind.MARKER: 'footnote_marker'>, start=9, end=10, text='1', italic=False)
    """
    found: list[Token] = []
    for token in tokens:
        place = token.start
        first, last = bisect_left(cuts, (token.start, 0)), bisect_left(cuts, (token.end, 0))
        for start, end in cuts[first:last] if token.kind is Kind.TEXT else []:
            if place < start:
                found.append(_between(token, place, start))
            found.append(_between(token, start, end)._replace(kind=Kind.MARKER))
            place = end
        if place == token.start:
            found.append(token)
        elif place < token.end:
            found.append(_between(token, place, token.end))
    return found


def _between(token: Token, start: int, end: int) -> Token:
    text = token.text[start - token.start : end - token.start]
    return token._replace(start=start, end=end, text=text)


class Hyphens:
    """Tells from the words of the document whether a hyphen at a line's end is a word's own."""

    def __init__(self, lines: list[Line]) -> None:
        """Take in the words of all lines, but for those that the ends of lines may have cut."""
        self.words: set[str] = set()
        for line in lines:
            self.words.update(word.lower() for word in re.findall(r"[\w-]+", line.text)[1:-1])

    def keep(self, before: str, after: str) -> bool:
        """Return whether the hyphen between two pieces stays.

        >>> Hyphens([]).keep("2020", "2021"), Hyphens([]).keep("Tech", "nology")
        (True, False)
        """
        if not (before[-1].isalpha() and after[0].isalpha()):
            return True
        before, after = before.lower(), after.lower()
        if f"{before}{after}" in self.words:
            return False
        return f"{before}-{after}" in self.words or {before, after} <= self.words
