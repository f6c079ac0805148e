"""IPP4xx: the witness is whole, and the records agree with it."""

from __future__ import annotations

from collections.abc import Iterator

from ipplan_data.curation.findings import Place, shown
from ipplan_data.curation.model import Entity, Erratum, Plan, Record, Responsibility
from ipplan_data.curation.rules.claims import Claim
from ipplan_data.curation.rules.registry import Entries, Example, Problem, agreement_rule, declare
from ipplan_data.curation.source.witness_file import NAME
from ipplan_data.curation.source.witness import Span, Witness
from ipplan_data.curation.source.normal import normal

_READ_AGAIN = "Run: ipplan read SOURCE, with a copy of the document."
_FOLLOW = (
    "Follow the document, or, where it is wrong itself, enter an applied erratum in "
    "records/errata.yaml."
)

declare(
    "IPP401",
    "The witness is there, and as the reader wrote it",
    why="Without the second entry nothing shows that the first is right.",
    fix=_READ_AGAIN,
    examples=(Example(NAME, '"wording": "bare"', '"wording": "barely"'),),
)


declare(
    "IPP402",
    "The witness holds together",
    why="A witness whose parts leave a gap or overlap was edited, and proves nothing.",
    fix=_READ_AGAIN,
    examples=(
        Example(NAME, '"number": 4,\n   "section"', '"number": 5,\n   "section"'),
        Example(NAME, '"start": 0,', '"start": 1,'),
    ),
)


@agreement_rule(
    "IPP403",
    "Records and witness are about the same things",
    why="What stands in only one of them was overlooked in the other.",
    fix="Add the record, or delete what the document doesn't have.",
    examples=(Example(NAME, '"id": "I.ii"', '"id": "I.iii"'),),
)
def both_have_it(entries: Entries) -> Iterator[Problem]:
    """Find headings, tasks, footnotes and addressees that only one of the two has."""
    plan, witness = entries.plan, entries.witness
    parts = witness.parts
    of_document: tuple[Record, ...] = (*plan.sections, *plan.tasks, *plan.footnotes)
    for record in of_document:
        if record.path not in parts:
            message = f"the document has no {record.label}"
            key = str(getattr(record, record.key))
            yield Problem(record.place(record.key), message, record.label, found=key)
    known = {record.path for record in of_document}
    for path in parts:
        kind, _, key = path.partition("/")
        if kind in ("section", "task", "footnote") and path not in known:
            message = f"{kind} {key} stands in the document and in no record"
            yield Problem(Place("records"), message, f"{kind} {key}", expected=key)
    yield from _addressees(plan, len(witness.addressees))


def _addressees(plan: Plan, last: int) -> Iterator[Problem]:
    known = {agency.addressee_position for agency in plan.agencies}
    for agency in plan.agencies:
        if (agency.addressee_position or 0) > last:
            message = f"the document has {last} addressees"
            place, found = agency.place("addressee_position"), str(agency.addressee_position)
            yield Problem(place, message, agency.label, found=found, expected=f"1 to {last}")
    for position in sorted(set(range(1, last + 1)) - known):
        label = f"addressee {position}"
        message = f"{label} stands in the document and in no record"
        yield Problem(Place("records/agencies.yaml"), message, label, expected=str(position))


def _agree(code: str, title: str, why: str, *examples: Example) -> None:
    """Register the rule that all claims of one code hold."""

    def check(entries: Entries) -> Iterator[Problem]:
        for claim in entries.claims:
            if claim.code == code and not claim.holds:
                found, expected = _values(entries.plan, claim)
                hint = _mend(claim, expected)
                yield Problem(claim.place, claim.message, claim.record.label, hint, found, expected)

    agreement_rule(code, title, why=why, fix=_FOLLOW, examples=examples)(check)


def _values(plan: Plan, claim: Claim) -> tuple[str | None, str | None]:
    """Give what is typed and what should be: of bodies the ids, where records have the names."""
    found, expected = claim.recorded_item, claim.printed_item
    if claim.field == "responsibility":
        # Only separate responsibilities are typed, so either it is there or it should be.
        typed = getattr(claim.record, claim.field)
        return typed and typed.value, None if typed else Responsibility.SEPARATE.value
    if claim.field not in ("agencies", "issuer"):
        return found, expected
    ids = {
        normal(name): body.id for body in plan.agencies for name in (body.name, body.printed_name)
    }
    found = found and ids.get(normal(found), found)
    return found, expected and ids.get(normal(expected), expected)


def _mend(claim: Claim, expected: str | None) -> str:
    """Say what to type: the id of the body that is printed, or the markers."""
    if claim.field == "agencies" and expected not in (None, claim.printed_item):
        return f"expected '{expected}' there; {_FOLLOW[0].lower()}{_FOLLOW[1:-1]}"
    if claim.field == "footnotes":
        return f"type 'footnotes: [{', '.join(claim.expected)}]'"
    return ""


_TASKS = "records/tasks/I.i.yaml"
_agree(
    "IPP404",
    "A task stands in the section in which the document prints it",
    "A task in the wrong section is counted in the wrong part of the plan.",
    Example(NAME, '"number": 2,\n   "section": "I.i"', '"number": 2,\n   "section": "I.ii"'),
)
_agree(
    "IPP405",
    "Responsibilities are separate where the document words them so",
    "Whether the first body leads depends on it.",
    Example("records/tasks/I.ii.yaml", "  responsibility: separate\n", ""),
)
_agree(
    "IPP406",
    "A task names the bodies that the document names, in their order",
    "The first body leads: a swapped or dropped body is a wrong answer to who does what.",
    Example(_TASKS, "agencies: [rivers, bridges]", "agencies: [bridges, rivers]"),
    Example(_TASKS, "agencies: [rivers, bridges]", "agencies: [rivers, tolls]"),
    Example(_TASKS, "agencies: [rivers]\n", "agencies: [rivers, tolls]\n"),
)
_agree(
    "IPP407",
    "Footnotes and their markers are where the document has them",
    "A footnote that explains another task's words misleads.",
    Example("records/footnotes.yaml", "kind: unlabelled", "kind: translator_note"),
)
_agree(
    "IPP408",
    "Headings are titled as the document titles them",
    "The title is how people find the section in the document.",
    Example("records/sections.yaml", "title: Safe crossings", "title: Dry crossings"),
)
_agree(
    "IPP409",
    "Addressees are named as the document addresses them, in its order",
    "The names are how people look the bodies up.",
    Example("records/agencies.yaml", "name: Bridge Adm", "name: Bridges Adm"),
    Example("records/agencies.yaml", "  abbreviation: BA", "  abbreviation: BAD"),
)
_agree(
    "IPP412",
    "Terms are the Chinese words that the document prints, in its order",
    "The Chinese tells which of two things an English word means.",
    Example("records/footnotes.yaml", "term_zh: 浅滩", "term_zh: 浅水"),
    Example("records/tasks/I.i.yaml", "as_printed_zh: 《岸法》", "as_printed_zh: 《堤法》"),
    Example("records/sections.yaml", "term_zh: 桥费", "term_zh: 河费"),
    Example("records/document.yaml", "  - {term: Ministry of Rivers, term_zh: 河务部}", "  []"),
)
_agree(
    "IPP413",
    "Mentions in italics are the titles that the document sets in italics, in its order",
    "A title that no mention holds is lost to everyone who looks for it.",
    Example("records/tasks/I.i.yaml", "relation: implement, italic: true", "relation: implement"),
    Example("records/tasks/II.yaml", "as_printed: fund}", "as_printed: fund, italic: true}"),
)
_agree(
    "IPP410",
    "Facts about the document are those that it prints",
    "They are how people cite the document and find it.",
    Example("records/document.yaml", "editor: An editor", "editor: Another editor"),
)


@agreement_rule(
    "IPP411",
    "An erratum quotes what is printed",
    why="When the text at hand is another, the erratum may be about nothing.",
    fix="Quote what the document prints.",
    examples=(Example("records/errata.yaml", "as_printed: An editor", "as_printed: Some editor"),),
)
def errata_quote_the_document(entries: Entries) -> Iterator[Problem]:
    """Find errata whose quoted words are not in the field that they name.

    What is quoted from prose, which nobody publishes, is looked up by ``ipplan verify``.
    """
    plan = entries.plan
    printed: dict[tuple[str, str], list[str]] = {}
    for claim in entries.claims:
        printed.setdefault((claim.record.path, claim.field), []).extend(claim.as_printed)
    for erratum in plan.errata:
        if erratum.record not in plan.record or erratum.in_prose:
            continue
        values = printed.get((erratum.record, erratum.field), [])
        if not any(normal(erratum.as_printed) in normal(value) for value in values):
            message = (
                f"{shown(erratum.as_printed)} is not what the document prints in '{erratum.field}'"
            )
            place, found = erratum.place("as_printed"), erratum.as_printed
            yield Problem(place, message, erratum.label, found=found)
