"""A body, the names it goes by, and the sources of what is known about it."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import model_validator

from ipplan_data.curation.model.record import Record, invalid
from ipplan_data.curation.model.types import (
    CODED,
    REFERENCE,
    SOURCE,
    AgencyRef,
    ChineseText,
    ListedText,
    PartialDate,
    Position,
    Slug,
    SourceRef,
    Text,
    Vocabulary,
)


class AgencyKind(Vocabulary):
    """What a body was in 2020."""

    PARTY_ORGAN = "party_organ", "organ of the Communist Party of China"
    LEGISLATURE = "legislature", "the national legislature"
    GOVERNMENT = "government", "the central government itself"
    STATE_COUNCIL_MINISTRY = (
        "state_council_ministry",
        "constituent department of the State Council: ministry, commission or central bank",
    )
    STATE_COUNCIL_DIRECT_AGENCY = (
        "state_council_direct_agency",
        "agency directly under the State Council",
    )
    STATE_COUNCIL_SPECIAL_AGENCY = (
        "state_council_special_agency",
        "special agency directly under the State Council",
    )
    NATIONAL_BUREAU = "national_bureau", "bureau administered by a ministry or administration"
    PUBLIC_INSTITUTION = (
        "public_institution",
        "public institution directly under the State Council",
    )
    COURT = "court", "the supreme court"
    PROCURATORATE = "procuratorate", "the supreme procuratorate"
    MILITARY = "military", "organ of the armed forces"
    MASS_ORGANIZATION = "mass_organization", "organization of the people led by the Party"
    INTER_MINISTERIAL_BODY = "inter_ministerial_body", "standing conference of several ministries"
    INTER_MINISTERIAL_BODY_OFFICE = (
        "inter_ministerial_body_office",
        "office of a standing conference",
    )
    GROUP_OF_BODIES = "group_of_bodies", "several bodies named together and not one by one"


class Language(Vocabulary):
    """The language of a name."""

    EN = "en", "English, abbreviations included"
    ZH = "zh", "Chinese in simplified characters"


class AliasKind(Vocabulary):
    """What sort of name an alias is."""

    NAME = "name", "the full name"
    ABBREVIATION = "abbreviation", "initials, or what stands for a body in document numbers"
    SHORT_NAME = "short_name", "a shortened name"
    PRINTED = "printed", "a form that the tasks print and that is neither name nor abbreviation"
    OTHER_NAME = "other_name", "another name, or another translation of the name"
    FORMER_NAME = "former_name", "a name borne before 2020"
    NAMEPLATE = "nameplate", "another body's name under which the body also acts"


class FactStatus(Vocabulary):
    """How far a fact can be relied on."""

    VERIFIED = "verified", "read in the source that is named"
    UNVERIFIED = "unverified", "from general knowledge, or not settled by the source"


class Alias(Record):
    """A name in use for a body, other than those that have a field of their own."""

    alias: Text = REFERENCE("The name")
    language: Language = REFERENCE("Language of the name")
    kind: AliasKind = REFERENCE("What sort of name it is")
    status: FactStatus = REFERENCE("How far it can be relied on")
    source: SourceRef = REFERENCE("What it rests on")


class Fact(Record):
    """Where one value of a body comes from."""

    field: Text = REFERENCE("The field whose value is meant")
    status: FactStatus = REFERENCE("How far it can be relied on")
    source: SourceRef = REFERENCE("What it rests on")


class Agency(Record, key="id"):
    """A body as it was in 2020."""

    name_fields: ClassVar[dict[str, tuple[Language, AliasKind]]] = {
        "name": (Language.EN, AliasKind.NAME),
        "abbreviation": (Language.EN, AliasKind.ABBREVIATION),
        "printed": (Language.EN, AliasKind.PRINTED),
        "name_zh": (Language.ZH, AliasKind.NAME),
        "short_name_zh": (Language.ZH, AliasKind.SHORT_NAME),
    }

    id: Slug = CODED("Our id, which never changes")
    name: ListedText = SOURCE(
        "English name as printed in the notice; agency_facts.csv tells otherwise"
    )
    abbreviation: Text | None = REFERENCE("English abbreviation", None)
    printed: Text | None = SOURCE("The form that the tasks print, where it isn't the name", None)
    name_zh: ChineseText | None = REFERENCE("Full Chinese name", None)
    short_name_zh: ChineseText | None = REFERENCE("Short Chinese name", None)
    kind: AgencyKind = REFERENCE("What the body was in 2020")
    parent: AgencyRef | None = REFERENCE(
        "Body that it belonged to in 2020, where one is known", None
    )
    addressee_position: Position | None = SOURCE("Place among the notice's addressees", None)
    successor_name: Text | None = REFERENCE("Body that has since taken its place", None)
    successor_from: PartialDate | None = REFERENCE(
        "Since when, as exactly as known: year, year-month or date", None
    )
    note: Text | None = REFERENCE("What a reader should also know", None)
    aliases: tuple[Alias, ...] = REFERENCE("Further names in use", ())
    facts: tuple[Fact, ...] = REFERENCE("Where each value comes from", ())

    @model_validator(mode="after")
    def _successor_fits(self) -> Self:
        if self.successor_from and not self.successor_name:
            message = "there is a date of succession, but no successor"
            raise invalid("IPP112", message, "successor_from")
        return self

    @property
    def printed_name(self) -> str:
        """The name as the tasks print it, without a leading article."""
        return self.printed or self.name

    @property
    def names(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Every name that the body has, its aliases last, each with the steps to it."""
        fields = [((field,), getattr(self, field)) for field in self.name_fields]
        aliases = [(("aliases", n, "alias"), one.alias) for n, one in enumerate(self.aliases)]
        return tuple((steps, name) for steps, name in (*fields, *aliases) if name)
