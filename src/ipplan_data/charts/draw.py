"""Charts drawn with Vega-Altair as SVG, PNG and PDF, the same bytes on every machine."""

from __future__ import annotations

from html import escape
from typing import Any

import altair as alt
import vl_convert

from ipplan_data.charts.data import Chart, Table

_FONT = "DejaVu Sans, Arial, sans-serif"
# Dark to light, so that segments differ in print and for color-blind readers.
_SEGMENTS = ("#08306b", "#2e7ebc", "#94c4df", "#e3eef9")
_SHADES = ("#eef4fb", "#08306b")
_CELL, _BAR, _WIDTH = (44, 22), 18, 520
_LONGEST_LABEL = 260  # pixels


def _heatmap(_: Chart, table: Table) -> Any:
    """Shade a cell for each row and column by its count, and print the count."""
    values = [
        {"row": row[0], "column": column, "count": count}
        for row in table.rows
        for column, count in zip(table.header[1:], row[1:], strict=True)
        if count
    ]
    highest = max((int(one["count"]) for one in values), default=1)
    axis = {"domain": False, "ticks": False, "labelLimit": _LONGEST_LABEL, "title": None}
    rows, columns = [row[0] for row in table.rows], list(table.header[1:])
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("column:N", sort=columns, scale=alt.Scale(domain=columns)).axis(
            orient="top", labelAngle=-45, labelAlign="left", **axis
        ),
        y=alt.Y("row:N", sort=rows, scale=alt.Scale(domain=rows)).axis(**axis),
    )
    shade = alt.Color("count:Q", legend=None).scale(domain=[0, highest], range=[*_SHADES])
    ink = alt.condition(f"datum.count > {highest / 2}", alt.value("white"), alt.value("black"))
    layers = alt.layer(
        base.mark_rect(stroke="white").encode(color=shade),
        base.mark_text(fontSize=11).encode(text="count:Q", color=ink),
    )
    return layers.properties(width=_CELL[0] * len(columns), height=_CELL[1] * len(rows))


def _bars(chart: Chart, table: Table) -> Any:
    """Draw a bar for each row, a segment for each column, and the total behind it."""
    values = [
        {"row": row[0], "segment": name, "count": count, "order": order}
        for row in table.rows
        for order, (name, count) in enumerate(zip(table.header[1:], row[1:], strict=True))
    ]
    totals = [{"row": row[0], "count": sum(map(int, row[1:]))} for row in table.rows]
    rows, segments = [row[0] for row in table.rows], list(table.header[1:])
    y = alt.Y("row:N", sort=rows).axis(ticks=False, domain=False, title=None, labelPadding=6)
    x = alt.X("count:Q").axis(tickMinStep=1, title=f"{chart.counts}s", grid=False)
    color = alt.Color("segment:N", sort=segments, title=None).scale(
        domain=segments, range=[*_SEGMENTS]
    )
    bars = (
        alt.Chart(alt.Data(values=values))
        .mark_bar(stroke="#333", strokeWidth=0.5)
        .encode(x=x, y=y, color=color.legend(orient="top", labelLimit=0), order="order:Q")
    )
    sums = alt.Chart(alt.Data(values=totals)).mark_text(align="left", dx=4).encode(x=x, y=y)
    layers = alt.layer(bars, sums.encode(text="count:Q"))
    return layers.properties(width=_WIDTH, height=_BAR * len(rows))


_SHAPES = {"heatmap": _heatmap, "bars": _bars}
_FONTS = {"labelFont": _FONT, "titleFont": _FONT}
_CONFIG = {
    "background": "white",
    "font": _FONT,
    "axis": {"labelFontSize": 11, **_FONTS},
    "legend": {"labelFontSize": 11, **_FONTS},
    "title": {"fontSize": 16, "subtitleFontSize": 12, "subtitleColor": "#444"},
    "view": {"stroke": None},
}


def draw(chart: Chart, table: Table, form: str) -> bytes:
    """Draw a chart as ``svg``, ``png`` or ``pdf``; an SVG carries its title and the words."""
    title = alt.TitleParams(
        chart.title, subtitle=chart.note, anchor="start", frame="group", offset=14
    )
    drawn = _SHAPES[chart.shape](chart, table).properties(title=title, padding=14)
    spec = {**drawn.to_dict(), "config": _CONFIG}
    if form == "png":
        return bytes(vl_convert.vegalite_to_png(spec, scale=2))
    if form == "pdf":
        return bytes(vl_convert.vegalite_to_pdf(spec))
    head, end, rest = str(vl_convert.vegalite_to_svg(spec)).partition(">")
    label = f"<title>{escape(chart.title)}</title><desc>{escape(table.words)}</desc>"
    return f'{head} role="img"{end}{label}{rest}\n'.encode()
