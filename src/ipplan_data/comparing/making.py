"""What the tables say a second time: rules that make cells and rows of the facts.

A rule gives rows by their keys, as far as it makes them: some columns of a row that stands there
anyway, or all columns, where the row itself is made. Whether what stands in the tables is what a
rule makes is for ``following`` to find out; nothing here needs to hold.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from ipplan_data.comparing.side import Key, Row, Side

Rule = Callable[[Side, Side], dict[Key, Row]]

# The columns of a body that hold names, with language and kind of each among the aliases.
_NAMES = {
    "name": ("en", "name"),
    "abbreviation": ("en", "abbreviation"),
    "printed": ("en", "printed"),
    "name_zh": ("zh", "name"),
    "short_name_zh": ("zh", "short_name"),
}
_OF_BODIES = {
    "issuer_name": ("issuer", "name"),
    "issuer_name_zh": ("issuer", "name_zh"),
    "stamped_by_name": ("stamped_by", "name"),
}
# The coded columns of tasks; each has the primary value first, which has a column of its own.
CODED = ("ip_rights", "activity")


def bodies(task: Row) -> list[Any]:
    """Give the bodies of a task, the lead first.

    >>> bodies({"lead_agency": "cnipa", "participating_agencies": ("spc",)})
    ['cnipa', 'spc']
    """
    others = task.get("participating_agencies")
    return [task.get("lead_agency"), *(others if isinstance(others, tuple) else ())]


def _tasks(side: Side, _: Side) -> dict[Key, Row]:
    """Count the bodies; one alone is ``sole``. The footnotes are those that name the task.

    The first of several codes is the primary one.
    """
    notes: defaultdict[Any, list[Any]] = defaultdict(list)
    for note in side.by("footnotes", "number").values():
        notes[note.get("task")].append(note.get("number"))
    return {
        key: {
            "responsibility": "joint" if task.get("participating_agencies") else "sole",
            "agency_count": len(bodies(task)),
            "footnotes": tuple(sorted(notes[task.get("number")], key=_orderly)),
        }
        | {f"{name}_primary": values[0] for name in CODED if (values := task.get(name))}
        for key, task in side.by("tasks", "number").items()
    }


def _responsibilities(side: Side, _: Side) -> dict[Key, Row]:
    """Give the first body of a task the lead, and every body its name as printed."""
    printed = _printed(side)
    return {
        (number, position): {
            "task": number,
            "position": position,
            "agency": agency,
            "role": "lead" if position == 1 else "participant",
            "as_printed": printed.get(agency),
        }
        for (number,), task in side.by("tasks", "number").items()
        for position, agency in enumerate(bodies(task), start=1)
    }


def _codes(side: Side, _: Side) -> dict[Key, Row]:
    """Give every code of a task a row."""
    return {
        (number, name, position): {
            "task": number,
            "variable": name,
            "position": position,
            "value": value,
        }
        for (number,), task in side.by("tasks", "number").items()
        for name in CODED
        for position, value in enumerate(task.get(name) or (), start=1)
    }


def _printed(side: Side) -> dict[Any, Any]:
    """Give every body's name as tasks print it: a fact of its own, or else its name."""
    names = {body.get("id"): body.get("name") for body in side.rows("agencies")}
    facts = side.by("agency_facts", "agency", "field")
    own = {agency: fact.get("value") for (agency, field), fact in facts.items()
           if field == "printed"}  # fmt: skip
    return names | own


def _agencies(side: Side, other: Side) -> dict[Key, Row]:
    """Count the tasks of a body, and number the bodies: addressees first, as they are addressed.

    The others stand as they were typed: they are numbered where both versions have them in the
    same order.
    """
    named = [bodies(task) for task in side.rows("tasks")]
    led = Counter(some[0] for some in named)
    total = Counter(one for some in named for one in set(some))
    addressed, rest = _listed(side)
    places = {body: place for place, body in enumerate(addressed, start=1)}
    theirs = _listed(other)[1]
    if [one for one in rest if one in theirs] == [one for one in theirs if one in rest]:
        places |= {body: place for place, body in enumerate(rest, start=len(addressed) + 1)}
    return {
        (body,): {"tasks_led": led[body], "tasks_total": total[body]}
        | ({"position": places[body]} if body in places else {})
        for (body,) in side.by("agencies", "id")
    }


def _listed(side: Side) -> tuple[list[Any], list[Any]]:
    """Give the addressees in their order, and the other bodies in theirs."""
    column = "addressee_position"
    addressed = [body for body in side.rows("agencies") if body.get(column) is not None]
    others = [body for body in side.rows("agencies") if body.get(column) is None]
    addressed.sort(key=lambda body: _orderly(body[column]))
    others.sort(key=lambda body: _orderly(body.get("position")))
    return [body.get("id") for body in addressed], [body.get("id") for body in others]


def _aliases(side: Side, _: Side) -> dict[Key, Row]:
    """List every name that a body has in a column, once."""
    facts = side.by("agency_facts", "agency", "field")
    made: dict[Key, Row] = {}
    for body in side.rows("agencies"):
        printed = facts.get((body.get("id"), "printed"), {}).get("value")
        for column, (language, kind) in _NAMES.items():
            name = {**body, "printed": printed}.get(column)
            row = {"alias": name, "agency": body.get("id"), "language": language, "kind": kind}
            if name:
                made.setdefault((name, body.get("id")), row)
    return made


def _facts(side: Side, _: Side) -> dict[Key, Row]:
    """Give a fact about a column of a body the value that stands there."""
    rows = side.by("agencies", "id")
    return {
        (agency, field): {"value": str(rows[(agency,)][field])}
        for agency, field in side.by("agency_facts", "agency", "field")
        if field in rows.get((agency,), {})
    }


def _sections(side: Side, _: Side) -> dict[Key, Row]:
    """Give a heading the range of its tasks, and the place that follows from the first."""
    above = {row.get("id"): row.get("parent") for row in side.rows("sections")}
    ranges: defaultdict[Any, list[Any]] = defaultdict(list)
    for task in side.rows("tasks"):
        section = task.get("section")
        for heading in {section, above.get(section)}:
            ranges[heading].append(task.get("number"))
    starts = sorted(
        side.rows("sections"),
        key=lambda row: (_orderly(row.get("first_task")), row.get("parent") is not None),
    )
    return {
        (row.get("id"),): {"position": place}
        | {
            column: numbers[end]
            for column, end in (("first_task", 0), ("last_task", -1))
            if (numbers := sorted(ranges[row.get("id")], key=_orderly))
        }
        for place, row in enumerate(starts, start=1)
    }


def _footnotes(side: Side, _: Side) -> dict[Key, Row]:
    """Give a footnote the first of its terms."""
    return {
        (note,): {column: term.get(column) for column in ("term", "term_zh")}
        for (note, place), term in side.by("terms", "footnote", "position").items()
        if note is not None and place == 1
    }


def _mentions(side: Side, _: Side) -> dict[Key, Row]:
    """Print a named thing by its name, as most mentions do."""
    names = {row.get("id"): row.get("name") for row in side.rows("entities")}
    return {
        key: {"as_printed": names.get(row.get("entity"))}
        for key, row in side.by("mentions", "task", "position").items()
    }


def _terms(side: Side, _: Side) -> dict[Key, Row]:
    """Print a term's Chinese as it is; the first term of all is the title of the notice."""
    made: dict[Key, Row] = {
        key: {"as_printed_zh": row.get("term_zh")} for key, row in side.by("terms", "id").items()
    }
    facts = {row.get("field"): row.get("value") for row in side.rows("document")}
    if title := made.get(("document-1",)):
        title |= {"term": facts.get("notice_title"), "term_zh": facts.get("notice_title_zh")}
    return made


def _document(side: Side, _: Side) -> dict[Key, Row]:
    """Name the bodies that the document names by their ids."""
    facts = {row.get("field"): row.get("value") for row in side.rows("document")}
    rows = side.by("agencies", "id")
    names = {
        field: rows.get((facts.get(who),), {}).get(column)
        for field, (who, column) in _OF_BODIES.items()
    }
    return {(field,): {"field": field, "value": name} for field, name in names.items() if name}


def _orderly(value: Any) -> tuple[bool, int, str]:
    """Give what values of a column are sorted by, whatever somebody put there."""
    return (value is None, value if isinstance(value, int) else 0, str(value))


RULES: dict[str, Rule] = {
    "tasks": _tasks,
    "responsibilities": _responsibilities,
    "agencies": _agencies,
    "agency_aliases": _aliases,
    "agency_facts": _facts,
    "sections": _sections,
    "footnotes": _footnotes,
    "mentions": _mentions,
    "terms": _terms,
    "codes": _codes,
    "document": _document,
}
