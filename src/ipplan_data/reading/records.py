"""The records that users get: frozen, comparable, and absent is ``None``.

Fields are named and described as the columns of the published tables.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any, ClassVar, Self


@dataclass(frozen=True, slots=True)
class _Published:
    """A record made of an object of ``ipplan.json``."""

    _nested: ClassVar[dict[str, type[_Published]]] = {}
    _dates: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def parse(cls, data: dict[str, Any]) -> Self:
        """Make the record of an object as ``ipplan.json`` has it.

        Raises ``TypeError`` where the object has other keys than the record has fields.
        """
        return cls(**{name: cls._field(name, value) for name, value in data.items()})

    @classmethod
    def _field(cls, name: str, value: Any) -> Any:
        if name in cls._nested:
            return tuple(cls._nested[name].parse(item) for item in value)
        if name in cls._dates:
            return date.fromisoformat(value)
        return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class Document(_Published):
    """The notice and its translation; bodies stand by their ids.

    >>> import ipplan_data
    >>> ipplan_data.load().document.stamped_by
    'cnipa'
    """

    _dates: ClassVar[frozenset[str]] = frozenset({"notice_date", "upload_date", "translation_date"})

    notice_title: str
    notice_title_zh: str
    plan_title: str
    plan_title_zh: str
    issuer: str
    approved_by: str
    stamped_by: str
    first_uploaded_by: str
    notice_date: date
    upload_date: date
    source_url: str
    archive_url: str
    translator: str
    translation_date: date
    editor: str
    exchange_rate_note: str
    closing_rule: str
    issuer_name: str
    issuer_name_zh: str | None
    stamped_by_name: str


@dataclass(frozen=True, slots=True)
class Section(_Published):
    """A part (``parent`` is ``None``) or a section, with its first and last task.

    >>> import ipplan_data
    >>> section = ipplan_data.load().sections["II.iv"]
    >>> section.parent, section.first_task, section.last_task
    ('II', 49, 54)
    """

    id: str
    position: int
    parent: str | None
    title: str
    first_task: int
    last_task: int


@dataclass(frozen=True, slots=True)
class Responsibility(_Published):
    """A body's part in a task.

    ``position`` counts from 1, ``role`` is ``lead`` or ``participant``, ``as_printed`` is the name
    as the document has it.

    >>> import ipplan_data
    >>> ipplan_data.load().tasks[100].responsibilities[1].as_printed
    'CAST'
    """

    position: int
    agency: str
    role: str
    as_printed: str


@dataclass(frozen=True, slots=True)
class Mention(_Published):
    """What a task does with a thing that it names.

    ``position`` counts from 1, ``entity`` is the thing's id, ``relation`` is what is ordered, such
    as ``amend`` or ``hold``. ``as_printed`` are the words that name it, … where some are left out.

    >>> import ipplan_data
    >>> mention = ipplan_data.load().tasks[23].mentions[0]
    >>> mention.entity, mention.relation, mention.italic
    ('copyright-law', 'amend', True)
    """

    position: int
    entity: str
    relation: str
    as_printed: str
    italic: bool


@dataclass(frozen=True, slots=True)
class Target(_Published):
    """A number that a task is to reach, a period that it is given, or both.

    ``comparator`` says how what is reached compares with ``value``, ``unit`` what that counts.
    ``period`` is a year, or first and last year as in ``2020/2021``.

    >>> import ipplan_data
    >>> target = ipplan_data.load().tasks[55].targets[0]
    >>> target.measure, target.comparator, target.value, target.unit
    ('examination cycle of high-value patents', 'less_than', 16, 'months')
    """

    position: int
    measure: str
    comparator: str | None
    value: int | None
    unit: str | None
    period: str | None
    as_printed: str


@dataclass(frozen=True, slots=True)
class Task(_Published):
    """A task of the plan; bodies stand by their ids, in printed order.

    ``number`` runs from 1 to 100, ``section`` is an id such as ``II.iii``, ``responsibility`` is
    ``sole``, ``joint`` or ``separate``; title and summary are our words.

    >>> import ipplan_data
    >>> task = ipplan_data.load().tasks[47]
    >>> task.section, task.responsibility, task.agencies
    ('II.iii', 'separate', ('mara', 'nfga'))
    """

    _nested: ClassVar[dict[str, type[_Published]]] = {
        "responsibilities": Responsibility,
        "mentions": Mention,
        "targets": Target,
    }

    number: int
    section: str
    title: str
    summary: str
    responsibility: str
    lead_agency: str
    participating_agencies: tuple[str, ...]
    agency_count: int
    footnotes: tuple[int, ...]
    responsibilities: tuple[Responsibility, ...]
    mentions: tuple[Mention, ...]
    targets: tuple[Target, ...]

    @property
    def agencies(self) -> tuple[str, ...]:
        """All responsible bodies in printed order, the lead first."""
        return (self.lead_agency, *self.participating_agencies)


@dataclass(frozen=True, slots=True)
class Alias(_Published):
    """A name in use for a body; ``language`` is ``en`` or ``zh``."""

    alias: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Fact(_Published):
    """Where a value of a body comes from; ``status`` is ``verified`` or ``unverified``."""

    field: str
    value: str
    status: str
    source: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Agency(_Published):
    """A body: addressee of the notice, responsible for tasks, or parent of one that is.

    Values are those of 2020; ``facts`` tells where each comes from and whether it is verified.
    ``successor_from`` is a year, a month or a date in ISO 8601, as exactly as it is known.

    >>> import ipplan_data
    >>> body = ipplan_data.load().agencies["cbirc"]
    >>> body.abbreviation, body.parent, body.successor_from
    ('CBIRC', 'state-council', '2023-05-18')
    """

    _nested: ClassVar[dict[str, type[_Published]]] = {"aliases": Alias, "facts": Fact}

    id: str
    position: int
    name: str
    abbreviation: str | None
    name_zh: str | None
    short_name_zh: str | None
    kind: str
    parent: str | None
    addressee_position: int | None
    tasks_led: int
    tasks_total: int
    successor_name: str | None
    successor_from: str | None
    note: str | None
    aliases: tuple[Alias, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Footnote(_Published):
    """A footnote of the translation, explained in our words; ``task`` carries its marker.

    >>> import ipplan_data
    >>> ipplan_data.load().footnotes[3].term_zh
    '一带一路'
    """

    number: int
    task: int
    term: str
    term_zh: str
    explanation: str
    kind: str


@dataclass(frozen=True, slots=True)
class Entity(_Published):
    """A thing that tasks name: a law, a document, a campaign, an event, a body or a place.

    ``name`` is in lower case where it has no look of a title in print, ``kind`` goes by what the
    name calls it.

    >>> import ipplan_data
    >>> entity = ipplan_data.load().entities["sword-net"]
    >>> entity.name, entity.name_zh, entity.kind
    ('Sword Net', '剑网', 'campaign')
    """

    id: str
    name: str
    name_zh: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Term(_Published):
    """An English term with the Chinese that the document prints beside it.

    It stands in a ``task``, in the heading of a ``section``, in a ``footnote``, or, where all three
    are ``None``, in the front matter; ``position`` counts from 1 there. ``as_printed_zh`` has what
    stands around the Chinese, and its misprints.

    >>> import ipplan_data
    >>> term = ipplan_data.load().terms["task-67-1"]
    >>> term.task, term.term, term.term_zh
    (67, 'lending', '质押')
    """

    id: str
    task: int | None
    section: str | None
    footnote: int | None
    position: int
    term: str
    term_zh: str
    as_printed_zh: str


@dataclass(frozen=True, slots=True)
class Erratum(_Published):
    """A fault in the document: what is printed in which field of which record, and what is correct.

    ``record`` is ``document``, or kind and key as in ``task/48``; ``field`` is ``text`` for prose.
    ``status`` is ``applied`` where the published value follows the correct reading, or ``noted``.

    >>> import ipplan_data
    >>> ipplan_data.load().errata["task-40-paralympics"].correct
    'Winter Paralympics'
    """

    id: str
    record: str
    field: str
    as_printed: str
    correct: str
    basis: str
    certainty: str
    status: str
    evidence: str


def as_dict(value: Any) -> Any:
    """Give a record, or anything made of records, as JSON has it.

    >>> as_dict(Alias("SPC", "en", "abbreviation"))
    {'alias': 'SPC', 'language': 'en', 'kind': 'abbreviation'}
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_dict(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [as_dict(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
