"""The command ``ipplan``: starts the command line, or says what to install for it."""

import io
import os
import sys

_NEEDED = {"typer", "click", "rich"}


def main() -> int | None:
    """Run the command line; without its extra, print the one line that installs it."""
    try:
        from ipplan_data.cli import app  # noqa: PLC0415 - needs an extra that may be absent
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        print("ipplan needs its command line: pip install 'ipplan-data[cli]'", file=sys.stderr)
        return 2
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except OSError as error:
        # What could not be printed must not be tried again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"ipplan: can't print: {error.strerror}", file=sys.stderr)
        return 2
    return None


if __name__ == "__main__":
    sys.exit(main())
