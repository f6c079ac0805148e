"""IPP8xx: your copy of the document can be read without doubt. Checked while it is read."""

from ipplan_data.curation.rules.registry import declare_all

DOCUMENT = "document.md"
_CLAUSE = "(Responsibility of the Ministry of Rivers)"
_TWO = "(Responsibility of the Ministry of Rivers and Bridge Administration)"

declare_all(
    """
IPP801 Headings, tasks and footnotes are numbered in order.
A number out of order means that something is missing, duplicated or misread. Fix: Compare this
place with another copy of the document.

IPP802 Every task has one clause that says who is responsible.
Without it nobody knows who leads the task. Fix: Compare this place with another copy of the
document.

IPP803 The agencies in a list can be told apart.
Names contain commas and "and", so some lists can be read in two ways. Fix: Look the names up; the
reading given is the more likely one.

IPP804 Every line belongs to one part of the plan.
A line that belongs to no part, or to two, may be lost or misplaced. Fix: Compare this place with
another copy of the document.

IPP805 Every footnote has a marker, and every marker a footnote.
Without a marker, nobody knows what a footnote explains. Fix: Compare this place with another copy
of the document.
""",
    {
        "IPP801": (DOCUMENT, "\n2. ", "\n7. "),
        "IPP802": (DOCUMENT, f" {_CLAUSE}", ""),
        "IPP803": (DOCUMENT, _CLAUSE, _TWO),
        "IPP804": (DOCUMENT, f"{_CLAUSE}\n", f"{_CLAUSE} And mills.\n"),
        "IPP805": (DOCUMENT, "ford<sup>1</sup>", "ford"),
    },
)
