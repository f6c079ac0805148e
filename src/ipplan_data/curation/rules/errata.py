"""IPP2xx, continued: an erratum is about something in the document, and about it alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ipplan_data.curation.findings import nearest, shown
from ipplan_data.curation.model import (
    Agency,
    Document,
    Entity,
    Footnote,
    Plan,
    Record,
    Section,
    Task,
)
from ipplan_data.curation.model.erratum import PROSE, Erratum
from ipplan_data.curation.model.expectation import Measure
from ipplan_data.curation.model.fields import of_origin
from ipplan_data.curation.model.record import kind_of
from ipplan_data.curation.model.types import Origin
from ipplan_data.curation.rules.registry import Example, Problem, rule
from ipplan_data.printing import closest

_FILE = "records/errata.yaml"
_KINDS: dict[str, type[Record]] = {
    model.noun: model for model in (Document, Task, Footnote, Section, Agency, Entity)
}


@cache
def _fields(kind: str) -> list[str]:
    """List what of such a record stands in the document; bodies and things have no prose.

    >>> _fields("section")
    ['id', 'title', 'first_task', 'last_task', 'terms', 'text']
    """
    fields = of_origin(_KINDS[kind], Origin.SOURCE)
    return fields if kind in (Agency.noun, Entity.noun) else [*fields, PROSE]


@rule(
    "IPP213",
    "An erratum is about a record that exists",
    why="A fault in something that isn't there can't be looked up by anyone.",
    fix="Name the record as document, task/48, footnote/5, section/II.iii, agency/cnipa or "
    "entity/patent-law.",
    examples=(
        Example(_FILE, "record: task/4", "record: task/5"),
        Example(_FILE, "record: task/4", "record: section/I.iv"),
    ),
)
def errata_are_about_records(plan: Plan) -> Iterator[Problem]:
    """Find errata whose record does not exist."""
    known = {path for path in plan.record if kind_of(path) in _KINDS}
    # A task that is missing is the matter of IPP301.
    known |= {f"{Task.noun}/{number}" for number in range(1, plan.count(Measure.TASKS) + 1)}
    for erratum in plan.errata:
        if erratum.record not in known:
            message = f"'record' is {shown(erratum.record)}, which does not exist"
            place, path = erratum.place("record"), erratum.record
            hint, near = nearest(path, known), closest(path, known)
            yield Problem(place, message, erratum.label, hint, found=path, nearest=near)


@rule(
    "IPP214",
    "An erratum is about a field that stands in the document",
    why="What we worded or learnt elsewhere can't be a fault of the document.",
    fix="Name a field that is read from the document, or text; edit what is our own instead.",
    examples=(
        Example(_FILE, "field: editor", "field: edtior"),
        Example(_FILE, "record: document", "record: task/1"),
        Example(_FILE, "record: task/4", "record: agency/tolls"),
    ),
)
def errata_are_about_the_document(plan: Plan) -> Iterator[Problem]:
    """Find errata whose field such a record doesn't have, or doesn't take from the document."""
    for erratum in plan.errata:
        kind = kind_of(erratum.record)
        known = _fields(kind)
        if erratum.field not in known:
            message = f"'field' is {shown(erratum.field)}, which no {kind} has in the document"
            yield Problem(
                erratum.place("field"),
                message,
                erratum.label,
                nearest(erratum.field, known) or f"the fields are {', '.join(known)}",
                found=erratum.field,
                expected=" ".join(known),
                nearest=closest(erratum.field, known),
            )


@rule(
    "IPP215",
    "No two errata are about the same fault",
    why="Two readings of one place can't both be correct.",
    fix="Keep one of the two.",
    examples=(
        Example(
            _FILE,
            "- id: clean-water\n",
            "- id: clear-water\n  record: section/I.i\n  field: title\n"
            "  as_printed: Clean watter\n  correct: Clear water\n  basis: evident\n"
            "  certainty: possible\n  status: noted\n  evidence: Water is clear.\n"
            "- id: clean-water\n",
        ),
    ),
)
def faults_are_distinct(plan: Plan) -> Iterator[Problem]:
    """Find errata that quote the same words at the same place as an earlier one."""
    seen: dict[tuple[str, str, str], Erratum] = {}
    for erratum in plan.errata:
        first = seen.setdefault((erratum.record, erratum.field, erratum.as_printed), erratum)
        if first is not erratum:
            message = f"the fault is that of {first.label}"
            place, found = erratum.place("as_printed"), erratum.as_printed
            yield Problem(place, message, erratum.label, found=found)
