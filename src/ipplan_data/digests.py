"""Digests of files, and one digest for all of them together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

OPEN = "0" * 64


def of(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal.

    >>> of(b"")[:12]
    'e3b0c44298fc'
    """
    return hashlib.sha256(data).hexdigest()


def rolled(files: Mapping[str, str]) -> str:
    """Return one digest for all files, from the digest of each by its path.

    It is the SHA-256 of what ``sha256sum`` prints for the files in the order of their paths. The
    file that holds the result is counted with ``OPEN`` in its place.

    >>> rolled({"b.csv": of(b"2"), "a.csv": of(b"1")})[:12]
    '535d61fdd417'
    """
    lines = (f"{digest}  {path}\n" for path, digest in sorted(files.items()))
    return of("".join(lines).encode())
