"""Check published files from the command line, with Python alone."""

from __future__ import annotations

import argparse
import gc
import io
import sys

from ipplan_data.package_check.package import check
from ipplan_data.printing import inert

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDS = (
    "Ends with 0 where all is sound, 1 where something was found, 2 where nothing can be checked."
)
_EXAMPLE = "Example: python -m ipplan_data.package_check ."


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each finding, then how many there are; give the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m ipplan_data.package_check",
        description=f"Check published files by what their datapackage.json declares. {_ENDS}",
        epilog=_EXAMPLE,
    )
    parser.add_argument("folder", metavar="DIR", help="the folder that has datapackage.json")
    given = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    gc.disable()  # nothing here goes in circles, and looking for it takes a tenth of the time
    try:
        report = check(given.folder)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        print(inert(f"can't check {given.folder}: {reason}"), file=sys.stderr)
        return 2
    for line in report.lines():
        print(line)
    print(report.summary(), file=sys.stderr if report.total else sys.stdout)
    return 1 if report.total else 0


if __name__ == "__main__":
    sys.exit(main())
