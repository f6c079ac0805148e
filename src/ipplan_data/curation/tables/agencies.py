"""The tables of bodies, of their names, and of where each value comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ipplan_data.curation.model import Agency, Alias, Fact, Plan
from ipplan_data.curation.model.agency import AliasKind, FactStatus, Language
from ipplan_data.curation.model.types import (
    CODED,
    REFERENCE,
    SOURCE,
    AgencyRef,
    Count,
    Position,
    Text,
    Url,
)
from ipplan_data.curation.tables.column import declared, derived
from ipplan_data.curation.tables.table import Requirement, Table


class Name(NamedTuple):
    """A name in use for a body."""

    agency: Agency
    alias: str
    language: Language
    kind: AliasKind


class Provenance(NamedTuple):
    """A value of a body with the fact that says where it comes from."""

    agency: Agency
    field: str
    value: str
    fact: Fact | Alias


def _names(plan: Plan) -> Iterator[Name]:
    """List every name of every body once: those that have a field, then the aliases."""
    for agency in plan.agencies:
        # Of equal names the first counts: the last that is put into the dictionary.
        fields = reversed(agency.name_fields.items())
        named = {getattr(agency, field): kinds for field, kinds in fields}
        yield from (Name(agency, name, *kinds) for name, kinds in named.items() if name)
        yield from (Name(agency, one.alias, one.language, one.kind) for one in agency.aliases)


def _provenances(plan: Plan) -> Iterator[Provenance]:
    """List every value of a body that has a fact, and every alias."""
    for agency in plan.agencies:
        for fact in agency.facts:
            yield Provenance(agency, fact.field, str(getattr(agency, fact.field)), fact)
        for alias in agency.aliases:
            yield Provenance(agency, f"alias/{alias.alias}", alias.alias, alias)


def _position(plan: Plan, agency: Agency) -> int:
    """Return the place of a body: addressees in printed order, then the others as typed."""
    last = len(plan.agencies) + 1
    ordered = sorted(plan.agencies, key=lambda other: other.addressee_position or last)
    return ordered.index(agency) + 1


_AGENCY = derived("agency", AgencyRef, "The body", CODED, "agency.id")
_NAMES = ("name", "abbreviation", "name_zh", "short_name_zh")

AGENCIES = Table(
    name="agencies",
    noun="agency",
    title="Bodies",
    description="Addressees of the notice, bodies responsible for a task, and their parents.",
    key=("id",),
    unique=("position", "name", "addressee_position"),
    conditions=(Requirement("successor_from", "successor_name"),),
    subjects=lambda plan: plan.agencies,
    columns=(
        declared(Agency, "id"),
        derived(
            "position",
            Position,
            "Place in the list: addressees in printed order, then the others",
            CODED,
            _position,
        ),
        *(declared(Agency, field) for field in (*_NAMES, "kind", "parent", "addressee_position")),
        derived(
            "tasks_led",
            Count,
            "How many tasks the body leads",
            SOURCE,
            lambda plan, agency: sum(task.agencies[0] == agency.id for task in plan.tasks),
        ),
        derived(
            "tasks_total",
            Count,
            "How many tasks the body is responsible for, alone or with others",
            SOURCE,
            lambda plan, agency: sum(agency.id in task.agencies for task in plan.tasks),
        ),
        *(declared(Agency, field) for field in ("successor_name", "successor_from", "note")),
    ),
)

AGENCY_ALIASES = Table(
    name="agency_aliases",
    title="Names of bodies",
    description="Every name in use for a body; agency_facts tells where each comes from.",
    key=("alias", "agency"),
    inside="aliases",
    subjects=_names,
    columns=(
        declared(Alias, "alias"),
        _AGENCY,
        declared(Alias, "language"),
        declared(Alias, "kind"),
    ),
)

AGENCY_FACTS = Table(
    name="agency_facts",
    title="Where the facts about bodies come from",
    description="A row for each value of a body: whether it is verified, and in which source.",
    key=("agency", "field"),
    inside="facts",
    subjects=_provenances,
    columns=(
        _AGENCY,
        derived(
            "field",
            Text,
            "Which value: a column of agencies, `printed`, or `alias/` and a name",
            REFERENCE,
        ),
        derived("value", Text, "The value", REFERENCE),
        declared(Fact, "status", of="fact"),
        derived(
            "source",
            Text,
            "What it rests on, in our words",
            REFERENCE,
            lambda plan, provenance: plan.source[provenance.fact.source].title,
        ),
        derived(
            "url",
            Url | None,
            "Address of the source, where one is known",
            REFERENCE,
            lambda plan, provenance: plan.source[provenance.fact.source].url,
        ),
    ),
)
