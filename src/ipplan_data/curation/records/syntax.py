"""A strict subset of YAML 1.2, read with line and column of every value.

Left out, because each has misled people: anchors, aliases, tags, several documents in a file and
keys typed twice. A plain scalar is an integer or a decimal in canonical form, ``true``, ``false``,
``null`` or nothing, and text for all else: ``no``, ``12:30`` and ``2020-05-13`` are text. What
YAML 1.2 takes for something else in another spelling (``~``, ``True``, ``007``) is refused.
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
# Whatever the core schema of YAML 1.2 does not read as text.
_CORE = re.compile(
    r"~|null|true|false|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-f]+"
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
        """Give the value as plain Python: dict, tuple or scalar."""
        if self.kind == "mapping":
            return {key: child.data() for key, child in self.children.items()}
        if self.kind == "sequence":
            return tuple(child.data() for child in self.children.values())
        return self.value

    def at(self, *steps: str | int) -> Place:
        """Tell the place of the value reached by ``steps``, or of the nearest one around it."""
        return self._reach(steps).place

    def key_at(self, *steps: str | int) -> Place:
        """Tell the place of the key that the last of ``steps`` names."""
        *path, key = steps
        node = self._reach(path)
        return node.keys.get(key, node.place)

    def keys_around(self, *steps: str | int) -> set[str | int]:
        """Give the keys of the mapping that the last of ``steps`` is a key of."""
        return set(self._reach(steps[:-1]).keys)

    def raw_at(self, *steps: str | int) -> str:
        """Give what was typed for the scalar reached by ``steps``; nothing for what is none."""
        return self._reach(steps).raw

    def scalar_at(self, *steps: str | int) -> Any:
        """Give the scalar that stands at ``steps``, or nothing where none does."""
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
    def __init__(self, code: str, place: Place, message: str, hint: str, found: str) -> None:
        self.finding = Finding(code, place, message, hint=hint, found=found or None)


def parse(text: str, name: str) -> tuple[Node | None, list[Finding]]:
    """Read YAML text; ``name`` is what findings call the file.

    Gives the root, or ``None`` where the text can't be read at all, and what is wrong with it.

    >>> node, findings = parse("title: no", "a.yaml")
    >>> node.data(), findings
    ({'title': 'no'}, [])
    """
    builder = _Builder(name, text)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except _RefusedError as refused:
        return None, [*builder.findings, refused.finding]
    except (ValueError, OverflowError) as error:
        message = f"this isn't YAML: {error}"
        return None, [*builder.findings, Finding("IPP103", Place(name), message)]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or "it can't be parsed"
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        message = f"this isn't YAML: {problem}"
        hint = "look at indentation, brackets and quotes here and above"
        return None, [*builder.findings, Finding("IPP103", place, message, hint=hint)]
    if builder.root is None:
        message = "the file is empty, expected records"
        return None, [Finding("IPP103", Place(name), message, hint="bring the records back")]
    return builder.root, builder.findings


class _Builder:
    """Builds the tree of nodes from parser events, without recursion."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.root: Node | None = None
        self.findings: list[Finding] = []
        self._open: list[Node] = []
        self._key: list[tuple[str, Place] | None] = []

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the parser."""
        if isinstance(event, yaml.AliasEvent):
            raise self._refused(event, "an alias", "type the value itself")
        if isinstance(event, yaml.DocumentStartEvent):
            if self.root is not None:
                raise self._refused(event, "a second document", "keep one document in a file")
            if event.version or event.tags:
                raise self._refused(event, "a directive", "delete the line")
        if isinstance(event, yaml.NodeEvent):
            self._check(event)
            self._add(self._node(event), event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._key.pop()

    def _node(self, event: yaml.NodeEvent) -> Node:
        place = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            if _HALF.search(event.value):
                raise self._refused(event, "half a character", "type the whole character")
            raw = self._raw(event)
            if not event.implicit[0]:
                return Node(place, event.value, raw=raw)
            value = _resolve(event.value)
            if isinstance(value, str) and _CORE.fullmatch(value):
                what = f"{value[:30]}, which is no text to YAML"
                raise self._refused(event, what, "quote it, or spell it plainly")
            return Node(place, value, raw=raw)
        return Node(
            place, kind="mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence"
        )

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
            key, place = self._key[-1]
            self._key[-1] = None
            if key in parent.children:
                first = parent.keys[key].line
                message = f"the key {shown(key)} stands here again, first in line {first}"
                hint = "keep one of the two"
                self.findings.append(Finding("IPP105", place, message, hint=hint, found=key))
            parent.children[key] = node
            parent.keys[key] = place
        if node.kind != "scalar":
            self._open.append(node)
            self._key.append(None)
            if len(self._open) > MAX_DEPTH:
                raise self._refused(event, "values nested too deeply", "see the other records")

    def _check(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            raise self._refused(event, "an anchor", "take the word after & away")
        if getattr(event, "tag", None) is not None:
            raise self._refused(event, "a tag", "take the word after ! away, or quote the text")

    def _place(self, event: yaml.Event) -> Place:
        mark, end = event.start_mark, event.end_mark
        if mark is None or end is None:
            return Place(self.name)
        # The end of a mapping or a list is not known yet when it begins.
        if not isinstance(event, yaml.ScalarEvent):
            return Place(self.name, mark.line + 1, mark.column + 1)
        return Place(self.name, mark.line + 1, mark.column + 1, end.line + 1, end.column + 1)

    def _raw(self, event: yaml.Event) -> str:
        mark, end = event.start_mark, event.end_mark
        return "" if mark is None or end is None else self.text[mark.index : end.index]

    def _refused(self, event: yaml.Event, what: str, hint: str) -> _RefusedError:
        place, message = self._place(event), f"found {what}, expected plain YAML"
        return _RefusedError("IPP104", place, message, hint, self._raw(event))


def _resolve(plain: str) -> Any:
    """Give the value of a plain scalar.

    >>> [_resolve(text) for text in ("12", "1.5", "true", "", "no", "2020-05-13")]
    [12, 1.5, True, None, 'no', '2020-05-13']
    """
    if plain in _WORDS:
        return _WORDS[plain]
    if _INTEGER.fullmatch(plain):
        return int(plain)
    return float(plain) if _DECIMAL.fullmatch(plain) else plain
