"""IPP2xx: every id resolves, nothing is orphaned, no name means two bodies."""

from __future__ import annotations

from collections.abc import Iterator

from ipplan_data.curation.findings import nearest, shown
from ipplan_data.curation.model import Agency, Alias, Fact, Plan
from ipplan_data.curation.model.agency import FactStatus
from ipplan_data.curation.model.expectation import Measure
from ipplan_data.curation.model.fields import references
from ipplan_data.curation.rules.registry import Example, Problem, rule

# Fields of a body that need no fact: our id, the place in the list, and the lists themselves.
_WITHOUT_FACT = {"id", "addressee_position", "aliases", "facts"}
_OWN_NAMES = ("name", "abbreviation", "printed", "name_zh", "short_name_zh")


@rule(
    "IPP201",
    "Every id names a record",
    why="A row that points nowhere drops out of every join.",
    fix="Use the id of a record that exists.",
    example=Example("records/tasks/II.yaml", "agencies: [tolls]", "agencies: [tols]"),
)
def ids_resolve(plan: Plan) -> Iterator[Problem]:
    """Find each reference to a record that isn't there."""
    keys = {
        name: {str(getattr(record, record.key)) for record in records}
        for name, records in plan.lists.items()
    }
    # A task that is missing is the matter of IPP301, and not of everything that names it.
    keys["tasks"] |= {str(number) for number in range(1, plan.count(Measure.TASKS) + 1)}
    for record in plan.records:
        for steps, table, key in references(record):
            if str(key) not in keys[table]:
                message = f"'{steps[0]}' names {shown(str(key))}, which is not among the {table}"
                hint = nearest(str(key), keys[table])
                yield Problem(record.place(*steps), message, record.label, hint)


@rule(
    "IPP202",
    "No id is given twice",
    why="An id that means two things means nothing.",
    fix="Give the second record an id of its own, or delete it.",
    example=Example(
        "records/sources.yaml", "- id: hearsay", "- id: gazette\n  title: Another\n- id: hearsay"
    ),
)
def ids_are_unique(plan: Plan) -> Iterator[Problem]:
    """Find each record whose key an earlier one has; numbers of tasks are the matter of IPP301."""
    for name, records in plan.lists.items():
        seen: set[str] = set()
        for record in records if name != "tasks" else ():
            key = str(getattr(record, record.key))
            if key in seen:
                message = f"the {record.key} {shown(key)} is given a second time"
                yield Problem(record.place(record.key), message, record.label)
            seen.add(key)


@rule(
    "IPP203",
    "Every body is used",
    why="A body that the plan has no use for is a slip or a leftover.",
    fix="Delete the body, or name it where it belongs.",
    example=Example(
        "records/agencies.yaml",
        "- id: tolls\n",
        "- id: spare\n  name: Spare Office\n  kind: government\n  facts:\n"
        "    - {field: name, status: verified, source: gazette}\n"
        "    - {field: kind, status: verified, source: gazette}\n- id: tolls\n",
    ),
)
def bodies_are_used(plan: Plan) -> Iterator[Problem]:
    """Find bodies that are neither addressee nor responsible nor a parent."""
    used = {agency for task in plan.tasks for agency in task.agencies}
    used |= {agency.parent for agency in plan.agencies if agency.parent}
    for agency in plan.agencies:
        if agency.id not in used and agency.addressee_position is None:
            message = "the body is no addressee, responsible for no task and parent of none"
            yield Problem(agency.place("id"), message, agency.label)


@rule(
    "IPP204",
    "Every source is used",
    why="A source that nothing rests on misleads about what was consulted.",
    fix="Delete the source, or name it where it was used.",
    example=Example(
        "records/sources.yaml", "- id: gazette\n", "- id: idle\n  title: Idle page\n- id: gazette\n"
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
    "No name means two bodies",
    why="A reader who meets the name could not tell which body is meant.",
    fix="Correct the name that is wrong.",
    example=Example("records/agencies.yaml", "name: Toll Office", "name: ministry of rivers"),
)
def names_are_distinct(plan: Plan) -> Iterator[Problem]:
    """Find names, abbreviations and Chinese names that two bodies share, whatever the case."""
    owners: dict[str, Agency] = {}
    for agency in plan.agencies:
        for field in _OWN_NAMES:
            name = getattr(agency, field)
            owner = owners.setdefault(name.casefold(), agency) if name else agency
            if owner.id != agency.id:
                message = f"'{field}' is {shown(name)}, which is also a name of {owner.label}"
                yield Problem(agency.place(field), message, agency.label)


@rule(
    "IPP206",
    "Parents lead upwards",
    why="A body can't be its own ancestor.",
    fix="Correct the parent.",
    example=Example(
        "records/agencies.yaml",
        "  name: Crown\n  kind: government\n  facts:\n",
        "  name: Crown\n  kind: government\n  parent: rivers\n  facts:\n"
        "    - {field: parent, status: verified, source: gazette}\n",
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
            yield Problem(agency.place("parent"), message, agency.label)


@rule(
    "IPP207",
    "Every value of a body has one fact that says where it comes from",
    why="What has no source can't be checked by anyone.",
    fix="Add or delete the line under 'facts'.",
    example=Example(
        "records/agencies.yaml", "    - {field: parent, status: verified, source: gazette}\n", ""
    ),
)
def values_have_facts(plan: Plan) -> Iterator[Problem]:
    """Compare the values that a body has with its facts, in both directions."""
    for agency in plan.agencies:
        fields = [f for f in Agency.model_fields if f not in _WITHOUT_FACT]
        needed = {field for field in fields if getattr(agency, field) is not None}
        stated = [fact.field for fact in agency.facts]
        for field in sorted(needed - set(stated)):
            message = f"no fact says where '{field}' comes from"
            yield Problem(agency.place(field), message, agency.label, "add a line under 'facts'")
        for index, field in enumerate(stated):
            if field not in needed or field in stated[:index]:
                reason = "has a fact already" if field in needed else "has no value"
                message = f"the field {shown(field)} {reason}"
                hint = nearest(field, needed - set(stated))
                yield Problem(agency.place("facts", index, "field"), message, agency.label, hint)


@rule(
    "IPP208",
    "An alias says something new",
    why="A name that stands twice for one body is counted twice.",
    fix="Delete the alias.",
    example=Example(
        "records/agencies.yaml", "alias: Waterways Office", "alias: Ministry of Rivers"
    ),
)
def aliases_are_new(plan: Plan) -> Iterator[Problem]:
    """Find aliases that repeat another name of the same body."""
    for agency in plan.agencies:
        seen = {getattr(agency, field) for field in _OWN_NAMES}
        for index, alias in enumerate(agency.aliases):
            if alias.alias in seen:
                message = f"{shown(alias.alias)} is a name of this body already"
                yield Problem(agency.place("aliases", index, "alias"), message, agency.label)
            seen.add(alias.alias)


@rule(
    "IPP209",
    "A footnote and its marker agree",
    why="A footnote that no task carries is lost, and one that two carry is misplaced.",
    fix="Let the footnote's 'task' and that task's 'footnotes' name each other.",
    example=Example("records/tasks/I.ii.yaml", "footnotes: [1]", "footnotes: []"),
)
def footnotes_have_markers(plan: Plan) -> Iterator[Problem]:
    """Compare what footnotes say of tasks with what tasks say of footnotes."""
    notes = {note.number: note for note in plan.footnotes}
    marked = {(number, task.number) for task in plan.tasks for number in task.footnotes}
    for note in plan.footnotes:
        if (note.number, note.task) not in marked:
            message = f"task {note.task} carries no marker of this footnote"
            yield Problem(note.place("task"), message, note.label)
    for task in plan.tasks:
        for index, number in enumerate(task.footnotes):
            place = task.place("footnotes", index)
            if number in task.footnotes[:index]:
                yield Problem(place, f"footnote {number} is named twice", task.label)
            elif number in notes and notes[number].task != task.number:
                message = f"footnote {number} says that task {notes[number].task} carries it"
                yield Problem(place, message, task.label)


@rule(
    "IPP210",
    "Only a source that can settle a fact verifies it",
    why="What rests on general knowledge must not pass for verified.",
    fix="Set the status to unverified, or name the source that was read.",
    example=Example(
        "records/agencies.yaml",
        "status: unverified, source: hearsay",
        "status: verified, source: hearsay",
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
                    yield Problem(agency.place(name, index, "status"), message, agency.label)
