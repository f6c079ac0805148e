"""A table: the subject of a row, columns and keys, and what must hold within a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, create_model, model_validator

from ipplan_data.curation.model import Plan
from ipplan_data.curation.tables.column import Column

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Equivalence:
    """Within a row, ``column`` has ``value`` exactly when ``other`` has ``other_value``.

    >>> rule = Equivalence("role", "lead", "position", 1)
    >>> rule.holds({"role": "lead", "position": 2})
    False
    """

    column: str
    value: str | int
    other: str
    other_value: str | int

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it is about."""
        return self.column, self.other

    def __str__(self) -> str:
        """Return the condition in words."""
        one, other = f"`{self.column}` is `{self.value}`", f"`{self.other}` is `{self.other_value}`"
        return f"{one} exactly where {other}"

    def holds(self, row: Row) -> bool:
        """Return whether a row meets the condition."""
        return bool(row[self.column] == self.value) == bool(row[self.other] == self.other_value)


@dataclass(frozen=True, slots=True)
class Requirement:
    """Within a row, where ``column`` has a value, ``other`` has one too.

    >>> rule = Requirement("successor_from", "successor_name")
    >>> rule.holds({"successor_from": "2023-05", "successor_name": None})
    False
    """

    column: str
    other: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it is about."""
        return self.column, self.other

    def __str__(self) -> str:
        """Return the condition in words."""
        return f"`{self.column}` has a value only where `{self.other}` has one"

    def holds(self, row: Row) -> bool:
        """Return whether a row meets the condition."""
        return row[self.column] is None or row[self.other] is not None


@dataclass(frozen=True, slots=True)
class Filled:
    """Within a row, at least and at most so many of some columns have a value.

    >>> rule = Filled(("task", "section"), most=1)
    >>> rule.holds({"task": 48, "section": None}), rule.holds({"task": 48, "section": "I.ii"})
    (True, False)
    """

    columns: tuple[str, ...]
    least: int = 0
    most: int | None = None

    def __str__(self) -> str:
        """Return the condition in words."""
        names = ", ".join(f"`{name}`" for name in self.columns)
        least = f"at least {self.least}" if self.least else ""
        most = f"at most {self.most}" if self.most is not None else ""
        return f"{' and '.join(filter(None, (least, most)))} of {names} has a value"

    def holds(self, row: Row) -> bool:
        """Return whether a row meets the condition."""
        filled = sum(row[name] is not None for name in self.columns)
        return self.least <= filled <= (len(self.columns) if self.most is None else self.most)


Condition = Equivalence | Requirement | Filled


class _StrictRow(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


@dataclass(frozen=True)
class Table:
    """A published table; ``subjects`` returns what its rows are about.

    ``derive`` computes from a subject the cells that are not attributes of it.
    ``noun`` names a row where rows are objects in the nested JSON. A table with ``inside`` is there
    a list of that name in the rows of the table that its first key column refers to. ``notes`` say
    how its rows were found and coded.
    """

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    subjects: Callable[[Plan], Iterable[Any]]
    derive: Callable[[Plan, Any], Row] = lambda _plan, _subject: {}
    unique: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    noun: str = ""
    inside: str = ""
    notes: str = ""

    @property
    def parent(self) -> str | None:
        """The table whose rows hold this one's in the nested JSON."""
        return self.parent_column.refers_to if self.inside else None

    @property
    def parent_column(self) -> Column:
        """The column that refers to the row of the parent."""
        return next(one for one in self.columns if one.name in self.key and one.refers_to)

    @cached_property
    def model(self) -> type[BaseModel]:
        """A Pydantic model of one row, with every constraint on it."""
        conditions = self.conditions

        def check(self: BaseModel) -> BaseModel:
            row = self.model_dump()
            for condition in conditions:
                if not condition.holds(row):
                    message = f"{condition} does not hold"
                    raise ValueError(message)
            return self

        validators: dict[str, Any] = {"check": model_validator(mode="after")(check)}
        fields: dict[str, Any] = {column.name: (column.annotation, ...) for column in self.columns}
        return create_model(
            f"{self.name}_row", __base__=_StrictRow, __validators__=validators, **fields
        )

    def rows(self, plan: Plan) -> list[Row]:
        """Compute all rows, in the order of the key."""
        rows = []
        for subject in self.subjects(plan):
            cells = self.derive(plan, subject)
            rows.append({one.name: one.cell(subject, cells) for one in self.columns})
        return sorted(rows, key=lambda row: tuple(row[name] for name in self.key))
