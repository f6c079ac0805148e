"""The plan as a whole."""

from __future__ import annotations

import os
from functools import partial

from ipplan_data.plan import nested, records
from ipplan_data.plan.catalogue import Catalogue, Named
from ipplan_data.plan.files import DamagedDataError, damaged, home, parsed
from ipplan_data.plan.record import Record, UnlinkedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike
    from typing import Any, TypeVar

    from ipplan_data.plan.search import Hit
    from ipplan_data.plan.vocabularies import Activity, Right, Sharing

    R = TypeVar("R", bound=Record)

NESTED = "data/ipplan.json"
# The list in ``ipplan.json`` for each kind of record; the key is the first field of a record.
_LISTS: dict[type[Record], str] = {
    records.Task: "tasks",
    records.Agency: "agencies",
    records.Section: "sections",
    records.Footnote: "footnotes",
    records.Entity: "entities",
    records.Term: "terms",
    records.Erratum: "errata",
    records.Redirect: "redirects",
    nested.Source: "sources",
}
_KINDS = {kind.__name__.lower(): kind for kind in _LISTS}


class Plan:
    """The plan: all records by key. Records are created when they are first used.

    >>> import ipplan_data as ip
    >>> plan = ip.load()
    >>> plan.tasks[48].lead.name
    'State Post Bureau'
    >>> plan.version == ip.DATA_VERSION
    True
    """

    __slots__ = ("_data", "_document", "_folder", "_made")

    def __init__(self, folder: str, data: dict[str, Any]) -> None:
        """Create the plan from the contents of ``ipplan.json`` in a folder of published files."""
        self._folder = folder
        self._data = data
        self._document: records.Document | None = None
        self._made: dict[type[Record], Any] = {}

    @property
    def name(self) -> str:
        """Name of the data package."""
        return str(self._value("name"))

    @property
    def version(self) -> str:
        """Version of the data."""
        return str(self._value("version"))

    @property
    def document(self) -> records.Document:
        """The notice and its translation."""
        if self._document is None:
            self._document = self._record(records.Document)(self._value("document"))
        return self._document

    @property
    def tasks(self) -> Catalogue[int, records.Task]:
        """The tasks by number."""
        return self.catalogue(records.Task)

    @property
    def agencies(self) -> Named[records.Agency]:
        """The agencies by id."""
        return self.catalogue(records.Agency)  # type: ignore[return-value]

    @property
    def sections(self) -> Catalogue[str, records.Section]:
        """The parts and sections by id."""
        return self.catalogue(records.Section)

    @property
    def footnotes(self) -> Catalogue[int, records.Footnote]:
        """The footnotes by number."""
        return self.catalogue(records.Footnote)

    @property
    def entities(self) -> Named[records.Entity]:
        """The laws, documents, events and so on that tasks mention, by id."""
        return self.catalogue(records.Entity)  # type: ignore[return-value]

    @property
    def terms(self) -> Catalogue[str, records.Term]:
        """The terms by id."""
        return self.catalogue(records.Term)

    @property
    def errata(self) -> Catalogue[str, records.Erratum]:
        """The errors in the document by id."""
        return self.catalogue(records.Erratum)

    @property
    def sources(self) -> Catalogue[str, nested.Source]:
        """The sources of facts by id."""
        return self.catalogue(nested.Source)

    @property
    def redirects(self) -> Catalogue[str, records.Redirect]:
        """The ids that were dropped, by kind and id; catalogues follow them themselves."""
        return self.catalogue(records.Redirect)

    def catalogue(self, kind: type[R]) -> Catalogue[Any, R]:
        """Return all records of a class by key."""
        if kind not in self._made:
            noun = "body" if kind is records.Agency else kind.__name__.lower()
            make = Named if kind in (records.Agency, records.Entity) else Catalogue
            moved = self._moved(kind)
            self._made[kind] = make(noun, self._rows(kind), self._record(kind), moved)
        found: Catalogue[Any, R] = self._made[kind]
        return found

    def at(self, address: str) -> Any:
        """Return the record at an address such as ``task/48`` or ``document``.

        Raises ``KeyError`` if there is none.

        >>> import ipplan_data as ip
        >>> ip.load().at("agency/spb").name
        'State Post Bureau'
        """
        kind, _, key = address.partition("/")
        if not key:
            return self.document
        return self.catalogue(_KINDS[kind])[int(key) if key.isdecimal() else key]

    @property
    def reference(self) -> Callable[[], Plan]:
        """What pickled records keep of their plan; called, it gives the plan."""
        return partial(_linked, self._place, self.version)

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
    ) -> list[records.Task]:
        """Return the tasks that meet every condition, in order.

        ``agency`` may lead or take part; the id of a part includes its sections; ``mentions`` is
        the id of an entity; ``ip_right`` and ``activity`` are codes, primary or not. Raises
        ``KeyError`` for an unknown id, ``ValueError`` for an unknown responsibility or code.

        >>> import ipplan_data as ip
        >>> [task.number for task in ip.load().select(led_by="spp", section="II.iv")]
        [51, 52]
        >>> [task.number for task in ip.load().select(ip_right="patent", activity="standards")]
        [65, 79, 81]
        """
        from ipplan_data.plan.selection import having

        conditions: list[tuple[str | None, Callable[[str], tuple[records.Task, ...]]]] = [
            (led_by, lambda one: self.agencies[one].leads),
            (agency, lambda one: self.agencies[one].tasks),
            (section, lambda one: self.sections[one].tasks),
            (mentions, lambda one: self.entities[one].tasks),
            (responsibility, lambda one: having(self.tasks, "responsibility", one)),
            (ip_right, lambda one: having(self.tasks, "ip_rights", one)),
            (activity, lambda one: having(self.tasks, "activity", one)),
        ]
        numbers = set(self.tasks)
        for value, tasks in conditions:
            if value is not None:
                numbers &= {task.number for task in tasks(value)}
        return [task for task in self.tasks.values() if task.number in numbers]

    def search(self, text: str) -> list[Hit]:
        """Find the tasks, entities and terms that have all words of a text, the best first.

        English words match in any case and number, and by their beginning from four letters on;
        Chinese matches by any part. A task is found by its title and summary, and by the names of
        the entities and the terms in it.

        >>> import ipplan_data as ip
        >>> ip.load().search("Sword Net")[0]
        Hit(Entity 'sword-net', score=1.0, where=('name',))
        """
        from ipplan_data.plan.search import search

        return search([*self.tasks.values(), *self.entities.values(), *self.terms.values()], text)

    def table(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of a published table.

        A cell is a string, an integer, a Boolean, a tuple if the column has lists, or ``None``.
        Raises ``KeyError``, which suggests the nearest name, if there is no such table.

        >>> import ipplan_data as ip
        >>> ip.load().table("responsibilities")[0]["agency"]
        'cnipa'
        """
        from ipplan_data.plan.tables import rows

        return rows(self._files, name)

    def frame(self, name: str, library: str | None = None) -> Any:
        """Return a published table as a typed frame of pandas or polars.

        ``library`` is ``"pandas"`` or ``"polars"``; the default is pandas if it is installed, or
        else polars. Closed vocabularies become categories; lists stay lists. Raises
        ``ModuleNotFoundError`` if the library isn't installed, ``KeyError`` if there is no such
        table, ``ValueError`` for another library.

        >>> import ipplan_data as ip
        >>> ip.load().frame("sections", "polars").filter(parent="I").height
        2
        """
        from ipplan_data.plan.frames import frame

        return frame(self._files, name, library)

    def as_dict(self) -> dict[str, Any]:
        """Return the contents of ``ipplan.json``."""
        from copy import deepcopy

        return deepcopy(self._data)

    def _value(self, name: str) -> Any:
        try:
            return self._data[name]
        except KeyError as error:
            raise damaged(self._file) from error

    def _rows(self, kind: type[Record]) -> list[tuple[Any, dict[str, Any]]]:
        key = kind._fields[0]
        try:
            return [(row[key], row) for row in self._value(_LISTS[kind])]
        except (KeyError, TypeError) as error:
            raise damaged(self._file) from error

    def _record(self, kind: type[R]) -> Callable[[dict[str, Any]], R]:
        def made(row: dict[str, Any]) -> R:
            try:
                return kind.read(row, self)
            except (AttributeError, TypeError, ValueError) as error:
                raise damaged(self._file) from error

        return made

    def _moved(self, kind: type[Record]) -> Callable[[Any], tuple[Any, str] | None]:
        def moved(key: Any) -> tuple[Any, str] | None:
            redirects = {} if kind is records.Redirect else self.redirects
            redirect = redirects.get(f"{kind.__name__.lower()}/{key}")
            if redirect is None:
                return None
            return redirect.new and redirect.new.partition("/")[2], redirect.reason

        return moved

    @property
    def _place(self) -> str:
        """The folder, or nothing for the installed data."""
        return "" if self._folder == home() else self._folder

    @property
    def _file(self) -> str:
        return f"{self._folder or 'the pickled plan'}/{NESTED}"

    @property
    def _files(self) -> str:
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
        """Show the version and the numbers of tasks and agencies."""
        return f"<Plan {self.version}: {len(self.tasks)} tasks, {len(self.agencies)} agencies>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle all data."""
        return _restored, (self._place, self._data)


def _restored(place: str, data: dict[str, Any]) -> Plan:
    alone = Plan("", data)
    try:
        plan = load(place or None)
    except (OSError, DamagedDataError):
        return alone
    return plan if plan == alone else alone


def _linked(place: str, version: str) -> Plan:
    """Return the plan of a pickled record. Raises ``UnlinkedError`` if another version is there."""
    plan = load(place or None)
    if plan.version != version:
        message = (
            f"the record was pickled from version {version} of the data, but version "
            f"{plan.version} is installed; its own values are right, its relations unknown"
        )
        raise UnlinkedError(message)
    return plan


_LOADED: dict[str, Plan] = {}


def load(folder: str | PathLike[str] | None = None) -> Plan:
    """Read the plan in this package, or in a folder with published files.

    The same folder gives the same object again. Raises ``DamagedDataError`` if the file can't be
    read, ``FileNotFoundError`` if there is none.

    >>> import ipplan_data as ip
    >>> ip.load().document.notice_date
    datetime.date(2020, 5, 13)
    """
    where = home() if folder is None else os.path.abspath(folder)
    if where not in _LOADED:
        _LOADED[where] = Plan(where, parsed(where, NESTED))
    return _LOADED[where]
