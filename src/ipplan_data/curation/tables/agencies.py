"""The tables of bodies, of their names, of where each value comes from, and of all sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ipplan_data.curation.model import Agency, Alias, Fact, Plan, Source
from ipplan_data.curation.model.agency import AliasKind, Language
from ipplan_data.curation.model.types import (
    CODED,
    REFERENCE,
    SOURCE,
    AgencyRef,
    Count,
    Position,
    SourceRef,
    Text,
)
from ipplan_data.curation.tables.column import declared, derived
from ipplan_data.curation.tables.table import Requirement, Row, Table


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
        for one in agency.aliases:
            yield Provenance(agency, f"alias/{one.alias}", one.alias, one)


def _place_and_tasks(plan: Plan, agency: Agency) -> Row:
    last = len(plan.agencies) + 1
    ordered = sorted(plan.agencies, key=lambda other: other.addressee_position or last)
    return {
        "position": ordered.index(agency) + 1,
        "tasks_led": sum(task.agencies[0] == agency.id for task in plan.tasks),
        "tasks_total": sum(agency.id in task.agencies for task in plan.tasks),
    }


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
    derive=_place_and_tasks,
    columns=(
        declared(Agency, "id"),
        derived(
            "position",
            Position,
            "Place in the list: addressees in printed order, then the others",
            CODED,
        ),
        *(declared(Agency, field) for field in (*_NAMES, "kind", "parent", "addressee_position")),
        derived("tasks_led", Count, "How many tasks the body leads", SOURCE),
        derived(
            "tasks_total",
            Count,
            "How many tasks the body is responsible for, alone or with others",
            SOURCE,
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
        derived("source", SourceRef, "Id of what it rests on", REFERENCE, "fact.source"),
    ),
)

SOURCES = Table(
    name="sources",
    noun="source",
    title="Sources",
    description="Every page, document or kind of knowledge that a value from elsewhere rests on.",
    key=("id",),
    conditions=tuple(Requirement("url", name) for name in ("publisher", "kind", "language")),
    subjects=lambda plan: plan.sources,
    columns=tuple(declared(Source, field) for field in Source.model_fields),
)
