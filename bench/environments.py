"""Make clean virtual environments with pip, and count what a distribution brings into one."""

from __future__ import annotations

import os
import re
import subprocess
import sysconfig
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import Distribution, distributions
from pathlib import Path

BYTE_CODE = ".pyc"


class MissingError(Exception):
    """Something that the bench needs is not there; the message says what, in a line."""


@dataclass(frozen=True)
class Size:
    """What lies in an environment: numbers of bytes, and of distributions."""

    distributions: int
    wheels: int
    without_byte_code: int
    with_byte_code: int


class Environment:
    """A virtual environment that holds some wheels and nothing else, not even pip."""

    def __init__(self, folder: Path) -> None:
        """Make it, with links to Python as the ``venv`` command makes them."""
        self._folder = folder
        self.wheels: list[Path] = []
        venv.create(folder, symlinks=os.name != "nt")

    @property
    def python(self) -> str:
        """The Python of the environment."""
        return _python(self._folder)

    @cached_property
    def installed(self) -> dict[str, Distribution]:
        """The distributions in it, by name in lower case with hyphens."""
        variables = {"base": str(self._folder), "platbase": str(self._folder)}
        places = {sysconfig.get_path(kind, "venv", variables) for kind in ("purelib", "platlib")}
        return {_normal(one.metadata["Name"]): one for one in distributions(path=sorted(places))}

    def size(self) -> Size:
        """Add up the files that the distributions list as theirs, by their lengths."""
        lengths = {
            path: path.stat().st_size
            for one in self.installed.values()
            for path in (Path(str(file.locate())) for file in one.files or ())
        }
        plain = sum(size for path, size in lengths.items() if path.suffix != BYTE_CODE)
        wheels = sum(wheel.stat().st_size for wheel in self.wheels)
        return Size(len(self.installed), wheels, plain, sum(lengths.values()))


class Installer:
    """A pip that stands apart from the environments that it fills."""

    def __init__(self, folder: Path) -> None:
        """Make an environment with pip in it; raises ``MissingError`` where Python has none."""
        self._folder = folder
        try:
            venv.create(folder / "pip", with_pip=True, symlinks=os.name != "nt")
        except subprocess.CalledProcessError as error:
            message = "no pip: this Python's ensurepip is missing; on Debian: python3-venv has it"
            raise MissingError(message) from error

    def environment(self, name: str, *wanted: str) -> Environment:
        """Make an environment of what pip finds for some requirements, and all that they need.

        Raises ``MissingError`` where pip can't get, build or install it.
        """
        made = Environment(self._folder / name)
        if wanted:
            wheels = self._folder / f"{name}-wheels"
            self._pip(name, "wheel", "--wheel-dir", str(wheels), *wanted)
            made.wheels = sorted(wheels.glob("*.whl"))
            files = [str(wheel) for wheel in made.wheels]
            into = ["--python", made.python, "install", "--compile", "--no-deps", "--no-index"]
            self._pip(name, *into, *files)
        return made

    def _pip(self, name: str, *arguments: str) -> None:
        command = [_python(self._folder / "pip"), "-m", "pip", "--disable-pip-version-check"]
        given = [*command, "--no-input", "--retries", "1", "--quiet", *arguments]
        told = subprocess.run(  # noqa: S603 - pip, with what this bench asks for
            given, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if told.returncode:
            raise MissingError(f"pip can't install {name}: {_reason(told.stderr.splitlines())}")


def _python(folder: Path) -> str:
    return str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _reason(lines: Sequence[str]) -> str:
    """Pick the line of pip's that says what it lacks."""
    errors = [line.strip().removeprefix("ERROR: ") for line in lines if "ERROR: " in line]
    return errors[-1] if errors else "it says nothing more"
