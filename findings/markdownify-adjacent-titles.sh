#!/usr/bin/env bash
# markdownify 1.2.3 writes Markdown that CommonMark reads as other HTML: neighboring italics become
# one, a numbered paragraph becomes a list, and raised footnote numbers join the word.
#
# Surprises whoever turns a legal or policy text into Markdown: two italic titles side by side are
# written *A**B*, in which the two inner asterisks are text and A and B one title; a paragraph that
# starts "12. Promote" comes back as item 12 of a list, with the number gone from the text; and
# <sup>1</sup> after "China" becomes China1 (the last has an option, sup_symbol).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check markdownify==1.2.3 markdown-it-py==4.0.0
"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

from markdown_it import MarkdownIt
from markdownify import markdownify

print(f"markdownify {version('markdownify')}, markdown-it-py {version('markdown-it-py')}")
expected = {
    "<p><em>Law One</em><em>Law Two</em></p>": "<p><em>Law One**Law Two</em></p>",
    "<p>12. Promote</p>": '<ol start="12">\n<li>Promote</li>\n</ol>',
    "<p>China<sup>1</sup></p>": "<p>China1</p>",
}
changed = False
for html, wanted in expected.items():
    markdown = markdownify(html)
    back = MarkdownIt("commonmark").render(markdown).strip()
    print(f"{html}  ->  {markdown!r}  ->  {back!r}")
    changed |= back != wanted
sys.exit(changed)
PY
