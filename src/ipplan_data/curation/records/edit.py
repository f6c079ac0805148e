"""Change one value in YAML text, and leave every other character as it was typed.

A writer of YAML lays a whole file out anew, in its own manner of indents and quotes. So nothing is
written here but the value itself: it is found by the places that the parser gives, and what stands
around it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from ipplan_data.curation.records.syntax import parse
from ipplan_data.curation.records.write import Style, flow, quotes

Steps = tuple[str | int, ...]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SPACE = " \t\r\n"


class EditError(ValueError):
    """The text can't be changed so; the message says why."""


class _Gone:
    """Stands for a value that is to be taken away."""


GONE = _Gone()


def edited(text: str, steps: Steps, value: Any, order: Sequence[str] = ()) -> str:
    r"""Give the text with one value changed, added, or with ``GONE`` taken away.

    ``steps`` lead from the root to the value; ``order`` are the keys of its mapping in the order
    in which people type them, for a key that is new. Raises ``EditError`` where the text doesn't
    take the value in that place.

    >>> edited("- id: a # one\n  tags: [x, 'y']\n", (0, "tags"), ("x", "z", "y"))
    "- id: a # one\n  tags: [x, z, 'y']\n"
    >>> edited("- id: a # one\n  last: 1\n", (0, "name"), "2020", ("id", "name", "last"))
    "- id: a # one\n  name: '2020'\n  last: 1\n"
    """
    before = _data(text)
    root = yaml.compose(text, Loader=_LOADER)
    changed = _Editor(text, order).change(root, before, steps, value)
    if _data(changed) != _with(before, steps, value):
        message = "the file is laid out in a way that can't be kept; edit the line by hand"
        raise EditError(message)
    return changed


def _data(text: str) -> Any:
    node, findings = parse(text, "")
    if node is None or findings:
        told = findings[0].message if findings else "it is empty"
        message = f"the file can't be edited before it can be read: {told}"
        raise EditError(message)
    return node.data()


def _with(data: Any, steps: Steps, value: Any) -> Any:
    """Give the data as they are to be after the change."""
    step, *rest = steps
    if isinstance(step, int):
        items = list(data)
        new = _with(items[step], tuple(rest), value) if rest else value
        items[step : step + 1] = [] if new is GONE else [new]
        return tuple(items)
    new = _with(data[step], tuple(rest), value) if rest else value
    if new is GONE:
        return {key: one for key, one in data.items() if key != step}
    return {**data, step: new}


class _Editor:
    def __init__(self, text: str, order: Sequence[str]) -> None:
        self.text = text
        self.order = list(order)
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def change(self, node: Any, data: Any, steps: Steps, value: Any) -> str:
        """Go down to the collection that holds the value, and change it there."""
        key: Any = None
        within = False
        for step in steps[:-1]:
            within = within or bool(node.flow_style)
            key, node = self._child(node, step)
            data = data[step]
        within = within or bool(node.flow_style)
        last = steps[-1]
        if isinstance(last, int):
            new = () if value is GONE else (value,)
            items = (*data[:last], *new, *data[last + 1 :])
            return self._replace(key, node, (data, items), within)
        keys = [one.value for one, _ in node.value]
        if last not in keys:
            return self._added(node, last, value)
        if value is GONE:
            return self._deleted(node, keys.index(last))
        found, old = node.value[keys.index(last)]
        return self._replace(found, old, (data[last], value), within)

    def _child(self, node: Any, step: str | int) -> tuple[Any, Any]:
        if isinstance(step, int):
            return None, node.value[step]
        return next((key, one) for key, one in node.value if key.value == step)

    def _end(self, node: Any) -> int:
        """Tell where a node really ends: the parser counts blank lines and comments after it."""
        if isinstance(node, yaml.ScalarNode):
            end = int(node.end_mark.index)
            start = int(node.start_mark.index)
            return start + len(self.text[start:end].rstrip(_SPACE))
        if node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        return self._end(last[1] if isinstance(last, tuple) else last)

    def _cut(self, start: int, end: int, new: str) -> str:
        return self.text[:start] + new.replace("\n", self.newline) + self.text[end:]

    def _line(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        """Tell where the line ends, before its line break."""
        end = self.text.find("\n", index)
        end = len(self.text) if end < 0 else end
        return end - (self.text[end - 1 : end] == "\r")

    def _replace(self, key: Any, node: Any, values: tuple[Any, Any], within: bool) -> str:
        """Put a value in the place of another."""
        data, value = values
        listed = isinstance(value, tuple)
        if listed and value and isinstance(node, yaml.SequenceNode) and node.value:
            return self._items(node, data, value)
        start, end = int(node.start_mark.index), self._end(node)
        in_lines = listed and any(isinstance(item, dict) for item in value)
        if key is not None and not within and (in_lines or (listed and not node.flow_style)):
            shown = self._listed(value, key.start_mark.column)
            return self._cut(self.text.index(":", key.end_mark.index) + 1, end, shown)
        style = self._style(node, data, within)
        shown = self._shown(value, within, style)
        gap = " " if start == end and self.text[start - 1 : start] == ":" else ""
        return self._cut(start, end, gap + shown)

    def _style(self, node: Any, data: Any, within: bool) -> Style:
        """Tell how to type what comes for a value: as that was, if it was quoted by choice."""
        if not (isinstance(node, yaml.ScalarNode) and isinstance(data, str)):
            return Style.PLAIN
        typed = quotes(self.text[node.start_mark.index : self._end(node)])
        needed = typed is Style.SINGLE and self._shown(data, within) != data
        return Style.PLAIN if needed else typed

    def _shown(self, value: Any, within: bool, style: Style = Style.PLAIN) -> str:
        try:
            return flow(value, within=within, style=style)
        except ValueError as error:
            raise EditError(str(error)) from None

    def _listed(self, value: tuple[Any, ...], column: int) -> str:
        """Show a list below its key: records a line each, or all in one line."""
        if not any(isinstance(item, dict) for item in value):
            return f" {self._shown(value, within=False)}"
        indent = " " * (column + 2)
        return "".join(f"\n{indent}- {self._shown(item, within=False)}" for item in value)

    def _items(self, node: Any, old: tuple[Any, ...], value: tuple[Any, ...]) -> str:
        """Change a list where it differs, and keep its items before and after."""
        shorter = min(len(old), len(value))
        first = next((i for i in range(shorter) if old[i] != value[i]), shorter)
        rest = shorter - first
        after = next((i for i in range(rest) if old[-1 - i] != value[len(value) - 1 - i]), rest)
        new = value[first : len(value) - after]
        gone = node.value[first : len(old) - after]
        if node.flow_style:
            return self._in_brackets(node, first, after, new)
        return self._in_lines(node, first, gone, new)

    def _in_brackets(self, node: Any, first: int, after: int, new: tuple[Any, ...]) -> str:
        shown = [self._shown(one, within=True) for one in new]
        count = len(node.value)
        start = self._end(node.value[first - 1]) if first else node.start_mark.index + 1
        end = node.value[count - after].start_mark.index if after else self._end(node) - 1
        joined = ", ".join([*([""] if first else []), *shown, *([""] if after else [])])
        return self._cut(start, end, joined)

    def _in_lines(self, node: Any, first: int, gone: list[Any], new: tuple[Any, ...]) -> str:
        column = self.text.rindex("-", 0, node.value[0].start_mark.index)
        indent = " " * (column - self._line(column))
        blocks = any(isinstance(one, yaml.MappingNode) and not one.flow_style for one in node.value)
        shown = [f"{indent}- {self._item(one, indent, blocks)}" for one in new]
        if gone:
            start = self._line(self.text.rindex("-", 0, gone[0].start_mark.index))
            end = self._line_end(self._end(gone[-1]))
            if not shown:
                return self.text[:start] + self.text[end:].lstrip("\r").removeprefix("\n")
            return self._cut(start, end, "\n".join(shown))
        if first:
            at = self._line_end(self._end(node.value[first - 1]))
            return self._cut(at, at, "".join(f"\n{line}" for line in shown))
        at = self._line(self.text.rindex("-", 0, node.value[0].start_mark.index))
        return self._cut(at, at, "".join(f"{line}\n" for line in shown))

    def _item(self, value: Any, indent: str, blocks: bool) -> str:
        if not (blocks and isinstance(value, dict)):
            return self._shown(value, within=False)
        lines = [f"{key}: {self._shown(one, within=False)}" for key, one in value.items()]
        return f"\n{indent}  ".join(lines)

    def _added(self, node: Any, name: str, value: Any) -> str:
        """Add a key after those that people type before it."""
        earlier = self.order[: self.order.index(name)] if name in self.order else self.order
        places = [place for place, (key, _) in enumerate(node.value) if key.value in earlier]
        first = node.value[0][0] if node.value else None
        if first is None:
            return self._cut(
                node.start_mark.index, self._end(node), self._shown({name: value}, True)
            )
        at = self._end(node.value[places[-1]][1]) if places else first.start_mark.index
        if node.flow_style:
            shown = f"{name}: {self._shown(value, within=True)}"
            return self._cut(at, at, f", {shown}" if places else f"{shown}, ")
        column = first.start_mark.column
        listed = isinstance(value, tuple)
        shown = self._listed(value, column) if listed else f" {self._shown(value, within=False)}"
        if not places:
            return self._cut(at, at, f"{name}:{shown}\n{' ' * column}")
        at = self._line_end(at)
        return self._cut(at, at, f"\n{' ' * column}{name}:{shown}")

    def _deleted(self, node: Any, place: int) -> str:
        """Take a key and its value away."""
        key, value = node.value[place]
        following = node.value[place + 1 : place + 2]
        if node.flow_style:
            if place:
                return self._cut(self._end(node.value[place - 1][1]), self._end(value), "")
            end = following[0][0].start_mark.index if following else self._end(value)
            return self._cut(key.start_mark.index, end, "")
        if place == 0:
            end = following[0][0].start_mark.index if following else self._end(value)
            return self._cut(key.start_mark.index, end, "" if following else "{}")
        end = self._line_end(self._end(value))
        rest = self.text[end:].removeprefix("\r").removeprefix("\n")
        return self.text[: self._line(key.start_mark.index)] + rest


def changed_lines(before: str, after: str) -> range:
    r"""Tell which lines of the second text are not those of the first, counted from 1.

    >>> changed_lines("a\nb\nc", "a\nx\ny\nc")
    range(2, 4)
    """
    old, new = before.split("\n"), after.split("\n")
    first = _alike(zip(old, new, strict=False))
    shorter = min(len(old), len(new)) - first
    last = min(shorter, _alike(zip(reversed(old), reversed(new), strict=False)))
    return range(first + 1, len(new) - last + 1)


def _alike(pairs: Iterator[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count
