"""News fragments: what they say has changed, as far as a program can read it.

A fragment that tells of the data names each value that changed, between backticks: the record and
its field, as ``ipplan correct`` takes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ipplan_data.curation.findings import Finding, Place, shown
from ipplan_data.curation.records.files import read
from ipplan_data.printing import inert

FOLDER = "news"
_FURNITURE = {"README.md", "template.md"}
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.(data|package)\.md")
_CODE = re.compile(r"`([^`\n]+)`")
_FIELDS = r"[a-z_]+(?:, *[a-z_]+)*"
_ADDRESS = re.compile(
    rf"(?P<record>[a-z]+/[A-Za-z0-9.-]+)(?: (?P<fields>{_FIELDS}))?"
    rf"|(?P<kind>[a-z]+) (?P<all>{_FIELDS})"
    rf"|(?P<table>[a-z_]+\.csv)(?: (?P<columns>{_FIELDS}))?"
)


class Named(NamedTuple):
    """A value that a fragment names, as in ``task/48 title``, and where."""

    address: str
    place: Place


def addresses(code: str) -> list[str]:
    """Give what a piece of code names, if it names values at all.

    >>> addresses("task/48 title, summary"), addresses("task title"), addresses("tasks.csv")
    (['task/48 title', 'task/48 summary'], ['task title'], ['tasks.csv'])
    >>> addresses("ip.load()")
    []
    """
    found = _ADDRESS.fullmatch(code)
    if found is None:
        return []
    record = found["record"] or found["kind"] or found["table"]
    fields = found["fields"] or found["all"] or found["columns"]
    return [f"{record} {field.strip()}" for field in fields.split(",")] if fields else [record]


def fragments(root: Path) -> list[str]:
    """List the files among the news of the clone at ``root``, whatever they are called."""
    folder = root / FOLDER
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return [f"{FOLDER}/{one}" for one in names if one not in _FURNITURE and one[0] != "."]


def load(root: Path) -> tuple[list[Named], list[Finding]]:
    """Read all fragments of the clone at ``root``: what those on data name, and what is wrong."""
    named: list[Named] = []
    findings: list[Finding] = []
    for name in fragments(root):
        kind = _NAME.fullmatch(name.removeprefix(f"{FOLDER}/"))
        text = read(root / name, name)
        if kind is None:
            message = f"{shown(name)} is no name of a fragment"
            hint = "call it NAME.data.md or NAME.package.md, NAME in small letters and hyphens"
            place, wanted = Place(inert(name)), "NAME.data.md or NAME.package.md"
            findings.append(Finding("IPP707", place, message, "", hint, name, wanted))
        elif isinstance(text, Finding):
            findings.append(text)
        elif not text.strip():
            wanted, message = "what changed, in a sentence or two", "the fragment is empty"
            findings.append(
                Finding("IPP707", Place(name), message, "", f"say {wanted}", "", wanted)
            )
        elif kind[1] == "data":
            named += _named(text, name)
    return named, findings


def _named(text: str, name: str) -> Iterator[Named]:
    for number, line in enumerate(text.splitlines(), start=1):
        for code in _CODE.finditer(line):
            place = Place(name, number, code.start(1) + 1, number, code.end(1) + 1)
            yield from (Named(one, place) for one in addresses(code[1]))
