"""Records nested in tasks and agencies that refer to no other record."""

from __future__ import annotations

from ipplan_data.plan.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ipplan_data.plan.vocabularies import AliasKind, Comparator, FactStatus, Language, Variable


class Alias(Record):
    """A name of an agency; ``language`` is ``en`` or ``zh``."""

    alias: str
    language: Language
    kind: AliasKind


class Fact(Record):
    """The source of a value of an agency; ``status`` is ``verified`` or ``unverified``."""

    field: str
    value: str
    status: FactStatus
    source: str
    url: str | None


class Target(Record):
    """A number that a task must reach, a deadline or period, or both.

    ``comparator`` says how the result must compare with ``value``; ``unit`` is what ``value``
    counts. ``period`` is a year, or the first and last year as in ``2020/2021``.

    >>> import ipplan_data
    >>> target = ipplan_data.load().tasks[55].targets[0]
    >>> target.measure, target.comparator, target.value, target.unit
    ('examination cycle of high-value patents', 'less_than', 16, 'months')
    """

    position: int
    measure: str
    comparator: Comparator | None
    value: int | None
    unit: str | None
    period: str | None
    as_printed: str


class Code(Record):
    """A task's value of a coded variable; the primary value has ``position`` 1."""

    variable: Variable
    position: int
    value: str


class Decision(Record):
    """Why a task's codes of ``variable`` differ from those that both coders gave it."""

    variable: Variable
    reason: str
