"""What a copy says to somebody who looks at it: enough to test the renderers with."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from typing import Any

_FOLDED = str.maketrans("“”’（）\N{NO-BREAK SPACE}", '""\'() ')
# Escaped characters wait here, out of the way of what removes markup.
_AWAY = 0xE000


def normal(text: str) -> str:
    """Make alike what typography changes.

    >>> normal("“It’s”（so）  there")
    '"It\\'s"(so) there'
    """
    return " ".join(text.translate(_FOLDED).split())


def markdown(copy: str) -> str:
    """Give the text of Markdown, without footnotes' numbers."""
    copy = re.sub(r"\\([^\w\s])", lambda found: chr(_AWAY + ord(found[1])), copy)
    copy = re.sub(r"<sup>\d</sup>|\[\^\d\]:?|^#+ |\*+|^\f$", "", copy, flags=re.MULTILINE)
    copy = re.sub(r"(?<!\w)_|_(?!\w)", "", copy)
    copy = re.sub(r"\[\S+\]\((\S+)\)|<(http\S+)>", r"\1\2", copy)
    copy = re.sub("[\ue000-\ue07f]", lambda found: chr(ord(found[0]) - _AWAY), copy)
    return normal(unescape(copy))


def plain(copy: str) -> str:
    """Give plain text, with words made whole that a line's end divides."""
    return normal(re.sub(r"(?<=[a-z])-\n *(?=[a-z])", "", copy))


def html(copy: str) -> str:
    """Give the text of a page's main part, without footnotes' numbers."""
    reader = _Reader()
    reader.feed(re.sub(r"<sup>.*?</sup>", "", copy))
    return normal("".join(reader.parts))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        del attrs
        self.inside = self.inside or tag in {"main", "article"}
        if tag in {"p", "li", "br"} or tag.startswith("h"):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in {"main", "article"}

    def handle_data(self, data: str) -> None:
        self.parts.append(data if self.inside else "")


SEEN: dict[str, Callable[[str], str]] = {"markdown": markdown, "plain": plain, "html": html}
