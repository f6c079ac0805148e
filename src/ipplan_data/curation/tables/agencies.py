"""The tables of bodies, of their names, and of where each value comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ipplan_data.curation.model import Agency, Alias, Fact, Plan
from ipplan_data.curation.model.agency import AliasKind, FactStatus, Language
from ipplan_data.curation.model.types import AgencyRef, Count, Origin, Position, Text, Url
from ipplan_data.curation.tables.column import declared, derived
from ipplan_data.curation.tables.table import Requirement, Table

SOURCE, REFERENCE, CODED = Origin.SOURCE, Origin.REFERENCE, Origin.CODED


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


def names(plan: Plan) -> Iterator[Name]:
    """Give every name of every body once: those that have a field, then the aliases."""
    for agency in plan.agencies:
        seen = set()
        for field, (language, kind) in Agency.name_fields.items():
            name = getattr(agency, field)
            if name and name not in seen:
                seen.add(name)
                yield Name(agency, name, language, kind)
        for alias in agency.aliases:
            yield Name(agency, alias.alias, alias.language, alias.kind)


def provenances(plan: Plan) -> Iterator[Provenance]:
    """Give every value of a body that has a fact, and every alias."""
    for agency in plan.agencies:
        for fact in agency.facts:
            yield Provenance(agency, fact.field, str(getattr(agency, fact.field)), fact)
        for alias in agency.aliases:
            yield Provenance(agency, f"alias/{alias.alias}", alias.alias, alias)


def position(plan: Plan, agency: Agency) -> int:
    """Give a body its place: addressees in printed order, then the others as typed."""
    last = len(plan.agencies) + 1
    ordered = sorted(plan.agencies, key=lambda other: other.addressee_position or last)
    return ordered.index(agency) + 1


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
            position,
        ),
        declared(Agency, "name"),
        declared(Agency, "abbreviation"),
        declared(Agency, "name_zh"),
        declared(Agency, "short_name_zh"),
        declared(Agency, "kind"),
        declared(Agency, "parent"),
        declared(Agency, "addressee_position"),
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
        declared(Agency, "successor_name"),
        declared(Agency, "successor_from"),
        declared(Agency, "note"),
    ),
)

AGENCY_ALIASES = Table(
    name="agency_aliases",
    title="Names of bodies",
    description="Every name in use for a body; agency_facts tells where each comes from.",
    key=("alias", "agency"),
    inside="aliases",
    subjects=names,
    columns=(
        declared(Alias, "alias", value=lambda _, name: name.alias),
        derived("agency", AgencyRef, "The body", CODED, lambda _, name: name.agency.id),
        declared(Alias, "language", value=lambda _, name: name.language),
        declared(Alias, "kind", value=lambda _, name: name.kind),
    ),
)

AGENCY_FACTS = Table(
    name="agency_facts",
    title="Where the facts about bodies come from",
    description="A row for each value of a body: whether it is verified, and in which source.",
    key=("agency", "field"),
    inside="facts",
    subjects=provenances,
    columns=(
        derived("agency", AgencyRef, "The body", CODED, lambda _, provenance: provenance.agency.id),
        declared(
            Fact,
            "field",
            description="Which value: a column of agencies, `printed`, or `alias/` and a name",
            value=lambda _, provenance: provenance.field,
        ),
        derived("value", Text, "The value", REFERENCE, lambda _, provenance: provenance.value),
        derived(
            "status",
            FactStatus,
            "How far it can be relied on",
            REFERENCE,
            lambda _, provenance: provenance.fact.status,
        ),
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
