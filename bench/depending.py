"""Measure what it costs to depend on the package: its start, its size, and its exports.

Builds the wheel, installs it and its peers with pip in clean environments, and times all of them
in one run, in fresh processes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import report
from environments import Environment, Installer, MissingError
from tables import Found, as_json, compared, tables
from timing import FailedError, interleaved, spread, tried

NAME = "depending"
ROUNDS, FEWEST = 40, 2
EXAMPLE = "example: .venv/bin/python bench/depending.py --rounds 10 --no-keep"

OURS = "ipplan-data"
JSON = "ipplan.json"
LOOK_UP = "ipplan_data.load().tasks[48].lead.name"
FLOOR = """import json
with open({path!r}, encoding="utf-8") as file:
    plan = json.load(file)
lead = next(task["lead_agency"] for task in plan["tasks"] if task["number"] == 48)
print(next(body["name"] for body in plan["agencies"] if body["id"] == lead))"""

NOTHING = ("", "None", "False")

IMPORT_GOAL, LOOK_UP_GOAL = 1.15, 1.15

FORMATS = {"xlsx": "plan.xlsx", "sqlite": "plan.sqlite", "parquet": "plan", "bibtex": "plan.bib"}
EXTRAS = "cli,excel,parquet"
START = "ipplan --version"


@dataclass(frozen=True)
class Package:
    """A distribution, the statement that imports it, and what its users typically look up."""

    distribution: str
    imported: str
    look_up: str


PACKAGES = (
    Package(OURS, "import ipplan_data", LOOK_UP),
    Package("pycountry", "import pycountry", "pycountry.countries.get(alpha_2='CN').name"),
    Package("us", "import us", "us.states.lookup('MD').name"),
    Package("iso3166", "from iso3166 import countries", "countries.get('CN').name"),
    Package("babel", "import babel", "babel.Locale('en').territories['CN']"),
    Package(
        "trove-classifiers",
        "from trove_classifiers import classifiers",
        "'Typing :: Typed' in classifiers",
    ),
)


class Bench:
    """One run: the environments, the version of what is in each, and how often to time it."""

    def __init__(self, folder: Path, rounds: int) -> None:
        """Set up the environments; raises ``MissingError`` where one can't be made."""
        self._folder, self._rounds = folder, rounds
        installer = Installer(folder)
        tree = str(Path(__file__).resolve().parents[1])
        self.bare = installer.environment("bare")
        self.of: dict[str, Environment] = {}
        for package in PACKAGES:
            report.live(f"installing {package.distribution}")
            wanted = tree if package.distribution == OURS else package.distribution
            self.of[package.distribution] = installer.environment(package.distribution, wanted)
        # A plain wheel by itself: what else there is came for the peers.
        (self.wheel,) = self.of[OURS].wheels
        report.live(f"installing {OURS}[{EXTRAS}]")
        self.exporting = installer.environment("exporting", f"{self.wheel}[{EXTRAS}]")

    def version(self, name: str) -> str:
        """Give the version of a distribution where it was installed for its own sake."""
        return self.of[name].installed[name].version

    def statements(self) -> dict[str, list[str]]:
        """Give every command that is timed, the pass that all are compared with first.

        Raises ``FailedError`` where one fails or finds nothing, ``MissingError`` where the floor
        finds another name than the package.
        """
        commands = {"pass": _python(self.bare, "pass"), "pass again": _python(self.bare, "pass")}
        told: dict[str, str] = {}
        for package in PACKAGES:
            name, environment = package.distribution, self.of[package.distribution]
            commands[f"import {name}"] = _python(environment, package.imported)
            look_up = f"{package.imported}\nprint({package.look_up})"
            commands[f"look up {name}"] = _python(environment, look_up)
        commands["floor"] = _python(self.bare, FLOOR.format(path=str(self._json())))
        for name, command in commands.items():
            try:
                told[name] = tried(command, self._folder)
            except FailedError as error:
                raise FailedError(f"{name}: {command[-1].splitlines()[-1]}: {error}") from error
            if name.startswith("look up") and told[name].strip() in NOTHING:
                raise FailedError(f"{name}: {command[-1].splitlines()[-1]}: it finds nothing")
        ours, floor = told[f"look up {OURS}"].strip(), told["floor"].strip()
        if ours != floor:
            raise MissingError(f"{LOOK_UP} gives {ours!r}, but {JSON} has {floor!r}")
        return commands

    def exports(self) -> tuple[dict[str, list[str]], dict[str, int]]:
        """Give the export of each format on offer, and the bytes it writes; tell the others."""
        start = [self.exporting.python, "-I", "-m", "ipplan_data"]
        commands, written = {START: [*start, "--version"]}, {}
        tried(commands[START], self._folder)
        for kind, place in FORMATS.items():
            folder = self._folder / f"export-{kind}"
            folder.mkdir()
            command = [*start, "export", kind, "-o", place]
            try:
                tried(command, folder)
            except FailedError as error:
                report.tell(f"ipplan export {kind} is not measured: {error}")
                continue
            lengths = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
            if lengths:
                commands[kind], written[kind] = command, sum(lengths)
            else:
                report.tell(f"ipplan export {kind} is not measured: it wrote nothing to {place}")
        return commands, written

    def run(self) -> Found:
        """Time everything; raises what :meth:`statements` raises."""
        commands = self.statements()
        exports, written = self.exports()
        times = self._timed("start", commands)
        exported = self._timed("exports", exports) if written else {}
        base, floor = times["pass"], times["floor"]
        imports = [compared("pass, timed again", "pass", times["pass again"], base)]
        look_ups = [compared("the floor", "json.load(file)", floor, floor)]
        for one in PACKAGES:
            name = f"{one.distribution} {self.version(one.distribution)}"
            goals = (IMPORT_GOAL, LOOK_UP_GOAL) if one.distribution == OURS else (None, None)
            bare, used = times[f"import {one.distribution}"], times[f"look up {one.distribution}"]
            imports.append(compared(name, one.imported, bare, base, goals[0]))
            look_ups.append(compared(name, one.look_up, used, floor, goals[1]))
        return Found(
            rounds=self._rounds,
            base=spread([second * 1e3 for second in base]),
            imports=imports,
            look_ups=look_ups,
            sizes={name: environment.size() for name, environment in self.of.items()},
            exports=[
                compared(kind, f"ipplan {' '.join(exports[kind][4:])}", took, exported[START])
                for kind, took in exported.items()
            ],
            written=written,
        )

    def _timed(self, what: str, commands: Mapping[str, list[str]]) -> dict[str, list[float]]:
        def step(number: int) -> None:
            report.live(f"{what}: round {number} of {self._rounds}, {len(commands)} commands each")

        return interleaved(commands, self._rounds, step)

    def _json(self) -> Path:
        files = self.of[OURS].installed[OURS].files or []
        for file in files:
            if file.name == JSON:
                return Path(str(file.locate()))
        raise MissingError(f"the wheel of {OURS} has no {JSON}")


def _python(environment: Environment, statements: str) -> list[str]:
    return [environment.python, "-I", "-c", statements]


def _rounds(text: str) -> int:
    rounds = int(text) if text.isdecimal() else 0
    if rounds < FEWEST:
        message = f"expected a number of rounds, {FEWEST} or more, and not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return rounds


def main() -> int:
    """Run the bench; give 2, after one line on standard error, where something is missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--rounds", type=_rounds, default=ROUNDS, help="runs of each command; usually %(default)s"
    )
    parser.add_argument(
        "--no-keep", action="store_true", help="print the tables, and change no file"
    )
    given = parser.parse_args()
    return report.ended("depending.py", lambda: _bench(given), MissingError, FailedError)


def _bench(given: argparse.Namespace) -> int:
    report.placed(NAME, "")
    with tempfile.TemporaryDirectory() as folder:
        found = Bench(Path(folder), given.rounds).run()
    report.live("")
    print(tables(found))
    if not given.no_keep:
        report.keep(NAME, as_json(found), tables(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
