"""Pages as a reader has them: texts, links, and what stands in which language."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

_EMPTY = {"meta", "link", "img", "input", "br"}


class Page(HTMLParser):
    """A page that was read: its ids, links, what it loads, and texts with their languages."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.texts: list[tuple[str, str]] = []
        self.attributes: set[str] = set()
        self.open: list[tuple[str, str]] = [("", "")]
        self.policy = ""
        self.feed(path.read_text(encoding="utf-8"))
        assert self.open == [("", "")], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.attributes |= given.keys()
        if name := given.get("id"):
            self.ids.append(name)
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag in ("script", "img") and given.get("src"):
            self.loads.append(given["src"] or "")
        if tag == "link":
            self.loads.append(given["href"] or "")
        if tag == "img":
            self.images.append(given)
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        if tag not in _EMPTY:
            self.open.append((tag, given.get("lang") or self.open[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tag, language = self.open[-1]
        if tag not in ("script", "style") and data.strip():
            self.texts.append((data, language))

    @property
    def text(self) -> str:
        """All that a reader sees, with single spaces."""
        return " ".join("".join(data for data, _ in self.texts).split())
