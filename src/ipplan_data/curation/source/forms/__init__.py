"""The forms that copies come in, each read by a module of its own."""

from __future__ import annotations

import re
from pathlib import Path

from ipplan_data.curation.source.copy import Copy, UnreadableError
from ipplan_data.curation.source.forms import html, markdown, pdf, plain
from ipplan_data.printing import inert

MAX_BYTES = 100_000_000
_HTML = re.compile(
    r"\s*(?:<!doctype html|<!--|<\?xml|"
    r"<(?:html|head|body|main|article|div|p|h\d|ol|ul|meta|title)\b)",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"^#{1,6} |\*\*\S|<sup>|\[\^\d+\]|(?<!\w)[*_][A-Z][^*_\n]{2,300}[*_](?!\w)|\]\(https?:"
    r"|\\[$*_#]",
    re.MULTILINE,
)
_SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_READERS = {"markdown": markdown.read, "plain": plain.read, "html": html.read}


def open_copy(path: Path) -> Copy:
    """Read a file in the form that it has.

    Raises ``UnreadableError`` where it is in none, or can't be opened.
    """
    # A name may hold line ends, and a message stands on one line.
    name = inert(str(path))
    try:
        data = _data(name, path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"{name}: the file can't be opened ({reason}), expected a copy of the document"
        raise UnreadableError(message) from error
    return from_bytes(name, data)


def _data(name: str, path: Path) -> bytes:
    if path.is_dir():
        message = f"{name}: found a folder, expected the document as Markdown, text, HTML or PDF"
        raise UnreadableError(message)
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        message = f"{name}: the file has more than {MAX_BYTES:,} bytes, expected fewer"
        raise UnreadableError(message)
    return data


def from_bytes(name: str, data: bytes) -> Copy:
    """Read the bytes of a file in the form that they have.

    >>> from_bytes("a.txt", b"1. Dig.").form
    'plain text'
    """
    if data[:1024].lstrip().startswith(b"%PDF-") or name.lower().endswith(".pdf"):
        return pdf.read(name, data)
    text = _decoded(name, data)
    form = _SUFFIXES.get(Path(name).suffix.lower())
    if _HTML.match(text):
        form = "html"
    elif form is None:
        form = "markdown" if _MARKDOWN.search(text[:200_000]) else "plain"
    return _READERS[form](name, text)


def _decoded(name: str, data: bytes) -> str:
    if not data.strip():
        message = f"{name}: the file is empty, expected the text of the document"
        raise UnreadableError(message)
    encoding = "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        message = (
            f"{name}: found the byte 0x{data[error.start]:02x} at {error.start:,}, expected "
            f"{encoding.removesuffix('-sig').upper()}; save the file as UTF-8"
        )
        raise UnreadableError(message) from error
    if "\0" in text:
        message = f"{name}: found binary data, expected the document as Markdown, text, HTML or PDF"
        raise UnreadableError(message)
    return text
