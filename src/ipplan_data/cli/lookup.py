"""Commands that look up the plan: show, agency, entity, tasks, search."""

from __future__ import annotations

from typing import Annotated, Any, cast

import typer

import ipplan_data as ip
from ipplan_data.cli.terminal import Json, app, console, plain_table, print_json
from ipplan_data.plan.vocabularies import Activity, Right, Sharing
from ipplan_data.wording import amount, words


@app.command(epilog="Example: `ipplan show 48`")
def show(
    number: Annotated[int, typer.Argument(help="Number of the task.")], as_json: Json = False
) -> None:
    """Show a task."""
    task = ip.load().tasks[number]
    if as_json:
        print_json(task.as_dict())
        return
    out = console()
    out.print(f"Task {task.number}: {task.title}", style="bold")
    out.print(f"Section {task.section}, {task.heading.title}\n\n{task.summary}\n")
    table = plain_table("Role", "Agency", "中文", "Id")
    for share in task.responsibilities:
        table.add_row(share.role, share.body.name, share.body.name_zh or "", share.body.id)
    out.print(table)
    out.print(f"\nResponsibility: {task.responsibility}")
    out.print(f"IP rights: {', '.join(task.ip_rights)}")
    out.print(f"Activity: {', '.join(task.activity)}")
    for mention in task.mentions:
        name = _bilingual(mention.thing.name, mention.thing.name_zh)
        out.print(f"{words(mention.relation).capitalize()}: {name}")
    for aim in task.targets:
        out.print(f"Target: {aim.measure}: {amount(aim)}")
    for term in task.terms:
        out.print(f"Term: {_bilingual(term.term, term.term_zh)}")
    for one in (*task.errata, *(one for thing in task.entities for one in thing.errata)):
        out.print(f"Erratum: {one.as_printed} should read {one.correct} ({one.certainty})")
    for note in task.notes:
        name = _bilingual(note.term, note.term_zh)
        out.print(f"Footnote {note.number}, {name}: {note.explanation}")


def _bilingual(name: str, name_zh: str | None) -> str:
    return f"{name} ({name_zh})" if name_zh else name


@app.command(epilog="Examples: `ipplan entity sword-net`, `ipplan entity patent-law --json`")
def entity(
    name: Annotated[
        str, typer.Argument(help="Id or name of a law, document, event, …", metavar="ID")
    ],
    as_json: Json = False,
) -> None:
    """Show a law, document, campaign or event, and the tasks that mention it."""
    found = ip.load().entities.find(name).one()
    if as_json:
        print_json(found.as_dict())
        return
    console().print(found.name, found.name_zh or "", style="bold")
    console().print(f"Id {found.id}, kind {found.kind}\n")
    table = plain_table("No.", "Relation", "Title")
    for task in found.tasks:
        for mention in task.mentions:
            if mention.entity == found.id:
                table.add_row(str(task.number), mention.relation, task.title)
    console().print(table)


@app.command(epilog="Examples: `ipplan agency cnipa`, `ipplan agency 国家知识产权局`")
def agency(
    name: Annotated[str, typer.Argument(help="Id or any name of the agency.", metavar="ID")],
    as_json: Json = False,
) -> None:
    """Show an agency and its tasks."""
    found = ip.load().agencies.find(name).one()
    if as_json:
        print_json(found.as_dict())
        return
    console().print(found.name, found.name_zh or "", style="bold")
    facts = {
        "Id": found.id,
        "Abbreviation": found.abbreviation,
        "Short name": found.short_name_zh,
        "Kind": found.kind,
        "Parent": found.superior.name if found.superior else None,
        "Addressee": f"no. {found.addressee_position}" if found.addressee_position else None,
        "Successor": " since ".join(filter(None, (found.successor_name, found.successor_from))),
        "Note": found.note,
    }
    table = plain_table(show_header=False)
    for label, value in facts.items():
        if value:
            table.add_row(label, value)
    console().print(table)
    for label, tasks in (("\nLeads", found.leads), ("Takes part in", found.participates)):
        numbers = ", ".join(str(task.number) for task in tasks)
        console().print(f"{label} {len(tasks)}: {numbers or 'none'}")


@app.command(
    epilog="Examples: `ipplan tasks --led-by cnipa --section II.iii`, "
    "`ipplan tasks --ip-right copyright --activity legislation`"
)
def tasks(  # noqa: PLR0913, PLR0917 - an option for each condition
    led_by: Annotated[str | None, typer.Option(help="Id of the lead agency.")] = None,
    agency: Annotated[str | None, typer.Option(help="Id of an agency with any role.")] = None,
    section: Annotated[str | None, typer.Option(help="Id of a part or section.")] = None,
    responsibility: Annotated[Sharing | None, typer.Option(help="How it is shared.")] = None,
    mentions: Annotated[str | None, typer.Option(help="Id of a law, document, event, …")] = None,
    ip_right: Annotated[str | None, typer.Option(help="IP right, such as copyright.")] = None,
    activity: Annotated[str | None, typer.Option(help="Kind of work, such as customs.")] = None,
    as_json: Json = False,
) -> None:
    """List the tasks that meet all conditions."""
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
    table = plain_table()
    table.add_column("No.", justify="right", no_wrap=True)
    table.add_column("Section", no_wrap=True)
    table.add_column("Title", ratio=1, min_width=16)
    table.add_column("Lead", no_wrap=True)
    table.add_column("With")
    for task in found:
        partners = ", ".join(task.participating_agencies)
        number, title = str(task.number), task.title
        table.add_row(number, task.section, title, task.lead_agency, partners)
    console().print(table)
    console().print(f"\n{len(found)} task{'' if len(found) == 1 else 's'}")


@app.command(epilog='Examples: `ipplan search "geographical indication"`, `ipplan search 专利`')
def search(
    query: Annotated[
        list[str], typer.Argument(help="Words in English or Chinese; all must be found.")
    ],
    as_json: Json = False,
) -> None:
    """Search tasks, the laws, documents and events that they mention, and terms."""
    rows = [_hit(hit) for hit in ip.load().search(" ".join(query))]
    if as_json:
        print_json(rows)
        return
    table = plain_table("Score", "What", "Title or name", "Found in")
    for row in rows:
        what, where = f"{row['kind']} {row['key']}", ", ".join(row["where"])
        table.add_row(f"{row['score']:.2f}", what, row["name"], where)
    if rows:
        console().print(table)
        console().print()
    console().print(f"{len(rows)} found")


def _hit(hit: ip.Hit) -> dict[str, Any]:
    """Describe a hit: kind and key of the record, its name, and where the words are."""
    one = hit.record
    if isinstance(one, ip.Task):
        key, name = str(one.number), one.title
    elif isinstance(one, ip.Entity):
        key, name = one.id, _bilingual(one.name, one.name_zh)
    else:
        key, name = one.id, _bilingual(one.term, one.term_zh)
    kind, score = type(one).__name__.lower(), round(hit.score, 3)
    return {"kind": kind, "key": key, "name": name, "where": hit.where, "score": score}
