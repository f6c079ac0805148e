"""IPP2xx: every id resolves, everything is used, and no name means two things."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ipplan_data.curation.findings import Finding, Fix, nearest, shown
from ipplan_data.curation.model import Agency, Alias, Fact, Plan, Record, Redirect
from ipplan_data.curation.model.agency import FactStatus
from ipplan_data.curation.model.fields import references
from ipplan_data.curation.model.package import Measure
from ipplan_data.curation.model.record import kind_of
from ipplan_data.curation.rules.claims import Entries
from ipplan_data.curation.rules.registry import (
    Check,
    Stage,
    Steps,
    declare,
    problem,
    repeated,
    rule,
    wrong,
)
from ipplan_data.printing import closest

_TASKS, _AGENCIES = "records/tasks/II.yaml", "records/agencies.yaml"
_SOURCES, _REDIRECTS = "records/sources.yaml", "records/redirects.yaml"
_PARENT_FACT = "    - {field: parent, status: verified, source: gazette}\n"
_FACTS = "".join(
    f"    - {{field: {field}, status: verified, source: gazette}}\n" for field in ("name", "kind")
)
_TOLLS, _BANK = "- id: tolls\n", "- id: bank-law\n"
_OFFICE = (
    "    - {alias: waterways office, language: en, kind: other_name, "
    "status: unverified, source: hearsay}\n"
)
# Fields of an agency that need no fact: our id, the place in the list, and the lists themselves.
_WITHOUT_FACT = {"id", "addressee_position", "aliases", "facts"}


@rule("IPP201", (_TASKS, "agencies: [tolls]", "agencies: [tols]"))
def ids_resolve(plan: Plan) -> Iterator[Finding]:
    """Every id refers to a record.

    A row that refers to nothing drops out of every join. Fix: Use the id of an existing record.
    """
    keys = {
        name: {str(getattr(record, record.key)) for record in records}
        for name, records in plan.lists.items()
    }
    # IPP301 reports a missing task once.
    keys["tasks"] |= {str(number) for number in range(1, plan.count(Measure.TASKS) + 1)}
    missing: dict[tuple[str, str], list[tuple[Record, Steps]]] = {}
    for record in plan.records:
        for steps, table, key in references(record):
            if str(key) not in keys[table]:
                missing.setdefault((table, str(key)), []).append((record, steps))
    for (table, key), places in missing.items():
        record, steps = places[0]
        often = f" (used in {len(places)} places)" if len(places) > 1 else ""
        message = f"'{steps[0]}' has {shown(key)}, which is not among the {table}{often}"
        meant = _agency_called(plan, key) if table == "agencies" else None
        place = record.place(*steps)
        yield Finding(
            "",
            place,
            message,
            record.label,
            f"type its id, '{meant}'" if meant else nearest(key, keys[table]),
            key,
            nearest=meant or closest(key, keys[table]),
            fix=Fix.within(place, key, key, meant) if meant else None,
        )


def _agency_called(plan: Plan, name: str) -> str | None:
    """Return the id of the one agency with a name, for a name typed in place of an id."""
    wanted = name.casefold()
    found = {
        agency.id
        for agency in plan.agencies
        if wanted in (agency.id, *(known.casefold() for _, known in agency.names))
    }
    return found.pop() if len(found) == 1 else None


@rule("IPP202", (_SOURCES, "- id: hearsay", "- id: gazette\n  title: Another\n- id: hearsay"))
def ids_are_unique(plan: Plan) -> Iterator[Finding]:
    """Every id is unique.

    An id that means two things means nothing. Fix: Give the second record an id of its own, or
    delete it.
    """
    # Numbers of tasks and footnotes are left to IPP301 and IPP309.
    for name, records in plan.lists.items():
        if name not in ("tasks", "footnotes"):
            for record, _ in repeated((str(getattr(one, one.key)), one) for one in records):
                message = f"duplicate {record.key} {shown(str(getattr(record, record.key)))}"
                yield problem(record, record.key, message)


def _unused(table: str, message: str, used: Callable[[Plan], set[str]]) -> Check:
    """Return the check that every record of a list is ``used``; addressees need no other use."""

    def check(plan: Plan) -> Iterator[Finding]:
        ids = used(plan)
        for record in plan.lists[table]:
            key, position = getattr(record, "id", None), getattr(record, "addressee_position", None)
            if key not in ids and position is None:
                yield Finding("", record.place("id"), message, record.label)

    return check


declare(
    "IPP203",
    """Every agency is used.
    An agency that the plan has no use for is a mistake or a leftover. Fix: Delete the agency,
    or use its id where it belongs.""",
    (
        _AGENCIES,
        _TOLLS,
        f"- id: spare\n  name: Spare\n  kind: military\n  facts:\n{_FACTS}{_TOLLS}",
    ),
    Stage.PLAN,
    _unused(
        "agencies",
        "nothing refers to the agency, and it is no addressee",
        lambda plan: {
            key for one in plan.records for _, table, key in references(one) if table == "agencies"
        },
    ),
)
declare(
    "IPP204",
    """Every source is used.
    A source that supports no fact misleads about what was consulted. Fix: Delete the source, or
    refer to it where it was used.""",
    (_SOURCES, "- id: gazette\n", "- id: idle\n  title: Idle page\n- id: gazette\n"),
    Stage.PLAN,
    _unused(
        "sources",
        "the source supports no fact",
        lambda plan: (
            {fact.source for agency in plan.agencies for fact in agency.facts}
            | {alias.source for agency in plan.agencies for alias in agency.aliases}
        ),
    ),
)
declare(
    "IPP216",
    """Every law, document or event is mentioned by a task.
    What no task mentions does not belong to the plan. Fix: Delete it, or add the mention.""",
    ("records/entities.yaml", _BANK, f"- id: weir-law\n  name: Weir Law\n  kind: law\n{_BANK}"),
    Stage.ALL_TASKS,
    _unused(
        "entities",
        "no task mentions it",
        lambda plan: {mention.entity for task in plan.tasks for mention in task.mentions},
    ),
)


@rule("IPP205", (_AGENCIES, "alias: Waterways Office", "alias: toll office"))
def names_are_distinct(plan: Plan) -> Iterator[Finding]:
    """No name, alias or abbreviation means two agencies.

    A reader could not tell which agency is meant. Fix: Correct the name that is wrong.
    """
    owners: dict[str, str] = {}
    for agency in plan.agencies:
        for steps, name in agency.names:
            owner = owners.setdefault(name.casefold(), agency.label)
            if owner != agency.label:
                yield wrong(agency, steps, f"which is also a name of {owner}")


@rule(
    "IPP206",
    (
        _AGENCIES,
        "  name: Crown\n  kind: government\n  facts:\n",
        f"  name: Crown\n  kind: government\n  parent: rivers\n  facts:\n{_PARENT_FACT}",
    ),
)
def parents_form_a_tree(plan: Plan) -> Iterator[Finding]:
    """No agency is above itself.

    An agency can't be its own ancestor. Fix: Correct the parent.
    """
    for agency in plan.agencies:
        above, passed = agency.parent, {agency.id}
        while above in plan.agency and above not in passed:
            passed.add(above)
            above = plan.agency[above].parent
        if above == agency.id:
            message = f"the chain of parents leads back to {shown(agency.id)}"
            yield problem(agency, "parent", message)


@rule("IPP207", (_AGENCIES, _PARENT_FACT, _PARENT_FACT * 2))
def values_have_facts(plan: Plan) -> Iterator[Finding]:
    """Every value of an agency has one fact that gives its source.

    Nobody can check a value without a source. Fix: Add or delete the line under 'facts'.
    """
    for agency in plan.agencies:
        fields = [field for field in Agency.model_fields if field not in _WITHOUT_FACT]
        needed = {field for field in fields if getattr(agency, field) is not None}
        for field in sorted(needed - {fact.field for fact in agency.facts}):
            message, hint = f"no fact gives the source of '{field}'", "add a line under 'facts'"
            place = agency.place(field)
            yield Finding("", place, message, agency.label, hint, expected=field)
        seen: set[str] = set()
        for index, fact in enumerate(agency.facts):
            steps = ("facts", index, "field")
            if fact.field not in needed:
                yield wrong(agency, steps, "which has no value", among=needed)
            elif fact.field in seen:
                yield wrong(agency, steps, "which already has a fact", "keep one of the two")
            seen.add(fact.field)


@rule("IPP208", (_AGENCIES, "  aliases:\n", f"  aliases:\n{_OFFICE}"))
def aliases_are_new(plan: Plan) -> Iterator[Finding]:
    """Every alias differs from all other names of the agency.

    A name that an agency has twice is counted twice. Fix: Delete the alias.
    """
    for agency in plan.agencies:
        for (steps, name), _ in repeated((one[1].casefold(), one) for one in agency.names):
            if steps[0] == "aliases":
                yield problem(agency, steps, f"{shown(name)} is already a name of this agency")


@rule("IPP209", ("records/footnotes.yaml", "task: 3", "task: 4"), stage=Stage.WITNESS)
def footnotes_have_markers(entries: Entries) -> Iterator[Finding]:
    """Every footnote agrees with its marker.

    A footnote that no task carries is lost, and one that two tasks carry is misplaced. Fix: Let
    the footnote's 'task' and that task's 'footnotes' refer to each other.
    """
    # IPP407 reports a marker that the document has elsewhere, IPP301 a task that is missing.
    carriers: dict[int, list[int]] = {}
    for task in entries.plan.tasks:
        for number in task.footnotes:
            carriers.setdefault(number, []).append(task.number)
    known = {task.number for task in entries.plan.tasks}
    for note in entries.plan.footnotes:
        found = list(dict.fromkeys(carriers.get(note.number, [])))
        if found == [note.task] or note.task not in known or note.number in entries.moved_markers:
            continue
        where = f"task {', '.join(map(str, found))}" if found else "no task"
        expected = str(found[0]) if len(found) == 1 else None
        hint = f"type {expected}" if expected else ""
        yield wrong(note, "task", f"but the marker is in {where}", hint, expected=expected)


@rule(
    "IPP210",
    (_AGENCIES, "status: unverified, source: hearsay", "status: verified, source: hearsay"),
)
def sources_settle_facts(plan: Plan) -> Iterator[Finding]:
    """Only a source that can settle a fact verifies it.

    What is only general knowledge must not pass for verified. Fix: Set the status to
    unverified, or name the source that was read.
    """
    for agency in plan.agencies:
        lists: dict[str, tuple[Fact | Alias, ...]]
        lists = {"facts": agency.facts, "aliases": agency.aliases}
        for name, items in lists.items():
            for index, item in enumerate(items):
                source = plan.source.get(item.source)
                if source and not source.settles and item.status is FactStatus.VERIFIED:
                    message = f"verified, but the source {shown(item.source)} settles nothing"
                    steps, expected = (name, index, "status"), FactStatus.UNVERIFIED.value
                    yield problem(agency, steps, message, expected=expected)


@rule("IPP211", (_TASKS, "title: Fair tolls", "title: Fords"))
def words_are_distinct(plan: Plan) -> Iterator[Finding]:
    """No two tasks or headings have the same title or summary.

    Identical text usually means that a line was copied and not changed. Fix: Type what this
    record is about.
    """
    lists: tuple[tuple[tuple[Record, ...], str], ...] = (
        (plan.tasks, "title"),
        (plan.tasks, "summary"),
        (plan.sections, "title"),
    )
    for records, field in lists:
        for record, first in repeated((getattr(one, field).casefold(), one) for one in records):
            # If two tasks have one number, IPP301 reports the second.
            if first.label != record.label:
                yield problem(record, field, f"'{field}' is the same as that of {first.label}")


@rule("IPP212", ("records/document.yaml", "issuer: rivers", "issuer: bridges"))
def title_names_the_issuer(plan: Plan) -> Iterator[Finding]:
    """Every notice is issued by the agency in its title.

    The title of a notice begins with the name of its issuer. Fix: Correct the issuer, or the
    title.
    """
    issuer = plan.agency.get(plan.document.issuer)
    if issuer and issuer.name not in plan.document.notice_title:
        yield wrong(plan.document, "issuer", "but the title names another agency")


@rule("IPP224", (_REDIRECTS, "new: agency/tolls", "new: agency/tols"))
def redirects_lead_on(plan: Plan) -> Iterator[Finding]:
    """Every redirect leads from an unused id to one in use of the same kind.

    Whoever looks up an old id must find in one step what it means now. Fix: Type the present id
    as new, or leave new out where nothing replaces the old id; delete the redirect of an id
    that is in use again.
    """
    known = {path for path in plan.record if kind_of(path) != Redirect.noun}
    for redirect in plan.redirects:
        kind = kind_of(redirect.old)
        if redirect.old in known:
            yield wrong(redirect, "old", "which is in use")
        alike = {path for path in known if kind_of(path) == kind}
        if redirect.new is not None and redirect.new not in alike:
            expected = f"a path of the kind {kind}/ID"
            why = f"which is no existing {kind}"
            yield wrong(redirect, "new", why, among=alike, expected=expected)
