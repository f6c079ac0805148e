"""What is printed of data that anyone may have written."""

from __future__ import annotations


def inert(text: str) -> str:
    r"""Escape what a terminal could take as a command or show as nothing.

    >>> inert("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
