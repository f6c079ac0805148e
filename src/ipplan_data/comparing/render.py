"""The report for people and for programs: text, JSON and Markdown.

Nothing in the data acts where it is shown. What is not printable is escaped; no line begins with
data, and the marks of CI commands are broken up. In Markdown, data stands only inside code spans:
there is no markup in these, nor are there mentions, links or HTML. The characters that could end a
code span or a cell, backtick and pipe, are escaped as those that aren't printable. JSON is exact.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from ipplan_data.comparing.report import SEVERITIES, Change, Report
from ipplan_data.comparing.versions import Version
from ipplan_data.comparing.words import excerpts, plain, words

# How many changes of a severity are listed for people, and how long a value may be there.
LONGEST_LIST = 40
LONGEST_TEXT = 100

_EVERYTHING = "ipplan diff --format json lists all"


def as_text(report: Report) -> str:
    """Show the report in a terminal."""
    return "".join(f"{plain(line)}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for letter, version, altered in _versions(report):
        yield f"{letter}  {version}"
        if altered:
            yield f"   not what its {_DESCRIPTOR} says: {', '.join(altered)}"
    for severity in SEVERITIES:
        some = [one for one in report.told if one.severity == severity]
        if some:
            yield ""
            yield f"{len(some)} {severity}"
        for one in some[:LONGEST_LIST]:
            yield f"- {one.record}: {words(one, limit=LONGEST_TEXT)}"
        if len(some) > LONGEST_LIST:
            yield f"- and {len(some) - LONGEST_LIST} more; {_EVERYTHING}"
    if report.following:
        yield ""
        yield f"{len(report.following)} more follow from these: {_tally(report.following)}"
    if report.gaps:
        yield ""
        yield "not compared"
        yield from (f"- {gap}" for gap in report.gaps)
    yield ""
    yield _verdict(report)


_DESCRIPTOR = "datapackage.json"


def _versions(report: Report) -> Iterator[tuple[str, Version, tuple[str, ...]]]:
    for letter, version, side in zip("AB", (report.a, report.b), report.sides, strict=True):
        yield letter, version, side.altered


def _tally(changes: Iterable[Change]) -> str:
    found = Counter(one.table or f"{one.what}s" for one in changes)
    return ", ".join(f"{count} in {name}" for name, count in found.items())


def _verdict(report: Report) -> str:
    count = len(report.told)
    changes = f"{count} change{'' if count == 1 else 's'}"
    if report.gaps:
        return f"NOT COMPARED in full; {changes} in what could be compared"
    return changes if report.changes else "A and B are the same"


def as_json(report: Report) -> str:
    """Give the report whole, as JSON that neither a terminal nor a log takes for a command."""
    text = json.dumps(report.as_dict(), ensure_ascii=False, indent=2)
    shown = (c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)
    return "".join(shown).replace("##[", "\\u0023#[") + "\n"


def as_markdown(report: Report) -> str:
    """Show the report on a page, such as the summary of a job or a pull request."""
    return "".join(f"{line}\n" for line in _page(report))


def _page(report: Report) -> Iterator[str]:
    yield "## What changed in the data"
    yield ""
    for letter, version, altered in _versions(report):
        note = f"; not what its descriptor says: {_code(', '.join(altered))}" if altered else ""
        yield f"- {letter}: {_code(str(version))}{note}"
    yield ""
    yield f"**{_verdict(report)}.**"
    if report.gaps:
        yield from _table(
            "Not compared",
            ("what", "side", "why"),
            ((_code(gap.subject), gap.side.upper(), _code(gap.reason)) for gap in report.gaps),
        )
    for severity in SEVERITIES:
        some = [one for one in report.told if one.severity == severity]
        if some:
            title = f"{severity.capitalize()}: {len(some)}"
            header = ("record", "what", "old", "new")
            yield from _table(title, header, map(_cells, some[:LONGEST_LIST]))
        if len(some) > LONGEST_LIST:
            yield ""
            yield f"And {len(some) - LONGEST_LIST} more; `{_EVERYTHING}`."
    if report.following:
        yield ""
        yield f"{len(report.following)} more follow from these: {_code(_tally(report.following))}."


def _table(title: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield from ("", f"### {title}", "", _line(header), _line(("---",) * len(header)))
    yield from map(_line, rows)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(change: Change) -> tuple[str, ...]:
    """Give the cells of a change: a row shows all that it holds, a list who joined and left."""
    record = _code(change.record)
    if change.what != "cell" and not change.aspect:
        said = words(change, limit=LONGEST_TEXT)
        old, new = (said, "") if change.kind == "removed" else ("", said)
        return record, change.kind, _code(old), _code(new)
    old, new = excerpts(change.old, change.new, LONGEST_TEXT)
    return record, _code(change.aspect or change.field or ""), _code(old), _code(new)


def _code(text: str) -> str:
    r"""Give data as a code span.

    >>> _code("a | `b`")
    '`a \\x7c \\x60b\\x60`'
    """
    safe = plain(text).replace("|", "\\x7c").replace("`", "\\x60").strip()
    return f"`{safe}`" if safe else ""


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
}
