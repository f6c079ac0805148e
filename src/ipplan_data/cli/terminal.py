"""What all commands share: where they print, how they fail, and which clone they work in."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from ipplan_data import (
    AmbiguousNameError,
    DamagedDataError,
    UnknownFileError,
    UnknownKeyError,
    UnknownNameError,
    UnknownValueError,
)
from ipplan_data.export import ExportError
from ipplan_data.printing import inert

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

app = typer.Typer(
    help="China's 2020 intellectual property promotion plan as data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


class Printer:
    """A console that is made when it is first needed: loading it takes a while."""

    def __init__(self, **options: Any) -> None:
        """Keep what the console is to be like."""
        self._options = options

    @cached_property
    def console(self) -> Console:
        """The console itself."""
        from rich.console import Console  # noqa: PLC0415 - see above

        return Console(highlight=False, emoji=False, **self._options)

    def print(self, *things: Any, **options: Any) -> None:
        """Print with the console's markup."""
        self.console.print(*things, **options)


def escape(text: str) -> str:
    """Keep a text from being taken for markup."""
    from rich.markup import escape as escaped  # noqa: PLC0415 - as for the console

    return escaped(text)


def plain_table(*headers: str, **options: Any) -> Table:
    """Make a table without lines."""
    from rich.table import Table  # noqa: PLC0415 - as for the console

    return Table(*headers, box=None, pad_edge=False, **options)


out = Printer()
err = Printer(stderr=True, soft_wrap=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON as in data/ipplan.json.")]
Force = Annotated[bool, typer.Option("--force", help="Replace files that are there and differ.")]
Root = Annotated[
    Path | None,
    typer.Option(help="The clone to work in; without it, the one around the current folder."),
]


def report(findings: list[Any], mend: str = "", to: TextIO | None = None) -> None:
    """Print findings and end with exit code 1, where there are any; ``mend`` is a command."""
    for finding in findings:
        print(finding, file=to)
    end_with(findings, mend)


def end_with(findings: list[Any], mend: str = "") -> None:
    """End with their count and exit code 1, where there are findings; ``mend`` is a command."""
    if not findings:
        return
    count = f"{len(findings)} finding{'' if len(findings) == 1 else 's'}"
    err.print(f"{count}; to make the published files anew: {mend}" if mend else count)
    raise typer.Exit(1)


def curation(module: str = "pipeline") -> Any:
    """Give a module of curation, or say which extra it needs and end with exit code 2."""
    try:
        return import_module(f"ipplan_data.curation.{module}")
    except ModuleNotFoundError as error:
        name = error.name or ""
        needed = {"pydantic", "pydantic_core", "yaml"}
        if name != "ipplan_data.curation" and name.partition(".")[0] not in needed:
            raise
        err.print(
            "this needs the tools of curation: pip install 'ipplan-data[curation]'", markup=False
        )
        raise typer.Exit(2) from None


class _NoRecordsError(Exception):
    """There is nothing to build or to check."""


def root_of(given: Path | None) -> Path:
    """Give the clone to work in: the one named, or the one around the current folder."""
    start = given or Path.cwd()
    for folder in [start] if given else [start, *start.parents]:
        if (folder / "records").is_dir():
            return folder
    where = f"in {start}" if given else "here or in any folder above"
    message = f"there is no folder 'records' {where}; run this in a clone, or name one with --root"
    raise _NoRecordsError(message)


_TOLD: tuple[type[Exception], ...] = (
    AmbiguousNameError,
    DamagedDataError,
    ExportError,
    UnknownFileError,
    UnknownKeyError,
    UnknownNameError,
    UnknownValueError,
    _NoRecordsError,
)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what can go wrong into one line and exit code 2."""
    try:
        yield
    except (*_TOLD, *_told()) as error:
        message = str(error)
    except OSError as error:
        message = f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")
    else:
        return
    err.print(f"ipplan: {inert(message)}", markup=False)
    raise typer.Exit(2)


def _told() -> tuple[type[Exception], ...]:
    """Errors of curation whose message is for the user, if curation is loaded at all."""
    document = sys.modules.get("ipplan_data.curation.document")
    return document.TOLD if document else ()


def print_json(value: Any) -> None:
    """Print a value as JSON that no terminal takes for a command."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    shown = (c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)
    print("".join(shown))
