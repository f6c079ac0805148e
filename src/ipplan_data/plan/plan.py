"""The plan as a whole."""

from __future__ import annotations

import os

from ipplan_data.plan.catalogue import Catalogue, Named
from ipplan_data.plan.files import DamagedDataError, damaged, home, parsed
from ipplan_data.plan.record import UnlinkedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike
    from typing import Any, TypeVar

    from ipplan_data.plan.agencies import Agency
    from ipplan_data.plan.document import Document, Section
    from ipplan_data.plan.named import Entity, Erratum, Footnote, Redirect, Term
    from ipplan_data.plan.record import Record
    from ipplan_data.plan.relations import Relations
    from ipplan_data.plan.search import Hit
    from ipplan_data.plan.tasks import Task
    from ipplan_data.plan.vocabularies import Activity, Right, Sharing

    R = TypeVar("R", bound=Record)
    T = TypeVar("T")

NESTED = "data/ipplan.json"


class Plan:
    """The plan: everything by its key. Records are made when they are first asked for.

    >>> import ipplan_data as ip
    >>> plan = ip.load()
    >>> plan.tasks[48].lead.name
    'State Post Bureau'
    >>> plan.version == ip.DATA_VERSION
    True
    """

    __slots__ = ("_data", "_folder", "_made")

    def __init__(self, folder: str, data: dict[str, Any]) -> None:
        """Make the plan of what ``ipplan.json`` in a folder of published files holds."""
        self._folder = folder
        self._data = data
        self._made: dict[str, Any] = {}

    @property
    def name(self) -> str:
        """Name of the data package."""
        return str(self._value("name"))

    @property
    def version(self) -> str:
        """Version of the data."""
        return str(self._value("version"))

    @property
    def document(self) -> Document:
        """Facts about the notice and its translation."""
        from ipplan_data.plan.document import Document

        return self._once("document", lambda: self._record(Document)(self._value("document")))

    @property
    def tasks(self) -> Catalogue[int, Task]:
        """The tasks by number."""
        from ipplan_data.plan.tasks import Task

        return self._once(
            "tasks", lambda: Catalogue("task", self._rows("tasks", "number"), self._record(Task))
        )

    @property
    def agencies(self) -> Named[Agency]:
        """The bodies by id."""
        from ipplan_data.plan.agencies import Agency

        return self._once(
            "agencies",
            lambda: Named(
                "body", self._rows("agencies"), self._record(Agency), self._moved("agency")
            ),
        )

    @property
    def sections(self) -> Catalogue[str, Section]:
        """The parts and sections by id."""
        from ipplan_data.plan.document import Section

        return self._once(
            "sections", lambda: Catalogue("section", self._rows("sections"), self._record(Section))
        )

    @property
    def footnotes(self) -> Catalogue[int, Footnote]:
        """The footnotes by number."""
        from ipplan_data.plan.named import Footnote

        return self._once(
            "footnotes",
            lambda: Catalogue(
                "footnote", self._rows("footnotes", "number"), self._record(Footnote)
            ),
        )

    @property
    def entities(self) -> Named[Entity]:
        """The things that tasks name, by id."""
        from ipplan_data.plan.named import Entity

        return self._once(
            "entities",
            lambda: Named(
                "entity", self._rows("entities"), self._record(Entity), self._moved("entity")
            ),
        )

    @property
    def terms(self) -> Catalogue[str, Term]:
        """The terms by id."""
        from ipplan_data.plan.named import Term

        return self._once(
            "terms", lambda: Catalogue("term", self._rows("terms"), self._record(Term))
        )

    @property
    def errata(self) -> Catalogue[str, Erratum]:
        """The faults of the document by id."""
        from ipplan_data.plan.named import Erratum

        return self._once(
            "errata",
            lambda: Catalogue(
                "erratum", self._rows("errata"), self._record(Erratum), self._moved("erratum")
            ),
        )

    @property
    def redirects(self) -> Catalogue[str, Redirect]:
        """The ids that nothing has any more, by kind and id; catalogues follow them themselves."""
        from ipplan_data.plan.named import Redirect

        return self._once(
            "redirects",
            lambda: Catalogue("redirect", self._rows("redirects", "old"), self._record(Redirect)),
        )

    @property
    def relations(self) -> Relations:
        """The indexes that the relations of records are looked up in."""
        from ipplan_data.plan.relations import Relations

        return self._once("relations", lambda: Relations(self))

    @property
    def reference(self) -> Reference:
        """What tells this plan from others, and where to find it again."""
        return Reference("" if self._folder == home() else self._folder, self.version)

    def select(  # noqa: PLR0913 - an argument for each condition
        self,
        *,
        led_by: str | None = None,
        agency: str | None = None,
        section: str | None = None,
        responsibility: Sharing | None = None,
        mentions: str | None = None,
        ip_right: Right | None = None,
        activity: Activity | None = None,
    ) -> list[Task]:
        """Give the tasks that meet every condition, in order.

        ``agency`` may lead or take part; a part's id takes in its sections; ``mentions`` is the id
        of a thing that the task names; ``ip_right`` and ``activity`` are codes, primary or not.
        Raises ``KeyError`` for an id that the plan doesn't have, ``ValueError`` for an unknown
        responsibility or code.

        >>> import ipplan_data as ip
        >>> [task.number for task in ip.load().select(led_by="spp", section="II.iv")]
        [51, 52]
        >>> [task.number for task in ip.load().select(ip_right="patent", activity="standards")]
        [65, 79, 81]
        """
        from ipplan_data.plan.selection import selected

        return selected(
            self,
            led_by=led_by,
            agency=agency,
            section=section,
            responsibility=responsibility,
            mentions=mentions,
            ip_right=ip_right,
            activity=activity,
        )

    def search(self, text: str) -> list[Hit]:
        """Find tasks, things and terms that hold all words of a text, the best first.

        English words are found in any case and number, and by their beginning from four letters on;
        Chinese by any part. A task is found by its title and summary, and by the names of the
        things and the terms in it.

        >>> import ipplan_data as ip
        >>> ip.load().search("Sword Net")[0]
        Hit(Entity 'sword-net', score=1.0, where=('name',))
        """
        from ipplan_data.plan.search import search

        return search(self, text)

    def table(self, name: str) -> list[dict[str, Any]]:
        """Give the rows of a published table.

        A cell is a string, an integer, a truth value, a tuple where the column holds lists, or
        ``None``. Raises ``KeyError``, which names the nearest, where there is no such table.

        >>> import ipplan_data as ip
        >>> ip.load().table("responsibilities")[0]["agency"]
        'cnipa'
        """
        from ipplan_data.plan.tables import rows

        return rows(self._files, name)

    def frame(self, name: str, library: str | None = None) -> Any:
        """Give a published table as a typed frame of pandas or polars.

        ``library`` is ``"pandas"`` or ``"polars"``; without it, pandas is taken where it is
        installed, and otherwise polars. Closed vocabularies become categories, lists stay lists.
        Raises ``ModuleNotFoundError`` where the library isn't installed, ``KeyError`` where there
        is no such table, ``ValueError`` for another library.

        >>> import ipplan_data as ip
        >>> ip.load().frame("sections", "polars").filter(parent="I").height
        2
        """
        from ipplan_data.plan.frames import frame

        return frame(self._files, name, library)

    def as_dict(self) -> dict[str, Any]:
        """Give the plan as ``ipplan.json`` has it."""
        catalogues: dict[str, Catalogue[Any, Any]] = {
            "tasks": self.tasks,
            "agencies": self.agencies,
            "sections": self.sections,
            "footnotes": self.footnotes,
            "entities": self.entities,
            "terms": self.terms,
            "errata": self.errata,
            "redirects": self.redirects,
        }
        lists = {
            name: [record.as_dict() for record in catalogue.values()]
            for name, catalogue in catalogues.items()
        }
        head = {"name": self.name, "version": self.version}
        return {**head, "document": self.document.as_dict(), **lists}

    def _once(self, name: str, make: Callable[[], T]) -> T:
        if name not in self._made:
            self._made[name] = make()
        found: T = self._made[name]
        return found

    def _value(self, name: str) -> Any:
        try:
            return self._data[name]
        except KeyError as error:
            raise damaged(self._file) from error

    def _rows(self, name: str, key: str = "id") -> list[tuple[Any, dict[str, Any]]]:
        try:
            return [(row[key], row) for row in self._value(name)]
        except (KeyError, TypeError) as error:
            raise damaged(self._file) from error

    def _record(self, kind: type[R]) -> Callable[[dict[str, Any]], R]:
        def made(row: dict[str, Any]) -> R:
            try:
                return kind.read(row, self)
            except (AttributeError, TypeError, ValueError) as error:
                raise damaged(self._file) from error

        return made

    def _moved(self, kind: str) -> Callable[[Any], Redirect | None]:
        return lambda key: self.redirects.get(f"{kind}/{key}")

    @property
    def _file(self) -> str:
        return f"{self._folder or 'the pickled plan'}/{NESTED}"

    @property
    def _files(self) -> str:
        """The folder of published files, or an error where these data have none."""
        if not self._folder:
            message = f"this plan was pickled; its files, of version {self.version}, aren't here"
            raise UnlinkedError(message)
        return self._folder

    def __eq__(self, other: object) -> bool:
        """Compare with another plan, value by value."""
        return self._data == other._data if isinstance(other, Plan) else NotImplemented

    def __hash__(self) -> int:
        """Hash name and version."""
        return hash((self.name, self.version))

    def __repr__(self) -> str:
        """Say which version it is, and how much is in it."""
        return f"<Plan {self.version}: {len(self.tasks)} tasks, {len(self.agencies)} bodies>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the data themselves."""
        return _restored, (self.reference, self._data)


def _restored(reference: Reference, data: dict[str, Any]) -> Plan:
    try:
        plan = load(reference.folder or None)
    except (OSError, DamagedDataError):
        return Plan("", data)
    alone = Plan("", data)
    return plan if plan == alone else alone


class Reference:
    """What is pickled of a record's plan: its version, and its folder if it isn't installed."""

    __slots__ = ("folder", "version")

    def __init__(self, folder: str, version: str) -> None:
        """Name a plan."""
        self.folder = folder
        self.version = version

    @property
    def reference(self) -> Reference:
        """Itself, as a plan has one."""
        return self

    def resolved(self) -> Plan:
        """Give the plan. Raises ``UnlinkedError`` where another version is found there."""
        plan = load(self.folder or None)
        if plan.version != self.version:
            message = (
                f"the record was pickled from version {self.version} of the data, but version "
                f"{plan.version} is installed; its own values are right, its relations unknown"
            )
            raise UnlinkedError(message)
        return plan

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle both."""
        return Reference, (self.folder, self.version)


_LOADED: dict[str, Plan] = {}


def load(folder: str | PathLike[str] | None = None) -> Plan:
    """Read the plan that this package carries, or that of a folder with published files.

    Asked again, it gives the same object. Raises ``DamagedDataError`` where the file can't be
    read, ``FileNotFoundError`` where there is none.

    >>> import ipplan_data as ip
    >>> ip.load().document.notice_date
    datetime.date(2020, 5, 13)
    """
    where = home() if folder is None else os.path.abspath(folder)
    if where not in _LOADED:
        _LOADED[where] = Plan(where, parsed(where, NESTED))
    return _LOADED[where]
