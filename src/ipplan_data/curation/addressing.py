"""Which record and which value people mean by words such as ``task/41`` and ``terms.1.term_zh``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

from ipplan_data.curation.findings import Finding
from ipplan_data.curation.model import Record, Task
from ipplan_data.curation.model.fields import classes
from ipplan_data.curation.records.edit import GONE, Steps
from ipplan_data.curation.records.files import read
from ipplan_data.curation.records.load import FOLDER, LISTS, SINGLE
from ipplan_data.curation.records.syntax import parse
from ipplan_data.printing import closest

_PLURALS = {"agencies": "agency", "entities": "entity", "errata": "erratum"}
_NUMBER = re.compile("[1-9][0-9]{0,5}")
_INTEGER = re.compile("0|-?[1-9][0-9]{0,17}")


class UnknownError(LookupError):
    """There is no such record or field, or the value can't be one of it; the message says more."""


class UnreadableError(ValueError):
    """A file that has to be changed can't be read; ``findings`` say why."""

    def __init__(self, findings: list[Finding]) -> None:
        """Tell of the findings in one line, and keep them."""
        super().__init__("; ".join(map(str, findings)))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Found:
    """A record in its file: the text, the steps to it there, and its data as they were typed."""

    model: type[Record]
    file: str
    text: str
    steps: Steps
    data: dict[str, Any]

    @property
    def label(self) -> str:
        """What messages call the record."""
        return f"{self.model.noun} {self.data[self.model.key]}" if self.model.key else self.noun

    @property
    def noun(self) -> str:
        """What kind of record it is."""
        return self.model.noun

    @property
    def path(self) -> str:
        """What errata call the record."""
        return f"{self.noun}/{self.data[self.model.key]}" if self.model.key else self.noun


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a record: the steps to it, its type, and the keys beside it in their order."""

    steps: Steps
    annotation: Any
    order: tuple[str, ...]
    optional: bool

    def value(self, typed: str | None) -> Any:
        """Make what was typed a value of this field; ``None`` takes the field away.

        Text stays text. A list is split at ``,`` or ``;``, or typed as ``[a, b]``; records are
        typed as they stand in the file. What the type doesn't allow is left to the rules.
        """
        if typed is None:
            if not self.optional:
                message = f"'{self.steps[-1]}' has to be there, and can't be deleted"
                raise UnknownError(message)
            return GONE
        listed = _is_list(self.annotation)
        if classes(self.annotation, Record) or (listed and typed.lstrip().startswith("[")):
            return _as_yaml(typed) if typed.strip() or not listed else ()
        if listed:
            items = (item.strip() for item in re.split("[,;]", typed))
            return tuple(self._scalar(item) for item in items if item)
        return self._scalar(typed)

    def _scalar(self, typed: str) -> Any:
        if classes(self.annotation, bool):
            return {"true": True, "false": False}.get(typed, typed)
        return int(typed) if classes(self.annotation, int) and _INTEGER.fullmatch(typed) else typed


def _is_list(annotation: Any) -> bool:
    """Tell whether a field holds a list.

    >>> _is_list(tuple[str, ...]), _is_list(str | None)
    (True, False)
    """
    return tuple in (get_origin(annotation), *map(get_origin, get_args(annotation)))


def _as_yaml(typed: str) -> Any:
    node, findings = parse(typed, "VALUE")
    if node is None or findings:
        message = f"{findings[0].message}; type it as it stands in the records: {{key: value}}"
        raise UnknownError(message)
    return node.data()


def find(root: Path, record: str) -> Found:
    """Find the record that is named as ``task/48``, ``agency/samr`` or ``document``.

    Raises ``UnknownError`` where there is none, and ``UnreadableError`` where its file can't be
    read.
    """
    models: list[type[Record]] = [*SINGLE.values(), *LISTS.values(), Task]
    nouns = {model.noun: model for model in models}
    word, _, key = record.partition("/")
    noun = word if word in nouns else _PLURALS.get(word, word.removesuffix("s"))
    if noun not in nouns:
        near = closest(word, nouns)
        told = f"did you mean {near!r}?" if near else f"expected one of {', '.join(nouns)}"
        message = f"no kind of record is called '{word}'; {told}"
        raise UnknownError(message)
    model = nouns[noun]
    rows = list(_rows(root, model))
    if not model.key:
        if key or not rows:
            message = f"there is one {noun}; name it as {noun}, in {files(root, model)[0]}"
            raise UnknownError(message)
        return rows[0]
    known = [str(row.data.get(model.key)) for row in rows]
    if known.count(key) > 1:
        message = f"two records are called {noun}/{key}; edit the one that is meant by hand"
        raise UnknownError(message)
    if key not in known:
        raise UnknownError(_nothing_called(noun, key, known))
    return rows[known.index(key)]


def _nothing_called(noun: str, key: str, known: list[str]) -> str:
    if near := closest(key, known):
        return f"there is no {noun} '{key}'; did you mean '{noun}/{near}'?"
    told = f"name one as {noun}/{known[0]}" if known else "there are none"
    return f"there is no {noun} '{key}'; {told}"


def files(root: Path, model: type[Record]) -> list[str]:
    """List the files that hold records of a kind."""
    if model is Task:
        found = root.glob(f"{FOLDER}/tasks/[IVX]*.yaml")
        return sorted(path.relative_to(root).as_posix() for path in found)
    return [f"{FOLDER}/{name}" for name, one in {**SINGLE, **LISTS}.items() if one is model]


def _rows(root: Path, model: type[Record]) -> Iterator[Found]:
    for file in files(root, model):
        text = read(root / file, file)
        if isinstance(text, Finding):
            raise UnreadableError([text])
        node, findings = parse(text, file)
        if node is None or findings:
            raise UnreadableError(findings)
        data = node.data()
        if model in SINGLE.values():
            yield from [Found(model, file, text, (), data)] if isinstance(data, dict) else ()
        for index, item in enumerate(data if isinstance(data, tuple) else ()):
            if isinstance(item, dict):
                yield Found(model, file, text, (index,), item)


def field_of(found: Found, name: str) -> Field:
    """Find the field that is named, as ``title`` or, within a list, ``terms.1.term_zh``.

    Raises ``UnknownError`` where there is none.
    """
    model, data, steps = found.model, found.data, found.steps
    words = name.split(".")
    field = _named(model, words[0], steps)
    for at, word in enumerate(words[1:], start=1):
        data = _inside(data, field.steps[-1])
        inner = classes(field.annotation, Record)
        so_far = ".".join(words[:at])
        if _is_list(field.annotation) and isinstance(field.steps[-1], str):
            field = _item(field, data, word, so_far)
        elif inner and isinstance(data, dict):
            field = _named(inner[0], word, field.steps)
        else:
            message = f"'{so_far}' has nothing inside that could be changed"
            raise UnknownError(message)
    return field


def _inside(data: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return data[step] if isinstance(data, tuple) and step < len(data) else None
    return data.get(step) if isinstance(data, dict) else None


def _item(field: Field, data: Any, word: str, name: str) -> Field:
    """Find an item of a list, counted from 1; the one after the last is new."""
    count = len(data) if isinstance(data, tuple) else 0
    if not _NUMBER.fullmatch(word) or int(word) > count or not count:
        counted = f"numbers from 1 to {count}" if count else "nothing yet; give the whole list"
        message = f"'{name}' has no item '{word}': it has {counted}"
        raise UnknownError(message)
    inner = classes(field.annotation, Record)
    item: Any = inner[0] if inner else int if classes(field.annotation, int) else str
    return Field((*field.steps, int(word) - 1), item, (), optional=True)


def _named(model: type[Record], name: str, steps: Steps) -> Field:
    known = [field for field in model.model_fields if field not in model.given]
    if name in model.given:
        message = f"'{name}' is given by the name of the file; move the record to the right file"
        raise UnknownError(message)
    if name not in known:
        near = closest(name, known)
        told = model.misnomers.get(name) or (
            f"did you mean '{near}'?" if near else f"the fields are {', '.join(known)}"
        )
        message = f"no field of {model.noun} is called '{name}'; {told}"
        raise UnknownError(message)
    info = model.model_fields[name]
    return Field((*steps, name), info.annotation, tuple(known), not info.is_required())
