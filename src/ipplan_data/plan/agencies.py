"""A body, its names, and where its facts come from."""

from __future__ import annotations

from ipplan_data.plan.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from ipplan_data.plan.named import Erratum
    from ipplan_data.plan.tasks import Task
    from ipplan_data.plan.vocabularies import AgencyKind, AliasKind, FactStatus, Language

_KINDS = {("zh", "name"): "Chinese name"}


class Alias(Record):
    """A name in use for a body; ``language`` is ``en`` or ``zh``."""

    alias: str
    language: Language
    kind: AliasKind


class Fact(Record):
    """Where a value of a body comes from; ``status`` is ``verified`` or ``unverified``."""

    field: str
    value: str
    status: FactStatus
    source: str
    url: str | None


class Agency(Record):
    """A body: addressee of the notice, responsible for tasks, or parent of one that is.

    Values are those of 2020; ``facts`` tells where each comes from and whether it is verified.
    ``successor_from`` is a year, a month or a date in ISO 8601, as exactly as it is known.

    >>> import ipplan_data
    >>> body = ipplan_data.load().agencies["cbirc"]
    >>> body.abbreviation, body.parent, body.successor_from
    ('CBIRC', 'state-council', '2023-05-18')
    """

    _nested: ClassVar[dict[str, type[Record]]] = {"aliases": Alias, "facts": Fact}

    id: str
    position: int
    name: str
    abbreviation: str | None
    name_zh: str | None
    short_name_zh: str | None
    kind: AgencyKind
    parent: str | None
    addressee_position: int | None
    tasks_led: int
    tasks_total: int
    successor_name: str | None
    successor_from: str | None
    note: str | None
    aliases: tuple[Alias, ...]
    facts: tuple[Fact, ...]

    _shown = ("id", "name", "tasks_led", "tasks_total")

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Every name in use, with what kind of name it is."""
        return tuple(
            (one.alias, _KINDS.get((one.language, one.kind), one.kind.replace("_", " ")))
            for one in self.aliases
        )

    @property
    def leads(self) -> tuple[Task, ...]:
        """The tasks that the body leads, in order."""
        return self.plan.relations.of("leads", self.id)

    @property
    def participates(self) -> tuple[Task, ...]:
        """The tasks that the body takes part in under another's lead, in order."""
        return self.plan.relations.of("participates", self.id)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks that the body is responsible for, in order."""
        return self.plan.relations.of("responsible", self.id)

    @property
    def superior(self) -> Agency | None:
        """The body that it belongs to."""
        return None if self.parent is None else self.plan.agencies[self.parent]

    @property
    def subordinates(self) -> tuple[Agency, ...]:
        """The bodies that belong to it."""
        return self.plan.relations.of("subordinates", self.id)

    @property
    def errata(self) -> tuple[Erratum, ...]:
        """The faults in the document's name of it."""
        return self.plan.relations.of("errata", f"agency/{self.id}")
