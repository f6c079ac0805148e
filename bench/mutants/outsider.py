"""Run by the Python of another validator: judges the folders that it is told, one a line.

For each it answers with a line: ``sound``, ``found``, or ``broke`` where it ended in an error of
its own.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

METADATA = "csv-metadata.json"


def frictionless(folder: Path) -> bool:
    """Validate the data package."""
    import frictionless  # noqa: PLC0415 - each environment has another

    try:
        return bool(frictionless.validate(str(folder / "datapackage.json")).valid)
    except frictionless.FrictionlessException:
        return False


def check_jsonschema(folder: Path) -> bool:
    """Validate the plan by its schema, with the command itself."""
    from check_jsonschema import main  # noqa: PLC0415 - as above

    schema, plan = folder / "schema" / "plan.schema.json", folder / "data" / "ipplan.json"
    try:
        main(["--schemafile", str(schema), str(plan)], standalone_mode=True)
    except SystemExit as ended:
        return not ended.code
    return True


def csvwvalidate(folder: Path) -> bool:
    """Validate the tables by metadata made of the descriptor, as ``csvwvalidate --lax`` does.

    Otherwise it refuses every body that has no parent.
    """
    from csvw import CSVW  # noqa: PLC0415 - as above

    try:
        made = metadata(json.loads((folder / "datapackage.json").read_bytes()))
    except (ValueError, LookupError, TypeError, AttributeError, OSError):
        return False  # what can't be read has been noticed
    path = folder / METADATA
    path.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    try:
        return bool(CSVW(str(path), validate=True, strict=False).is_valid)
    except (ValueError, OSError):
        return False
    finally:
        path.unlink()


def metadata(given: dict[str, Any]) -> dict[str, Any]:
    """Say of the tables what the descriptor says, in the words of CSV on the Web."""
    paths = {one["name"]: one["path"] for one in given["resources"]}
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "tables": [
            {"url": one["path"], "tableSchema": _schema(one["name"], one["schema"], paths)}
            for one in given["resources"]
        ],
    }


def _schema(name: str, schema: dict[str, Any], paths: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "columns": [*map(_column, schema["fields"])],
        "primaryKey": schema["primaryKey"],
    }
    if "foreignKeys" in schema:
        found["foreignKeys"] = [
            {
                "columnReference": one["fields"],
                "reference": {
                    "resource": paths[one["reference"]["resource"] or name],
                    "columnReference": one["reference"]["fields"],
                },
            }
            for one in schema["foreignKeys"]
        ]
    return found


def _column(field: dict[str, Any]) -> dict[str, Any]:
    limits = field.get("constraints", {})
    kind = field.get("itemType", field["type"])
    datatype: dict[str, Any] = {"base": kind}
    if kind == "boolean":
        datatype["format"] = f"{field['trueValues'][0]}|{field['falseValues'][0]}"
    if kind == "string" and "enum" in limits:
        datatype["format"] = "|".join(limits["enum"])
    if kind == "string" and "pattern" in limits and "separator" not in field:
        datatype["format"] = limits["pattern"].removeprefix("^").removesuffix("$")
    named = {"minimum", "maximum", "minLength", "maxLength"}
    datatype |= {key: limits[key] for key in sorted(named & limits.keys())}
    found = {
        "name": field["name"],
        "titles": field["name"],
        "datatype": datatype,
        "required": limits.get("required", False),
        "null": "",
    }
    return found | ({"separator": field["separator"]} if "separator" in field else {})


def main(judge: Callable[[Path], bool]) -> None:
    """Answer for each folder, until there are no more."""
    logging.disable()
    warnings.simplefilter("ignore")
    answers = sys.stdout
    for line in sys.stdin:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            try:
                answer = "sound" if judge(Path(line.rstrip("\n"))) else "found"
            except Exception as error:
                answer = f"broke {type(error).__name__}"
        print(answer, file=answers, flush=True)


if __name__ == "__main__":
    judges = {one.__name__: one for one in (frictionless, check_jsonschema, csvwvalidate)}
    main(judges[sys.argv[1]])
