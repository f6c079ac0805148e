"""HTML: converted to Markdown by markdownify, then read as Markdown."""

from __future__ import annotations

import re

from ipplan_data.curation.source.copy import Copy, UnreadableError
from ipplan_data.curation.source.forms import markdown

_BODY = re.compile(r"<(main|article)\b[^>]*>.*</\1>", re.DOTALL | re.IGNORECASE)
_HIDDEN = re.compile(
    r"<(script|style|nav|footer|title|template)\b[^>]*>.*?</\1>", re.DOTALL | re.IGNORECASE
)


def read(name: str, text: str) -> Copy:
    """Divide HTML into the lines of its Markdown.

    >>> read("a", "<p>1. Amend the <em>River Law</em>.</p>").lines[0].text
    '1. Amend the River Law.'
    """
    try:
        from markdownify import markdownify  # noqa: PLC0415 - few read HTML
    except ModuleNotFoundError as error:
        message = f"{name}: HTML needs markdownify: pip install 'ipplan-data[curation]'"
        raise UnreadableError(message) from error
    shown = _HIDDEN.sub("", body[0] if (body := _BODY.search(text)) else text)
    try:
        converted = markdownify(
            # Neighboring emphases would merge into one.
            re.sub(r"(</(?:em|i|b|strong)>)(?=<(?:em|i|b|strong)\b)", "\\1\u200b", shown),
            sup_symbol="<sup>",
            heading_style="ATX",
            escape_misc=True,
        )
    except RecursionError as error:
        raise UnreadableError(f"{name}: the elements are nested too deeply") from error
    copy = markdown.read(name, converted)
    return Copy(name, "HTML", copy.text, copy.lines, copy.shows)
