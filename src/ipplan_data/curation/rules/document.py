"""IPP8xx: your copy of the document can be read without doubt. Checked while it is read."""

from ipplan_data.curation.rules.registry import declare

DOCUMENT = "document.md"
_CLAUSE = "(Responsibility of the Ministry of Rivers)"
_COMPARE = "Compare this place with another copy of the document."

declare(
    "IPP801",
    "Headings, tasks and footnotes are numbered in order",
    "A number out of order means that something is missing, duplicated or misread.",
    _COMPARE,
    (DOCUMENT, "\n2. ", "\n7. "),
    (DOCUMENT, "(ii) Safe", "(iii) Safe"),
    (DOCUMENT, "\n<sup>1</sup> A ford", "\n<sup>2</sup> A ford"),
)
declare(
    "IPP802",
    "Every task has one clause that says who is responsible",
    "Without it nobody knows who leads the task.",
    _COMPARE,
    (DOCUMENT, f" {_CLAUSE}", ""),
    (DOCUMENT, "(Separate responsibilities of", "(Separate responsibility by"),
    (DOCUMENT, _CLAUSE, f"(Responsibility of BA) {_CLAUSE}"),
)
declare(
    "IPP803",
    "The agencies in a list can be told apart",
    'Names contain commas and "and", so some lists can be read in two ways.',
    "Look the names up; the reading given is the more likely one.",
    (DOCUMENT, _CLAUSE, "(Responsibility of the Ministry of Rivers and Bridge Administration)"),
)
declare(
    "IPP804",
    "Every line belongs to one part of the plan",
    "A line that belongs to no part, or to two, may be lost or misplaced.",
    _COMPARE,
    (DOCUMENT, "of the Ministry of Rivers)\n", "of the Ministry of Rivers) And mills.\n"),
)
declare(
    "IPP805",
    "Every footnote has a marker, and every marker a footnote",
    "Without a marker, nobody knows what a footnote explains.",
    _COMPARE,
    (DOCUMENT, "ford<sup>1</sup>", "ford"),
)
