#!/usr/bin/env bash
# krippendorff 0.9.0 reads category numbers as amounts unless it is told not to, and a category named
# "nan" as no answer.
#
# Surprises whoever checks a coding scheme with two coders: codes such as 1 = law, 2 = campaign are
# names, but alpha() called with the data alone takes their differences as distances and returns a
# plausible, wrong coefficient without a warning (given as text, the same data are refused). And with
# text codes, the word nan is dropped before counting, which here turns a disagreement into a perfect
# score.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check krippendorff==0.9.0 numpy==2.4.6
"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version
from krippendorff import alpha

numbers = [[1, 1, 2, 2, 3, 3, 4, 4, 5, 1], [1, 1, 2, 2, 3, 3, 4, 4, 1, 1]]
words = [["nan", "yes", "no", "yes"], ["yes", "yes", "no", "yes"]]
renamed = [["none", "yes", "no", "yes"], ["yes", "yes", "no", "yes"]]
seen = [
    round(alpha(numbers), 3),
    round(alpha(numbers, level_of_measurement="nominal"), 3),
    round(alpha(words, level_of_measurement="nominal"), 3),
    round(alpha(renamed, level_of_measurement="nominal"), 3),
]
print(f"krippendorff {version('krippendorff')}")
print(f"codes 1 to 5, as called by default: {seen[0]}; as nominal: {seen[1]}")
print(f"a category named nan: {seen[2]}; the same category named none: {seen[3]}")
sys.exit(seen != [0.537, 0.874, 1.0, 0.588])
PY
