"""Figures as files that come out the same wherever they are drawn."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ipplan_data.charts.shapes import SHAPES

if TYPE_CHECKING:
    from ipplan_data.charts.picture import Answer, Picture

# Texts stay texts, as they are: no dollar sign makes a formula of them.
_STYLE: dict[str, Any] = {
    "font.family": ["DejaVu Sans", "sans-serif"],
    "font.size": 9,
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "ipplan-data",
    "hatch.linewidth": 0.6,
    "savefig.facecolor": "white",
}
_RESOLUTION = 200  # dots an inch
# What would change from one run or library to the next.
_UNSAID: dict[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
}


def drawn(picture: Picture, told: Answer, form: str) -> bytes:
    """Give a picture as a file of that form: ``svg``, ``png`` or ``pdf``.

    The title and the same in words stand in the file, for those who don't see it.
    """
    title, words = picture.title, told.words
    defaults: Any = mpl.rcParamsDefault
    style: Any = defaults | _STYLE
    with mpl.rc_context(style):
        figure = Figure(layout="constrained")
        FigureCanvasAgg(figure)
        if told.rows:
            SHAPES[picture.shape](figure, told)
        else:
            figure.text(0.5, 0.5, "There is nothing to show.", ha="center")
        figure.suptitle(title, x=0.01, ha="left", fontsize=12, fontweight="bold")
        said = "Subject" if form == "pdf" else "Description"
        metadata: dict[str, Any] = {**_UNSAID[form], "Title": title, said: words}
        file = BytesIO()
        figure.savefig(file, format=form, dpi=_RESOLUTION, metadata=metadata)
    data = file.getvalue()
    return _named(data, title, words) if form == "svg" else data


def _named(svg: bytes, title: str, words: str) -> bytes:
    """Let the drawing say what it shows to those who have it read out."""
    before, tag, rest = svg.partition(b"<svg ")
    opening, end, inner = rest.partition(b">")
    said = f"<title>{escape(title)}</title><desc>{escape(words)}</desc>".encode()
    return before + tag + b'role="img" ' + opening + end + b"\n" + said + inner
