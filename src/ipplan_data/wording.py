"""Values of the data as words that people read, on a terminal, on a page or in a picture."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ipplan_data.plan.nested import Target


def words(value: str) -> str:
    """Give a value of a closed vocabulary as words.

    >>> words("filing_incentives")
    'filing incentives'
    """
    return value.replace("_", " ")


def amount(aim: Target) -> str:
    """Give what a target asks for: number, period or both.

    >>> import ipplan_data
    >>> amount(ipplan_data.load().tasks[55].targets[0])
    'less than 16 months'
    """
    number = (words(aim.comparator), aim.value, aim.unit) if aim.comparator else ()
    return ", ".join(filter(None, (" ".join(map(str, number)), aim.period)))
