"""How a plan is printed, apart from what it says; each form takes of it what it can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hypothesis import strategies as st

Place = Literal["between", "prose", "edge", "clause", "front"]
Quotes = Literal["straight", "curly", "mixed"]
PageMark = Literal["none", "rule", "feed"]
PageNumber = Literal["none", "bare", "page", "dashes", "of"]
Escapes = Literal["needed", "all", "entities"]

RULES = ("---", "----------", "___", "____________________")
HEADS = ("Heron Archive Translations", "The Canal Reader, No. 7", "Provisional copy for readers")
# Markup of headings in Markdown.
STYLES = ("#", "##", "###", "####", "######", "### **", "**", "")


@dataclass(frozen=True, slots=True)
class Break:
    """A wish for the end of a page; ``chosen`` picks one of the places of the kind there are.

    "between": before a paragraph, but not after a heading, nor before a closing sentence.
    "prose": within a task's prose. "edge": between it and its clause. "clause": within a clause.
    "front": within the addressees or the opening sentence.
    """

    place: Place
    chosen: int


@dataclass(frozen=True, slots=True)
class Typography:
    """All choices. The default is the plainest copy there is: one page, no line wrapped.

    ``hyphens`` counts in plain text. ``split`` cuts a footnote in two at the place that
    it chooses; its second half stands at the bottom of the next page. Headings take ``headings``
    in turn, and so do the front's labels and titles. ``hard_spaces`` makes every nth space
    unbreakable. ``references`` prints markers as ``[^1]`` in Markdown. ``numbered`` tells
    whether list markup numbers the tasks; otherwise it is printed.
    """

    quotes: Quotes = "straight"
    width: int | None = None
    hyphens: bool = False
    breaks: tuple[Break, ...] = ()
    page_mark: PageMark = "none"
    page_number: PageNumber = "none"
    first_page: int = 1
    head: str | None = None
    rule: str = "---"
    notes: Literal["bottom", "end"] = "end"
    split: int | None = None
    numbered: bool = True
    headings: tuple[str, ...] = ("##",)
    labels_inline: bool = False
    closing_apart: bool = False
    tight: bool = False
    indent: bool = False
    wide_clauses: bool = False
    hard_spaces: int = 0
    hard_labels: bool = False
    escapes: Escapes = "needed"
    emphasis: Literal["*", "_"] = "*"
    references: bool = False
    newline: Literal["\n", "\r\n"] = "\n"

    def page_label(self, page: int, pages: int) -> str | None:
        """Give the number printed on a page, counting from 0.

        >>> Typography(page_number="of", first_page=3).page_label(0, 2)
        '3 of 4'
        """
        number = self.first_page + page
        return {
            "none": None,
            "bare": str(number),
            "page": f"Page {number}",
            "dashes": f"– {number} –",
            "of": f"{number} of {self.first_page + pages - 1}",
        }[self.page_number]


_breaks = st.builds(
    Break,
    st.sampled_from(["between", "between", "prose", "prose", "prose", "edge", "clause", "front"]),
    st.integers(0, 10_000),
)
_rarely = st.sampled_from([False] * 9 + [True])


@st.composite
def typographies(draw: st.DrawFn) -> Typography:
    """All ways to print."""
    mark: PageMark = draw(st.sampled_from(["none", "rule", "feed"]))
    number: PageNumber = draw(st.sampled_from(["none", "bare", "page", "dashes", "of"]))
    # A running head that nothing marks as the edge of a page is a line like any other.
    edges = mark != "none" or number != "none"
    references = draw(_rarely) or draw(_rarely) or draw(_rarely)
    notes: Literal["bottom", "end"] = draw(st.sampled_from(["end", "bottom"]))
    # Where a rule marks the pages' ends, nobody could tell the rest of a footnote behind one; and
    # a footnote that markup makes one piece has no halves.
    whole = mark == "rule" or notes == "end" or references
    return Typography(
        quotes=draw(st.sampled_from(["straight", "curly", "mixed"])),
        width=draw(st.none() | st.sampled_from([40, 60, 72, 95])),
        hyphens=draw(st.booleans()),
        breaks=draw(st.lists(_breaks, max_size=4).map(tuple)),
        page_mark=mark,
        page_number=number,
        first_page=draw(st.integers(1, 30)),
        head=draw(st.none() | st.sampled_from(HEADS)) if edges else None,
        rule=draw(st.sampled_from(RULES)),
        notes=notes,
        split=None if whole else draw(st.none() | st.integers(0, 10_000)),
        numbered=draw(st.booleans()),
        headings=draw(st.lists(st.sampled_from(STYLES), min_size=1, max_size=3).map(tuple)),
        labels_inline=draw(_rarely),
        closing_apart=draw(st.booleans()),
        tight=draw(st.booleans()),
        indent=draw(st.booleans()),
        wide_clauses=draw(_rarely),
        hard_spaces=draw(st.sampled_from([0, 0, 0, 3, 7, 20])),
        hard_labels=draw(_rarely),
        escapes=draw(st.sampled_from(["needed", "all", "entities"])),
        emphasis=draw(st.sampled_from(["*", "_"])),
        references=references,
        newline="\r\n" if draw(_rarely) else "\n",
    )
