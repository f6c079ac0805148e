"""Commands that write the data elsewhere: export, plot, site, cite, verify-install."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from ipplan_data import AlteredDataError, citation, load, verify
from ipplan_data.charts import CHARTS, table
from ipplan_data.charts import plot as draw
from ipplan_data.cli.terminal import Force, app, console, one_of
from ipplan_data.export import FORMS
from ipplan_data.export import export as write_export
from ipplan_data.printing import inert
from ipplan_data.site import site as write_site

_CHARTS = "\n".join(f"- `{name}`: {one.title}" for name, one in CHARTS.items())
_FORMS = "\n".join(f"- `{name}`: {form.meaning}" for name, form in FORMS.items())


@app.command(
    epilog="Examples: `ipplan export xlsx`, `ipplan export sqlite -o plan.sqlite`, "
    "`ipplan export parquet -o tables --force`",
    help=f"Write the data in another format.\n\n{_FORMS}",
)
def export(
    form: Annotated[str, typer.Argument(help=f"One of {', '.join(FORMS)}.", metavar="FORMAT")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="File or folder to write (default: the usual name)."),
    ] = None,
    force: Force = False,
) -> None:
    """Write the data in another format."""
    one_of(FORMS, form, "FORMAT")
    for path in write_export(form, output, replace=force):
        print(inert(f"wrote {path}"))


@app.command(
    epilog="Examples: `ipplan plot leads_by_part`, `ipplan plot cooperation -o network.png`, "
    "`ipplan plot work_by_right -o work.csv`",
    help=f"Draw a chart, or write the table behind it.\n\n{_CHARTS}",
)
def plot(
    name: Annotated[str, typer.Argument(help=f"One of {', '.join(CHARTS)}.", metavar="NAME")],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="File that ends in .svg, .png, .pdf or .csv (default: NAME.svg)."
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Draw a chart, or write the table behind it."""
    one_of(CHARTS, name, "NAME")
    written = draw(name, output, replace=force)
    print(inert(f"wrote {written}: {table(name).words}"))


@app.command(
    epilog="Examples: `ipplan site`, `ipplan site -o public --force`, `ipplan site --serve`",
)
def site(
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Folder to write the site into.")
    ] = Path("site"),
    force: Force = False,
    show: Annotated[
        bool, typer.Option("--serve", help="Serve it on this computer instead; writes nothing.")
    ] = False,
    port: Annotated[int, typer.Option(help="Port to serve it on; 0 takes a free one.")] = 8000,
) -> None:
    """Build a static website of the data."""
    if not show:
        console().print("Building the site takes a few seconds…", style="dim")
        files = write_site(output, replace=force)
        print(inert(f"wrote {len(files)} files; open {output / 'index.html'}"))
        return
    # Importing the server would slow down the start of every other command.
    serving = import_module("ipplan_data.site.server")
    with TemporaryDirectory() as folder, serving.opened(Path(folder), port) as server:
        write_site(folder)
        print(f"http://{serving.HOST}:{server.server_port}/ (press Ctrl-C to stop)", flush=True)
        with suppress(KeyboardInterrupt):
            server.serve_forever()


@app.command(epilog="Examples: `ipplan cite`, `ipplan cite --format bibtex`")
def cite(
    form: Annotated[str, typer.Option("--format", help="text, bibtex or csl-json.")] = "text",
) -> None:
    """Print how to cite the data."""
    try:
        text = citation(form)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--format") from None
    print(text.rstrip("\n"))


@app.command(epilog="Examples: `ipplan verify-install`, `ipplan verify-install --digest 3f0c…`")
def verify_install(
    digest: Annotated[
        str | None,
        typer.Option(help="Digest from the release notes to compare with."),
    ] = None,
) -> None:
    """Check that the installed data is what was published, without a network."""
    try:
        found = verify(digest)
    except AlteredDataError as error:
        print(*map(inert, error.faults), sep="\n")
        raise typer.Exit(1) from None
    print(f"The data is that published as version {load().version}:\nsha256:{found}")
