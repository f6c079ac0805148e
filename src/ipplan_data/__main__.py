"""The command ``ipplan``: starts the command line, or says what to install for it."""

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
    app()
    return None


if __name__ == "__main__":
    sys.exit(main())
