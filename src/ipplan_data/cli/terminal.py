"""What all commands share: output, errors, and the clone to work in."""

from __future__ import annotations

import json
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
    """A console that is loaded when it is first needed, since loading takes a while."""

    def __init__(self, **options: Any) -> None:
        """Keep the options of the console."""
        self._options = options

    @cached_property
    def console(self) -> Console:
        """The console itself, made once."""
        from rich.console import Console  # noqa: PLC0415 - see above

        return Console(highlight=False, emoji=False, **self._options)

    def print(self, *things: Any, **options: Any) -> None:
        """Print with the console's markup."""
        self.console.print(*things, **options)


def escape(text: str) -> str:
    """Escape the console's markup in a text."""
    from rich.markup import escape as escaped  # noqa: PLC0415 - as for the console

    return escaped(text)


def plain_table(*headers: str, **options: Any) -> Table:
    """Make a table without rules."""
    from rich.table import Table  # noqa: PLC0415 - as for the console

    return Table(*headers, box=None, pad_edge=False, **options)


out = Printer()
err = Printer(stderr=True, soft_wrap=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON as in data/ipplan.json.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite existing files.")]
Root = Annotated[
    Path | None,
    typer.Option(help="Clone to work in (default: the one around the current folder)."),
]


def report(findings: list[Any], fix: str = "", to: TextIO | None = None) -> None:
    """Print findings; exit with 1 if there are any. ``fix`` is a command that fixes them."""
    for finding in findings:
        print(finding, file=to)
    end_with(findings, fix)


def end_with(findings: list[Any], fix: str = "") -> None:
    """Print how many findings there are and exit with 1, if there are any."""
    if not findings:
        return
    count = f"{len(findings)} finding{'' if len(findings) == 1 else 's'}"
    err.print(f"{count}; to rebuild the published files, run: {fix}" if fix else count)
    raise typer.Exit(1)


def curation(module: str = "pipeline", package: str = "curation") -> Any:
    """Import a module; exit with 2 and name the extra if what it needs isn't installed."""
    try:
        return import_module(f"ipplan_data.{package}.{module}")
    except ModuleNotFoundError as error:
        name = error.name or ""
        needed = {"pydantic", "pydantic_core", "yaml", "duckdb", "krippendorff", "markdownify"}
        if name.partition(".")[0] not in needed:
            raise
        err.print(
            "this command needs the curation tools: pip install 'ipplan-data[curation]'",
            markup=False,
        )
        raise typer.Exit(2) from None


class _NoRecordsError(Exception):
    """There are no records to build or check."""


def root_of(given: Path | None) -> Path:
    """Find the clone to work in: the one given, or the one around the current folder."""
    start = given or Path.cwd()
    for folder in [start] if given else [start, *start.parents]:
        if (folder / "records").is_dir():
            return folder
    where = f"in {start}" if given else "here or in any folder above"
    message = f"no folder 'records' {where}; run this in a clone, or name one with --root"
    raise _NoRecordsError(message)


_EXPECTED: tuple[type[Exception], ...] = (
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
def plain_errors(*more: type[Exception]) -> Iterator[None]:
    """Print an expected error, or one of ``more``, as one line and exit with 2."""
    try:
        yield
    except (*_EXPECTED, *more) as error:
        message = str(error)
    except OSError as error:
        message = f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")
    else:
        return
    err.print(f"ipplan: {inert(message)}", markup=False)
    raise typer.Exit(2)


def print_json(value: Any) -> None:
    """Print JSON, with control characters escaped for the terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    shown = (c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)
    print("".join(shown))
