"""Keep what a bench found: ``results/NAME.json``, and the tables in its section of the README."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
README = HERE / "README.md"


class NoSectionError(Exception):
    """The README has no place for the tables of a bench."""


def live(text: str) -> None:
    """Show on standard error how far a bench is, in one line, where that is a terminal."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def tell(line: str) -> None:
    """Print a line on standard error, in the place of how far the bench is."""
    live("")
    print(line, file=sys.stderr)


def ended(name: str, bench: Callable[[], int], *faults: type[Exception]) -> int:
    """Run a bench and give its exit code; 2 where something is missing, 130 where it is stopped.

    One line on standard error says so. Missing is what one of ``faults`` tells, a file, or the
    place of the tables.
    """
    missing: tuple[type[Exception], ...] = (NoSectionError, OSError, *faults)
    try:
        return bench()
    except missing as error:
        line, code = str(error), 2
    except KeyboardInterrupt:
        line, code = "interrupted; nothing is kept", 130
    tell(f"{name}: {line}")
    return code


def placed(name: str, tables: str) -> str:
    """Give the README with these tables between the marks of a bench.

    Raises ``NoSectionError`` where a mark is missing, or stands there twice or too early.
    """
    first, last = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    text = README.read_text(encoding="utf-8")
    before, found, rest = text.partition(first)
    _, ended, after = rest.partition(last)
    if not found or not ended or first in rest or last in before + after:
        message = f"{README.name}: expected {first.strip()!r} once, then {last.strip()!r} once"
        raise NoSectionError(message)
    return f"{before}{first}\n{tables.strip()}\n\n{last}{after}"


def keep(name: str, results: dict[str, Any], tables: str) -> None:
    """Write the results of a bench with what they were measured on, and its tables."""
    readme = placed(name, f"{_machine()}:\n\n{tables}")
    machine = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "system": platform.system(),
    }
    written = json.dumps({**machine, **results}, indent=2, ensure_ascii=False)
    (HERE / "results").mkdir(exist_ok=True)
    _replace(HERE / "results" / f"{name}.json", written + "\n")
    _replace(README, readme)


def _machine() -> str:
    return f"Python {platform.python_version()} on {platform.system()}, {platform.machine()}"


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_text(text, encoding="utf-8", newline="\n")
        os.replace(fresh, path)  # noqa: PTH105 - says that it replaces, on every system
    finally:
        fresh.unlink(missing_ok=True)
