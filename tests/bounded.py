"""Read copies in processes of their own, within limits of memory and processor time.

Run as a script, this reads a path from each line of its input, and writes what came of it: a
process for each copy, forked from one that has loaded everything already.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

MEMORY, SECONDS = 2 << 30, 60


class Outcome(dict[str, Any]):
    """What came of a copy: ``read``, ``unreadable`` with its message, or else what went wrong."""

    @property
    def what(self) -> str:
        """In one word."""
        return str(self["what"])


class Reader:
    """Reads copies, each within the limits."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def __call__(self, path: Path) -> Outcome:
        """Read a copy."""
        process = self._process
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(str(path)) + "\n")
        process.stdin.flush()
        return Outcome(json.loads(process.stdout.readline()))


@contextmanager
def reader() -> Iterator[Reader]:
    """Start the process from which the others are forked."""
    command = [sys.executable, __file__]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Reader(process)
        assert process.stdin
        process.stdin.close()


def _serve() -> None:
    # Loaded here, before the forks.
    import_module("pypdfium2.raw")
    import_module("ipplan_data.curation.document")

    for line in sys.stdin:
        read_end, write_end = os.pipe()
        child = os.fork()
        if not child:
            os.close(read_end)
            with os.fdopen(write_end, "w") as pipe:
                json.dump(_limited(Path(json.loads(line))), pipe)
            os._exit(0)
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            told = pipe.read()
        _, status = os.waitpid(child, 0)
        print(told or json.dumps({"what": "died", "status": status}), flush=True)


def _limited(path: Path) -> dict[str, Any]:
    import resource  # noqa: PLC0415 - there is none on Windows

    from ipplan_data.curation.source.copy import UnreadableError  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        return _read(path)
    except UnreadableError as error:
        return {"what": "unreadable", "message": str(error)}
    except BaseException as error:
        return {"what": type(error).__name__, "message": str(error)[:500]}


def _read(path: Path) -> dict[str, Any]:
    from ipplan_data.curation.document import reading_of  # noqa: PLC0415

    reading = reading_of(path)
    check(reading)
    return {
        "what": "read",
        "tasks": len(reading.witness.tasks),
        "footnotes": len(reading.witness.footnotes),
        "findings": len(reading.findings),
        "characters": len(reading.copy.text),
    }


def check(reading: Any) -> None:
    """Assert that the tiles cover the copy without a gap, and the witness its normal form."""
    place = 0
    for tile in reading.tiles:
        assert tile.start == place < tile.end, (tile, place)
        place = tile.end
    assert place == len(reading.copy.text), place
    place = 0
    for label, span in reading.witness.parts.items():
        assert span.start == place <= span.end, (label, span, place)
        place = span.end
    assert place == reading.witness.length


if __name__ == "__main__":
    _serve()
