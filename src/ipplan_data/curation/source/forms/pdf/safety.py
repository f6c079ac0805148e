"""What must hold before the library may see a PDF, and how long it may take."""

from __future__ import annotations

import re
import time
import zlib

from ipplan_data.curation.source.copy import UnreadableError

_SECONDS = 300
# What one stream may unpack to; embedded fonts for Chinese reach 20 MB, pictures more.
_UNPACKED, _PICTURE, _CHUNK = 64 << 20, 256 << 20, 1 << 20
# How far before a stream its dictionary is looked for, and how far into a file its signature.
_HEADER, _SIGNATURE = 4096, 1024
_STREAM = re.compile(rb">>\s{0,16}stream\r?\n")
_PACKED = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\b")
_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")


class Clock:
    """The time that reading may take."""

    def __init__(self) -> None:
        """Begin to count."""
        self._end = time.monotonic() + _SECONDS

    def check(self) -> None:
        """Stop when the time is over."""
        if time.monotonic() > self._end:
            raise UnreadableError(
                f"the PDF takes more than {_SECONDS} seconds to read; expected a document of "
                "plain pages: print it to a new PDF, or give the text in another form"
            )


def check(data: bytes, clock: Clock) -> None:
    """Refuse what is no whole PDF, and what unpacks without measure."""
    if not data.strip(b"\0\t\n\f\r "):
        raise UnreadableError("the file is empty; expected a PDF: fetch the file again")
    if b"%PDF-" not in data[:_SIGNATURE]:
        raise UnreadableError(
            f"the file begins with {data[:16]!r} and is not a PDF; expected '%PDF-': "
            "give a PDF, or name the form that the file has"
        )
    if b"%%EOF" not in data[-_HEADER:]:
        raise UnreadableError(
            "the PDF is cut off, its end is missing; expected '%%EOF': fetch the file again"
        )
    # Where the file is encrypted, the streams can't be unpacked without its key.
    if b"/Encrypt" not in data:
        for found in _STREAM.finditer(data):
            clock.check()
            _check_stream(data, found)


def _check_stream(data: bytes, found: re.Match[bytes]) -> None:
    begin = max(data.rfind(b" obj", max(0, found.start() - _HEADER), found.start()), 0)
    header = data[begin : found.start()]
    if _TWICE.search(header):
        raise UnreadableError(_bomb(found.start(), "is packed twice"))
    if not _PACKED.search(header):
        return
    limit = _PICTURE if _IMAGE.search(header) else _UNPACKED
    try:
        size = _unpacked(memoryview(data)[found.end() :], limit)
    except zlib.error as error:
        # Some tools write no checksum, or a wrong one; readers don't mind.
        if "incorrect data check" not in str(error):
            raise UnreadableError(
                f"the PDF is damaged: what is packed at byte {found.end()} can't be unpacked; "
                "expected a whole file: fetch it again"
            ) from error
        return
    if size > limit:
        raise UnreadableError(_bomb(found.start(), f"unpacks to more than {limit >> 20} MB"))


def _bomb(place: int, what: str) -> str:
    return (
        f"the stream at byte {place} of the PDF {what}; expected a document of plain pages: "
        "print it to a new PDF, or give the text in another form"
    )


def _unpacked(packed: memoryview, limit: int) -> int:
    """Measure what a stream unpacks to, without keeping it, and no further than the limit."""
    unpacker = zlib.decompressobj()
    size = place = 0
    while not unpacker.eof and size <= limit:
        piece = unpacker.unconsumed_tail
        if not piece:
            piece = bytes(packed[place : place + (1 << 14)])
            place += len(piece)
        if not piece:
            break
        size += len(unpacker.decompress(piece, _CHUNK))
    return size
