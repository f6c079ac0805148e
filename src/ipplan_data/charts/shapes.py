"""The shapes that answers are drawn in.

Only black, white and grays are used, so that nothing is lost in print; numbers stand in the fields.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from math import cos, gcd, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ipplan_data.charts.picture import Answer, Shape

# In inches: a letter and a line of what stands beside the fields, a field, and the room above.
_LETTER, _LINE, _FIELD, _ABOVE = 0.075, 0.27, 0.5, 0.9
_PALE, _DARK, _DARKEST = 0.12, 0.7, 1.25  # shades; from the dark one on numbers are white
# Each share of a bar has a gray and a hatch of its own: they can be told apart in print.
_LOOKS = (("0.15", ""), ("0.55", "///"), ("0.9", "..."), ("white", ""))
_GOLDEN = 0.382
_TOP, _BOTTOM = 90, 270  # degrees: between them is the left side of a ring


def _matrix(figure: Figure, told: Answer) -> None:
    """Draw a field for each pair of a row and a column, the darker the more."""
    lines, wide = [str(row[0]) for row in told.rows], list(told.header[1:])
    longest = max(map(len, lines), default=0), max(map(len, wide), default=0)
    figure.set_size_inches(
        _LETTER * sum(longest) + _FIELD * len(wide) + 0.5,
        _ABOVE + _LETTER * longest[1] * 0.7 + _LINE * len(lines),
    )
    values = [[int(value) for value in row[1:]] for row in told.rows]
    axes = figure.subplots()
    most = max((value for line in values for value in line), default=0) or 1
    shades = [[_PALE + (1 - _PALE) * one / most if one else 0 for one in line] for line in values]
    axes.imshow(shades, cmap="Greys", vmin=0, vmax=_DARKEST, aspect="auto")
    for y, line in enumerate(values):
        for x, value in enumerate(line):
            if value:
                ink = "white" if shades[y][x] > _DARK else "black"
                axes.text(x, y, str(value), ha="center", va="center", color=ink)
    axes.set_xticks(range(len(wide)), wide, rotation=40, ha="left", rotation_mode="anchor")
    axes.set_yticks(range(len(lines)), lines)
    axes.tick_params(length=0, top=False, labeltop=True, bottom=False, labelbottom=False)
    axes.set_xticks([place - 0.5 for place in range(1, len(wide))], minor=True)
    axes.set_yticks([place - 0.5 for place in range(1, len(lines))], minor=True)
    axes.grid(which="minor", color="0.8", linewidth=0.5)
    axes.tick_params(which="minor", length=0)


def _bars(figure: Figure, told: Answer) -> None:
    """Draw a bar for each row, made of a share for each column, with the total behind it."""
    figure.set_size_inches(8.5, 1.2 + 0.24 * len(told.rows))
    axes = figure.subplots()
    places = range(len(told.rows))
    left = [0] * len(told.rows)
    for share, (gray, hatch) in enumerate(_LOOKS, start=1):
        width = [int(row[share]) for row in told.rows]
        axes.barh(
            places,
            width,
            left=left,
            color=gray,
            hatch=hatch,
            edgecolor="black",
            linewidth=0.6,
            label=told.header[share],
        )
        left = [done + more for done, more in zip(left, width, strict=True)]
    for place, total in zip(places, left, strict=True):
        axes.annotate(str(total), (total, place), (3, 0), textcoords="offset points", va="center")
    axes.set_yticks(places, [str(row[0]) for row in told.rows])
    axes.invert_yaxis()
    axes.margins(y=0.01)
    axes.set_xlabel("tasks")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="lower right")


def _network(figure: Figure, told: Answer) -> None:
    """Draw an arrow for each row on a ring, the wider and darker the more."""
    figure.set_size_inches(9, 9.4)
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(-1.5, 1.5)
    axes.set_ylim(-1.4, 1.4)
    weight = Counter[str]()
    for lead, other, count in told.rows:
        weight[str(lead)] += int(count)
        weight[str(other)] += int(count)
    ring = _spread(sorted(weight, key=lambda body: (-weight[body], body)))
    angles = {body: pi / 2 - 2 * pi * place / len(ring) for place, body in enumerate(ring)}
    most = max((int(count) for *_, count in told.rows), default=1)
    for lead, other, count in reversed(told.rows):
        share = int(count) / most
        head = f"head_length={0.3 + 0.3 * share},head_width={0.12 + 0.2 * share}"
        axes.annotate(
            "",
            _on_ring(angles[str(other)]),
            _on_ring(angles[str(lead)]),
            arrowprops={
                "arrowstyle": f"-|>,{head}",
                "linewidth": _width(share),
                "color": _gray(share),
                "connectionstyle": "arc3,rad=0.18",
                "shrinkA": 4,
                "shrinkB": 5,
            },
        )
    for count in sorted({1, most}):
        share = count / most
        label = f"{count} task{'s' if count > 1 else ''}"
        axes.plot([], [], color=_gray(share), linewidth=_width(share), label=label)
    axes.legend(frameon=False, loc="lower right", title="lead → participant")
    for body, angle in angles.items():
        x, y = _on_ring(angle)
        axes.plot(x, y, "o", color="white", markeredgecolor="black", markersize=6)
        turned = angle * 180 / pi % 360
        right = not _TOP < turned < _BOTTOM
        axes.text(
            x * 1.05,
            y * 1.05,
            body,
            rotation=turned if right else turned - 180,
            rotation_mode="anchor",
            ha="left" if right else "right",
            va="center",
            fontsize=8,
        )


def _width(share: float) -> float:
    return 0.5 + 3 * share


def _gray(share: float) -> str:
    return str(0.72 - 0.72 * share)


def _spread(bodies: list[str]) -> list[str]:
    """Order bodies, the busiest first, on a ring so that busy ones stand far from each other.

    >>> _spread(["a", "b", "c", "d", "e"])
    ['a', 'd', 'b', 'e', 'c']
    """
    count = len(bodies)
    steps = (step for step in range(round(count * _GOLDEN), count) if gcd(step, count) == 1)
    step = next(steps, 1)
    places = {place * step % count: body for place, body in enumerate(bodies)}
    return [places[place] for place in sorted(places)]


def _on_ring(angle: float) -> tuple[float, float]:
    return cos(angle), sin(angle)


SHAPES: dict[Shape, Callable[[Figure, Answer], None]] = {
    "matrix": _matrix,
    "bars": _bars,
    "network": _network,
}
