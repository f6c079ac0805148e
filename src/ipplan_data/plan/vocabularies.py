"""The closed vocabularies, for type checkers; the codebook says what each value means."""

from typing import Literal

Sharing = Literal["sole", "joint", "separate"]
Role = Literal["lead", "participant"]
AgencyKind = Literal[
    "party_organ",
    "legislature",
    "government",
    "state_council_ministry",
    "state_council_direct_agency",
    "state_council_special_agency",
    "national_bureau",
    "public_institution",
    "court",
    "procuratorate",
    "military",
    "mass_organization",
    "inter_ministerial_body",
    "inter_ministerial_body_office",
    "group_of_bodies",
]
Language = Literal["en", "zh"]
AliasKind = Literal[
    "name", "abbreviation", "short_name", "printed", "other_name", "former_name", "nameplate"
]
FactStatus = Literal["verified", "unverified"]
SourceKind = Literal[
    "official", "state_media", "law_firm", "press", "academic", "company", "encyclopaedia"
]
SourceLanguage = Literal["en", "zh", "de", "ja"]
FootnoteKind = Literal["translator_note", "unlabelled"]
EntityKind = Literal[
    "law",
    "regulation",
    "rules",
    "interpretation",
    "opinions",
    "notice",
    "plan",
    "standard",
    "guidelines",
    "catalogue",
    "report",
    "cases",
    "treaty",
    "campaign",
    "event",
    "programme",
    "fund",
    "platform",
    "organization",
    "place",
]
Relation = Literal[
    "promulgate",
    "enact",
    "amend",
    "draft",
    "publish",
    "implement",
    "evaluate",
    "prepare",
    "negotiate",
    "launch",
    "continue",
    "hold",
    "support",
    "establish",
    "rely_on",
    "cooperate",
    "take_part",
    "protect",
    "concern",
]
Comparator = Literal["exactly", "at_least", "at_most", "less_than", "more_than"]
Basis = Literal["original", "evident", "term_of_art", "inferred"]
Certainty = Literal["certain", "likely", "possible"]
ErratumStatus = Literal["noted", "applied"]
Right = Literal[
    "defense_ip",
    "patent",
    "trademark",
    "geographical_indication",
    "copyright",
    "plant_variety",
    "trade_secret",
    "trade_name",
    "unfair_competition",
    "genetic_resources_and_traditional_knowledge",
    "intangible_heritage",
    "general",
]
Activity = Literal[
    "international",
    "customs",
    "criminal_enforcement",
    "adjudication",
    "legislation",
    "standards",
    "policy_document",
    "filing_incentives",
    "examination_and_registration",
    "administrative_enforcement",
    "service_industry",
    "commercialization_and_finance",
    "ip_management",
    "public_service",
    "statistics_and_evaluation",
    "talent_and_education",
    "culture_and_publicity",
    "planning_and_coordination",
]
Variable = Literal["ip_rights", "activity"]
