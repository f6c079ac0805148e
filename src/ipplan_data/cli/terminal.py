"""What all commands share: output, errors, and the clone to work in."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer
from typer.core import TyperGroup

from ipplan_data import (
    AmbiguousNameError,
    DamagedDataError,
    UnknownFileError,
    UnknownKeyError,
    UnknownNameError,
    UnknownValueError,
)
from ipplan_data.export import ExportError
from ipplan_data.export.package import imported
from ipplan_data.printing import inert

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

Json = Annotated[bool, typer.Option("--json", help="Print JSON as in data/ipplan.json.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite existing files.")]
Root = Annotated[
    Path | None,
    typer.Option(help="Clone to work in (default: the one around the current folder)."),
]


class _NoRecordsError(Exception):
    """There are no records to build or check."""


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
        if error.filename is None:  # what is printed can't be written
            raise
        message = f"{error.strerror}: {error.filename}"
    else:
        return
    print(f"ipplan: {inert(message)}", file=sys.stderr)
    raise typer.Exit(2)


class _Commands(TyperGroup):
    """Commands, all with the errors that each may expect."""

    def invoke(self, ctx: Any) -> Any:
        with plain_errors():
            return super().invoke(ctx)


app = typer.Typer(
    cls=_Commands,
    help="China's 2020 intellectual property promotion plan as data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


@cache
def console() -> Console:
    """Make the console when it is first needed, since loading Rich takes a while."""
    from rich.console import Console  # noqa: PLC0415 - see above

    return Console(highlight=False, emoji=False, markup=False)


def plain_table(*headers: str, **options: Any) -> Table:
    """Make a table without rules."""
    from rich.table import Table  # noqa: PLC0415 - as for the console

    return Table(*headers, box=None, pad_edge=False, header_style="bold", **options)


def print_json(value: Any) -> None:
    """Print JSON, with control characters escaped for the terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    shown = (c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)
    print("".join(shown))


def one_of(values: Collection[str], given: str, option: str) -> None:
    """Refuse a value that isn't one of those that an option has."""
    if given not in values:
        raise typer.BadParameter(f"expected one of {', '.join(values)}", param_hint=option)


def report(findings: list[Any], fix: str = "", to: TextIO | None = None) -> None:
    """Print findings; exit with 1 if there are any. ``fix`` is a command that fixes them."""
    print(*findings, sep="\n", end="\n" * bool(findings), file=to)
    end_with(findings, fix)


def end_with(findings: list[Any], fix: str = "") -> None:
    """Print how many findings there are and exit with 1, if there are any."""
    if findings:
        count = f"{len(findings)} finding{'' if len(findings) == 1 else 's'}"
        rest = f"; to rebuild the published files, run: {fix}" if fix else ""
        print(f"{count}{rest}", file=sys.stderr)
        raise typer.Exit(1)


def curation(module: str = "pipeline", package: str = "curation") -> Any:
    """Import a module that needs the extra for curation."""
    return imported(f"{package}.{module}", "this command", "curation")


def root_of(given: Path | None) -> Path:
    """Find the clone to work in: the one given, or the one around the current folder."""
    start = given or Path.cwd()
    for folder in [start] if given else [start, *start.parents]:
        if (folder / "records").is_dir():
            return folder
    where = f"in {start}" if given else "here or in any folder above"
    message = f"no folder 'records' {where}; run this in a clone, or name one with --root"
    raise _NoRecordsError(message)
