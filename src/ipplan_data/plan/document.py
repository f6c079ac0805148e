"""The notice and its headings."""

from __future__ import annotations

from ipplan_data.plan.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import ClassVar

    from ipplan_data.plan.named import Erratum, Term
    from ipplan_data.plan.tasks import Task


class Document(Record):
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

    _shown = ("plan_title", "notice_date", "issuer")

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms whose Chinese stands in the front matter."""
        return self.plan.relations.of("terms", (None, None, None))

    @property
    def errata(self) -> tuple[Erratum, ...]:
        """The faults in the front matter."""
        return self.plan.relations.of("errata", "document")


class Section(Record):
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

    @property
    def part(self) -> Section | None:
        """The part that a section belongs to."""
        return None if self.parent is None else self.plan.sections[self.parent]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of a part, in order."""
        return self.plan.relations.of("sections", self.id)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks under the heading, in order; a part's take in those of its sections."""
        numbers = range(self.first_task, self.last_task + 1)
        return tuple(self.plan.tasks[number] for number in numbers)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms whose Chinese stands in the heading."""
        return self.plan.relations.of("terms", (None, self.id, None))

    @property
    def errata(self) -> tuple[Erratum, ...]:
        """The faults in the heading."""
        return self.plan.relations.of("errata", f"section/{self.id}")
