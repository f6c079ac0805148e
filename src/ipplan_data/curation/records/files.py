"""Read one file of ``records/`` as text, or say why it can't be."""

from __future__ import annotations

import re
from pathlib import Path

from ipplan_data.curation.findings import Finding, Place

MAX_BYTES = 1_000_000
# Besides control characters, every line break but LF and CRLF, since they shift the count of lines.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufffe\uffff]|\r(?!\n)")


def read(path: Path, name: str) -> str | Finding:
    """Read a file as UTF-8 text without byte order mark or control characters.

    ``name`` is what findings call the file.
    """
    if path.is_symlink() or not path.is_file():
        missing = not (path.exists() or path.is_symlink())
        message = "the file is missing" if missing else "this is not a regular file"
        hint = "bring it back" if missing else "put a regular file in its place"
        return Finding("IPP101", Place(name), message, hint=hint)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return Finding(
                "IPP101",
                Place(name),
                f"the file has {size:,} bytes, expected at most {MAX_BYTES:,}",
                hint="take out what does not belong there",
            )
        data = path.read_bytes()
    except OSError as error:
        return Finding("IPP101", Place(name), f"the file can't be read: {error.strerror}")
    return _decode(data, name)


def _decode(data: bytes, name: str) -> str | Finding:
    if data.startswith(b"\xef\xbb\xbf"):
        return Finding(
            "IPP102",
            Place(name, 1, 1),
            "found a byte order mark, expected UTF-8 without one",
            hint="save the file as UTF-8",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        return Finding(
            "IPP102",
            _place(name, before),
            f"found the byte 0x{data[error.start]:02x}, expected UTF-8",
            hint="save the file as UTF-8",
            found=f"0x{data[error.start]:02x}",
        )
    if found := _FORBIDDEN.search(text):
        return Finding(
            "IPP102",
            _place(name, text[: found.start()]),
            f"found the control character U+{ord(found[0]):04X}, expected text",
            hint="delete the character",
            found=found[0],
        )
    return text


def _place(name: str, before: str) -> Place:
    return Place(name, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
