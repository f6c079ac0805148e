"""A strict subset of YAML 1.2, read with line and column of every value.

It rejects what has misled people: anchors, aliases, tags, several documents in a file and duplicate
keys. A plain scalar is an integer or a decimal in canonical form, ``true``, ``false``, ``null`` or
nothing; everything else is text, such as ``no``, ``12:30`` and ``2020-05-13``. Other spellings of
what YAML 1.2 doesn't read as text (``~``, ``True``, ``007``) are rejected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from ipplan_data.curation.findings import Finding, Place, shown

MAX_DEPTH = 12
_INTEGER = re.compile("0|-?[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}")
_HALF = re.compile("[\ud800-\udfff]")
# What the core schema of YAML 1.2 does not read as text.
_CORE = re.compile(
    r"|~|null|true|false|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-f]+"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:e[-+]?[0-9]+)?|[-+]?\.inf|\.nan",
    re.IGNORECASE,
)
_WORDS = {"true": True, "false": False, "null": None, "": None}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """A value with its place; a mapping or a sequence holds nodes.

    ``raw`` is a scalar as it was typed, with its quotes.
    """

    place: Place
    value: Any = None
    children: dict[str | int, Node] = field(default_factory=dict)
    keys: dict[str | int, Place] = field(default_factory=dict)
    kind: str = "scalar"
    raw: str = ""

    def data(self) -> Any:
        """Return the value as plain Python: dict, tuple or scalar."""
        if self.kind == "mapping":
            return {key: child.data() for key, child in self.children.items()}
        if self.kind == "sequence":
            return tuple(child.data() for child in self.children.values())
        return self.value

    def at(self, *steps: str | int) -> Place:
        """Return the place of the value reached by ``steps``, or of the nearest one around it."""
        return self._reach(steps).place

    def key_at(self, *steps: str | int) -> Place:
        """Return the place of the key that the last of ``steps`` names."""
        node = self._reach(steps[:-1])
        return node.keys.get(steps[-1], node.place)

    def keys_around(self, *steps: str | int) -> set[str | int]:
        """Return the keys of the mapping that has the last of ``steps``."""
        return set(self._reach(steps[:-1]).keys)

    def raw_at(self, *steps: str | int) -> str:
        """Return what was typed for the scalar at ``steps``; nothing for a list or mapping."""
        return self._reach(steps).raw

    def scalar_at(self, *steps: str | int) -> Any:
        """Return the scalar at ``steps``, or ``None`` if there is none."""
        around, last = self._reach(steps[:-1]), steps[-1]
        return around.children[last].value if last in around.children else None

    def _reach(self, steps: Iterable[str | int]) -> Node:
        node = self
        for step in steps:
            if step not in node.children:
                break
            node = node.children[step]
        return node

    def scalars(self, *steps: str | int) -> Iterator[tuple[tuple[str | int, ...], Node]]:
        """Walk over all scalars with the steps that lead to each."""
        if self.kind == "scalar":
            yield steps, self
        for step, child in self.children.items():
            yield from child.scalars(*steps, step)


class _RefusedError(Exception):
    def __init__(self, finding: Finding) -> None:
        self.finding = finding


def parse(text: str, name: str) -> tuple[Node | None, list[Finding]]:
    """Read YAML text; ``name`` is the file's name in findings.

    Returns the root, or ``None`` if the text can't be read at all, and what is wrong with it.

    >>> node, findings = parse("title: no", "a.yaml")
    >>> node.data(), findings
    ({'title': 'no'}, [])
    """
    builder = _Builder(name, text)
    try:
        loader = _LOADER(text)
        while loader.check_event():
            builder.take(loader.get_event())
        if builder.root is not None:
            return builder.root, builder.findings
        problem = Finding(
            "IPP103", Place(name), "the file is empty, expected records", hint="bring them back"
        )
    except _RefusedError as refused:
        problem = refused.finding
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        message = f"this isn't YAML: {getattr(error, 'problem', None) or 'it cannot be parsed'}"
        hint = "look at indentation, brackets and quotes here and above"
        problem = Finding("IPP103", place, message, hint=hint)
    except (ValueError, OverflowError) as error:
        problem = Finding("IPP103", Place(name), f"this isn't YAML: {error}")
    return None, [*builder.findings, problem]


class _Builder:
    """Builds the tree of nodes from parser events, without recursion."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.root: Node | None = None
        self.findings: list[Finding] = []
        self._open: list[Node] = []
        self._key: list[tuple[str, Place] | None] = []

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the parser."""
        if isinstance(event, yaml.AliasEvent):
            raise self._refused(event, "an alias", "type the value itself")
        if isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                raise self._refused(event, "an anchor", "take the word after & away")
            if getattr(event, "tag", None) is not None:
                raise self._refused(event, "a tag", "take the word after ! away, or quote the text")
            self._add(self._node(event), event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._key.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            if self.root is not None:
                raise self._refused(event, "a second document", "keep one document in a file")
            if event.version or event.tags:
                raise self._refused(event, "a directive", "delete the line")

    def _node(self, event: yaml.NodeEvent) -> Node:
        place = self._place(event)
        if not isinstance(event, yaml.ScalarEvent):
            kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence"
            return Node(place, kind=kind)
        value: Any = event.value
        if not value.isascii() and _HALF.search(value):
            raise self._refused(event, "half a character", "type the whole character")
        if event.implicit[0] and _CORE.fullmatch(value):  # what else is plain is text
            value = _resolve(value)
            if isinstance(value, str):
                what = f"{value[:30]}, which is no text to YAML"
                raise self._refused(event, what, "quote it, or spell it plainly")
        return Node(place, value, raw=self._raw(event))

    def _add(self, node: Node, event: yaml.NodeEvent) -> None:
        parent = self._open[-1] if self._open else None
        if parent is None:
            self.root = node
        elif parent.kind == "sequence":
            parent.children[len(parent.children)] = node
        elif self._key[-1] is None:
            if not isinstance(event, yaml.ScalarEvent):
                raise self._refused(event, "a list or mapping as a key", "use a word as the key")
            self._key[-1] = (event.value, node.place)
            return
        else:
            (key, place), self._key[-1] = self._key[-1], None
            if key in parent.children:
                message = f"duplicate key {shown(key)}, first on line {parent.keys[key].line}"
                hint = "keep one of the two"
                self.findings.append(Finding("IPP105", place, message, hint=hint, found=key))
            parent.children[key] = node
            parent.keys[key] = place
        if node.kind != "scalar":
            self._open.append(node)
            self._key.append(None)
            if len(self._open) > MAX_DEPTH:
                raise self._refused(event, "values nested too deeply", "see the other records")

    def _place(self, event: yaml.Event) -> Place:
        mark, end = event.start_mark, event.end_mark
        if mark is None or end is None:
            return Place(self.name)
        # When a mapping or a list begins, its end is not known yet.
        known = isinstance(event, yaml.ScalarEvent)
        ends = (end.line + 1, end.column + 1) if known else (0, 0)
        return Place(self.name, mark.line + 1, mark.column + 1, *ends)

    def _raw(self, event: yaml.Event) -> str:
        mark, end = event.start_mark, event.end_mark
        return "" if mark is None or end is None else self.text[mark.index : end.index]

    def _refused(self, event: yaml.Event, what: str, hint: str) -> _RefusedError:
        message, found = f"found {what}, expected plain YAML", self._raw(event) or None
        return _RefusedError(Finding("IPP104", self._place(event), message, hint=hint, found=found))


def _resolve(plain: str) -> Any:
    """Return the value of a plain scalar.

    >>> [_resolve(text) for text in ("12", "1.5", "true", "", "no", "2020-05-13")]
    [12, 1.5, True, None, 'no', '2020-05-13']
    """
    if plain in _WORDS:
        return _WORDS[plain]
    if _INTEGER.fullmatch(plain):
        return int(plain)
    return float(plain) if _DECIMAL.fullmatch(plain) else plain
