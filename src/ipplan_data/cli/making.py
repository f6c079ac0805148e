"""The commands that make and check the data: build, validate, explain."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from ipplan_data.cli.terminal import (
    Root,
    app,
    curation,
    end_with,
    out,
    plain_errors,
    report,
    root_of,
)
from ipplan_data.printing import inert

Format = Literal["text", "json", "github", "markdown"]


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


@app.command(
    epilog="Examples: `ipplan validate`, `ipplan validate --fix`, `ipplan validate --format json`"
)
def validate(
    form: Annotated[Format, typer.Option("--format", help="How findings are printed.")] = "text",
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend first what can be mended with certainty.")
    ] = False,
    root: Root = None,
) -> None:
    """Check the records, and the published files against them."""
    pipeline, rendering = curation(), curation("rendering")
    with plain_errors():
        folder = root_of(root)
        mended = curation("mending").mend(folder).fixes if fix else []
        outcome = pipeline.validate(folder)
    for one in mended:
        print(inert(f"mended {one.place}: {one.old} is now {one.new}"), file=sys.stderr)
    if outcome.findings or form != "text":
        print(rendering.FORMATS[form](outcome.findings, folder), end="")
    if not outcome.findings and form == "text":
        count = len(outcome.files)
        out.print(f"The records are sound, and {count} published files agree with them")
    end_with(outcome.findings, mend="ipplan build" if outcome.files else "")


@app.command(epilog="Examples: `ipplan explain IPP201`, `ipplan explain`")
def explain(
    code: Annotated[str | None, typer.Argument(help="Code of a rule; without it, all.")] = None,
) -> None:
    """Tell what a rule is about, why it matters, and how to mend a breach."""
    curation()
    rules, page = curation("rules").RULES, curation("publish.docs.rules")
    if code is None:
        for one in rules.values():
            print(f"{one.code}  {one.title}")
        return
    if code.upper() not in rules:
        hint = curation("findings").nearest(code.upper(), rules) or "see ipplan explain"
        raise typer.BadParameter(f"no rule {inert(code)}; {hint}", param_hint="CODE")
    print(page.explained(rules[code.upper()]))
