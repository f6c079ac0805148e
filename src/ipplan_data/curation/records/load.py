"""Make records of what people typed: each file read, each value checked against its model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ipplan_data.curation.findings import Finding, Place, nearest, shown
from ipplan_data.curation.model import (
    Agency,
    Coder,
    Document,
    Entity,
    Erratum,
    Expectation,
    Footnote,
    Package,
    Plan,
    Record,
    Redirect,
    Section,
    Source,
    Task,
)
from ipplan_data.curation.model.document import section_order
from ipplan_data.curation.records import explain
from ipplan_data.curation.records.files import read
from ipplan_data.curation.records.syntax import Node, parse

FOLDER = "records"
SINGLE: dict[str, type[Record]] = {"package.yaml": Package, "document.yaml": Document}
LISTS: dict[str, type[Record]] = {
    "sections.yaml": Section,
    "agencies.yaml": Agency,
    "footnotes.yaml": Footnote,
    "entities.yaml": Entity,
    "errata.yaml": Erratum,
    "redirects.yaml": Redirect,
    "coders.yaml": Coder,
    "sources.yaml": Source,
    "expectations.yaml": Expectation,
}
# Fields that quote a reading in whichever language it is in.
_QUOTES = {"as_printed", "correct"}
_CHINESE = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_TASK_FILE = re.compile(r"tasks/([IVX]+(?:\.[ivx]+)?)\.yaml")


@dataclass(frozen=True, slots=True)
class TextAt:
    """A text as it was typed: its place, record and field, and whether it is Chinese."""

    text: str
    place: Place
    record: str
    field: str
    chinese: bool
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: the plan if every record has its right shape, all texts, the findings."""

    plan: Plan | None
    texts: tuple[TextAt, ...]
    findings: tuple[Finding, ...]


def load(root: Path) -> Loaded:
    """Read the records below ``root``, and find everything that is wrong with their shape."""
    loader = _Loader(root / FOLDER)
    rows: dict[str, Any] = {}
    for name, model in (SINGLE | LISTS).items():
        rows[name.removesuffix(".yaml")] = tuple(loader.records(name, model))
    sections = [] if loader.findings else [section.id for section in rows["sections"]]
    rows["tasks"] = tuple(loader.tasks(sections))
    loader.refuse_others()
    if loader.findings:
        return Loaded(None, tuple(loader.texts), tuple(loader.findings))
    for name in SINGLE:
        (rows[name.removesuffix(".yaml")],) = rows[name.removesuffix(".yaml")]
    return Loaded(Plan(**rows), tuple(loader.texts), ())


class _Loader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.findings: list[Finding] = []
        self.texts: list[TextAt] = []

    def _report(self, path: str, message: str, hint: str) -> None:
        self.findings.append(Finding("IPP101", Place(f"{FOLDER}/{path}"), message, hint=hint))

    def records(self, file: str, model: type[Record], **given: str) -> Iterator[Record]:
        """Read a file that is one record or a list of them.

        ``given`` are fields that the name of the file gives.
        """
        name = f"{FOLDER}/{file}"
        text = read(self.folder / file, name)
        node, findings = (None, [text]) if isinstance(text, Finding) else parse(text, name)
        self.findings += findings
        if node is None:
            return
        if file in SINGLE:
            yield from self._record(node, model)
            return
        if node.kind != "sequence":
            hint = f"begin each {model.noun} with '- '"
            self.findings.append(_misshapen(node, "a list of records", "", hint))
        elif model is Task and not node.children:
            message, hint = "the file holds no task", "add the tasks of the section"
            self.findings.append(Finding("IPP101", node.place, message, hint=hint))
        else:
            for child in node.children.values():
                yield from self._record(child, model, **given)

    def tasks(self, sections: list[str]) -> Iterator[Record]:
        """Read the files of tasks, each named for its section, in the order of their numerals.

        ``sections`` are the ids of all headings; those without headings below need a file.
        """
        folder = self.folder / "tasks"
        if folder.is_symlink() or not folder.is_dir():
            hint = "bring it back, as a plain folder"
            self._report("tasks", "the folder of tasks is missing", hint)
            return
        names = [f"tasks/{path.name}" for path in folder.iterdir()]
        found = {match[1] for name in names if (match := _TASK_FILE.fullmatch(name))}
        parents = {section.rpartition(".")[0] for section in sections}
        for section in sorted(found | {*sections} - parents, key=section_order):
            yield from self.records(f"tasks/{section}.yaml", Task, section=section)

    def refuse_others(self) -> None:
        """Report each file or folder that nothing reads."""
        known = {*SINGLE, *LISTS, "witness.json"}
        folders = [folder for folder in (self.folder, self.folder / "tasks") if folder.is_dir()]
        paths = [path for folder in folders for path in folder.iterdir()]
        for name in sorted(path.relative_to(self.folder).as_posix() for path in paths):
            hidden = name.rpartition("/")[2].startswith(".")
            if not (hidden or name in {*known, "tasks"} or _TASK_FILE.fullmatch(name)):
                hint = nearest(name, known) or "name a file of tasks for its section: II.iii.yaml"
                self._report(name, "nothing reads a file or folder of this name", hint)

    def _record(self, node: Node, model: type[Record], **given: str) -> Iterator[Record]:
        data = node.data()
        key = data.get(model.key) if isinstance(data, dict) else None
        named = isinstance(key, str | int)
        label = f"{model.noun} {shown(key).strip(chr(39))}" if named else model.noun
        self.texts += _texts(node, data, label)
        if not isinstance(data, dict):
            self.findings.append(_misshapen(node, "the fields of a record", label))
            return
        for field in given.keys() & data.keys():
            message = f"the key '{field}' is not typed here"
            hint = "the name of the file gives it; delete the line"
            place = node.key_at(field)
            self.findings.append(Finding("IPP106", place, message, label, hint, found=field))
        try:
            yield model.model_validate(data | given).placed(node)
        except ValidationError as error:
            self.findings += explain.findings(error, node, model, label)


def _misshapen(node: Node, expected: str, label: str, hint: str = "") -> Finding:
    found = explain.kind(node.data())
    message = f"found {found}, expected {expected}"
    return Finding("IPP108", node.place, message, label, hint, found, expected)


def _texts(node: Node, data: Any, label: str) -> Iterator[TextAt]:
    for steps, scalar in node.scalars():
        if isinstance(scalar.value, str):
            around = data
            for step in steps[:-1]:
                around = around[step]
            field = next((step for step in reversed(steps) if isinstance(step, str)), "")
            # A list in place of a record has no language.
            beside = around.get("language") if isinstance(around, dict) else None
            language = beside if field == "alias" else None
            quoted = field in _QUOTES and bool(_CHINESE.search(scalar.value))
            chinese = field.endswith("_zh") or language == "zh" or quoted
            yield TextAt(scalar.value, scalar.place, label, field, chinese, scalar.raw)
