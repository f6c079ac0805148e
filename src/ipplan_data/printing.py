"""Print safely what anyone may have written."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def inert(text: str) -> str:
    r"""Escape what a terminal could take as a command or not show at all.

    >>> inert("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def closest(found: str, valid: Iterable[str]) -> str | None:
    """Return the valid value most like the one found, if any is similar.

    >>> closest("tilte", ["title", "summary"])
    'title'
    """
    from difflib import get_close_matches  # noqa: PLC0415 - seldom needed

    folded = {value.casefold(): value for value in valid}
    close = get_close_matches(found[:200].casefold(), folded, n=1)
    return folded[close[0]] if close else None
