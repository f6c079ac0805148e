"""What is declared of a column, made into tests of its cells."""

from __future__ import annotations

import re

from ipplan_data.package_check import characters
from ipplan_data.package_check.characters import FORMULAS, Fault
from ipplan_data.package_check.findings import near, shown
from ipplan_data.package_check.patterns import LONGEST, compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# What stands for a number in one way only, and fits the integers of every database.
_integer = re.compile("0|-?[1-9][0-9]{0,17}").fullmatch


class Column:
    """A column: tests that many cells pass at once, and what is wrong with one that doesn't.

    >>> column = Column("number", "integer", {"minimum": 1})
    >>> column.all_sound({"1", "48"}), column.all_sound({"48", "0"})
    (True, False)
    >>> column.fault("0").expected
    'at least 1'
    """

    def __init__(self, name: str, kind: str, limits: dict[str, Any]) -> None:
        """Make the tests; ``limits`` are the constraints that the descriptor declares."""
        self.name, self.kind = name, kind
        self.separator = self.items = ""
        self.truths: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
        self.required = bool(limits.get("required"))
        self.unique = bool(limits.get("unique"))
        self._least, self._most = limits.get("minimum"), limits.get("maximum")
        self._shortest, self._longest = limits.get("minLength", 0), limits.get("maxLength")
        self._enum = frozenset(limits["enum"]) if "enum" in limits else None
        self._pattern: str | None = limits.get("pattern")
        self._matches: Callable[[str], object] | None = None
        if self._pattern is not None:
            self._matches = compiled(self._pattern)

    @classmethod
    def declared(cls, held: dict[str, Any], limits: dict[str, Any]) -> Column:
        """Make a column of the properties of a field, which are known to fit."""
        made = cls(held["name"], held["type"], limits)
        made.separator, made.items = held.get("separator", ""), held.get("itemType", "")
        truths = (held.get("trueValues", ()), held.get("falseValues", ()))
        made.truths = (frozenset(truths[0]), frozenset(truths[1]))
        return made

    def value(self, cell: str) -> Any:
        """Give what a sound cell stands for, as JSON has it."""
        if self.separator:
            items = cell.split(self.separator) if cell else []
            return [int(item) for item in items] if self.items == "integer" else items
        if not cell:
            return None
        if self.kind == "boolean":
            return cell in self.truths[0]
        return int(cell) if self.kind == "integer" else cell

    def all_sound(self, cells: set[str]) -> bool:
        """Tell whether no cell has a fault, but for characters that are nowhere plain.

        The set is changed: it is the caller's to give away.
        """
        if "" in cells:
            if self.required:
                return False
            cells.discard("")
        if not cells:
            return True
        if self.kind == "integer":
            return self._numbers_sound(cells)
        if self.kind == "boolean":
            return cells <= self.truths[0] | self.truths[1]
        return self._texts_sound(cells)

    def _numbers_sound(self, cells: set[str]) -> bool:
        if not all(map(_integer, cells)):
            return False
        numbers = [*map(int, cells)]
        return (self._least is None or min(numbers) >= self._least) and (
            self._most is None or max(numbers) <= self._most
        )

    def _texts_sound(self, cells: set[str]) -> bool:
        if self._enum is not None and not cells <= self._enum:
            return False
        begin, end = {cell[0] for cell in cells}, {cell[-1] for cell in cells}
        if " " in begin or " " in end or not FORMULAS.isdisjoint(begin):
            return False
        lengths = {*map(len, cells)} if self._matches or self._longest or self._shortest else {1}
        if self._matches and (max(lengths) > LONGEST or not all(map(self._matches, cells))):
            return False
        if min(lengths) < self._shortest:
            return False
        if self._longest is not None and max(lengths) > self._longest:
            return False
        return not self.separator or all(self._item_fault(cell) is None for cell in cells)

    def fault(self, cell: str) -> Fault | None:
        """Say what is wrong with a cell first of all, or nothing."""
        if not cell:
            return Fault("IPP940", "the cell is empty") if self.required else None
        odd = characters.fault(cell)
        if odd:
            return odd
        if self.kind == "integer":
            return self._number_fault(cell)
        if self.kind == "boolean":
            truths = sorted(self.truths[0] | self.truths[1])
            if cell in truths:
                return None
            return Fault("IPP941", "this is no truth value", " or ".join(truths), shown(cell))
        return self._text_fault(cell)

    def _number_fault(self, cell: str) -> Fault | None:
        if not _integer(cell):
            return Fault(
                "IPP941", "this is no whole number as it is written", "such as 48", shown(cell)
            )
        if self._least is not None and int(cell) < self._least:
            return Fault("IPP944", "the number is too small", f"at least {self._least}", cell)
        if self._most is not None and int(cell) > self._most:
            return Fault("IPP944", "the number is too large", f"at most {self._most}", cell)
        return None

    def _text_fault(self, cell: str) -> Fault | None:
        found = shown(cell)
        if cell[0] in FORMULAS:
            return Fault("IPP952", f"the cell begins with '{cell[0]}', as formulas do", "", found)
        if self._enum is not None and cell not in self._enum:
            expected = near(cell, sorted(self._enum))
            return Fault("IPP943", "this is no value of the list", expected, found)
        if self.separator and (odd := self._item_fault(cell)):
            return odd
        if self._matches and len(cell) > LONGEST:
            return Fault("IPP926", "the cell is too long", f"at most {LONGEST:,} characters", found)
        if self._matches and not self._matches(cell):
            return Fault("IPP942", "the cell has another form", shown(self._pattern), found)
        return self._length_fault(cell)

    def _length_fault(self, cell: str) -> Fault | None:
        size = f"{len(cell):,} characters"
        if len(cell) < self._shortest:
            return Fault("IPP945", "the text is too short", f"at least {self._shortest:,}", size)
        if self._longest is not None and len(cell) > self._longest:
            return Fault("IPP945", "the text is too long", f"at most {self._longest:,}", size)
        return characters.writing_fault(cell)

    def _item_fault(self, cell: str) -> Fault | None:
        items = cell.split(self.separator)
        for index, item in enumerate(items, start=1):
            if not item:
                message = f"item {index} of {len(items)} is empty"
                return Fault("IPP946", message, "", shown(cell))
            if item[0] == " " or item[-1] == " ":
                return Fault("IPP946", f"item {index} has a space at an end", "", shown(cell))
            if self.items == "integer" and not _integer(item):
                message = f"item {index} is no whole number as it is written"
                return Fault("IPP946", message, "such as 48", shown(item))
        return None
