"""Read a file of ``records/`` as text, or say why that fails."""

from __future__ import annotations

import re
from pathlib import Path

from ipplan_data.curation.findings import Finding, Place

MAX_BYTES = 1_000_000
# Besides control characters, every line break but LF and CRLF, since they shift the count of lines.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufffe\uffff]|\r(?!\n)")


def read(path: Path, name: str) -> str | Finding:
    """Read a file as UTF-8 text without byte order mark or control characters.

    ``name`` is the file's name in findings.
    """

    def unreadable(message: str, hint: str = "") -> Finding:
        return Finding("IPP101", Place(name), message, hint=hint)

    if not (path.exists() or path.is_symlink()):
        return unreadable("the file is missing", "bring it back")
    if path.is_symlink() or not path.is_file():
        return unreadable("this is not a regular file", "put a regular file in its place")
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            message = f"the file has {size:,} bytes, expected at most {MAX_BYTES:,}"
            return unreadable(message, "take out what does not belong there")
        data = path.read_bytes()
    except OSError as error:
        return unreadable(f"the file can't be read: {error.strerror}")
    return _decode(data, name)


def _decode(data: bytes, name: str) -> str | Finding:
    def wrong(before: str, message: str, hint: str, found: str | None = None) -> Finding:
        column = len(before) - (before.rfind("\n") + 1) + 1
        place = Place(name, before.count("\n") + 1, column)
        return Finding("IPP102", place, message, hint=hint, found=found)

    if data.startswith(b"\xef\xbb\xbf"):
        message = "found a byte order mark, expected UTF-8 without one"
        return wrong("", message, "save the file as UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"0x{data[error.start]:02x}"
        message = f"found the byte {byte}, expected UTF-8"
        return wrong(data[: error.start].decode(), message, "save the file as UTF-8", byte)
    if found := _FORBIDDEN.search(text):
        message = f"found the control character U+{ord(found[0]):04X}, expected text"
        return wrong(text[: found.start()], message, "delete the character", found[0])
    return text
