"""IPP2xx, continued: an id that was published leads on, for as long as anyone may ask for it."""

from __future__ import annotations

from collections.abc import Iterator

from ipplan_data.curation.findings import nearest, shown
from ipplan_data.curation.model import Plan, Redirect
from ipplan_data.curation.model.record import kind_of
from ipplan_data.curation.rules.registry import Example, Problem, rule
from ipplan_data.printing import closest

_FILE = "records/redirects.yaml"


@rule(
    "IPP224",
    "A redirect leads from an id that is not in use to one of the same kind that is",
    why="Whoever asks for an old id must come to what it means now, in one step.",
    fix="Name as new the id that the thing has now, or leave new out where nothing takes its "
    "place; delete the redirect of an id that is in use again.",
    examples=(
        Example(_FILE, "new: agency/tolls", "new: agency/tols"),
        Example(_FILE, "new: agency/tolls", "new: entity/toll-fair"),
        Example(_FILE, "old: entity/toll-day", "old: entity/toll-fair"),
    ),
)
def redirects_lead_on(plan: Plan) -> Iterator[Problem]:
    """Find redirects of ids that are in use, and those that lead nowhere or to another kind."""
    known = {path for path in plan.record if kind_of(path) != Redirect.noun}
    for redirect in plan.redirects:
        kind = kind_of(redirect.old)
        if redirect.old in known:
            message = f"'old' is {shown(redirect.old)}, which is in use"
            yield Problem(redirect.place("old"), message, redirect.label, found=redirect.old)
        alike = {path for path in known if kind_of(path) == kind}
        if redirect.new is not None and redirect.new not in alike:
            message = f"'new' is {shown(redirect.new)}, which is no {kind} that exists"
            yield Problem(
                redirect.place("new"),
                message,
                redirect.label,
                nearest(redirect.new, alike),
                found=redirect.new,
                expected=f"a path of the kind {kind}/ID",
                nearest=closest(redirect.new, alike),
            )
