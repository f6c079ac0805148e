"""The command line: parses arguments, calls the package, prints; no logic."""

from __future__ import annotations

from typing import Annotated

import typer

from ipplan_data import __version__
from ipplan_data.cli import diff, document, export, lookup, records
from ipplan_data.cli.terminal import app

__all__ = ["app", "diff", "document", "export", "lookup", "records"]


def _version(wanted: bool) -> None:
    if wanted:
        print(f"ipplan-data {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Look up the plan, export it, or build and check its data."""
