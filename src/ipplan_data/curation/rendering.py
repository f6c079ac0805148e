"""Findings for people and programs: as text, JSON, annotations on GitHub, and Markdown."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from ipplan_data.curation.findings import Finding, Place, Severity
from ipplan_data.printing import inert

VERSION = 1
_LONGEST = 160
_TEXT = {"type": ["string", "null"]}
_COUNT = {"type": "integer", "minimum": 0}
_SPAN = dict.fromkeys(("line", "column", "end_line", "end_column"), _COUNT)


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": f"urn:ipplan-data:schema:findings:{VERSION}",
    "title": "Findings",
    "description": "What ipplan validate --format json prints. A line or column of 0 is unknown.",
    **_object(
        {
            "version": {"const": VERSION},
            "counts": _object({severity.value: _COUNT for severity in Severity}),
            "findings": {
                "type": "array",
                "items": _object(
                    {
                        "code": {"type": "string", "pattern": "^IPP[0-9]{3}$"},
                        "severity": {"enum": [severity.value for severity in Severity]},
                        "path": {"type": "string"},
                        **_SPAN,
                        "record": {"type": "string"},
                        "message": {"type": "string"},
                        "hint": {"type": "string"},
                        "found": _TEXT,
                        "expected": _TEXT,
                        "nearest": _TEXT,
                        "fix": {
                            "anyOf": [
                                {"type": "null"},
                                _object(
                                    {**_SPAN, "old": {"type": "string"}, "new": {"type": "string"}}
                                ),
                            ]
                        },
                    }
                ),
            },
        }
    ),
}


def text(findings: list[Finding], root: Path) -> str:
    """Render a line for each finding, and below it the typed line, marked at its place."""
    lines: list[str] = []
    for finding in findings:
        lines += [str(finding), *_excerpt(finding.place, root)]
    return "".join(f"{line}\n" for line in lines)


def as_json(findings: list[Finding], root: Path) -> str:
    """Render an object valid under ``SCHEMA``, in ASCII: no terminal takes it for commands."""
    del root
    found = Counter(finding.severity for finding in findings)
    rendered = {
        "version": VERSION,
        "counts": {severity.value: found[severity] for severity in Severity},
        "findings": [_as_dict(finding) for finding in findings],
    }
    return json.dumps(rendered, indent=2) + "\n"


def github(findings: list[Finding], root: Path) -> str:
    """Render an annotation for each finding, then all as text, since a step shows only ten.

    GitHub resolves paths from the folder that it runs steps in.
    """
    folder = _from_workspace(root)
    lines = [
        f"::{one.severity} {_properties(one, folder)}::{_escaped(_message(one), '%')}"
        for one in findings
    ]
    # A line of the log that begins with two colons would be a command, indented or not.
    lines += [f"| {line}" for line in text(findings, root).splitlines()]
    return "".join(f"{line}\n" for line in lines)


def markdown(findings: list[Finding], root: Path) -> str:
    """Render a table, for the summary of a job or a comment."""
    del root
    if not findings:
        return "No findings: the records are valid.\n"
    rows = [
        f"| {one.severity} | {one.code} | {_shown(str(one.place))} | {_shown(one.record)} "
        f"| {_shown(_message(one, with_record=False))} |"
        for one in findings
    ]
    count = f"{len(findings)} finding{'' if len(findings) == 1 else 's'}"
    head = [
        "| | Rule | Place | Record | Problem and fix |",
        "|---|---|---|---|---|",
    ]
    return "".join(f"{line}\n" for line in (count, "", *head, *rows))


FORMATS: dict[str, Callable[[list[Finding], Path], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "markdown": markdown,
}


def _message(finding: Finding, *, with_record: bool = True) -> str:
    record = f"{finding.record}: " if finding.record and with_record else ""
    hint = f"; {finding.hint}" if finding.hint else ""
    return inert(f"{record}{finding.message}{hint}")


def _excerpt(place: Place, root: Path) -> Iterator[str]:
    """Yield the line that a finding is about, and below it a mark at its place."""
    line = _line(root / place.path, place.line)
    if not place.line or line is None:
        return
    start = max(0, place.column - 1)
    same = place.end_line == place.line
    width = max(1, (place.end_column - place.column) if same else 1)
    cut = max(0, start - _LONGEST // 2)
    number = str(place.line)
    shown = inert(line[cut : cut + _LONGEST])
    before = len(inert(line[cut:start]))
    marked = len(inert(line[start : start + width][: _LONGEST // 2])) or 1
    yield f"  {number} | {shown}"
    yield f"  {' ' * len(number)} | {' ' * before}{'^' * marked}"


def _line(file: Path, number: int) -> str | None:
    """Read a line of a file, if there is one."""
    if file.is_symlink() or not file.is_file():
        return None
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return None
    return lines[number - 1].rstrip("\r") if number <= len(lines) else None


def _span(place: Place) -> dict[str, int]:
    return {name: getattr(place, name) for name in _SPAN}


def _as_dict(finding: Finding) -> dict[str, Any]:
    rest = ("record", "message", "hint", "found", "expected", "nearest")
    fix = finding.fix
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.place.path,
        **_span(finding.place),
        **{name: getattr(finding, name) for name in rest},
        "fix": {**_span(fix.place), "old": fix.old, "new": fix.new} if fix else None,
    }


def _from_workspace(root: Path) -> str:
    """Return the path from the workspace of a step to ``root``, as a prefix for paths in it."""
    workspace, folder = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve(), root.resolve()
    if folder == workspace or workspace not in folder.parents:
        return ""
    return f"{folder.relative_to(workspace).as_posix()}/"


def _properties(finding: Finding, folder: str) -> str:
    place = finding.place
    properties = {
        "file": place.path and folder + place.path,
        "line": place.line,
        "col": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "title": finding.code,
    }
    return ",".join(
        f"{name}={_escaped(inert(str(value)), '%:,')}"
        for name, value in properties.items()
        if value
    )


def _escaped(value: str, marks: Iterable[str]) -> str:
    """Escape what would end a part of an annotation."""
    return "".join(f"%{ord(c):02X}" if c in marks or c in "\r\n" else c for c in value)


def _shown(value: str) -> str:
    """Escape a text so that Markdown sees no markup, link or mention in it."""
    escaped = (c if c.isalnum() or c in " .,;'()/-" else f"&#{ord(c)};" for c in inert(value))
    return "".join(escaped).replace("www.", "www&#46;")
