"""IPP1xx: the shape of one record. Checked while the records are read."""

from ipplan_data.curation.rules.registry import Change, declare_all

_TASKS, _AGENCIES = "records/tasks/II.yaml", "records/agencies.yaml"
_DOCUMENT, _ERRATA = "records/document.yaml", "records/errata.yaml"
_TITLE, _LIST, _LAST = "title: Fair tolls", "agencies: [tolls]", "addressee_position: 3\n"

_EXAMPLES: dict[str, Change] = {
    "IPP101": ("records/footnotes.yaml", "", None),
    "IPP102": (_TASKS, _TITLE, "title: Fair\x07 tolls"),
    "IPP103": (_TASKS, _LIST, "agencies: [tolls"),
    "IPP104": (_TASKS, _TITLE, "title: &name Fair tolls"),
    "IPP105": (_TASKS, _LIST, f"{_LIST}\n  agencies: [rivers]"),
    "IPP106": (_TASKS, _TITLE, "tilte: Fair tolls"),
    "IPP107": (_TASKS, f"  {_TITLE}\n", ""),
    "IPP108": (_TASKS, _TITLE, "title: 2020"),
    "IPP109": (_TASKS, _LIST, "agencies: []"),
    "IPP110": (_TASKS, _LIST, f"responsibility: sole\n  {_LIST}"),
    "IPP111": (_TASKS, _LIST, f"responsibility: separate\n  {_LIST}"),
    "IPP112": (_AGENCIES, _LAST, f"{_LAST}  successor_from: 2023-05\n"),
    "IPP113": (_DOCUMENT, "upload_date: 1901-02-05", "upload_date: 1899-02-05"),
    "IPP114": (_DOCUMENT, "plan_title: Plan for rivers", "plan_title: Plan of rivers"),
    "IPP115": (_ERRATA, "d: Clean watter", "d: Clean watter in every river of the land"),
    "IPP116": (_ERRATA, "correct: Clean water", "correct: Clean watter"),
    "IPP118": (_ERRATA, "noted\n  evidence: No", "applied\n  evidence: No"),
    "IPP119": (_TASKS, "comparator: less_than, value: 3, unit: coins, ", ""),
}

declare_all(
    """
IPP101 All record files exist, and no others.
Nothing checks a file that is missing, far too large or in the wrong place. Fix: Put the file where
CONTRIBUTING says, as a regular file.

IPP102 A file is UTF-8 text.
Other encodings and control characters silently turn into wrong characters. Fix: Save the file as
UTF-8 without a byte order mark; delete control characters.

IPP103 A file is YAML.
What can't be parsed can't be checked. Fix: Check indentation, brackets and quotes here and above.

IPP104 A file uses plain YAML only.
With anchors, aliases and tags, a line no longer says what its value is. Fix: Type the value itself.

IPP105 A record has each key once.
Most programs keep one of two values of a key and silently drop the other. Fix: Keep one of the two
lines.

IPP106 A record has known keys only.
The value of a misspelled key would be lost. Fix: Use the suggested key, or delete the line.

IPP107 A record has all required keys.
A missing value would be published as missing. Fix: Add the key with its value.

IPP108 A value has the right type.
An unquoted 2020 is a number, not text. Fix: Quote text that looks like a number; write lists in
brackets.

IPP109 A value is one of those allowed.
Readers rely on the form of ids, dates, addresses and closed lists. Fix: Type an allowed value.

IPP110 How a task is shared is typed only where it can't be derived.
A value that is derived from the number of agencies would contradict it one day. Fix: Delete the
line unless the document has separate responsibilities.

IPP111 Only several agencies have separate responsibilities.
One agency alone has nothing to separate. Fix: Delete the line, or add the missing agencies.

IPP112 A succession date has a successor.
The date means nothing without the agency that took over. Fix: Name the successor, or delete the
date.

IPP113 The dates of the document are in order.
A notice is dated, then published, then translated. Fix: Correct the date.

IPP114 The title of the notice quotes the title of the plan.
The notice issues the plan by its title, so if the two differ, one is misspelled. Fix: Correct the
title that is wrong.

IPP115 An erratum quotes at most seven words.
The translation is under copyright: names and a few words may be quoted, sentences not. Fix: Quote
only the wrong words, with as few as possible around them.

IPP116 The correct reading differs from the printed one.
If nothing changes, there is no error. Fix: Type the correct reading, or delete the erratum.

IPP118 An erratum in prose is noted and not applied.
Prose is not published, so there is no published value to correct. Fix: Set the status to noted, or
name the published field.

IPP119 A target has a number with comparator and unit, or a period, or both.
Half a number can't be compared, and without number or period there is no target. Fix: Type
comparator, value and unit together, or the period as 2020 or 2020/2021.
""",
    _EXAMPLES,
)
