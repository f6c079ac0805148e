"""What the tasks name, and what each task does with it."""

from __future__ import annotations

from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.types import (
    CODED,
    SOURCE,
    ChineseText,
    EntityRef,
    Slug,
    Text,
    Vocabulary,
)

# In quotations, marks words that are left out between those that name a thing.
OMITTED = "…"


class EntityKind(Vocabulary):
    """What a named thing is, by what its name calls it."""

    LAW = "law", "its title calls it a law"
    REGULATION = "regulation", "its title calls it regulations"
    RULES = "rules", "provisions, rules, measures or detailed rules"
    INTERPRETATION = "interpretation", "a judicial interpretation"
    OPINIONS = "opinions", "opinions, guiding or implementing ones included"
    NOTICE = "notice", "a notice"
    PLAN = "plan", "a plan, an action plan or an outline"
    STANDARD = "standard", "a standard or criteria"
    GUIDELINES = "guidelines", "guidelines or a guide"
    CATALOGUE = "catalogue", "a catalogue or list; each edition is one of its own"
    REPORT = "report", "a report; that of each year is one of its own"
    CASES = "cases", "a collection of cases"
    TREATY = "treaty", "a treaty or an agreement between countries"
    CAMPAIGN = "campaign", "a special campaign or enforcement action"
    EVENT = "event", "a day, week, fair, forum, conference or games; a series counts as one"
    PROGRAMME = "programme", "a programme, project or initiative"
    FUND = "fund", "a fund"
    PLATFORM = "platform", "a platform, network or system"
    ORGANIZATION = "organization", "a body, or a kind of body with a name of its own"
    PLACE = "place", "a country, a city, or a group of countries"


class Relation(Vocabulary):
    """What a task orders to be done with a named thing."""

    PROMULGATE = "promulgate", "issue it officially"
    ENACT = "enact", "have it adopted as law"
    AMEND = "amend", "change it, or help to change it"
    DRAFT = "draft", "write or compile it"
    PUBLISH = "publish", "make it public, other than by issuing rules"
    IMPLEMENT = "implement", "carry out what it says"
    EVALUATE = "evaluate", "assess it, its effect, or how it was carried out"
    PREPARE = "prepare", "get ready for it, for its period or for its entry into force"
    NEGOTIATE = "negotiate", "take part in making an international instrument"
    LAUNCH = "launch", "start it"
    CONTINUE = "continue", "keep it going, or push it further"
    HOLD = "hold", "organize or manage it"
    SUPPORT = "support", "help it along"
    ESTABLISH = "establish", "set it up, or new parts of it"
    RELY_ON = "rely_on", "use it as the means for something else"
    COOPERATE = "cooperate", "work together with it"
    TAKE_PART = "take_part", "act within it"
    PROTECT = "protect", "guard the IP of it"
    CONCERN = "concern", "no order about it: it marks scope, subject, participants or place"


class Entity(Record, key="id"):
    """A thing that at least one task names."""

    id: Slug = CODED("Our id, which never changes")
    name: Text = SOURCE("The fullest name printed; lower case where it has no look of a title")
    name_zh: ChineseText | None = SOURCE("The Chinese name, where the document prints one", None)
    kind: EntityKind = CODED("What it is, by what its name calls it")


class Mention(Record):
    """One thing that a task orders to be done with a named thing."""

    entity: EntityRef = CODED("The thing that is named")
    relation: Relation = CODED("What the task orders to be done with it")
    as_printed: Text | None = SOURCE(
        "The words that name it, … where some are left out; typed only where they aren't its name",
        None,
    )
    italic: bool = SOURCE("Whether these words are set in italics", False)
