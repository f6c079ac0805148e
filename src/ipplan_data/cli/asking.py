"""The commands that ask the plan: show, agency, entity, tasks."""

from __future__ import annotations

from typing import Annotated, Any, cast

import typer

import ipplan_data as ip
from ipplan_data.cli.terminal import (
    Json,
    app,
    escape,
    out,
    plain_errors,
    plain_table,
    print_json,
)
from ipplan_data.plan.vocabularies import Activity, Right, Sharing
from ipplan_data.wording import amount, words


@app.command(epilog="Example: `ipplan show 48`")
def show(
    number: Annotated[int, typer.Argument(help="Number of the task.")], as_json: Json = False
) -> None:
    """Show one task."""
    with plain_errors():
        task = ip.load().tasks[number]
    if as_json:
        print_json(task.as_dict())
        return
    out.print(f"[bold]Task {task.number}: {escape(task.title)}[/bold]")
    out.print(f"Section {task.section}, {escape(task.heading.title)}\n")
    out.print(escape(task.summary) + "\n")
    table = plain_table("Role", "Body", "中文", "Id", header_style="bold")
    for share in task.responsibilities:
        body = share.body
        table.add_row(share.role, escape(body.name), body.name_zh or "", body.id)
    out.print(table)
    out.print(f"\nResponsibility: {task.responsibility}")
    out.print(f"IP rights: {', '.join(task.ip_rights)}")
    out.print(f"Activity: {', '.join(task.activity)}")
    _show_named(task)
    for note in task.notes:
        term = escape(f"{note.term} ({note.term_zh})")
        out.print(f"Footnote {note.number}, {term}: {escape(note.explanation)}")


def _show_named(task: ip.Task) -> None:
    """Print what the task names, what it is to reach, and its terms and faults."""
    for mention in task.mentions:
        entity = mention.thing
        relation = words(mention.relation).capitalize()
        out.print(escape(f"{relation}: {_bilingual(entity.name, entity.name_zh)}"))
    for target in task.targets:
        out.print(escape(f"Target: {target.measure}: {amount(target)}"))
    for term in task.terms:
        out.print(escape(f"Term: {_bilingual(term.term, term.term_zh)}"))
    for erratum in (*task.errata, *(one for thing in task.entities for one in thing.errata)):
        read = f"{erratum.as_printed} should read {erratum.correct} ({erratum.certainty})"
        out.print(escape(f"Erratum: {read}"))


def _bilingual(name: str, name_zh: str | None) -> str:
    return f"{name} ({name_zh})" if name_zh else name


@app.command(epilog="Examples: `ipplan entity sword-net`, `ipplan entity patent-law --json`")
def entity(
    thing: Annotated[str, typer.Argument(help="Id of the thing, or its name.", metavar="ID")],
    as_json: Json = False,
) -> None:
    """Show one thing that tasks name, and what they do with it."""
    with plain_errors():
        found = ip.load().entities.find(thing).one()
    if as_json:
        print_json(found.as_dict())
        return
    out.print(f"[bold]{escape(found.name)}[/bold] {found.name_zh or ''}")
    out.print(f"Id {found.id}, kind {found.kind}\n")
    table = plain_table("No.", "Relation", "Title", header_style="bold")
    for task in found.tasks:
        for mention in task.mentions:
            if mention.entity == found.id:
                table.add_row(str(task.number), mention.relation, escape(task.title))
    out.print(table)


@app.command(epilog="Example: `ipplan agency cnipa`")
def agency(
    body: Annotated[str, typer.Argument(help="Id of the body, or any of its names.", metavar="ID")],
    as_json: Json = False,
) -> None:
    """Show one body and its tasks."""
    with plain_errors():
        found = ip.load().agencies.find(body).one()
    if as_json:
        print_json(found.as_dict())
        return
    _show_agency(found)


def _show_agency(found: ip.Agency) -> None:
    out.print(f"[bold]{escape(found.name)}[/bold] {found.name_zh or ''}")
    successor = " since ".join(filter(None, (found.successor_name, found.successor_from)))
    facts = {
        "Id": found.id,
        "Abbreviation": found.abbreviation,
        "Short name": found.short_name_zh,
        "Kind": found.kind,
        "Parent": found.superior.name if found.superior else None,
        "Addressee": f"no. {found.addressee_position}" if found.addressee_position else None,
        "Successor": successor,
        "Note": found.note,
    }
    table = plain_table(show_header=False)
    for name, value in facts.items():
        if value:
            table.add_row(name, escape(value))
    out.print(table)
    led = [str(task.number) for task in found.leads]
    joined = [str(task.number) for task in found.participates]
    out.print(f"\nLeads {len(led)}: {', '.join(led) or 'none'}")
    out.print(f"Takes part in {len(joined)}: {', '.join(joined) or 'none'}")


@app.command(
    epilog="Examples: `ipplan tasks --led-by cnipa --section II.iii`, "
    "`ipplan tasks --ip-right copyright --activity legislation`"
)
def tasks(  # noqa: PLR0913, PLR0917 - an option for each condition
    led_by: Annotated[str | None, typer.Option(help="Id of the body that leads.")] = None,
    agency: Annotated[str | None, typer.Option(help="Id of a body that leads or joins.")] = None,
    section: Annotated[str | None, typer.Option(help="Id of a part or section.")] = None,
    responsibility: Annotated[Sharing | None, typer.Option(help="How it is shared.")] = None,
    mentions: Annotated[str | None, typer.Option(help="Id of a thing that the task names.")] = None,
    ip_right: Annotated[str | None, typer.Option(help="Code of an IP right: copyright.")] = None,
    activity: Annotated[str | None, typer.Option(help="Code of a kind of work: customs.")] = None,
    as_json: Json = False,
) -> None:
    """List the tasks that meet all conditions."""
    with plain_errors():
        found = ip.load().select(
            led_by=led_by and led_by.lower(),
            agency=agency and agency.lower(),
            section=section,
            responsibility=responsibility,
            mentions=mentions and mentions.lower(),
            ip_right=cast("Right | None", ip_right and ip_right.lower()),
            activity=cast("Activity | None", activity and activity.lower()),
        )
    if as_json:
        print_json([task.as_dict() for task in found])
        return
    _list_tasks(found)


def _list_tasks(found: list[ip.Task]) -> None:
    table = plain_table(header_style="bold")
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


@app.command(epilog='Examples: `ipplan search "geographical indication"`, `ipplan search 专利`')
def search(
    words: Annotated[
        list[str], typer.Argument(help="Words in English or Chinese; all of them must be found.")
    ],
    as_json: Json = False,
) -> None:
    """Search tasks, the things that they name, and terms."""
    with plain_errors():
        hits = ip.load().search(" ".join(words))
    if as_json:
        print_json([_hit(hit) | {"score": round(hit.score, 3)} for hit in hits])
        return
    table = plain_table("Score", "What", "Title or name", "Found in", header_style="bold")
    for hit in hits:
        told = _hit(hit)
        what = f"{told['kind']} {told['key']}"
        table.add_row(f"{hit.score:.2f}", what, escape(told["name"]), ", ".join(hit.where))
    if hits:
        out.print(table)
        out.print()
    out.print(f"{len(hits)} found")


def _hit(hit: ip.Hit) -> dict[str, Any]:
    """Give what was found as a row: its kind, key, name, and the fields with the words."""
    one = hit.record
    if isinstance(one, ip.Task):
        key, name = str(one.number), one.title
    elif isinstance(one, ip.Entity):
        key, name = one.id, _bilingual(one.name, one.name_zh)
    else:
        key, name = one.id, _bilingual(one.term, one.term_zh)
    return {"kind": type(one).__name__.lower(), "key": key, "name": name, "where": hit.where}
