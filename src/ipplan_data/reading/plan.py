"""The plan as a whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from ipplan_data.reading.catalogue import Catalogue
from ipplan_data.reading.files import published
from ipplan_data.reading.records import (
    Agency,
    Document,
    Entity,
    Erratum,
    Footnote,
    Section,
    Task,
    Term,
    as_dict,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan: everything by its key.

    >>> import ipplan_data
    >>> plan = ipplan_data.load()
    >>> plan.agencies[plan.tasks[48].lead_agency].name
    'State Post Bureau'
    """

    name: str
    version: str
    document: Document
    tasks: Catalogue[int, Task]
    agencies: Catalogue[str, Agency]
    sections: Catalogue[str, Section]
    footnotes: Catalogue[int, Footnote]
    entities: Catalogue[str, Entity]
    terms: Catalogue[str, Term]
    errata: Catalogue[str, Erratum]

    @classmethod
    def parse(cls, data: dict[str, Any]) -> Plan:
        """Make the plan of what ``ipplan.json`` holds."""
        return cls(
            name=data["name"],
            version=data["version"],
            document=Document.parse(data["document"]),
            tasks=Catalogue("task", ((row["number"], Task.parse(row)) for row in data["tasks"])),
            agencies=Catalogue(
                "body", ((row["id"], Agency.parse(row)) for row in data["agencies"])
            ),
            sections=Catalogue(
                "section", ((row["id"], Section.parse(row)) for row in data["sections"])
            ),
            footnotes=Catalogue(
                "footnote", ((row["number"], Footnote.parse(row)) for row in data["footnotes"])
            ),
            entities=Catalogue(
                "entity", ((row["id"], Entity.parse(row)) for row in data["entities"])
            ),
            terms=Catalogue("term", ((row["id"], Term.parse(row)) for row in data["terms"])),
            errata=Catalogue(
                "erratum", ((row["id"], Erratum.parse(row)) for row in data["errata"])
            ),
        )

    def as_dict(self) -> dict[str, Any]:
        """Give the plan as ``ipplan.json`` has it."""
        lists: dict[str, Catalogue[Any, Any]] = {
            "tasks": self.tasks,
            "agencies": self.agencies,
            "sections": self.sections,
            "footnotes": self.footnotes,
            "entities": self.entities,
            "terms": self.terms,
            "errata": self.errata,
        }
        return {
            "name": self.name,
            "version": self.version,
            "document": as_dict(self.document),
            **{name: as_dict(list(rows.values())) for name, rows in lists.items()},
        }

    def named(self, name: str) -> list[Agency]:
        """Give the bodies that bear a name, in English or Chinese, whatever the case.

        >>> import ipplan_data
        >>> [body.id for body in ipplan_data.load().named("国家知识产权局")]
        ['cnipa']
        """
        wanted = name.casefold()
        return [
            body
            for body in self.agencies.values()
            if any(alias.alias.casefold() == wanted for alias in body.aliases)
        ]

    def select(
        self,
        *,
        led_by: str | None = None,
        agency: str | None = None,
        section: str | None = None,
        responsibility: str | None = None,
        mentions: str | None = None,
    ) -> list[Task]:
        """Give the tasks that meet every condition, in order.

        ``agency`` may lead or take part; a part's id takes in its sections; ``mentions`` is the id
        of a thing that the task names. Raises ``KeyError`` for an id that the plan doesn't have,
        ``ValueError`` for an unknown responsibility.

        >>> import ipplan_data
        >>> [task.number for task in ipplan_data.load().select(led_by="spp", section="II.iv")]
        [51, 52]
        """
        if responsibility not in (None, "sole", "joint", "separate"):
            message = f"no responsibility {responsibility!r}; expected sole, joint or separate"
            raise ValueError(message)
        for body in (led_by, agency):
            if body is not None:
                self.agencies[body]
        within = self.sections[section] if section is not None else None
        if mentions is not None:
            self.entities[mentions]
        return [
            task
            for task in self.tasks.values()
            if (led_by is None or task.lead_agency == led_by)
            and (agency is None or agency in task.agencies)
            and (within is None or within.first_task <= task.number <= within.last_task)
            and (responsibility is None or task.responsibility == responsibility)
            and (mentions is None or any(one.entity == mentions for one in task.mentions))
        ]


class DamagedDataError(Exception):
    """The published data of this installation can't be read."""


@cache
def load() -> Plan:
    """Read the plan that this package carries; asked again, it gives the same object.

    Raises ``DamagedDataError`` where the data are not what was published, ``FileNotFoundError``
    where there are none.

    >>> load().document.notice_date
    datetime.date(2020, 5, 13)
    """
    file = published("data/ipplan.json")
    try:
        return Plan.parse(json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        message = f"{file} is damaged; install the package again, or run: ipplan build"
        raise DamagedDataError(message) from error
