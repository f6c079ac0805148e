"""What all records share: frozen, comparable, hashable, picklable, and linked to their plan.

Written without ``dataclasses`` and ``typing``: importing them takes longer than reading the plan.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Self, dataclass_transform

    from ipplan_data.plan.plan import Plan, Reference
else:

    def dataclass_transform(**_: object) -> object:
        """Do nothing: only type checkers need to know."""
        return lambda made: made


_put = object.__setattr__


class UnlinkedError(LookupError):
    """A record stands alone, so what it is related to isn't known."""


@dataclass_transform(kw_only_default=True, frozen_default=True)
class _Declared(type):
    """Makes the annotated names of a class its fields, with a slot for each."""

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> _Declared:
        declared = namespace.get("__annotations__", ())
        fields = tuple(one for one in declared if not one.startswith("_"))
        namespace["__slots__"] = namespace["_fields"] = fields
        return super().__new__(mcs, name, bases, namespace)


class _Linked:
    """What knows its plan."""

    __slots__ = ("_link",)
    _link: Plan | Reference | None


class Record(_Linked, metaclass=_Declared):
    """A record of the plan: its fields are the columns of its table, and what is nested there.

    A column that names another record holds that record's key; what a record is related to has
    names of its own. Whatever is absent is ``None``. Records with the same values are equal.
    """

    _nested: ClassVar[dict[str, type[Record]]] = {}
    _dates: ClassVar[frozenset[str]] = frozenset()
    _shown: ClassVar[tuple[str, ...]] = ()
    _fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **values: Any) -> None:
        """Make a record by hand, of a value for each field; it belongs to no plan.

        Raises ``TypeError`` where a field is missing, or where there is no such field.
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
    def read(cls, row: dict[str, Any], plan: Plan) -> Self:
        """Make the record of an object as ``ipplan.json`` has it.

        Raises ``TypeError`` where the object has other keys than the record has fields.
        """
        record = cls(**{name: cls._value(name, value, plan) for name, value in row.items()})
        _put(record, "_link", plan)
        return record

    @classmethod
    def _value(cls, name: str, value: Any, plan: Plan) -> Any:
        if name in cls._nested:
            return tuple(cls._nested[name].read(item, plan) for item in value)
        if name in cls._dates:
            from datetime import date

            return date.fromisoformat(value)
        return tuple(value) if isinstance(value, list) else value

    @property
    def plan(self) -> Plan:
        """The plan that the record belongs to.

        Raises ``UnlinkedError`` where it belongs to none, because it was made by hand or pickled
        from data of another version than those installed.
        """
        from ipplan_data.plan.plan import Plan

        link = self._link
        if link is None:
            message = f"this {type(self).__name__} was made by hand and belongs to no plan"
            raise UnlinkedError(message)
        if isinstance(link, Plan):
            return link
        found = link.resolved()
        _put(self, "_link", found)
        return found

    def as_dict(self) -> dict[str, Any]:
        """Give the record as ``ipplan.json`` has it.

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
        """Show what tells the record from others."""
        names = self._shown or self._fields
        return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n in names)})"

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: records can't be changed."""
        message = f"a {type(self).__name__} can't be changed"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> None:
        """Refuse: records can't be changed."""
        message = f"a {type(self).__name__} can't be changed"
        raise AttributeError(message)

    def __copy__(self) -> Self:
        """Give the record itself, since it can't be changed."""
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Give the record itself, since it can't be changed."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the values, and which plan they belong to."""
        link = self._link
        known = None if link is None else link.reference
        return _restored, (type(self), self._values(), known)


def _restored(kind: type[Record], values: tuple[Any, ...], link: Reference | None) -> Record:
    record = kind(**dict(zip(kind._fields, values, strict=True)))
    _put(record, "_link", link)
    return record


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.as_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
