"""IPP4xx: the witness is whole, and the records agree with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ipplan_data.curation.findings import Finding, Place
from ipplan_data.curation.model import Plan, Record, Responsibility
from ipplan_data.curation.rules.claims import Claim, Entries
from ipplan_data.curation.rules.registry import Change, Stage, declare_all, problem, rule, wrong
from ipplan_data.curation.source.normal import normal
from ipplan_data.curation.source.witness_file import NAME

_TASKS, _AGENCIES = "records/tasks/I.i.yaml", "records/agencies.yaml"
_FOOTNOTES, _SECTIONS = "records/footnotes.yaml", "records/sections.yaml"
_DOCUMENT, _LIST = "records/document.yaml", "agencies: [rivers, bridges]"
_READ_AGAIN = "Run ipplan read SOURCE with your copy of the document."
_FOLLOW = (
    "Type what the document has, or, if the document is wrong, add an applied erratum to "
    "records/errata.yaml."
)

declare_all(
    f"""
IPP401 The witness exists, as the reader wrote it.
Without the second entry nothing shows that the first is right. Fix: {_READ_AGAIN}

IPP402 The witness is consistent.
A witness with gaps or overlaps was edited, and proves nothing. Fix: {_READ_AGAIN}
""",
    {
        "IPP401": (NAME, '"wording": "bare"', '"wording": "barely"'),
        "IPP402": (NAME, '"number": 4,\n', '"number": 5,\n'),
    },
)


@rule("IPP403", (NAME, '"id": "I.ii"', '"id": "I.iii"'), stage=Stage.WITNESS)
def both_have_it(entries: Entries) -> Iterator[Finding]:
    """Both records and witness have the same headings, tasks, footnotes and addressees.

    What only one of them has was overlooked in the other. Fix: Add the record, or delete what
    the document doesn't have.
    """
    plan, parts, last = entries.plan, entries.witness.parts, len(entries.witness.addressees)
    records: dict[str, Record] = {
        record.path: record for record in (*plan.sections, *plan.tasks, *plan.footnotes)
    }
    for path, record in records.items():
        if path not in parts:
            yield problem(record, record.key, f"the document has no {record.label}")
    for path in parts:
        kind, _, key = path.partition("/")
        if kind in ("section", "task", "footnote") and path not in records:
            yield _only_printed(Place("records"), f"{kind} {key}", key)
    known = {agency.addressee_position for agency in plan.agencies}
    for agency in plan.agencies:
        if (agency.addressee_position or 0) > last:
            why = f"but the document has {last} addressees"
            yield wrong(agency, "addressee_position", why, expected=f"1 to {last}")
    for position in sorted(set(range(1, last + 1)) - known):
        yield _only_printed(Place(_AGENCIES), f"addressee {position}", str(position))


def _only_printed(place: Place, label: str, expected: str) -> Finding:
    return Finding("", place, f"{label} is missing in the records", label, expected=expected)


def _claims(code: str) -> Callable[[Entries], Iterator[Finding]]:
    """Return the check that all claims with a code hold."""

    def check(entries: Entries) -> Iterator[Finding]:
        for claim in entries.claims:
            if claim.code == code and not claim.holds:
                found, expected = _values(entries.plan, claim)
                label, hint = claim.record.label, _hint(claim, expected)
                yield Finding("", claim.place, claim.message, label, hint, found, expected)

    return check


def _values(plan: Plan, claim: Claim) -> tuple[str | None, str | None]:
    """Return what is typed and what it should be; for agencies, ids in place of names."""
    found, expected = claim.differing
    if claim.field == "responsibility":
        # Only separate responsibilities are typed, so either it is there or it should be.
        typed = getattr(claim.record, claim.field)
        return typed and typed.value, None if typed else Responsibility.SEPARATE.value
    if claim.field not in ("agencies", "issuer"):
        return found, expected
    ids = {normal(name): one.id for one in plan.agencies for name in (one.name, one.printed_name)}
    found = found and ids.get(normal(found), found)
    return found, expected and ids.get(normal(expected), expected)


def _hint(claim: Claim, expected: str | None) -> str:
    """Say what to type: the id of the agency that is printed, or the markers."""
    if claim.field == "agencies" and expected not in (None, claim.differing[1]):
        return f"type '{expected}' there, or, if the document is wrong, add an applied erratum"
    if claim.field == "footnotes":
        return f"type 'footnotes: [{', '.join(claim.expected)}]'"
    return ""


_EXAMPLES: dict[str, Change] = {
    "IPP404": (NAME, '"number": 2,\n   "section": "I.i"', '"number": 2,\n   "section": "I.ii"'),
    "IPP405": ("records/tasks/I.ii.yaml", "  responsibility: separate\n", ""),
    "IPP406": (_TASKS, _LIST, "agencies: [bridges, rivers]"),
    "IPP407": (_FOOTNOTES, "kind: unlabelled", "kind: translator_note"),
    "IPP408": (_SECTIONS, "title: Safe crossings", "title: Dry crossings"),
    "IPP409": (_AGENCIES, "name: Bridge Adm", "name: Bridges Adm"),
    "IPP410": (_DOCUMENT, "editor: An editor", "editor: Another editor"),
    "IPP412": (_FOOTNOTES, "term_zh: 浅滩", "term_zh: 浅水"),
    "IPP413": (_TASKS, "relation: implement, italic: true", "relation: implement"),
}
declare_all(
    f"""
IPP404 A task is in the section in which the document prints it.
A task in the wrong section is counted in the wrong part of the plan. Fix: {_FOLLOW}

IPP405 Responsibilities are separate where the document says so.
Whether the first agency leads depends on it. Fix: {_FOLLOW}

IPP406 A task lists the agencies that the document lists, in its order.
The first agency leads, so a swapped or missing one is a wrong answer to who does what.
Fix: {_FOLLOW}

IPP407 Footnotes and their markers are where the document has them.
A footnote that explains the words of another task misleads. Fix: {_FOLLOW}

IPP408 Headings have the titles that the document prints.
The title is how people find the section in the document. Fix: {_FOLLOW}

IPP409 Addressees have the names that the document prints, in its order.
People look the agencies up by these names. Fix: {_FOLLOW}

IPP410 Facts about the document are those that it prints.
People cite the document, and find it, by them. Fix: {_FOLLOW}

IPP412 Terms are the Chinese words that the document prints, in its order.
The Chinese tells which of two things an English word means. Fix: {_FOLLOW}

IPP413 Mentions in italics are the titles that the document has in italics, in its order.
Nobody finds a title that no mention has. Fix: {_FOLLOW}
""",
    _EXAMPLES,
    Stage.WITNESS,
    {code: _claims(code) for code in _EXAMPLES},
)


@rule(
    "IPP411",
    ("records/errata.yaml", "as_printed: An editor", "as_printed: Some editor"),
    stage=Stage.WITNESS,
)
def errata_quote_the_document(entries: Entries) -> Iterator[Finding]:
    """Every erratum quotes what the document prints.

    If the document has other words, the erratum may be about nothing. Fix: Quote what the
    document prints.
    """
    # ``ipplan verify`` looks up quotations from prose, which is not published.
    printed: dict[tuple[str, str], list[str]] = {}
    for claim in entries.claims:
        printed.setdefault((claim.record.path, claim.field), []).extend(claim.as_printed)
    for erratum in entries.plan.errata:
        values = printed.get((erratum.record, erratum.field), [])
        found = any(normal(erratum.as_printed) in normal(value) for value in values)
        if erratum.record in entries.plan.record and not erratum.in_prose and not found:
            why = f"which the document does not have in '{erratum.field}'"
            yield wrong(erratum, "as_printed", why)
