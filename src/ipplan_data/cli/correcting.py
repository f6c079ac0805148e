"""The command that corrects a record: correct."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from ipplan_data.cli.terminal import Root, app, curation, err, out, plain_errors, root_of
from ipplan_data.printing import inert

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


class Basis(StrEnum):
    """What the correct reading of a fault can rest on, as the model of errata has it."""

    EVIDENT = "evident"
    ORIGINAL = "original"
    TERM_OF_ART = "term_of_art"
    INFERRED = "inferred"


class Certainty(StrEnum):
    """How sure it can be, as the model of errata has it."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@app.command(
    epilog="Examples: `ipplan correct agency/samr note 'Founded in 2018.'`, "
    "`ipplan correct task/41 agencies cpd,cac,miit --dry-run`, "
    "`ipplan correct task/41 terms.1.term_zh 剑网`, `ipplan correct task/2 responsibility --delete`"
)
def correct(  # noqa: PLR0913 - a command has the options that it has
    record: Annotated[str, typer.Argument(help="The record: task/48, agency/samr, document.")],
    field: Annotated[
        str, typer.Argument(help="The field; for an item of a list, its number: terms.1.term_zh.")
    ],
    value: Annotated[
        str | None,
        typer.Argument(help="The right value; a list with , or ; between.", show_default=False),
    ] = None,
    *,
    delete: Annotated[bool, typer.Option("--delete", help="Take the field or item away.")] = False,
    because: Annotated[
        str | None,
        typer.Option(
            help="Why the document, which prints otherwise, is wrong: adds an erratum. Of a code, "
            "why it is other than coders gave: adds a decision."
        ),
    ] = None,
    basis: Annotated[Basis, typer.Option(help="What that rests on.")] = Basis.INFERRED,
    certainty: Annotated[Certainty, typer.Option(help="How sure it is.")] = Certainty.LIKELY,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; show the difference.")
    ] = False,
    root: Root = None,
) -> None:
    """Correct one value of a record, where the records are then sound."""
    if (value is None) is not delete:
        raise typer.BadParameter("give either a value or --delete", param_hint="VALUE")
    module = curation("correct")
    reason = None if because is None else module.Reason(because, basis.value, certainty.value)
    with plain_errors():
        clone = root_of(root)
        try:
            correction = module.correct(clone, record, field, value, reason)
        except module.UnreadableError as error:
            _refuse(error.findings, "a file can't be read: mend it first")
        except module.ANSWERED as error:
            err.print(f"ipplan: {inert(str(error))}", markup=False)
            raise typer.Exit(2) from None
        if dry_run:
            _show_difference(correction)
        if correction.findings:
            _refuse(correction.findings, correction.advice)
        if correction.advice:
            err.print(f"ipplan: {inert(correction.advice)}", markup=False)
            raise typer.Exit(2)
        if not dry_run:
            correction.write(clone)
    _tell(correction, dry_run=dry_run)


def _refuse(findings: list[Any], advice: str) -> None:
    """Say what would be wrong, and end with exit code 1."""
    for finding in findings:
        print(finding)
    err.print("nothing was written", markup=False)
    if advice:
        err.print(inert(advice), markup=False)
    raise typer.Exit(1)


def _show_difference(correction: Any) -> None:
    from rich.text import Text  # noqa: PLC0415 - no other command needs it

    for line in correction.diff():
        colour = "" if line.startswith(("+++", "---")) else _COLOURS.get(line[:1], "")
        out.print(Text(inert(line), colour), soft_wrap=True)


def _tell(correction: Any, *, dry_run: bool) -> None:
    """Say what changed, and what comes next."""
    if not correction.files:
        print(inert(f"{correction.label}: {correction.name} is so already: {correction.old}"))
        return
    print(inert(f"{correction.label}: {correction.name}: {correction.old} -> {correction.new}"))
    for file, line in correction.places.items():
        print(f"  {file}:{line}")
    if correction.erratum:
        print(inert(f"  with the applied erratum {correction.erratum}"))
    print("nothing was written" if dry_run else "now run: make build")
    if correction.told_as and not dry_run:
        print(inert(f"and say why in news/NAME.data.md, with `{correction.told_as}` in it"))
