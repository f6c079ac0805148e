"""Apply the fixes that findings bring, as long as they make nothing worse."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ipplan_data.curation.findings import Finding, Fix
from ipplan_data.curation.records import load
from ipplan_data.curation.rules import run
from ipplan_data.curation.source import witness_file
from ipplan_data.writing import write

FOLDER = "records"
# One fix may uncover the next.
_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Fixed:
    """The fixes that were applied, and the files that were written."""

    fixes: list[Fix]
    written: list[str]


def apply_fixes(root: Path) -> Fixed:
    """Apply every certain fix to the records of the clone at ``root``.

    Fixes are tried in a temporary copy of the records first; fixes that cause another finding are
    not applied. Files are written whole or not at all.
    """
    applied: list[Fix] = []
    with tempfile.TemporaryDirectory(prefix="ipplan-fix-") as folder:
        draft = Path(folder)
        shutil.copytree(root / FOLDER, draft / FOLDER, symlinks=True)
        witness = witness_file.load(root)
        findings = run(load(draft), witness)
        for _ in range(_ROUNDS):
            done = [fix for fix in _one_a_line(findings) if _apply(draft, fix)]
            if not done:
                break
            after = run(load(draft), witness)
            if len(after) > len(findings) - len(done):
                for fix in done:
                    _apply(draft, Fix(fix.place, fix.new, fix.old))
                break
            applied, findings = applied + done, after
        paths = sorted({fix.place.path for fix in applied})
        return Fixed(applied, write(root, {path: (draft / path).read_bytes() for path in paths}))


def _one_a_line(findings: Iterable[Finding]) -> list[Fix]:
    """Return one fix for each line, the last of a file first, so that none moves another."""
    fixes = [finding.fix for finding in findings if finding.fix]
    lines = {(fix.place.path, fix.place.line): fix for fix in fixes}
    return [fix for _, fix in sorted(lines.items(), reverse=True)]


def _apply(root: Path, fix: Fix) -> bool:
    """Change a file where it says what the fix expects; return whether it did."""
    file = root / fix.place.path
    lines = file.read_bytes().decode().split("\n")
    line, start = fix.place.line - 1, fix.place.column - 1
    if not lines[line].startswith(fix.old, start):
        return False
    lines[line] = lines[line][:start] + fix.new + lines[line][start + len(fix.old) :]
    file.write_bytes("\n".join(lines).encode())
    return True
