"""The command line: says, asks, and hands over."""

from __future__ import annotations

from typing import Annotated

import typer

from ipplan_data import __version__
from ipplan_data.cli import asking, comparing, copies, giving, making
from ipplan_data.cli.terminal import app, out

__all__ = ["app", "asking", "comparing", "copies", "giving", "making"]


def _version(wanted: bool) -> None:
    if wanted:
        out.print(f"ipplan-data {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Ask the plan, or make and check its data."""
