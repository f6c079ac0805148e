"""The types that fields are made of, each with its constraints in one place.

A constraint on the form of a text is declared twice side by side: as a regular expression, which
Pydantic, JSON Schema and Table Schema understand, and as SQLite's GLOB, which needs no extension.
The tests prove that both accept the same values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self, cast

from pydantic import AfterValidator, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema


class Vocabulary(StrEnum):
    """A closed list of values, each with its meaning.

    >>> class Color(Vocabulary):
    ...     RED = "red", "the color of a ripe tomato"
    >>> Color("red").meaning
    'the color of a ripe tomato'
    """

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        """Make a member from its value and its meaning."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept the value itself as well as the member, even in strict records.

        As a mark on a field of another type, a member changes nothing.
        """
        schema: Any = handler(source)
        if source is cls:
            schema["strict"] = False
        return cast("CoreSchema", schema)


@dataclass(frozen=True, slots=True)
class Typed:
    """People may type only these values of a closed list; the others are derived."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """The value is the key of a record of that table."""

    table: str


@dataclass(frozen=True, slots=True)
class Glob:
    """A form of text as SQLite checks it: any of ``either``, all of ``each``, none of ``never``."""

    either: tuple[str, ...] = ()
    each: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListForm:
    """The form of a list in one cell, its items joined by ``;``.

    ``item`` is the regular expression of one item, without anchors.
    """

    item: str
    glob: Glob


class Origin(Vocabulary):
    """Where a value comes from."""

    SOURCE = "source", "stands in the translated document, or is counted from what stands there"
    REFERENCE = "reference", "known from elsewhere; agency_facts.csv says from where"
    CODED = "coded", "our own wording, numbering or judgement"

    def __call__(
        self,
        description: str,
        default: Any = ...,
        *,
        mark: Typed | None = None,
        min_length: int | None = None,
    ) -> Any:
        """Declare a field whose values come from here; without ``default`` it is required."""
        info = Field(default, description=description, min_length=min_length)
        info.metadata += [mark, self] if mark else [self]
        return info


SOURCE, REFERENCE, CODED = Origin.SOURCE, Origin.REFERENCE, Origin.CODED


SLUG = "[a-z][a-z0-9]*(-[a-z0-9]+)*"
_SLUG_GLOB = Glob(each=("[a-z]*",), never=("*[^a-z0-9-]*", "*--*", "*-"))
_SECTION = r"[IVX]+(\.[ivx]+)?"
_SECTION_GLOB = Glob(
    each=("[IVX]*",),
    never=("*[^IVXivx.]*", "*[ivx.]*[IVX]*", "*.*.*", "*.", "*[IVX][ivx]*"),
)
_NUMBER = "[1-9][0-9]*"
_NUMBER_GLOB = Glob(each=("[1-9]*",), never=("*[^0-9]*",))
# The records that errata can be about, besides the document: what each is called, and its key.
_KEYS = {
    "task": (_NUMBER, _NUMBER_GLOB),
    "footnote": (_NUMBER, _NUMBER_GLOB),
    "section": (_SECTION, _SECTION_GLOB),
    "agency": (SLUG, _SLUG_GLOB),
    "entity": (SLUG, _SLUG_GLOB),
}
# The kinds of records whose ids are ours, and so can move.
_OWN_IDS = ("agency", "entity", "erratum")
_YEAR = "[0-9][0-9][0-9][0-9]"
_ANY_DAY = ("0[1-9]", "[12][0-9]")
_CALENDAR = {
    ("0[13578]", "1[02]"): (*_ANY_DAY, "3[01]"),
    ("0[469]", "11"): (*_ANY_DAY, "30"),
    ("02",): _ANY_DAY,
}
_MONTHS = tuple(month for months in _CALENDAR for month in months)
_MONTHS_AND_DAYS = tuple(
    f"{month}-{day}" for months, days in _CALENDAR.items() for month in months for day in days
)
_DATES = (_YEAR, *(f"{_YEAR}-{one}" for one in (*_MONTHS, *_MONTHS_AND_DAYS)))


def _on_the_calendar(text: str) -> str:
    """Reject what the pattern allows: 29 February in a common year, and the year 0."""
    date.fromisoformat(text)
    return text


Text = Annotated[str, Field(min_length=1)]
Title = Annotated[str, Field(min_length=1, max_length=90)]
ListedText = Annotated[str, Field(min_length=1, pattern="^[^;]*$"), Glob(never=("*;*",))]
ChineseText = Annotated[str, Field(min_length=1)]
Slug = Annotated[str, Field(pattern=f"^{SLUG}$"), _SLUG_GLOB]
SectionId = Annotated[str, Field(pattern=f"^{_SECTION}$"), _SECTION_GLOB]
RecordPath = Annotated[
    str,
    Field(pattern=f"^(document|{'|'.join(f'{noun}/{key}' for noun, (key, _) in _KEYS.items())})$"),
    Glob(
        either=(
            "document",
            *(f"{noun}/{form}" for noun, (_, glob) in _KEYS.items() for form in glob.each),
        ),
        never=tuple(f"{noun}/{form}" for noun, (_, glob) in _KEYS.items() for form in glob.never),
    ),
]
IdPath = Annotated[
    str,
    Field(pattern=f"^({'|'.join(_OWN_IDS)})/{SLUG}$"),
    Glob(
        either=tuple(f"{noun}/[a-z]*" for noun in _OWN_IDS),
        never=tuple(f"{noun}/{form}" for noun in _OWN_IDS for form in _SLUG_GLOB.never),
    ),
]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Value = Annotated[
    str,
    Field(pattern="^[a-z]+(_[a-z]+)*$"),
    Glob(each=("[a-z]*",), never=("*[^a-z_]*", "*__*", "*_")),
]
Url = Annotated[
    str,
    Field(pattern="^https?://[!-~]+$"),
    Glob(either=("http://?*", "https://?*"), never=("*[^!-~]*",)),
]
IsoDate = Annotated[
    str,
    Field(
        pattern=f"^[0-9]{{4}}-({'|'.join(_MONTHS_AND_DAYS)})$",
        json_schema_extra={"format": "date"},
    ),
    AfterValidator(_on_the_calendar),
]
PartialDate = Annotated[
    str,
    Field(pattern=f"^[0-9]{{4}}(-({'|'.join((*_MONTHS, *_MONTHS_AND_DAYS))}))?$"),
    Glob(either=_DATES),
]
Period = Annotated[
    str,
    Field(pattern="^[0-9]{4}(/[0-9]{4})?$"),
    Glob(either=(_YEAR, f"{_YEAR}/{_YEAR}")),
]
Count = Annotated[int, Field(ge=0)]
Expected = Annotated[int, Field(ge=0, le=10_000)]
Position = Annotated[int, Field(ge=1)]
TaskNumber = Annotated[int, Field(ge=1, le=100)]
FootnoteNumber = Annotated[int, Field(ge=1)]

AgencyRef = Annotated[Slug, Ref("agencies")]
SectionRef = Annotated[SectionId, Ref("sections")]
TaskRef = Annotated[TaskNumber, Ref("tasks")]
FootnoteRef = Annotated[FootnoteNumber, Ref("footnotes")]
SourceRef = Annotated[Slug, Ref("sources")]
EntityRef = Annotated[Slug, Ref("entities")]

SLUG_LIST = ListForm(
    SLUG,
    Glob(each=("[a-z]*",), never=("*[^a-z0-9;-]*", "*--*", "*-", "*-;*", "*;[^a-z]*", "*;")),
)
TEXT_LIST = ListForm("[^;]+", Glob(never=(";*", "*;;*", "*;")))
NUMBER_LIST = ListForm(
    "[1-9][0-9]*", Glob(each=("[1-9]*",), never=("*[^0-9;]*", "*;0*", "*;", "*;;*"))
)


def list_of(vocabulary: type[Vocabulary]) -> ListForm:
    """Return the form of a list of values from a vocabulary.

    >>> class Bank(Vocabulary):
    ...     LEFT, RIGHT = ("left", "as the water flows"), ("right", "the other one")
    >>> list_of(Bank).item
    '(left|right)'
    """
    return ListForm(_one_of([*vocabulary]), Glob())


def _one_of(words: list[str]) -> str:
    """Return a regular expression for words that never backtracks.

    >>> _one_of(["mark", "market", "moor"])
    'm(ark(et)?|oor)'
    """
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[:1], []).append(word[1:])
    ends = tails.pop("", None) is not None
    ways = [first + _one_of(rest) for first, rest in tails.items()]
    either = "|".join(ways)
    if not ways or (len(ways) == 1 and not ends):
        return either
    return f"({either}){'?' if ends else ''}"
