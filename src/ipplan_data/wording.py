"""Values of the data in words, for a terminal, a page or a chart."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ipplan_data.plan.nested import Target


def words(value: str) -> str:
    """Return a value of a closed vocabulary as words.

    >>> words("filing_incentives")
    'filing incentives'
    """
    return value.replace("_", " ")


def amount(aim: Target) -> str:
    """Return what a target asks for: a number, a period or both.

    >>> import ipplan_data
    >>> amount(ipplan_data.load().tasks[55].targets[0])
    'less than 16 months'
    """
    number = (words(aim.comparator), aim.value, aim.unit) if aim.comparator else ()
    return ", ".join(filter(None, (" ".join(map(str, number)), aim.period)))
