"""Charts of the published data, each with its table and the same in words.

>>> from ipplan_data.charts import CHARTS
>>> list(CHARTS)
['leads_by_part', 'tasks_by_lead', 'workload', 'cooperation', 'work_by_right', 'documents']
"""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from ipplan_data.charts.data import CHARTS, Chart, Table
from ipplan_data.export import ExportError, put
from ipplan_data.export.package import imported
from ipplan_data.plan.plan import load

__all__ = ["CHARTS", "FORMS", "Chart", "Table", "UnknownChartError", "as_file", "plot", "table"]

FORMS = ("svg", "png", "pdf", "csv")


class UnknownChartError(ExportError, ValueError):
    """There is no such chart or file format; the message lists those there are."""


def _chart(name: str) -> Chart:
    if name not in CHARTS:
        message = f"no chart {name!r}; expected {', '.join(CHARTS)}"
        raise UnknownChartError(message)
    return CHARTS[name]


def table(name: str, *, folder: str | None = None) -> Table:
    """Compute the rows behind a chart, and the same in words.

    ``folder`` has the published files (default: those installed). Raises ``UnknownChartError``,
    ``DamagedDataError``.

    >>> from ipplan_data.charts import table
    >>> leads = table("leads_by_part")
    >>> leads.header, leads.rows[0]
    (('agency', 'part I', 'part II', 'part III', 'part IV', 'part V'), ('CNIPA', 7, 7, 12, 4, 5))
    """
    return _chart(name).table(load(folder))


def plot(
    name: str,
    target: str | Path | None = None,
    *,
    replace: bool = False,
    folder: str | None = None,
) -> Path:
    """Draw a chart into a file and return its path.

    ``target`` ends in ``.svg``, ``.png`` or ``.pdf``, or in ``.csv`` for the rows behind the chart
    (default: an SVG named after the chart in the current folder). An existing file that differs is
    kept unless ``replace``. Raises ``ExportError`` if there is no such chart or format, another
    file is in the way or a library is missing; ``DamagedDataError``; ``OSError``.

    >>> from tempfile import TemporaryDirectory
    >>> from ipplan_data.charts import plot
    >>> with TemporaryDirectory() as place:
    ...     plot("documents", f"{place}/documents.csv").read_text().splitlines()[0]
    'kind of document,draft,amend,enact,promulgate,publish'
    """
    chart = _chart(name)
    path = Path(target or f"{name}.svg")
    form = path.suffix.removeprefix(".").lower()
    if form not in FORMS:
        endings = " or ".join(f".{one}" for one in FORMS)
        message = f"{path}: expected a file name that ends in {endings}"
        raise UnknownChartError(message)
    data = as_file(chart, chart.table(load(folder)), form)
    (written,) = put(path.parent, {path.name: data}, replace=replace)
    return written


def as_file(chart: Chart, rows: Table, form: str) -> bytes:
    """Render a chart, or with ``csv`` its rows, as the bytes of a file."""
    if form == "csv":
        text = StringIO()
        csv.writer(text, lineterminator="\n").writerows([rows.header, *rows.rows])
        return text.getvalue().encode()
    data: bytes = imported("charts.draw", "a chart", "charts").draw(chart, rows, form)
    return data
