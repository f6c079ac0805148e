#!/usr/bin/env bash
# pydantic 2.14.3 lets an enum member that only labels a field replace the field's type.
#
# Surprises whoever labels fields with their own vocabulary, as in Annotated[int, Origin.CODED]: a
# member is an instance of its class, so if the enum defines __get_pydantic_core_schema__ in order to
# be read as a type of its own, pydantic finds that method on the label too and calls it for the
# field. The integer field then accepts only the enum's words, and its JSON Schema says string. The
# same enum without the method is an inert label.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pydantic==2.14.3
"$work/venv/bin/python" - <<'PY'
import enum
import sys
from typing import Annotated

import pydantic
from pydantic_core import core_schema


class Plain(str, enum.Enum):
    CODED = "coded"


class Readable(str, enum.Enum):
    CODED = "coded"

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())


def outcome(label):
    model = pydantic.create_model("Row", number=(Annotated[int, label], ...))
    try:
        model(number=7)
    except pydantic.ValidationError:
        verdict = "7 is refused"
    else:
        verdict = "7 is accepted"
    return verdict, model.model_json_schema()["properties"]["number"]["type"]


seen = [outcome(Plain.CODED), outcome(Readable.CODED)]
print(f"pydantic {pydantic.VERSION}")
print(f"label without the method: {seen[0]}")
print(f"label with the method:    {seen[1]}")
sys.exit(seen != [("7 is accepted", "integer"), ("7 is refused", "string")])
PY
