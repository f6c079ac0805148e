"""What all records share: frozen, comparable, hashable, picklable, and linked to their plan.

Written without ``dataclasses`` and ``typing``: importing them takes longer than reading the plan.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

    from ipplan_data.plan.catalogue import Catalogue

    R = TypeVar("R", bound="Record")
else:

    def dataclass_transform(**_: object) -> object:
        """Do nothing: only type checkers need this."""
        return lambda made: made


_put = object.__setattr__


class UnlinkedError(LookupError):
    """A record has no plan, so its related records aren't known."""


@dataclass_transform(kw_only_default=True, frozen_default=True)
class _Declared(type):
    """Turns the annotated names of a class into its fields, with a slot for each."""

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> _Declared:
        declared = namespace.get("__annotations__", ())
        fields = tuple(one for one in declared if not one.startswith("_"))
        namespace["__slots__"] = namespace["_fields"] = fields
        return super().__new__(mcs, name, bases, namespace)


class _Linked:
    """Holds a plan, or what gives one when it is called; apart from the fields of records."""

    __slots__ = ("_link",)
    _link: Any


class Record(_Linked, metaclass=_Declared):
    """A record of the plan: its fields are the columns of its table and the tables nested in it.

    A column that refers to another record has that record's key; relations to the records
    themselves have other names. Missing values are ``None``. Records with the same values are
    equal.
    """

    _nested: ClassVar[dict[str, type[Record]]] = {}
    _dates: ClassVar[frozenset[str]] = frozenset()
    _shown: ClassVar[tuple[str, ...]] = ()
    _fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **values: Any) -> None:
        """Create a record that belongs to no plan, from a value for each field.

        Raises ``TypeError`` if a field is missing or unknown.
        """
        fields = self._fields
        if values.keys() != set(fields):
            odd = ", ".join(sorted(values.keys() ^ set(fields)))
            message = f"{type(self).__name__} has the fields {', '.join(fields)}; check {odd}"
            raise TypeError(message)
        for name in fields:
            _put(self, name, values[name])
        _put(self, "_link", None)

    @classmethod
    def read(cls, row: dict[str, Any], plan: Any) -> Self:
        """Create a record of a plan from its object in ``ipplan.json``.

        Raises ``TypeError`` if the object's keys are not the record's fields.
        """
        record = cls(**{name: cls._value(name, value, plan) for name, value in row.items()})
        _put(record, "_link", plan)
        return record

    @classmethod
    def _value(cls, name: str, value: Any, plan: Any) -> Any:
        if name in cls._nested:
            return tuple(cls._nested[name].read(item, plan) for item in value)
        if name in cls._dates:
            from datetime import date

            return date.fromisoformat(value)
        return tuple(value) if isinstance(value, list) else value

    @property
    def plan(self) -> Any:
        """The plan that the record belongs to.

        Raises ``UnlinkedError`` if it belongs to none, because it was created by hand or pickled
        from another version of the data than the installed one.
        """
        if self._link is None:
            message = f"this {type(self).__name__} was made by hand and belongs to no plan"
            raise UnlinkedError(message)
        if callable(self._link):
            _put(self, "_link", self._link())
        return self._link

    def _all(self, kind: type[R]) -> Catalogue[Any, R]:
        """Return all records of a kind in the plan."""
        found: Catalogue[Any, R] = self.plan.catalogue(kind)
        return found

    def as_dict(self) -> dict[str, Any]:
        """Return the record's object in ``ipplan.json``.

        >>> import ipplan_data as ip
        >>> ip.load().entities["sword-net"].as_dict()
        {'id': 'sword-net', 'name': 'Sword Net', 'name_zh': '剑网', 'kind': 'campaign'}
        """
        return {name: _plain(getattr(self, name)) for name in self._fields}

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self._fields)

    def __eq__(self, other: object) -> bool:
        """Compare with a record of the same kind, value by value."""
        if not isinstance(other, Record) or type(self) is not type(other):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        """Hash the values."""
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        """Show the fields that identify the record."""
        names = self._shown or self._fields
        return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n in names)})"

    def __setattr__(self, name: str, value: object) -> None:
        """Raise ``AttributeError``: records are frozen."""
        message = f"a {type(self).__name__} can't be changed"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> None:
        """Raise ``AttributeError``: records are frozen."""
        self.__setattr__(name, None)

    def __copy__(self, _: object = None) -> Self:
        """Return the record itself, since it can't be changed."""
        return self

    __deepcopy__ = __copy__

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the values and a reference to the plan."""
        link = self._link
        known = link if link is None or callable(link) else link.reference
        return _restored, (type(self), self._values(), known)


def _restored(kind: type[Record], values: tuple[Any, ...], link: Any) -> Record:
    record = kind(**dict(zip(kind._fields, values, strict=True)))
    _put(record, "_link", link)
    return record


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.as_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
