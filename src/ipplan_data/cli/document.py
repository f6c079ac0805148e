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
    out,
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
    witness = outcome.reading.witness
    report(outcome.reading.findings)
    differing = [verdict for verdict in outcome.verdicts if not verdict.agrees]
    for verdict in differing:
        print(_verdict(str(source), verdict, outcome.reading.lines))
    if differing:
        raise typer.Exit(1)
    out.print(
        f"read {len(witness.tasks)} tasks, {len(witness.headings)} headings, "
        f"{len(witness.footnotes)} footnotes and {len(witness.addressees)} addressees"
    )
    if check:
        hidden = ", ".join(outcome.incomparable)
        rest = f"; not comparable in this format: {hidden}" if hidden else ""
        out.print(f"witness.json is up to date{rest}", soft_wrap=True)
    else:
        out.print("wrote witness.json" if outcome.changed else "witness.json is up to date")


@app.command(epilog="Examples: `ipplan verify plan.pdf`, `ipplan verify plan.md --json`")
def verify(source: Source, as_json: Json = False, root: Root = None) -> None:
    """Check the data against your own copy of the document."""
    document = curation("document")
    with plain_errors(*document.ERRORS):
        proof = document.verify(root_of(root), source)
    if as_json:
        print_json(proof.as_dict())
    else:
        _show_proof(str(source), proof)
    if not proof.holds:
        raise typer.Exit(1)


def _show_proof(name: str, proof: Any) -> None:
    for finding in (*proof.reading, *proof.records):
        print(finding)
    for verdict in proof.verdicts:
        if not verdict.agrees:
            print(_verdict(name, verdict, proof.lines))
    print(inert(f"{name}: {proof.form}"))
    for span in proof.agreeing("task"):
        print(f"  {span}: copy, witness and records agree")
    if proof.incomparable:
        print(f"  not comparable in this format: {', '.join(proof.incomparable)}")
    rest = "" if proof.same_document else "; the document as a whole differs"
    print(f"{proof.summary}{rest}")


def _verdict(name: str, verdict: Any, lines: dict[str, int]) -> str:
    label = verdict.part.replace("/", " ")
    if verdict.missing:
        return inert(f"{name}: {label}: missing from the copy")
    place = f"{name}:{lines[verdict.part]}" if verdict.part in lines else name
    if verdict.added:
        return inert(f"{place}: {label}: in the copy, but not in the witness")
    return inert(f"{place}: {label}: {'; '.join(verdict.differences)}")


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
