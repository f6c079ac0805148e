"""Reads a file once, block by block: its size and digest, and the lines of a text."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from ipplan_data.package_check.findings import Finding, Findings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK = 1 << 19
LONGEST = 1 << 20  # bytes of a line
_BOM = b"\xef\xbb\xbf"


class Lines(NamedTuple):
    """Some lines in a row; ``first`` is the number of the first, ``text`` all of them as one."""

    first: int
    lines: list[str]
    text: str


class Source:
    """A file: after its lines were read, its size and digest, and whether all could be read."""

    def __init__(self, path: Path, name: str, findings: Findings) -> None:
        """Open nothing yet; ``name`` is the path in the package."""
        self._path, self._name, self._findings = path, name, findings
        self._digest = hashlib.sha256()
        self.size = 0
        self.whole = True

    @property
    def digest(self) -> str:
        """The SHA-256 of what was read."""
        return self._digest.hexdigest()

    def digested(self) -> Source:
        """Read the file for its size and digest alone."""
        for _ in self._blocks():
            pass
        return self

    def __iter__(self) -> Iterator[Lines]:
        """Give all lines, and tell what is wrong with the file as a text.

        Where it is no text, or a line is huge, no more lines are given.
        """
        number, rest = 1, b""
        for block in self._blocks():
            if not self.whole:
                continue
            if number == 1 and not rest and block.startswith(_BOM):
                self._tell("IPP921", "the file begins with a byte order mark", 1, 1)
                block = block[len(_BOM) :]  # noqa: PLW2901 - the rest is read as without
            cut = block.rfind(b"\n") + 1
            if not cut:
                rest += block
                if len(rest) > LONGEST:
                    self._huge(number)
                continue
            found = self._text(rest + block[:cut], number)
            rest = block[cut:]
            if found:
                number += len(found.lines)
                yield found
        if rest and self.whole and (found := self._text(rest + b"\n", number)):
            self._tell("IPP923", "the last line has no line feed", number)
            yield found

    def _blocks(self) -> Iterator[bytes]:
        with self._path.open("rb", buffering=0) as file:
            while block := file.read(BLOCK):
                self._digest.update(block)
                self.size += len(block)
                yield block

    def _text(self, data: bytes, number: int) -> Lines | None:
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start)
            column = error.start - data.rfind(b"\n", 0, error.start)
            found = f"0x{data[error.start]:02X}"
            self._tell("IPP920", "this byte is not UTF-8", number + line, column, found)
            self.whole = False
            return None
        if "\r\n" in text:
            line = text.count("\n", 0, text.index("\r\n"))
            self._tell("IPP922", "the line ends with CR and LF", number + line)
            text = text.replace("\r\n", "\n")
        lines = text.split("\n")
        lines.pop()
        if len(text) > LONGEST and max(map(len, lines)) > LONGEST:
            self._huge(number + [len(line) > LONGEST for line in lines].index(True))
            return None
        return Lines(number, lines, text)

    def _huge(self, number: int) -> None:
        self._tell("IPP926", f"the line has more than {LONGEST:,} bytes", number)
        self.whole = False

    def _tell(self, code: str, message: str, line: int, column: int = 1, found: str = "") -> None:
        self._findings.add(Finding(code, self._name, message, line, column, found=found))
