"""The command that compares two versions of the data: diff."""

from __future__ import annotations

from typing import Annotated

import typer

from ipplan_data.cli.terminal import app, curation, one_of, plain_errors


@app.command(
    epilog="Examples: `ipplan diff HEAD~1`, `ipplan diff v0.1.0 HEAD --format markdown`, "
    "`ipplan diff --breaking origin/main .`"
)
def diff(
    old: Annotated[
        str,
        typer.Argument(
            help="A folder with published files, a git revision, or the word `installed`.",
            show_default=False,
        ),
    ],
    new: Annotated[str, typer.Argument(help="Likewise.")] = ".",
    form: Annotated[str, typer.Option("--format", help="text, json or markdown.")] = "text",
    breaking: Annotated[
        bool,
        typer.Option(
            "--breaking", help="Report only files, columns and ids that are gone, without redirect."
        ),
    ] = False,
) -> None:
    """Compare two versions of the data.

    Exits with 0 if they are the same (or nothing is breaking), 1 if they differ, 2 if one can't be
    read.
    """
    module = curation("diff")
    one_of(module.FORMATS, form, "--format")
    with plain_errors(module.VersionError):
        versions = [module.read(name) for name in (old, new)]
    changes = (module.breaking if breaking else module.compare)(*versions)
    if breaking and not changes and form == "text":
        print("No breaking changes")
    else:
        print(module.FORMATS[form](*versions, changes), end="")
    raise typer.Exit(1 if changes else 0)
