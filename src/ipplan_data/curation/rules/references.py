"""IPP2xx: every id resolves, nothing is orphaned, no name means two bodies."""

from __future__ import annotations

from collections.abc import Iterator

from ipplan_data.curation.findings import Fix, nearest, shown
from ipplan_data.curation.model import Agency, Alias, Fact, Plan, Record
from ipplan_data.curation.model.agency import FactStatus
from ipplan_data.curation.model.expectation import Measure
from ipplan_data.curation.model.fields import references
from ipplan_data.curation.rules.registry import Entries, Example, Problem, agreement_rule, rule
from ipplan_data.printing import closest

# Fields of a body that need no fact: our id, the place in the list, and the lists themselves.
_WITHOUT_FACT = {"id", "addressee_position", "aliases", "facts"}


@rule(
    "IPP201",
    "Every id names a record",
    why="A row that points nowhere drops out of every join.",
    fix="Use the id of a record that exists.",
    examples=(Example("records/tasks/II.yaml", "agencies: [tolls]", "agencies: [tols]"),),
)
def ids_resolve(plan: Plan) -> Iterator[Problem]:
    """Find each id that no record has, at the first place that names it."""
    keys = {
        name: {str(getattr(record, record.key)) for record in records}
        for name, records in plan.lists.items()
    }
    # A task that is missing is the matter of IPP301, and not of everything that names it.
    keys["tasks"] |= {str(number) for number in range(1, plan.count(Measure.TASKS) + 1)}
    missing: dict[tuple[str, str], list[tuple[Record, tuple[str | int, ...]]]] = {}
    for record in plan.records:
        for steps, table, key in references(record):
            if str(key) not in keys[table]:
                missing.setdefault((table, str(key)), []).append((record, steps))
    for (table, key), places in missing.items():
        record, steps = places[0]
        often = f" ({len(places)} places name it)" if len(places) > 1 else ""
        message = f"'{steps[0]}' names {shown(key)}, which is not among the {table}{often}"
        place = record.place(*steps)
        meant = _meant(plan, key) if table == "agencies" else None
        yield Problem(
            place,
            message,
            record.label,
            f"type its id, '{meant}'" if meant else nearest(key, keys[table]),
            found=key,
            nearest=meant or closest(key, keys[table]),
            fix=Fix.within(place, key, key, meant) if meant else None,
        )


def _meant(plan: Plan, name: str) -> str | None:
    """Give the id of the one body that bears a name, for a name typed in place of an id."""
    wanted = name.casefold()
    bearers = {
        body.id
        for body in plan.agencies
        if wanted in (body.id, *(known.casefold() for _, known in body.names))
    }
    return bearers.pop() if len(bearers) == 1 else None


@rule(
    "IPP202",
    "No id is given twice",
    why="An id that means two things means nothing.",
    fix="Give the second record an id of its own, or delete it.",
    examples=(
        Example(
            "records/sources.yaml",
            "- id: hearsay",
            "- id: gazette\n  title: Another\n- id: hearsay",
        ),
    ),
)
def ids_are_unique(plan: Plan) -> Iterator[Problem]:
    """Find each record whose key an earlier one has; numbers are left to IPP301 and IPP309."""
    for name, records in plan.lists.items():
        seen: set[str] = set()
        for record in records if name not in ("tasks", "footnotes") else ():
            key = str(getattr(record, record.key))
            if key in seen:
                message = f"the {record.key} {shown(key)} is given a second time"
                yield Problem(record.place(record.key), message, record.label, found=key)
            seen.add(key)


@rule(
    "IPP203",
    "Every body is used",
    why="A body that the plan has no use for is a slip or a leftover.",
    fix="Delete the body, or name it where it belongs.",
    examples=(
        Example(
            "records/agencies.yaml",
            "- id: tolls\n",
            "- id: spare\n  name: Spare Office\n  kind: government\n  facts:\n"
            "    - {field: name, status: verified, source: gazette}\n"
            "    - {field: kind, status: verified, source: gazette}\n- id: tolls\n",
        ),
    ),
)
def bodies_are_used(plan: Plan) -> Iterator[Problem]:
    """Find bodies that are no addressee and that no task, document or other body names."""
    used = {
        key
        for record in plan.records
        for _, table, key in references(record)
        if table == "agencies"
    }
    for agency in plan.agencies:
        if agency.id not in used and agency.addressee_position is None:
            message = "the body is no addressee, responsible for no task and parent of none"
            yield Problem(agency.place("id"), message, agency.label)


@rule(
    "IPP204",
    "Every source is used",
    why="A source that nothing rests on misleads about what was consulted.",
    fix="Delete the source, or name it where it was used.",
    examples=(
        Example(
            "records/sources.yaml",
            "- id: gazette\n",
            "- id: idle\n  title: Idle page\n- id: gazette\n",
        ),
    ),
)
def sources_are_used(plan: Plan) -> Iterator[Problem]:
    """Find sources that no fact rests on."""
    used = {fact.source for agency in plan.agencies for fact in agency.facts}
    used |= {alias.source for agency in plan.agencies for alias in agency.aliases}
    for source in plan.sources:
        if source.id not in used:
            yield Problem(source.place("id"), "no fact rests on the source", source.label)


@rule(
    "IPP205",
    "No name, alias or abbreviation means two bodies",
    why="A reader who meets the name could not tell which body is meant.",
    fix="Correct the name that is wrong.",
    examples=(
        Example("records/agencies.yaml", "alias: Waterways Office", "alias: toll office"),
        Example("records/agencies.yaml", "name: Crown\n", "name: ministry of rivers\n"),
    ),
)
def names_are_distinct(plan: Plan) -> Iterator[Problem]:
    """Find names that two bodies share, whatever the case and in whatever field."""
    owners: dict[str, Agency] = {}
    for agency in plan.agencies:
        for steps, name in agency.names:
            owner = owners.setdefault(name.casefold(), agency)
            if owner.id != agency.id:
                message = f"'{steps[-1]}' is {shown(name)}, which is also a name of {owner.label}"
                yield Problem(agency.place(*steps), message, agency.label, found=name)


@rule(
    "IPP206",
    "Parents lead upwards",
    why="A body can't be its own ancestor.",
    fix="Correct the parent.",
    examples=(
        Example(
            "records/agencies.yaml",
            "  name: Crown\n  kind: government\n  facts:\n",
            "  name: Crown\n  kind: government\n  parent: rivers\n  facts:\n"
            "    - {field: parent, status: verified, source: gazette}\n",
        ),
    ),
)
def parents_form_a_tree(plan: Plan) -> Iterator[Problem]:
    """Find bodies from which the chain of parents leads back to themselves."""
    for agency in plan.agencies:
        above, chain = agency.parent, {agency.id}
        while above in plan.agency and above not in chain:
            chain.add(above)
            above = plan.agency[above].parent
        if above == agency.id:
            message = f"the chain of parents leads back to {shown(agency.id)}"
            yield Problem(agency.place("parent"), message, agency.label, found=agency.parent)


@rule(
    "IPP207",
    "Every value of a body has one fact that says where it comes from",
    why="What has no source can't be checked by anyone.",
    fix="Add or delete the line under 'facts'.",
    examples=(
        Example(
            "records/agencies.yaml",
            "    - {field: parent, status: verified, source: gazette}\n",
            "    - {field: parent, status: verified, source: gazette}\n"
            "    - {field: parent, status: verified, source: gazette}\n",
        ),
        Example(
            "records/agencies.yaml",
            "    - {field: parent, status: verified, source: gazette}\n",
            "    - {field: parent, status: verified, source: gazette}\n"
            "    - {field: note, status: verified, source: gazette}\n",
        ),
        Example(
            "records/agencies.yaml",
            "    - {field: parent, status: verified, source: gazette}\n",
            "",
        ),
    ),
)
def values_have_facts(plan: Plan) -> Iterator[Problem]:
    """Compare the values that a body has with its facts, in both directions."""
    for agency in plan.agencies:
        fields = [field for field in Agency.model_fields if field not in _WITHOUT_FACT]
        needed = {field for field in fields if getattr(agency, field) is not None}
        for field in sorted(needed - {fact.field for fact in agency.facts}):
            message = f"no fact says where '{field}' comes from"
            hint = "add a line under 'facts'"
            yield Problem(agency.place(field), message, agency.label, hint, expected=field)
        seen: set[str] = set()
        for index, fact in enumerate(agency.facts):
            place = agency.place("facts", index, "field")
            if fact.field not in needed:
                message = f"the field {shown(fact.field)} has no value"
                hint, near = nearest(fact.field, needed), closest(fact.field, needed)
                yield Problem(place, message, agency.label, hint, found=fact.field, nearest=near)
            elif fact.field in seen:
                message = f"the field {shown(fact.field)} has a fact already"
                hint = "keep one of the two"
                yield Problem(place, message, agency.label, hint, found=fact.field)
            seen.add(fact.field)


@rule(
    "IPP208",
    "An alias says something new",
    why="A name that stands twice for one body is counted twice.",
    fix="Delete the alias.",
    examples=(
        Example(
            "records/agencies.yaml",
            "  aliases:\n",
            "  aliases:\n    - {alias: waterways office, language: en, kind: other_name, "
            "status: unverified, source: hearsay}\n",
        ),
        Example("records/agencies.yaml", "alias: Waterways Office", "alias: Ministry of Rivers"),
    ),
)
def aliases_are_new(plan: Plan) -> Iterator[Problem]:
    """Find aliases that repeat another name of the same body, whatever the case."""
    for agency in plan.agencies:
        seen: set[str] = set()
        for steps, name in agency.names:
            if name.casefold() in seen and steps[0] == "aliases":
                message = f"{shown(name)} is a name of this body already"
                yield Problem(agency.place(*steps), message, agency.label, found=name)
            seen.add(name.casefold())


@agreement_rule(
    "IPP209",
    "A footnote and its marker agree",
    why="A footnote that no task carries is lost, and one that two carry is misplaced.",
    fix="Let the footnote's 'task' and that task's 'footnotes' name each other.",
    examples=(Example("records/footnotes.yaml", "task: 3", "task: 4"),),
)
def footnotes_have_markers(entries: Entries) -> Iterator[Problem]:
    """Compare what footnotes say of tasks with what tasks say of footnotes.

    A marker that the document has elsewhere is the matter of IPP407, at the task; a task that is
    missing or there twice that of IPP301, and one that doesn't exist of IPP201.
    """
    carriers: dict[int, list[int]] = {}
    for task in entries.plan.tasks:
        for number in task.footnotes:
            if task.number not in carriers.setdefault(number, []):
                carriers[number].append(task.number)
    there = {task.number for task in entries.plan.tasks}
    for note in entries.plan.footnotes:
        found = carriers.get(note.number, [])
        if found == [note.task] or note.task not in there or note.number in entries.moved_markers:
            continue
        where = ", ".join(map(str, found)) or "no task"
        message = f"'task' is {note.task}, but the marker stands in {where}"
        expected = where if len(found) == 1 else None
        hint = f"type {expected}" if expected else ""
        place = note.place("task")
        yield Problem(place, message, note.label, hint, found=str(note.task), expected=expected)


@rule(
    "IPP210",
    "Only a source that can settle a fact verifies it",
    why="What rests on general knowledge must not pass for verified.",
    fix="Set the status to unverified, or name the source that was read.",
    examples=(
        Example(
            "records/agencies.yaml",
            "status: unverified, source: hearsay",
            "status: verified, source: hearsay",
        ),
    ),
)
def sources_settle_facts(plan: Plan) -> Iterator[Problem]:
    """Find verified facts and aliases whose source settles nothing."""
    for agency in plan.agencies:
        lists: dict[str, tuple[Fact | Alias, ...]]
        lists = {"facts": agency.facts, "aliases": agency.aliases}
        for name, items in lists.items():
            for index, item in enumerate(items):
                source = plan.source.get(item.source)
                if source and not source.settles and item.status is FactStatus.VERIFIED:
                    message = f"verified, but the source {shown(item.source)} settles nothing"
                    place = agency.place(name, index, "status")
                    found, expected = FactStatus.VERIFIED.value, FactStatus.UNVERIFIED.value
                    yield Problem(place, message, agency.label, found=found, expected=expected)


@rule(
    "IPP211",
    "No two tasks and no two headings read alike",
    why="The same words twice are the sign of a line that was copied and not changed.",
    fix="Type what this record is about.",
    examples=(
        Example("records/tasks/II.yaml", "title: Fair tolls", "title: Fords"),
        Example("records/tasks/II.yaml", "summary: Lowers the tolls.", "summary: Marks the fords."),
        Example("records/sections.yaml", "title: Tolls", "title: Rivers"),
    ),
)
def words_are_distinct(plan: Plan) -> Iterator[Problem]:
    """Find titles and summaries that an earlier record has, whatever the case.

    Of two tasks with one number the second is left to IPP301.
    """
    for records, field in (
        (plan.tasks, "title"),
        (plan.tasks, "summary"),
        (plan.sections, "title"),
    ):
        seen: dict[str, Record] = {}
        for record in records:
            words = getattr(record, field)
            first = seen.setdefault(words.casefold(), record)
            if first is not record and first.label != record.label:
                message = f"'{field}' is the same as that of {first.label}"
                yield Problem(record.place(field), message, record.label, found=words)


@rule(
    "IPP212",
    "The notice is issued by the body that its title names",
    why="The title of a notice begins with the name of its issuer.",
    fix="Correct the issuer, or the title.",
    examples=(Example("records/document.yaml", "issuer: rivers", "issuer: bridges"),),
)
def title_names_the_issuer(plan: Plan) -> Iterator[Problem]:
    """Find an issuer whose name isn't in the title of the notice."""
    issuer = plan.agency.get(plan.document.issuer)
    if issuer and issuer.name not in plan.document.notice_title:
        message = f"'issuer' is {shown(issuer.id)}, but the title names another body"
        place = plan.document.place("issuer")
        yield Problem(place, message, plan.document.label, found=issuer.id)
