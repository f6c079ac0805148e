"""IPP2xx, continued: an erratum is about something in the document, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ipplan_data.curation.findings import Finding
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
from ipplan_data.curation.model.erratum import PROSE
from ipplan_data.curation.model.fields import of_origin
from ipplan_data.curation.model.package import Measure
from ipplan_data.curation.model.record import kind_of
from ipplan_data.curation.model.types import Origin
from ipplan_data.curation.rules.registry import problem, repeated, rule, wrong

_FILE = "records/errata.yaml"
_CLEAR = (
    "- id: clear-water\n  record: section/I.i\n  field: title\n  as_printed: Clean watter\n"
    "  correct: Clear water\n  basis: evident\n  certainty: possible\n  status: noted\n"
    "  evidence: Water is clear.\n"
)
# What errata can be about, by what their paths begin with.
_KINDS: dict[str, type[Record]] = {
    model.noun: model for model in (Document, Task, Footnote, Section, Agency, Entity)
}


@cache
def _fields(kind: str) -> list[str]:
    """List what of such a record is in the document; agencies and entities have no prose.

    >>> _fields("section")
    ['id', 'title', 'first_task', 'last_task', 'terms', 'text']
    """
    fields = of_origin(_KINDS[kind], Origin.SOURCE)
    return fields if kind in (Agency.noun, Entity.noun) else [*fields, PROSE]


@rule("IPP213", (_FILE, "record: task/4", "record: task/5"))
def errata_have_records(plan: Plan) -> Iterator[Finding]:
    """Every erratum is about an existing record.

    Nobody can look up an error in something that doesn't exist. Fix: Type the record as
    document, task/48, footnote/5, section/II.iii, agency/cnipa or entity/patent-law.
    """
    known = {path for path in plan.record if kind_of(path) in _KINDS}
    # IPP301 reports a missing task once.
    known |= {f"{Task.noun}/{key}" for key in range(1, plan.count(Measure.TASKS) + 1)}
    for erratum in plan.errata:
        if erratum.record not in known:
            yield wrong(erratum, "record", "which does not exist", among=known)


@rule("IPP214", (_FILE, "field: editor", "field: edtior"))
def errata_have_printed_fields(plan: Plan) -> Iterator[Finding]:
    """Every erratum is about a field of the document.

    Our own words, and what we learned elsewhere, can't be an error in the document. Fix: Name a
    field that is read from the document, or text; edit our own words directly.
    """
    for erratum in plan.errata:
        kind = kind_of(erratum.record)
        known = _fields(kind)
        if erratum.field not in known:
            why, hint = f"which no {kind} has in the document", f"the fields are {', '.join(known)}"
            yield wrong(erratum, "field", why, hint, known, expected=" ".join(known))


@rule("IPP215", (_FILE, "- id: clean-water\n", f"{_CLEAR}- id: clean-water\n"))
def errata_are_distinct(plan: Plan) -> Iterator[Finding]:
    """No two errata are about the same error.

    Two readings of one place can't both be correct. Fix: Keep one of the two.
    """
    keyed = (((one.record, one.field, one.as_printed), one) for one in plan.errata)
    for erratum, first in repeated(keyed):
        yield problem(erratum, "as_printed", f"duplicate of {first.label}")
