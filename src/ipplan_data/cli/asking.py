"""The commands that ask the plan: show, agency, entity, tasks."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from ipplan_data import Agency, Entity, Plan, Task, load
from ipplan_data.cli.terminal import Json, app, out, plain_errors, print_json
from ipplan_data.reading.records import as_dict


@app.command(epilog="Example: `ipplan show 48`")
def show(
    number: Annotated[int, typer.Argument(help="Number of the task.")], as_json: Json = False
) -> None:
    """Show one task."""
    with plain_errors():
        plan = load()
        task = plan.tasks[number]
    if as_json:
        print_json(as_dict(task))
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
    _show_named(plan, task)
    for note in (plan.footnotes[number] for number in task.footnotes):
        term = escape(f"{note.term} ({note.term_zh})")
        out.print(f"Footnote {note.number}, {term}: {escape(note.explanation)}")


def _show_named(plan: Plan, task: Task) -> None:
    """Print what the task names, what it is to reach, and its terms and faults."""
    for mention in task.mentions:
        entity = plan.entities[mention.entity]
        relation = _words(mention.relation).capitalize()
        out.print(escape(f"{relation}: {_bilingual(entity.name, entity.name_zh)}"))
    for target in task.targets:
        number = (_words(target.comparator), target.value, target.unit) if target.comparator else ()
        told = ", ".join(filter(None, (" ".join(map(str, number)), target.period)))
        out.print(escape(f"Target: {target.measure}: {told}"))
    for term in plan.terms.values():
        if term.task == task.number:
            out.print(escape(f"Term: {_bilingual(term.term, term.term_zh)}"))
    about = {f"task/{task.number}", *(f"entity/{one.entity}" for one in task.mentions)}
    for erratum in plan.errata.values():
        if erratum.record in about:
            read = f"{erratum.as_printed} should read {erratum.correct} ({erratum.certainty})"
            out.print(escape(f"Erratum: {read}"))


def _words(value: str | None) -> str:
    return (value or "").replace("_", " ")


def _bilingual(name: str, name_zh: str | None) -> str:
    return f"{name} ({name_zh})" if name_zh else name


@app.command(epilog="Examples: `ipplan entity sword-net`, `ipplan entity patent-law --json`")
def entity(
    thing: Annotated[str, typer.Argument(help="Id of the thing, or its name.", metavar="ID")],
    as_json: Json = False,
) -> None:
    """Show one thing that tasks name, and what they do with it."""
    with plain_errors():
        plan = load()
        named = [one for one in plan.entities.values() if thing.casefold() in _names(one)]
        found = named[0] if len(named) == 1 else plan.entities[thing.lower()]
    if as_json:
        print_json(as_dict(found))
        return
    out.print(f"[bold]{escape(found.name)}[/bold] {found.name_zh or ''}")
    out.print(f"Id {found.id}, kind {found.kind}\n")
    table = Table("No.", "Relation", "Title", box=None, pad_edge=False, header_style="bold")
    for task in plan.select(mentions=found.id):
        for mention in task.mentions:
            if mention.entity == found.id:
                table.add_row(str(task.number), mention.relation, escape(task.title))
    out.print(table)


def _names(one: Entity) -> set[str]:
    return {name.casefold() for name in (one.id, one.name, one.name_zh) if name}


@app.command(epilog="Example: `ipplan agency cnipa`")
def agency(
    body: Annotated[str, typer.Argument(help="Id of the body, or any of its names.", metavar="ID")],
    as_json: Json = False,
) -> None:
    """Show one body and its tasks."""
    with plain_errors():
        plan = load()
        named = [] if body.lower() in plan.agencies else plan.named(body)
        found = named[0] if len(named) == 1 else plan.agencies[body.lower()]
    if as_json:
        print_json(as_dict(found))
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
    mentions: Annotated[str | None, typer.Option(help="Id of a thing that the task names.")] = None,
    as_json: Json = False,
) -> None:
    """List the tasks that meet all conditions."""
    if responsibility not in (None, "sole", "joint", "separate"):
        raise typer.BadParameter("expected sole, joint or separate", param_hint="--responsibility")
    with plain_errors():
        found = load().select(
            led_by=led_by and led_by.lower(),
            agency=agency and agency.lower(),
            section=section,
            responsibility=responsibility,
            mentions=mentions and mentions.lower(),
        )
    if as_json:
        print_json(as_dict(found))
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
