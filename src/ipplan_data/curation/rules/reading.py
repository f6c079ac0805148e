"""IPP8xx: a copy of the document can be read for sure. Checked while it is read."""

from __future__ import annotations

from ipplan_data.curation.rules.registry import Example, declare

DOCUMENT = "document.md"

declare(
    "IPP801",
    "Headings, tasks and footnotes are numbered in turn",
    why="A number out of turn means that something is missing, doubled or misread.",
    fix="Compare the copy with another one at this place.",
    examples=(
        Example(DOCUMENT, "\n2. ", "\n7. "),
        Example(DOCUMENT, "(ii) Safe", "(iii) Safe"),
        Example(DOCUMENT, "\n<sup>1</sup> A ford", "\n<sup>2</sup> A ford"),
    ),
)
declare(
    "IPP802",
    "Every task has one clause that says who is responsible",
    why="Without it nobody knows who leads the task.",
    fix="Compare the copy with another one at this place.",
    examples=(
        Example(DOCUMENT, " (Responsibility of the Ministry of Rivers)", ""),
        Example(DOCUMENT, "(Separate responsibilities of", "(Separate responsibility by"),
        Example(
            DOCUMENT,
            "(Responsibility of the Ministry of Rivers)",
            "(Responsibility of BA) (Responsibility of the Ministry of Rivers)",
        ),
    ),
)
declare(
    "IPP803",
    "Bodies in a list can be told apart",
    why="Names hold commas and the word and themselves, so a list can be read in two ways.",
    fix="Look the names up; the reading given is the likelier one.",
    examples=(
        Example(
            DOCUMENT,
            "(Responsibility of the Ministry of Rivers)",
            "(Responsibility of the Ministry of Rivers and Bridge Administration)",
        ),
    ),
)
declare(
    "IPP804",
    "Every line belongs to a part of the plan",
    why="A line that belongs to nothing, or to one of two things, may be lost or misplaced.",
    fix="Compare the copy with another one at this place.",
    examples=(
        Example(
            DOCUMENT, "of the Ministry of Rivers)\n", "of the Ministry of Rivers) And mills.\n"
        ),
    ),
)
declare(
    "IPP805",
    "Every footnote has its marker, and every marker its footnote",
    why="A footnote without a marker explains nobody knows what.",
    fix="Compare the copy with another one at this place.",
    examples=(Example(DOCUMENT, "ford<sup>1</sup>", "ford"),),
)
