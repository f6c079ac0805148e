"""Which properties a descriptor may have, and what each may hold."""

from __future__ import annotations

import re
from typing import NamedTuple

from ipplan_data.package_check import characters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

PREFIX = "sha256:"
_DIGEST = re.compile("sha256:[0-9a-f]{64}")
_ADDRESS = re.compile("https?://[!-~]+")


class Kind(NamedTuple):
    """What a property may hold: in words, and as a test."""

    what: str
    holds: Callable[[Any], bool]


class Shape(NamedTuple):
    """An object: the properties that it must have, and those that it may have."""

    required: dict[str, Kind]
    optional: dict[str, Kind]

    def kind(self, name: str) -> Kind | None:
        """Give what a property may hold, or nothing where none is called so."""
        return self.required.get(name) or self.optional.get(name)


def is_count(value: Any) -> bool:
    """Tell whether a value is a whole number, and none below 0.

    >>> is_count(3), is_count(True), is_count(-1)
    (True, False, False)
    """
    return type(value) is int and value >= 0


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


def _is_prose(value: Any) -> bool:
    if not isinstance(value, str) or not value:
        return False
    odd = characters.fault(value) or characters.writing_fault(value)
    # A description may speak of the marks that stand in Chinese.
    return odd is None or odd.code == "IPP955"


def _only(value: Any) -> Kind:
    return Kind(f"{value!r}", lambda given: type(given) is type(value) and given == value)


def _one_of(*values: str) -> Kind:
    return Kind(" or ".join(map(repr, values)), lambda given: given in values)


ANY = Kind("anything", lambda _: True)
PROSE = Kind("a text of plain characters", _is_prose)
PROSES = Kind(
    "a list of such texts",
    lambda value: _is_texts(value) and all(map(_is_prose, value)),
)
ADDRESS = Kind(
    "an address",
    lambda value: isinstance(value, str) and bool(_ADDRESS.fullmatch(value)),
)
TEXT = Kind("a text", lambda value: isinstance(value, str) and bool(value))
MAYBE_TEXT = Kind("a text", lambda value: isinstance(value, str))
TEXTS = Kind("a list of texts", _is_texts)
COUNT = Kind("a number from 0", is_count)
NUMBER = Kind("a whole number", lambda value: type(value) is int)
TRUTH = Kind("true or false", lambda value: isinstance(value, bool))
LIST = Kind("a list", lambda value: isinstance(value, list) and bool(value))
ITEMS = Kind("a list", lambda value: isinstance(value, list))
OBJECT = Kind("an object", lambda value: isinstance(value, dict))
DIGEST = Kind(
    "'sha256:' and 64 digits",
    lambda value: isinstance(value, str) and bool(_DIGEST.fullmatch(value)),
)
SEPARATOR = Kind("one character", lambda value: isinstance(value, str) and len(value) == 1)

PACKAGE = Shape(
    {"name": PROSE, "version": PROSE, "digest": DIGEST, "resources": LIST},
    {
        "$schema": ADDRESS,
        "title": PROSE,
        "description": PROSE,
        "homepage": ADDRESS,
        "keywords": PROSES,
        "licenses": LIST,
        "sources": LIST,
        "contributors": LIST,
        "created": PROSE,
        "id": PROSE,
        "files": ITEMS,
    },
)
# What stands in each list of a package that is neither tables nor files.
LISTED_IN_PACKAGE = {
    "licenses": Shape({"name": PROSE}, {"title": PROSE, "path": ADDRESS}),
    "sources": Shape({"title": PROSE}, {"path": ADDRESS, "email": PROSE, "version": PROSE}),
    "contributors": Shape(
        {"title": PROSE},
        {"path": ADDRESS, "email": PROSE, "roles": PROSES, "organization": PROSE},
    ),
}
FILE = Shape({"path": TEXT, "bytes": COUNT, "hash": DIGEST}, {})
RESOURCE = Shape(
    {
        "name": TEXT,
        **FILE.required,
        "type": _only("table"),
        "format": _only("csv"),
        "mediatype": _only("text/csv"),
        "encoding": _only("utf-8"),
        "rows": COUNT,
        "schema": OBJECT,
    },
    {"title": PROSE, "description": PROSE},
)
SCHEMA = Shape(
    {"fields": LIST, "primaryKey": TEXTS, "missingValues": _only([""])},
    {"uniqueKeys": LIST, "foreignKeys": LIST},
)
FIELD = Shape(
    {"name": TEXT, "type": _one_of("string", "integer", "boolean")},
    {
        "title": PROSE,
        "description": PROSE,
        "example": ANY,
        "origin": _one_of("source", "reference", "coded"),
        "constraints": OBJECT,
        "categories": LIST,
        "reliability": OBJECT,
    },
)
BOOLEAN = Shape({**FIELD.required, "trueValues": TEXTS, "falseValues": TEXTS}, FIELD.optional)
LISTED = Shape(
    {**FIELD.required, "separator": SEPARATOR, "itemType": _one_of("string", "integer")},
    FIELD.optional,
)
CONSTRAINTS = {
    "string": Shape(
        {},
        {
            "required": TRUTH,
            "unique": TRUTH,
            "pattern": TEXT,
            "enum": TEXTS,
            "minLength": COUNT,
            "maxLength": COUNT,
        },
    ),
    "integer": Shape(
        {}, {"required": TRUTH, "unique": TRUTH, "minimum": NUMBER, "maximum": NUMBER}
    ),
    "boolean": Shape({}, {"required": TRUTH}),
}
CATEGORY = Shape({"value": TEXT, "label": PROSE}, {})
FOREIGN = Shape({"fields": TEXTS, "reference": OBJECT}, {})
REFERENCE = Shape({"resource": MAYBE_TEXT, "fields": TEXTS}, {})
