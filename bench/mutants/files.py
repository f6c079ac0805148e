"""Damages to a file as a whole, to its bytes and to its lines, whatever it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from mutants.mutant import Bytes, Content, Files, Mutant, Odd

_BOM = b"\xef\xbb\xbf"
_SPAN = 20
_SPANS = 12

Change = Callable[[bytes], Content]


def _encoded(data: bytes, encoding: str) -> bytes:
    return data.decode().encode(encoding, "replace")


def _cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


_WHOLE: dict[str, Change] = {
    "file missing": lambda _: Odd.MISSING,
    "folder in its place": lambda _: Odd.FOLDER,
    "link in its place": lambda _: Odd.LINK,
    "file emptied": lambda _: b"",
    "cut to a quarter": partial(_cut, share=0.25),
    "cut to a half": partial(_cut, share=0.5),
    "cut to nine tenths": partial(_cut, share=0.9),
    "last byte dropped": lambda data: data[:-1],
    "line feed at the end doubled": lambda data: data + b"\n",
    "byte order mark": lambda data: _BOM + data,
    "as UTF-16": partial(_encoded, encoding="utf-16"),
    "as Latin-1": partial(_encoded, encoding="latin-1"),
    "as GB 18030": partial(_encoded, encoding="gb18030"),
    "read as Latin-1": lambda data: data.decode("latin-1").encode(),
    "line ends CR LF": lambda data: data.replace(b"\n", b"\r\n"),
    "line ends CR": lambda data: data.replace(b"\n", b"\r"),
    "one line end CR LF": lambda data: data.replace(b"\n", b"\r\n", 1),
    "zero bytes": lambda data: b"\0" * len(data),
    "doubled": lambda data: data * 2,
    "in capitals": lambda data: data.upper(),
}


def of_whole(kind: str, path: str, data: bytes, group: str = "") -> Iterator[Mutant]:
    """Give the damages to a file as a whole; ``group`` is what like files are called together."""
    for operator, change in _WHOLE.items():
        if change(data) != data:
            yield Mutant(kind, operator, group or path, path, partial(_whole, path, change))


def _whole(path: str, change: Change, files: Bytes) -> Files:
    return {path: change(files[path])}


def of_lines(kind: str, path: str, data: bytes, group: str = "") -> Iterator[Mutant]:
    """Give the damages to each line of a file, and to spans of its bytes."""
    lines = data.splitlines(keepends=True)
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else line
        found: dict[str, tuple[bytes, ...]] = {
            "line dropped": (following,),
            "line doubled": (line, line, following),
            "lines swapped": (following, line),
            "lines joined": (line.rstrip(b"\n"), following),
            "line cut": (line[: len(line) // 2] + b"\n", following),
            "line moved in": (b"  " + line, following),
            "empty line": (line, b"\n", following),
        }
        for operator, instead in found.items():
            mutant = b"".join(instead)
            if mutant != line + following and at + 1 < len(lines):
                where = f"{path}:{at + 1}"
                start = sum(map(len, lines[:at])) if at else 0
                change = partial(_spliced, path, start, len(line + following), mutant)
                yield Mutant(kind, operator, group or path, where, change)
    step = max(1, len(data) // _SPANS)
    for start in range(0, len(data) - _SPAN, step):
        span = data[start : start + _SPAN]
        bytes_found = {
            "bytes dropped": b"",
            "bytes doubled": span * 2,
            "bit turned": bytes([span[0] ^ 1]) + span[1:],
            "control character": b"\x07" + span,
            "no UTF-8": b"\xff" + span,
            "zero byte": b"\0" + span,
        }
        for operator, mutant in bytes_found.items():
            change = partial(_spliced, path, start, _SPAN, mutant)
            yield Mutant(kind, operator, group or path, f"{path}@{start}", change)


def _spliced(path: str, start: int, size: int, instead: bytes, files: Bytes) -> Files:
    data = files[path]
    return {path: data[:start] + instead + data[start + size :]}
