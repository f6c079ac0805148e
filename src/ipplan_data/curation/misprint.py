"""Make the erratum that lets a record differ from what the document prints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ipplan_data.curation.findings import Finding
from ipplan_data.curation.model import Plan
from ipplan_data.curation.model.erratum import IN_PROSE, MOST_WORDS
from ipplan_data.curation.rules.claims import Claim, claims
from ipplan_data.curation.witness.model import Witness
from ipplan_data.curation.witness.normal import normal

_FAMILY = "IPP4"


class NoErratumError(ValueError):
    """No erratum can be made here; the message says what to do instead."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the document is wrong, in our own words, and how sure that is."""

    evidence: str
    basis: str
    certainty: str


def disagrees(findings: list[Finding]) -> bool:
    """Tell whether the only fault is that the document prints otherwise."""
    return bool(findings) and all(one.code.startswith(_FAMILY) for one in findings)


def erratum(plan: Plan, witness: Witness, path: str, field: str, reason: Reason) -> dict[str, Any]:
    """Make the applied erratum by which a field of a record and the document agree.

    Raises ``NoErratumError`` where none can do that.
    """
    if path.startswith(IN_PROSE):
        message = (
            "the name of an entity stands in prose, and its erratum needs a guard: enter it in "
            "records/errata.yaml by hand, and 'ipplan verify COPY' tells the guard"
        )
        raise NoErratumError(message)
    broken = [one for one in claims(plan, witness) if not one.holds]
    about = [one for one in broken if (one.record.path, one.field) == (path, field)]
    if not about or len(broken) > len(about):
        others = ", ".join(sorted({one.record.path for one in broken} - {path}))
        told = f"the document contradicts {others} as well" if others else "it is no single value"
        message = f"one erratum can't say this, since {told}: enter errata by hand"
        raise NoErratumError(message)
    as_printed, correct = _wrong(about[0])
    taken = {one.id for one in plan.errata}
    stem = re.sub("[^a-z0-9]+", "-", f"{path}-{field}".lower()).strip("-")
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return {
        "id": name,
        "record": path,
        "field": field,
        "as_printed": as_printed,
        "correct": correct,
        "basis": reason.basis,
        "certainty": reason.certainty,
        "status": "applied",
        "evidence": reason.evidence,
    }


def _wrong(claim: Claim) -> tuple[str, str]:
    """Give the few words that are wrong, and those that are right."""
    if claim.errata:
        message = (
            f"{claim.errata[0].label} is about this field already: correct what it says, with "
            f"ipplan correct {claim.errata[0].path} correct VALUE, or edit both by hand"
        )
        raise NoErratumError(message)
    pairs = list(zip(claim.as_printed, claim.recorded, strict=False))
    unlike = [(old, new) for old, new in pairs if normal(old) != normal(new)]
    if len(claim.as_printed) != len(claim.recorded) or len(unlike) != 1:
        message = (
            "an erratum puts one value in the place of another, and here several differ or their "
            "number does: enter errata by hand, or follow the document"
        )
        raise NoErratumError(message)
    old, new = (text.split() for text in unlike[0])
    while len(old) > 1 and len(new) > 1 and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while len(old) > 1 and len(new) > 1 and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    if len(old) > MOST_WORDS:
        message = (
            f"an erratum quotes at most {MOST_WORDS} words, and {len(old)} differ: enter one for "
            "each fault by hand"
        )
        raise NoErratumError(message)
    return " ".join(old), " ".join(new)
