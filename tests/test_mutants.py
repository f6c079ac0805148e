"""The bench of mutants runs: none of some mutants ends in a traceback or is unseen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_mutants_are_found(root: Path) -> None:
    command = [sys.executable, str(root / "bench" / "mutants.py"), "--every", "500"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "traceback" not in printed
    assert not [one for one in printed.splitlines() if "survivor: " in one and "yaml" in one]
    rows = [line.split() for line in printed.splitlines()]
    assert sum(int(row[-1]) for row in rows if row[0] == "records") > 5
