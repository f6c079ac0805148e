"""Damages to what mappings and lists hold: records, the witness, the plan, the descriptor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from mutants import values

Steps = tuple[str | int, ...]
Change = Callable[[Any], Any]


class Damage(NamedTuple):
    """One damage to a tree: ``what`` it is done to, without the places in lists, and where."""

    operator: str
    what: str
    where: str
    change: Change


def damages(tree: Any, name: str, most: int = 0) -> Iterator[Damage]:
    """Give every damage to a tree, each value and each mapping and list in it in turn.

    With ``most``, no more items of a list than that, spread over it, are looked into.
    """
    known: dict[str, list[Any]] = {}
    for steps, value in _nodes(tree, most):
        if not isinstance(value, (dict, list)):
            known.setdefault(_what(name, steps), []).append(value)
    others = {what: _cycle(found) for what, found in known.items()}
    for steps, value in _nodes(tree, most):
        what, where = _what(name, steps), ".".join(map(str, steps))
        if isinstance(value, dict):
            found = _of_mapping(value)
        elif isinstance(value, list):
            found = _of_list(value)
        else:
            found = _of_value(value, others[what])
        for operator, at, change in found:
            place = ".".join(filter(None, (where, *map(str, at))))
            inside = _what(what, at)
            yield Damage(operator, inside, place, _within(steps, change))


_Found = list[tuple[str, Steps, Change]]


def _nodes(tree: Any, most: int, steps: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    yield steps, tree
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _nodes(value, most, (*steps, key))
    elif isinstance(tree, list):
        for at in range(0, len(tree), max(1, len(tree) // most) if most else 1):
            yield from _nodes(tree[at], most, (*steps, at))


def _what(name: str, steps: Steps) -> str:
    return ".".join([name, *(step for step in steps if isinstance(step, str))])


def _cycle(found: list[Any]) -> dict[str, Any]:
    """Give for each value the next one, of all that a field has."""
    unlike = {repr(value): value for value in found}
    given = [unlike[key] for key in sorted(unlike)]
    return {repr(a): b for a, b in zip(given, [*given[1:], *given[:1]], strict=True)}


def _within(steps: Steps, change: Change) -> Change:
    """Make a change to what the steps lead to; the tree itself stays as it is."""
    if not steps:
        return change
    first, rest = steps[0], steps[1:]

    def changed(tree: Any) -> Any:
        copy = tree.copy()
        copy[first] = _within(rest, change)(tree[first])
        return copy

    return changed


def _of_mapping(value: dict[str, Any]) -> _Found:
    found: _Found = [("unknown key", (), lambda tree: {**tree, "colour": "red"})]
    keys = [*value]
    for key, other in zip(keys, [*keys[1:], *keys[:1]], strict=True):
        found += [
            ("dropped", (key,), partial(_renamed, key=key, name=None)),
            ("key misspelt", (key,), partial(_renamed, key=key, name=_misspelt(key))),
            ("key in capitals", (key,), partial(_renamed, key=key, name=key.upper())),
        ]
        if not values.same(value[key], value[other]):
            found.append(("fields exchanged", (key,), partial(_exchanged, key=key, other=other)))
    if len(keys) > 1:
        found.append(("keys reordered", (), lambda tree: dict(reversed(tree.items()))))
    return found


def _of_list(value: list[Any]) -> _Found:
    found: _Found = [("emptied", (), lambda _: [])] if value else []
    if not values.same(value, value[::-1]):
        found.append(("reversed", (), lambda tree: tree[::-1]))
    for at, item in enumerate(value):
        found += [
            ("item dropped", (at,), partial(_replaced, at=at, size=1, by=())),
            ("item doubled", (at,), partial(_replaced, at=at, size=1, by=(item, item))),
        ]
        if at + 2 < len(value):
            rest = (*value[at + 1 :], item)
            found.append(
                ("item moved to the end", (at,), partial(_replaced, at=at, size=len(rest), by=rest))
            )
        if at + 1 < len(value) and not values.same(item, value[at + 1]):
            pair = (value[at + 1], item)
            found.append(("items swapped", (at,), partial(_replaced, at=at, size=2, by=pair)))
            found += _traded(item, value[at + 1], at)
    return found


def _traded(one: Any, other: Any, at: int) -> _Found:
    """Let each field of a record trade values with that of the next."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return []
    found: _Found = []
    for key in one.keys() & other.keys():
        if not values.same(one[key], other[key]):
            pair = ({**one, key: other[key]}, {**other, key: one[key]})
            found.append(
                ("traded with the next", (at, key), partial(_replaced, at=at, size=2, by=pair))
            )
    return sorted(found, key=lambda one: str(one[1]))


def _of_value(value: Any, others: dict[str, Any]) -> _Found:
    found: _Found = []
    for operator, damage in values.operators(value).items():
        other = damage(value)
        if (other is not None or "nothing" in operator) and not values.same(other, value):
            found.append((operator, (), partial(_given, other)))
    if len(others) > 1:
        found.append(("another's value", (), partial(_given, others[repr(value)])))
    return found


def _given(other: Any, _: Any) -> Any:
    return other


def _renamed(tree: dict[str, Any], *, key: str, name: str | None) -> dict[str, Any]:
    names = {one: name if one == key else one for one in tree}
    return {new: tree[old] for old, new in names.items() if new is not None}


def _exchanged(tree: dict[str, Any], *, key: str, other: str) -> dict[str, Any]:
    return {**tree, key: tree[other], other: tree[key]}


def _replaced(tree: list[Any], *, at: int, size: int, by: tuple[Any, ...]) -> list[Any]:
    return [*tree[:at], *by, *tree[at + size :]]


def _misspelt(key: str) -> str:
    """Swap two letters of a name.

    >>> _misspelt("title"), _misspelt("id")
    ('tilte', 'di')
    """
    place = max(1, len(key) // 2)
    return key[: place - 1] + key[place : place + 1] + key[place - 1] + key[place + 1 :]
