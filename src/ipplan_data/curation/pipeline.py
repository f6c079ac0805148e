"""The one way through: records, model, rules, tables, published files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ipplan_data.curation import news, publish, released
from ipplan_data.curation.findings import Finding
from ipplan_data.curation.model import Plan
from ipplan_data.curation.records import load
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
    compared = publish.compare(root, files)
    return Outcome(files, remedied([*compared, *_changed(root, plan, files)]), [])


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
    was = released.load(root)
    if stale := remedied(publish.compare(root, files)):
        return Outcome(files, stale, [])
    if not isinstance(was, Finding):
        named, odd = news.load(root)
        promised = changed(Since(plan, was, released.of(plan, files), tuple(named)))
        broken = [
            *odd,
            *(one for one in promised if one.code not in _TOLD_IN_NEWS),
        ]
        if broken:
            return Outcome(files, remedied(broken), [])
        if was.version == plan.package.version:
            raise NotReleasableError(
                f"{released.NAME} is of version {was.version} already; raise the version first"
            )
    elif (root / released.NAME).exists():
        return Outcome(files, remedied([was]), [])
    if left := news.fragments(root):
        raise NotReleasableError(f"{left[0]} is left of the news; run towncrier build first")
    return Outcome(
        files, [], publish.write(root, {released.NAME: released.dump(released.of(plan, files))})
    )


def _sound(root: Path) -> tuple[Plan | None, list[Finding]]:
    """Give the plan, if its records are sound, or else the findings."""
    loaded = load(root)
    findings = run(loaded, witness_file.load(root))
    return (None if findings else loaded.plan), findings


def _changed(root: Path, plan: Plan, files: dict[str, bytes]) -> list[Finding]:
    was = released.load(root)
    if isinstance(was, Finding):
        return [was]
    named, odd = news.load(root)
    return [*odd, *changed(Since(plan, was, released.of(plan, files), tuple(named)))]
