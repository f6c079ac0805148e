#!/usr/bin/env bash
# pypdfium2 5.15.2 replaces a hyphen at the end of a line, together with the line's end, by one
# character that is no hyphen, and by another one depending on the function that is asked.
#
# Surprises whoever compares the text of a PDF with the text as written: "inter-" + "ministerial"
# comes back with U+FFFE from get_text_range() and with U+0002 from get_text_bounded(), although the
# word keeps its hyphen; after a digit (2020- / 2021) the hyphen and the line's end stay.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pypdfium2==5.15.2 fpdf2==2.8.9
cd "$work"
"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

import fpdf
import pypdfium2

page = fpdf.FPDF()
page.add_page()
page.set_font("Helvetica", size=12)
for height, line in ((20, "an inter-"), (27, "ministerial office"), (34, "for 2020-"), (41, "2021")):
    page.text(20, height, line)
page.output("page.pdf")
text = pypdfium2.PdfDocument("page.pdf")[0].get_textpage()
seen = [text.get_text_range(), text.get_text_bounded()]
print(f"pypdfium2 {version('pypdfium2')}")
print(f"get_text_range:   {ascii(seen[0])}")
print(f"get_text_bounded: {ascii(seen[1])}")
rest = "ministerial office\r\nfor 2020-\r\n2021"
sys.exit(seen != [f"an inter\ufffe{rest}", f"an inter\u0002{rest}"])
PY
