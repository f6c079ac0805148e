"""IPP1xx: the shape of one record. Checked while the records are read."""

from ipplan_data.curation.rules.registry import Example, declare

declare(
    "IPP101",
    "The records are the files that are expected",
    why="A file that is missing, far too large or in the wrong place is data that nobody checks.",
    fix="Put the file where CONTRIBUTING says, as a regular file.",
    examples=(
        Example("records/footnotes.yaml", "", None),
        Example("records/tasks/II.yaml", "", None),
        Example("records/tasks/III.yaml", None, "[]\n"),
        Example("records/notes.txt", None, "a note\n"),
    ),
)
declare(
    "IPP102",
    "A file is UTF-8 text",
    why="Other encodings and control characters turn into wrong characters without a word.",
    fix="Save the file as UTF-8 without byte order mark; delete control characters.",
    examples=(Example("records/tasks/II.yaml", "title: Fair tolls", "title: Fair\x07 tolls"),),
)
declare(
    "IPP103",
    "A file is YAML",
    why="What can't be parsed can't be checked.",
    fix="Look at indentation, brackets and quotes at the place and above it.",
    examples=(Example("records/tasks/II.yaml", "agencies: [tolls]", "agencies: [tolls"),),
)
declare(
    "IPP104",
    "A file keeps to plain YAML",
    why="Anchors, aliases and tags make a line mean something that does not stand on it.",
    fix="Type the value itself.",
    examples=(Example("records/tasks/II.yaml", "title: Fair tolls", "title: &name Fair tolls"),),
)
declare(
    "IPP105",
    "A key stands once in a record",
    why="Of two values for one key, most programs keep one and drop the other silently.",
    fix="Keep one of the two lines.",
    examples=(
        Example(
            "records/tasks/II.yaml", "agencies: [tolls]", "agencies: [tolls]\n  agencies: [rivers]"
        ),
    ),
)
declare(
    "IPP106",
    "A record has known keys only",
    why="A misspelt key would drop its value.",
    fix="Use the key that is suggested, or take the line away.",
    examples=(Example("records/tasks/II.yaml", "title: Fair tolls", "tilte: Fair tolls"),),
)
declare(
    "IPP107",
    "A record has every key that it needs",
    why="A value that is missing is published as missing.",
    fix="Add the key with its value.",
    examples=(Example("records/tasks/II.yaml", "  title: Fair tolls\n", ""),),
)
declare(
    "IPP108",
    "A value has the right type",
    why="An unquoted 2020 is a number and not a text.",
    fix="Quote texts that look like numbers; write lists in brackets.",
    examples=(Example("records/tasks/II.yaml", "title: Fair tolls", "title: 2020"),),
)
declare(
    "IPP109",
    "A value is one of those allowed",
    why="Ids, dates, addresses and closed lists have a form that readers rely on.",
    fix="Type a value that is allowed.",
    examples=(Example("records/tasks/II.yaml", "agencies: [tolls]", "agencies: []"),),
)
declare(
    "IPP110",
    "How a task is shared is typed only where it can't be derived",
    why="What follows from the number of bodies would contradict it one day.",
    fix="Delete the line unless the document prints separate responsibilities.",
    examples=(
        Example(
            "records/tasks/II.yaml",
            "agencies: [tolls]",
            "responsibility: sole\n  agencies: [tolls]",
        ),
    ),
)
declare(
    "IPP111",
    "Responsibilities are separate only between several bodies",
    why="One body alone has nothing to separate.",
    fix="Delete the line, or name the bodies that are missing.",
    examples=(
        Example(
            "records/tasks/II.yaml",
            "agencies: [tolls]",
            "responsibility: separate\n  agencies: [tolls]",
        ),
    ),
)
declare(
    "IPP112",
    "A date of succession has a successor",
    why="A date says nothing without the body that it belongs to.",
    fix="Name the successor, or delete the date.",
    examples=(
        Example(
            "records/agencies.yaml",
            "addressee_position: 3\n",
            "addressee_position: 3\n  successor_from: 2023-05\n",
        ),
    ),
)
declare(
    "IPP113",
    "The dates of the document follow one another",
    why="A notice is dated, then published, then translated.",
    fix="Correct the date.",
    examples=(
        Example("records/document.yaml", "upload_date: 1901-02-05", "upload_date: 1899-02-05"),
        Example(
            "records/document.yaml", "translation_date: 1902-01-01", "translation_date: 1900-01-01"
        ),
    ),
)
declare(
    "IPP114",
    "The title of the notice quotes the title of the plan",
    why="The notice issues the plan by its title; two titles that differ are one title misspelt.",
    fix="Correct the title that is wrong.",
    examples=(
        Example(
            "records/document.yaml", "plan_title: Plan for rivers", "plan_title: Plan of rivers"
        ),
        Example("records/document.yaml", "plan_title_zh: 河桥计划", "plan_title_zh: 河水计划"),
    ),
)
declare(
    "IPP115",
    "An erratum quotes at most seven words",
    why="The translation is under copyright: names and a few words may be quoted, sentences not.",
    fix="Quote only the words that are wrong, with as few around them as they need.",
    examples=(
        Example(
            "records/errata.yaml",
            "as_printed: Clean watter",
            "as_printed: Clean watter in every river of the land",
        ),
    ),
)
declare(
    "IPP116",
    "The correct reading differs from the printed one",
    why="Where nothing changes, there is no fault.",
    fix="Type what it should read, or delete the erratum.",
    examples=(Example("records/errata.yaml", "correct: Clean water", "correct: Clean watter"),),
)
declare(
    "IPP118",
    "An erratum in prose is noted and not applied",
    why="Prose is not published, so no published value can follow the correct reading.",
    fix="Set the status to noted, or name the published field.",
    examples=(Example("records/errata.yaml", "noted\n  evidence: No", "applied\n  evidence: No"),),
)
declare(
    "IPP119",
    "A target has a number with comparator and unit, or a period, or both",
    why="Half a number can't be compared, and a target without any is none.",
    fix="Type comparator, value and unit together, or the period as 2020 or 2020/2021.",
    examples=(
        Example("records/tasks/II.yaml", "comparator: less_than, value: 3, unit: coins, ", ""),
        Example("records/tasks/II.yaml", "value: 3, unit: coins", "value: 3"),
        Example("records/tasks/II.yaml", "as_printed: less", "period: 1902/1901, as_printed: less"),
    ),
)
