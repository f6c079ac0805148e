"""Records nested in tasks and agencies, and the sources of what is known from elsewhere."""

from __future__ import annotations

from ipplan_data.plan.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ipplan_data.plan.vocabularies import (
        AliasKind,
        Comparator,
        FactStatus,
        Language,
        SourceKind,
        SourceLanguage,
        Variable,
    )


class Alias(Record):
    """A name of an agency; ``language`` is ``en`` or ``zh``."""

    alias: str
    language: Language
    kind: AliasKind


class Fact(Record):
    """A value of an agency; ``source`` is an id, ``status`` is ``verified`` or ``unverified``."""

    field: str
    value: str
    status: FactStatus
    source: str

    @property
    def page(self) -> Source:
        """The source."""
        return self._all(Source)[self.source]


class Source(Record):
    """A page, a document or a kind of knowledge that a fact rests on.

    ``kind`` says who publishes it; ``seen`` is the day on which it was looked up, if that was
    noted. ``shows`` is what the part that was seen shows; nothing is verified in a source that
    doesn't settle facts, such as general knowledge.
    """

    _shown = ("id", "title", "url")

    id: str
    title: str
    url: str | None
    publisher: str | None
    kind: SourceKind | None
    language: SourceLanguage | None
    seen: str | None
    shows: str | None
    settles: bool


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
