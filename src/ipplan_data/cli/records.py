"""Commands that build and check the data: build, validate, explain."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from ipplan_data.cli.terminal import Root, app, curation, end_with, report, root_of
from ipplan_data.printing import inert

Format = Literal["text", "json", "github", "markdown"]


@app.command(epilog="Examples: `ipplan build`, `ipplan build --check`")
def build(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if a file differs.")
    ] = False,
    root: Root = None,
) -> None:
    """Build the published files from the records."""
    outcome = curation().build(root_of(root), check=check)
    report(outcome.findings, fix=_rebuild(outcome.findings))
    for path in outcome.written:
        print(f"wrote {path}")
    print(f"{len(outcome.files)} published files are up to date")


@app.command(
    epilog="Examples: `ipplan validate`, `ipplan validate --fix`, `ipplan validate --format json`, "
    "`ipplan validate --package ../downloaded`"
)
def validate(
    form: Annotated[Format, typer.Option("--format", help="Format of the findings.")] = "text",
    fix: Annotated[
        bool, typer.Option("--fix", help="First fix what can be fixed with certainty.")
    ] = False,
    package: Annotated[
        Path | None,
        typer.Option(help="Check only the published files in this folder."),
    ] = None,
    root: Root = None,
) -> None:
    """Check the records, and that the published files match them."""
    if package is not None:
        if fix:
            raise typer.BadParameter("can't be combined with --fix", param_hint="--package")
        _validate_package(package, form)
        return
    pipeline, rendering, folder = curation(), curation("rendering"), root_of(root)
    fixed = curation("fixes").apply_fixes(folder).fixes if fix else []
    outcome = pipeline.validate(folder)
    for one in fixed:
        print(inert(f"fixed {one.place}: {one.old} is now {one.new}"), file=sys.stderr)
    if outcome.findings or form != "text":
        print(rendering.FORMATS[form](outcome.findings, folder), end="")
    if not outcome.findings and form == "text":
        count = len(outcome.files)
        print(f"No findings: the records are valid, and {count} published files match them")
    end_with(outcome.findings, fix=_rebuild(outcome.findings))


def _rebuild(findings: list[Any]) -> str:
    """Name the command that fixes published files, if any finding is about them."""
    return "ipplan build" if any(one.code.startswith("IPP6") for one in findings) else ""


def _validate_package(folder: Path, form: Format) -> None:
    found = curation("package", "package_check").checked(folder)
    if form == "text":
        print(*found.lines(), sep="\n", end="\n" * bool(found.total))
    else:
        print(curation("rendering").FORMATS[form](found.findings, folder), end="")
    print(found.summary(), file=sys.stderr if found.total or form != "text" else sys.stdout)
    if found.total:
        raise typer.Exit(1)


@app.command(epilog="Examples: `ipplan explain IPP201`, `ipplan explain`")
def explain(
    code: Annotated[
        str | None, typer.Argument(help="Code of the rule (default: list all).")
    ] = None,
) -> None:
    """Explain a rule: what it checks, why, and how to fix a finding."""
    from ipplan_data.package_check import RULES as of_packages  # noqa: PLC0415, N811 - as above

    of_records, page = curation("rules").RULES, curation("publish.docs.rules")
    rules = of_records | of_packages
    if code is None:
        for known, rule in rules.items():
            print(f"{known}  {rule.title}")
        return
    wanted = code.upper()
    if wanted not in rules:
        hint = curation("findings").nearest(wanted, rules) or "see ipplan explain"
        raise typer.BadParameter(f"no rule {inert(code)}; {hint}", param_hint="CODE")
    rule = rules[wanted]
    print(page.explained(rule) if wanted in of_records else page.head(wanted, rule))
