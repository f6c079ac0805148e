"""The command that compares two versions of the data: diff."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Annotated

import typer

from ipplan_data.cli.terminal import app, plain_errors

_EXIT = {"same": 0, "different": 1, "not compared": 2}


@app.command(
    epilog="Examples: `ipplan diff HEAD~1`, `ipplan diff v0.1.0 HEAD --format markdown`, "
    "`ipplan diff installed ./other --format json`",
)
def diff(
    a: Annotated[
        str,
        typer.Argument(
            metavar="A",
            help="A folder with published files, a git revision, or the word `installed`.",
            show_default=False,
        ),
    ],
    b: Annotated[
        str | None,
        typer.Argument(
            metavar="B",
            help="Likewise; without it, the clone around the current folder, or the installed "
            "data outside one.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text, json or markdown.")] = "text",
) -> None:
    """Report what changed from A to B in the published data, the most serious first.

    Exits with 0 where both are the same, 1 where they differ, 2 where they could not be compared.
    """
    # No other command needs what compares, which takes a fifth of the time to start.
    from ipplan_data.comparing import compare, opened  # noqa: PLC0415 - see above
    from ipplan_data.comparing.render import FORMATS  # noqa: PLC0415 - see above

    if form not in FORMATS:
        raise typer.BadParameter(f"expected one of {', '.join(FORMATS)}", param_hint="--format")
    with plain_errors(), ExitStack() as stack:
        old, new = (stack.enter_context(opened(name)) for name in (a, b))
        report = compare(old, new)
    print(FORMATS[form](report), end="")
    raise typer.Exit(_EXIT[report.result])
