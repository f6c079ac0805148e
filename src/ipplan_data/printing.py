"""What is printed of data that anyone may have written."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def inert(text: str) -> str:
    r"""Escape what a terminal could take as a command or show as nothing.

    >>> inert("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def closest(found: str, valid: Iterable[str]) -> str | None:
    """Give the valid value that is most like the one found, if any is like it.

    >>> closest("tilte", ["title", "summary"])
    'title'
    """
    from difflib import get_close_matches  # noqa: PLC0415 - what is sound needs none

    folded = {value.casefold(): value for value in valid}
    close = get_close_matches(found[:200].casefold(), folded, n=1)
    return folded[close[0]] if close else None
