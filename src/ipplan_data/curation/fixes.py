"""Applies the fixes that findings bring, if what comes of it is better and nothing is worse."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ipplan_data.curation.findings import Finding, Fix
from ipplan_data.curation.records import load
from ipplan_data.curation.rules import run
from ipplan_data.curation.source import witness_file as witness_file
from ipplan_data.writing import write

FOLDER = "records"
# One fix may uncover the next.
_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Mended:
    """The fixes that were applied, and the files that were written."""

    fixes: list[Fix]
    written: list[str]


def mend(root: Path) -> Mended:
    """Apply every certain fix to the records of the clone at ``root``.

    All is tried in a copy first; what brings another finding with it is not done. Files are
    written whole or not at all.
    """
    applied: list[Fix] = []
    with tempfile.TemporaryDirectory(prefix="ipplan-mend-") as folder:
        draft = Path(folder)
        shutil.copytree(root / FOLDER, draft / FOLDER, symlinks=True)
        witness = witness_file.load(root)
        findings = run(load(draft), witness)
        for _ in range(_ROUNDS):
            done = [fix for fix in _fixes(findings) if _apply(draft, fix)]
            if not done:
                break
            after = run(load(draft), witness)
            if len(after) > len(findings) - len(done):
                _undo(draft, done)
                break
            applied, findings = applied + done, after
        paths = sorted({fix.place.path for fix in applied})
        return Mended(applied, write(root, {path: (draft / path).read_bytes() for path in paths}))


def _fixes(findings: Iterable[Finding]) -> list[Fix]:
    """Give one fix for each line, the last of a file first, so that none moves another."""
    lines = {
        (finding.fix.place.path, finding.fix.place.line): finding.fix
        for finding in findings
        if finding.fix
    }
    return [fix for _, fix in sorted(lines.items(), reverse=True)]


def _apply(root: Path, fix: Fix, *, back: bool = False) -> bool:
    """Change a file where it says what the fix expects, and tell whether it did."""
    old, new = (fix.new, fix.old) if back else (fix.old, fix.new)
    file = root / fix.place.path
    lines = file.read_bytes().decode().split("\n")
    line, start = fix.place.line - 1, fix.place.column - 1
    if not lines[line].startswith(old, start):
        return False
    lines[line] = f"{lines[line][:start]}{new}{lines[line][start + len(old) :]}"
    file.write_bytes("\n".join(lines).encode())
    return True


def _undo(root: Path, fixes: Iterable[Fix]) -> None:
    for fix in fixes:
        _apply(root, fix, back=True)
