"""Commands for people who have the document: read, verify, hydrate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from ipplan_data.cli.terminal import (
    Json,
    Root,
    app,
    curation,
    plain_errors,
    print_json,
    report,
    root_of,
)
from ipplan_data.printing import inert

Source = Annotated[
    Path, typer.Argument(help="Your copy of the translated document.", show_default=False)
]


@app.command(
    epilog="Examples: `ipplan read plan.md`, `ipplan read plan.html --check`, "
    "`ipplan read plan.txt --json`"
)
def read(
    source: Source,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if the witness differs.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write nothing; print what would be written.")
    ] = False,
    root: Root = None,
) -> None:
    """Read the document, Markdown or HTML, and write records/witness.json."""
    document = curation("document")
    if as_json:
        with plain_errors(*document.ERRORS):
            reading = document.reading_of(source)
        print_json(reading.witness.as_dict())
        report(reading.findings, to=sys.stderr)
        return
    with plain_errors(*document.ERRORS):
        outcome = document.read(root_of(root), source, check=check)
    reading, witness = outcome.reading, outcome.reading.witness
    report(reading.findings)
    if _print_differing(source, outcome.verdicts, reading.lines):
        raise typer.Exit(1)
    print(
        f"read {len(witness.tasks)} tasks, {len(witness.headings)} headings, "
        f"{len(witness.footnotes)} footnotes and {len(witness.addressees)} addressees"
    )
    hidden = ", ".join(outcome.incomparable) if check else ""
    rest = f"; not comparable in this format: {hidden}" if hidden else ""
    print("wrote witness.json" if outcome.changed else f"witness.json is up to date{rest}")


@app.command(epilog="Examples: `ipplan verify plan.pdf`, `ipplan verify plan.md --json`")
def verify(source: Source, as_json: Json = False, root: Root = None) -> None:
    """Check the data against your own copy of the document."""
    document = curation("document")
    with plain_errors(*document.ERRORS):
        proof = document.verify(root_of(root), source)
    if as_json:
        print_json(proof.as_dict())
    else:
        for finding in (*proof.reading, *proof.records):
            print(finding)
        _print_differing(source, proof.verdicts, proof.lines)
        print(inert(f"{source}: {proof.form}"))
        for span in proof.agreeing("task"):
            print(f"  {span}: copy, witness and records agree")
        if proof.incomparable:
            print(f"  not comparable in this format: {', '.join(proof.incomparable)}")
        rest = "" if proof.same_document else "; the document as a whole differs"
        print(f"{proof.summary}{rest}")
    if not proof.holds:
        raise typer.Exit(1)


def _print_differing(source: Path, verdicts: list[Any], lines: dict[str, int]) -> bool:
    """Print each part in which a copy differs, at its line; return whether there is any."""
    differing = [verdict for verdict in verdicts if not verdict.agrees]
    for one in differing:
        place = f"{source}:{lines[one.part]}" if one.part in lines else source
        text = "; ".join(one.differences)
        if one.missing:
            place, text = source, "missing from the copy"
        elif one.added:
            text = "in the copy, but not in the witness"
        print(inert(f"{place}: {one.part.replace('/', ' ')}: {text}"))
    return bool(differing)


@app.command(
    epilog="Examples: `ipplan hydrate plan.md -o ../plan.sqlite`, "
    "`ipplan hydrate plan.pdf -o ../plan.csv`"
)
def hydrate(
    source: Source,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help="File to write: .csv, .json or .sqlite."),
    ],
    root: Root = None,
) -> None:
    """Write the data together with the text of your copy of the document."""
    document = curation("document")
    with plain_errors(*document.ERRORS):
        count = document.hydrate(root_of(root), source, output)
    print(inert(f"wrote {output}: {count} texts, all with the digests in the witness"))
