#!/usr/bin/env bash
# vl-convert 1.9.0 draws the same Vega-Lite chart to other bytes the second time.
#
# Surprises whoever publishes charts whose files are compared or digested: an SVG with a color
# gradient (also with clipped marks) names it by a counter that runs on for the whole process, so its
# bytes depend on how many such charts were drawn before. Draw each chart in a process of its own, or
# renumber the ids.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check vl-convert-python==1.9.0.post1
"$work/venv/bin/python" - <<'PY'
import re
import sys
from importlib.metadata import version

import vl_convert

chart = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "data": {"values": [{"x": "a", "y": 1}, {"x": "b", "y": 2}]},
    "mark": "rect",
    "encoding": {
        "x": {"field": "x", "type": "nominal"},
        "color": {"field": "y", "type": "quantitative"},
    },
}
drawn = [vl_convert.vegalite_to_svg(chart) for _ in range(2)]
ids = [re.findall(r' id="([^"]+)"', svg) for svg in drawn]
print(f"vl-convert-python {version('vl-convert-python')}")
print(f"same bytes: {drawn[0] == drawn[1]}; ids: {ids[0]} and {ids[1]}")
sys.exit(ids != [["gradient_0"], ["gradient_1"]])
PY
