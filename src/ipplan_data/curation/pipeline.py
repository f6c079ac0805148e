"""The one way through: records, model, rules, tables, published files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ipplan_data.curation import news, publish, released
from ipplan_data.curation.findings import Finding
from ipplan_data.curation.model import Plan
from ipplan_data.curation.records import load
from ipplan_data.curation.released import Released
from ipplan_data.curation.rules import Since, changed, remedied, run
from ipplan_data.curation.witness import file as witness_file


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the files as they should be, if the records are sound, and the findings."""

    files: dict[str, bytes]
    findings: list[Finding]
    written: list[str]


def build(root: Path, *, check: bool = False) -> Outcome:
    """Make the published files of the records below ``root``.

    With findings nothing is written. With ``check`` nothing is written either, and files that
    differ are findings.
    """
    plan, findings = _sound(root)
    if plan is None:
        return Outcome({}, findings, [])
    files = publish.render(plan)
    if check:
        return Outcome(files, remedied(publish.compare(root, files)), [])
    return Outcome(files, [], publish.write(root, files))


def validate(root: Path) -> Outcome:
    """Check the records, against the witness too, and the published files against them.

    What changed since the last release is held against the news.
    """
    plan, findings = _sound(root)
    if plan is None:
        return Outcome({}, findings, [])
    files = publish.render(plan)
    held = _held(root, plan, files)
    return Outcome(files, remedied([*publish.compare(root, files), *held.odd, *held.changed]), [])


# What the news are about; a release moves them into the changelog.
_TOLD_IN_NEWS = ("IPP706", "IPP707", "IPP708")


class NotReleasableError(Exception):
    """Something is still to be done before a release; the message says what."""


def release(root: Path) -> Outcome:
    """Keep what the data are now as what the last release held.

    Nothing is kept where there are findings, but for those on what changed, since the news that
    told it are in the changelog by then. Raises ``NotReleasableError`` where fragments are left, or
    the version is the old one.
    """
    plan, findings = _sound(root)
    if plan is None:
        return Outcome({}, findings, [])
    files = publish.render(plan)
    if stale := remedied(publish.compare(root, files)):
        return Outcome(files, stale, [])
    held = _held(root, plan, files)
    unmet = [one for one in held.changed if one.code not in _TOLD_IN_NEWS]
    first = isinstance(held.was, Finding) and not (root / released.NAME).exists()
    if (broken := [*held.odd, *unmet]) and not first:
        return Outcome(files, remedied(broken), [])
    if not isinstance(held.was, Finding) and held.was.version == held.now.version:
        raise NotReleasableError(
            f"{released.NAME} is of version {held.was.version} already; raise the version first"
        )
    if left := news.fragments(root):
        raise NotReleasableError(f"{left[0]} is left of the news; run towncrier build first")
    return Outcome(files, [], publish.write(root, {released.NAME: released.dump(held.now)}))


def _sound(root: Path) -> tuple[Plan | None, list[Finding]]:
    """Give the plan, if its records are sound, or else the findings."""
    loaded = load(root)
    findings = run(loaded, witness_file.load(root))
    return (None if findings else loaded.plan), findings


@dataclass(frozen=True, slots=True)
class _Held:
    """The last release held against the data as they are: what is odd in the news, what changed."""

    was: Released | Finding
    now: Released
    odd: list[Finding]
    changed: list[Finding]


def _held(root: Path, plan: Plan, files: dict[str, bytes]) -> _Held:
    was, now = released.load(root), released.of(plan, files)
    if isinstance(was, Finding):
        return _Held(was, now, [], [was])
    named, odd = news.load(root)
    return _Held(was, now, odd, changed(Since(plan, was, now, tuple(named))))
