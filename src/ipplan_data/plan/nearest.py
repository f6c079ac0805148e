"""Suggestions for names that don't exist."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 100


def nearest(wanted: object, known: Iterable[object], otherwise: str) -> str:
    """End an error message with the known name that is most like the wanted one, in any case.

    Returns ``otherwise`` if no known name is like it.

    >>> nearest("Rivr", ["river", "lake"], "choose another")
    "did you mean 'river'?"
    >>> nearest("sea", ["river", "lake"], "choose another")
    'choose another'
    """
    from difflib import get_close_matches

    names = {str(name).casefold(): name for name in known}
    close = get_close_matches(str(wanted)[:_LONGEST].casefold(), names, n=1, cutoff=0.5)
    return f"did you mean {names[close[0]]!r}?" if close else otherwise
