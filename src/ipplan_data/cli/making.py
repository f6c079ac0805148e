"""The commands that make and check the data: build, validate."""

from __future__ import annotations

from typing import Annotated

import typer

from ipplan_data.cli.terminal import Root, app, curation, out, plain_errors, report, root_of


@app.command(epilog="Examples: `ipplan build`, `ipplan build --check`")
def build(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 where a file differs.")
    ] = False,
    root: Root = None,
) -> None:
    """Make the published files of the records."""
    pipeline = curation()
    with plain_errors():
        outcome = pipeline.build(root_of(root), check=check)
    report(outcome.findings, mend="ipplan build" if outcome.files else "")
    for path in outcome.written:
        out.print(f"wrote {path}")
    out.print(f"{len(outcome.files)} published files are what the records give")


@app.command(epilog="Example: `ipplan validate`")
def validate(root: Root = None) -> None:
    """Check the records, and the published files against them."""
    pipeline = curation()
    with plain_errors():
        outcome = pipeline.validate(root_of(root))
    report(outcome.findings, mend="ipplan build" if outcome.files else "")
    out.print(f"The records are sound, and {len(outcome.files)} published files agree with them")
