"""The command line: says, asks, and hands over."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ipplan_data import (
    Agency,
    DamagedDataError,
    Plan,
    Task,
    UnknownKeyError,
    __version__,
    load,
)
from ipplan_data.curation.findings import inert
from ipplan_data.reading.records import as_dict

app = typer.Typer(
    help="China's 2020 intellectual property promotion plan as data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
out = Console(highlight=False, emoji=False)
err = Console(stderr=True, highlight=False, emoji=False, soft_wrap=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON as in data/ipplan.json.")]
Source = Annotated[
    Path, typer.Argument(help="A copy of the translated document.", show_default=False)
]
Root = Annotated[
    Path | None,
    typer.Option(help="The clone to work in; without it, the one around the current folder."),
]


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


@app.command(epilog="Example: `ipplan show 48`")
def show(
    number: Annotated[int, typer.Argument(help="Number of the task.")], as_json: Json = False
) -> None:
    """Show one task."""
    with _plain_errors():
        plan = load()
        task = plan.tasks[number]
    if as_json:
        _print_json(as_dict(task))
        return
    section = plan.sections[task.section]
    out.print(f"[bold]Task {task.number}: {escape(task.title)}[/bold]")
    out.print(f"Section {section.id}, {escape(section.title)}\n")
    out.print(escape(task.summary) + "\n")
    table = Table("Role", "Body", "中文", "Id", box=None, pad_edge=False, header_style="bold")
    for share in task.responsibilities:
        body = plan.agencies[share.agency]
        table.add_row(share.role, escape(body.name), body.name_zh or "", body.id)
    out.print(table)
    out.print(f"\nResponsibility: {task.responsibility}")
    for note in (plan.footnotes[number] for number in task.footnotes):
        term = escape(f"{note.term} ({note.term_zh})")
        out.print(f"Footnote {note.number}, {term}: {escape(note.explanation)}")


@app.command(epilog="Example: `ipplan agency cnipa`")
def agency(
    body: Annotated[str, typer.Argument(help="Id of the body, or any of its names.", metavar="ID")],
    as_json: Json = False,
) -> None:
    """Show one body and its tasks."""
    with _plain_errors():
        plan = load()
        named = [] if body.lower() in plan.agencies else plan.named(body)
        found = named[0] if len(named) == 1 else plan.agencies[body.lower()]
    if as_json:
        _print_json(as_dict(found))
        return
    _show_agency(plan, found)


def _show_agency(plan: Plan, found: Agency) -> None:
    out.print(f"[bold]{escape(found.name)}[/bold] {found.name_zh or ''}")
    successor = " since ".join(filter(None, (found.successor_name, found.successor_from)))
    facts = {
        "Id": found.id,
        "Abbreviation": found.abbreviation,
        "Short name": found.short_name_zh,
        "Kind": found.kind,
        "Parent": plan.agencies[found.parent].name if found.parent else None,
        "Addressee": f"no. {found.addressee_position}" if found.addressee_position else None,
        "Successor": successor,
        "Note": found.note,
    }
    table = Table(box=None, pad_edge=False, show_header=False)
    for name, value in facts.items():
        if value:
            table.add_row(name, escape(value))
    out.print(table)
    led = [str(task.number) for task in plan.select(led_by=found.id)]
    joined = [str(t.number) for t in plan.select(agency=found.id) if t.lead_agency != found.id]
    out.print(f"\nLeads {len(led)}: {', '.join(led) or 'none'}")
    out.print(f"Takes part in {len(joined)}: {', '.join(joined) or 'none'}")


@app.command(epilog="Example: `ipplan tasks --led-by cnipa --section II.iii`")
def tasks(
    led_by: Annotated[str | None, typer.Option(help="Id of the body that leads.")] = None,
    agency: Annotated[str | None, typer.Option(help="Id of a body that leads or joins.")] = None,
    section: Annotated[str | None, typer.Option(help="Id of a part or section.")] = None,
    responsibility: Annotated[
        str | None, typer.Option(help="How it is shared: sole, joint or separate.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the tasks that meet all conditions."""
    if responsibility not in (None, "sole", "joint", "separate"):
        raise typer.BadParameter("expected sole, joint or separate", param_hint="--responsibility")
    with _plain_errors():
        found = load().select(
            led_by=led_by and led_by.lower(),
            agency=agency and agency.lower(),
            section=section,
            responsibility=responsibility,
        )
    if as_json:
        _print_json(as_dict(found))
        return
    _list_tasks(found)


def _list_tasks(found: list[Task]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("No.", justify="right", no_wrap=True)
    table.add_column("Section", no_wrap=True)
    table.add_column("Title", ratio=1, min_width=16)
    table.add_column("Lead", no_wrap=True)
    table.add_column("With")
    for task in found:
        joined = ", ".join(task.participating_agencies)
        table.add_row(str(task.number), task.section, escape(task.title), task.lead_agency, joined)
    out.print(table)
    out.print(f"\n{len(found)} task{'' if len(found) == 1 else 's'}")


@app.command(epilog="Examples: `ipplan build`, `ipplan build --check`")
def build(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 where a file differs.")
    ] = False,
    root: Root = None,
) -> None:
    """Make the published files of the records."""
    pipeline = _curation()
    with _plain_errors():
        outcome = pipeline.build(_root(root), check=check)
    _report(outcome.findings, mend="ipplan build" if outcome.files else "")
    for path in outcome.written:
        out.print(f"wrote {path}")
    out.print(f"{len(outcome.files)} published files are what the records give")


@app.command(epilog="Example: `ipplan validate`")
def validate(root: Root = None) -> None:
    """Check the records, and the published files against them."""
    pipeline = _curation()
    with _plain_errors():
        outcome = pipeline.validate(_root(root))
    _report(outcome.findings, mend="ipplan build" if outcome.files else "")
    out.print(f"The records are sound, and {len(outcome.files)} published files agree with them")


@app.command(
    epilog="Examples: `ipplan read plan.md`, `ipplan read plan.html --check`, "
    "`ipplan read plan.txt --json`"
)
def read(
    source: Source,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 where the witness differs.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write nothing; print the witness that the copy gives.")
    ] = False,
    root: Root = None,
) -> None:
    """Read a copy of the document: Markdown, plain text, HTML or PDF. It becomes witness.json."""
    document = _curation("document")
    if as_json:
        with _plain_errors():
            reading = document.reading_of(source)
        _print_json(reading.witness.as_dict())
        _report(reading.findings, to=sys.stderr)
        return
    with _plain_errors():
        outcome = document.read(_root(root), source, check=check)
    witness = outcome.reading.witness
    _report(outcome.reading.findings)
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
        hidden = {name for one in outcome.verdicts for name in one.incomparable}
        told = f"; not comparable in this form: {', '.join(sorted(hidden))}" if hidden else ""
        out.print(f"witness.json is what the copy gives{told}", soft_wrap=True)
    else:
        out.print("wrote witness.json" if outcome.changed else "witness.json was so already")


@app.command(epilog="Examples: `ipplan verify plan.pdf`, `ipplan verify plan.md --json`")
def verify(source: Source, as_json: Json = False, root: Root = None) -> None:
    """Prove by a copy of the document that witness and records say what it says."""
    document = _curation("document")
    with _plain_errors():
        proof = document.verify(_root(root), source)
    if as_json:
        _print_json(proof.as_dict())
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
        print(f"  not comparable in this form: {', '.join(proof.incomparable)}")
    whole = "" if proof.same_document else "; the document as a whole differs"
    print(f"{proof.summary}{whole}")


def _verdict(name: str, verdict: Any, lines: dict[str, int]) -> str:
    label = verdict.part.replace("/", " ")
    if verdict.missing:
        return inert(f"{name}: {label}: missing in the copy")
    place = f"{name}:{lines[verdict.part]}" if verdict.part in lines else name
    if verdict.added:
        return inert(f"{place}: {label}: stands in the copy, and not in the witness")
    return inert(f"{place}: {label}: {'; '.join(verdict.differences)}")


@app.command(
    epilog="Examples: `ipplan hydrate plan.md -o ../plan.sqlite`, "
    "`ipplan hydrate plan.pdf -o ../plan.csv`"
)
def hydrate(
    source: Source,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help="File to write: .csv, .json, .parquet or .sqlite."),
    ],
    root: Root = None,
) -> None:
    """Write the data with the verbatim text of a copy, each text held against its digest."""
    document = _curation("document")
    with _plain_errors():
        count = document.hydrate(_root(root), source, output)
    print(inert(f"wrote {output}: {count} texts, each with the digest of the witness"))


def _report(findings: list[Any], mend: str = "", to: TextIO | None = None) -> None:
    if not findings:
        return
    for finding in findings:
        print(finding, file=to)
    count = f"{len(findings)} finding{'' if len(findings) == 1 else 's'}"
    err.print(f"{count}; to make the published files anew: {mend}" if mend else count)
    raise typer.Exit(1)


def _curation(module: str = "pipeline") -> Any:
    try:
        return import_module(f"ipplan_data.curation.{module}")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"pydantic", "pydantic_core", "yaml"}:
            raise
        err.print(
            "this needs the tools of curation: pip install 'ipplan-data[curation]'", markup=False
        )
        raise typer.Exit(2) from None


class _NoRecordsError(Exception):
    """There is nothing to build or to check."""


def _root(given: Path | None) -> Path:
    start = given or Path.cwd()
    for folder in [start] if given else [start, *start.parents]:
        if (folder / "records").is_dir():
            return folder
    where = f"in {start}" if given else "here or in any folder above"
    message = f"there is no folder 'records' {where}; run this in a clone, or name one with --root"
    raise _NoRecordsError(message)


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn what can go wrong into one line and exit code 2."""
    try:
        yield
    except (UnknownKeyError, DamagedDataError, _NoRecordsError) as error:
        message = str(error)
    except _told() as error:
        message = str(error)
    except OSError as error:
        message = f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")
    else:
        return
    err.print(f"ipplan: {inert(message)}", markup=False)
    raise typer.Exit(2)


def _told() -> tuple[type[Exception], ...]:
    """Errors of curation whose message is for the user, if curation is loaded at all."""
    document = sys.modules.get("ipplan_data.curation.document")
    return document.TOLD if document else ()


def _print_json(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    shown = (c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)
    print("".join(shown))
