"""IPP9xx: what must hold of published files, whoever made them."""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """What must hold, why it matters, and how to mend what breaks it.

    >>> RULES["IPP920"].title
    'Files are UTF-8'
    """

    title: str
    why: str
    fix: str


_EDITED = "A file that isn't what was published proves nothing, whatever it says."
_KEYS = "A key that two rows share, or none has, joins the wrong rows or drops them in silence."

RULES = {
    "IPP901": Rule(
        "Every listed file is there",
        "Who reads the table that is missing stops there.",
        "Restore the file, or take it out of datapackage.json.",
    ),
    "IPP902": Rule(
        "Every file is a regular file that can be read",
        "A link may lead out of the package, and is no data when it is copied.",
        "Put the file itself there.",
    ),
    "IPP903": Rule(
        "datapackage.json lists every file",
        "What nothing lists is checked by nobody.",
        "Delete the file, or list it.",
    ),
    "IPP904": Rule(
        "A file has as many bytes as declared",
        _EDITED,
        "Restore the file, or make datapackage.json anew where it was meant to change.",
    ),
    "IPP905": Rule(
        "A file has the SHA-256 that is declared",
        _EDITED,
        "Restore the file, or make datapackage.json anew where it was meant to change.",
    ),
    "IPP906": Rule(
        "The digest of the package is that of its files",
        "The one digest stands for all files and the descriptor; releases are known by it.",
        "Restore datapackage.json, or make it anew.",
    ),
    "IPP910": Rule(
        "datapackage.json can be read",
        "Without it nobody knows what the files are.",
        "Restore the file; it is UTF-8 and holds one JSON object.",
    ),
    "IPP911": Rule(
        "Every property of the descriptor is a known one",
        "A misspelt property is passed over, and what it declares is not checked.",
        "Correct the name, or delete the property.",
    ),
    "IPP912": Rule(
        "Every property of the descriptor is there and holds what it should",
        "What isn't declared is not checked.",
        "Put the right value there.",
    ),
    "IPP913": Rule(
        "Paths in the descriptor stay in the package",
        "A path that leaves it reads files that nobody meant to publish.",
        "Write the path from the package's folder, with / between its parts.",
    ),
    "IPP914": Rule(
        "The declarations fit each other",
        "A key of a column that there isn't can't be checked.",
        "Make both declarations agree.",
    ),
    "IPP920": Rule(
        "Files are UTF-8",
        "Other encodings garble every Chinese name.",
        "Save the file as UTF-8.",
    ),
    "IPP921": Rule(
        "Files begin without a byte order mark",
        "To most readers it is part of the first column's name.",
        "Save the file as UTF-8 without BOM.",
    ),
    "IPP922": Rule(
        "Lines end with a line feed alone",
        "Other line ends change every line of a file, and so its digest.",
        "Save the file with LF line ends.",
    ),
    "IPP923": Rule(
        "The last line ends with a line feed",
        "Tools that go by lines pass over the last row, or join the next to it.",
        "End the file with one line feed.",
    ),
    "IPP924": Rule(
        "Every line is a row after RFC 4180",
        "Each reader makes something else of a quote that isn't closed.",
        "Close the quote; double every quote inside a quoted cell.",
    ),
    "IPP925": Rule(
        "Cells are quoted only where they must be",
        "The same table then has the same bytes, and a diff shows what changed.",
        "Quote cells with a comma or a quote, and no others.",
    ),
    "IPP926": Rule(
        "No file, line or cell is huge",
        "What is larger than any real one is damaged, or made to exhaust its reader.",
        "Make the file anew.",
    ),
    "IPP930": Rule(
        "The header names the declared columns in their order",
        "Programs find columns by name and people by place.",
        "Make the header as declared.",
    ),
    "IPP931": Rule(
        "Every row has a cell for each column",
        "A cell too few or too many moves all after it into the wrong column.",
        "Add or delete the comma; quote a cell that has one.",
    ),
    "IPP932": Rule(
        "A table has as many rows as declared",
        "A row that is lost leaves no other trace.",
        "Restore the rows, or correct the number in datapackage.json.",
    ),
    "IPP940": Rule(
        "Required cells are filled",
        "A row without them says nothing.",
        "Fill the cell.",
    ),
    "IPP941": Rule(
        "Cells are of their type, in its one spelling",
        "Of +1, 01 and 1.0 each reader makes something else.",
        "Write the value as declared: 48, true.",
    ),
    "IPP942": Rule(
        "Cells have the form that is declared",
        "An id or a date in another form is found by nobody.",
        "Correct the cell.",
    ),
    "IPP943": Rule(
        "Cells of a closed list hold one of its values",
        "Who counts by value misses the row.",
        "Take a value from the list.",
    ),
    "IPP944": Rule(
        "Numbers are within their bounds",
        "A number out of bounds is a slip or another thing's number.",
        "Correct the number.",
    ),
    "IPP945": Rule(
        "Texts are as long as declared",
        "A longer text is cut where others keep room for it.",
        "Make the text fit.",
    ),
    "IPP946": Rule(
        "Every item of a list is filled and of its type",
        "An empty item is counted as one.",
        "Delete the separator too many, or correct the item.",
    ),
    "IPP950": Rule(
        "Text is in Unicode normal form C",
        "Two spellings of the same letter are not found by the same search.",
        "Type the letter as one character.",
    ),
    "IPP951": Rule(
        "Every character can be seen",
        "Control, invisible and bidirectional characters make different things look alike.",
        "Delete the character; use plain spaces.",
    ),
    "IPP952": Rule(
        "No cell is a formula",
        "A spreadsheet runs a cell that begins like one.",
        "Begin with a word.",
    ),
    "IPP953": Rule(
        "Spaces stand single and between words",
        "A space at an end or a second one in a row can't be seen, and breaks look-ups.",
        "Delete the space.",
    ),
    "IPP954": Rule(
        "Letters are Latin or Chinese",
        "A letter of another script, or a radical, looks like the right one and is never found.",
        "Type the letter itself.",
    ),
    "IPP955": Rule(
        "Full-width forms, curly quotes and special hyphens stand only beside Chinese",
        "In a text without Chinese they are the residue of an input method, and break look-ups.",
        "Use the plain form.",
    ),
    "IPP960": Rule(
        "Rows are in the order of their key",
        "The same table then has the same bytes, and a diff shows what changed.",
        "Sort the rows by the primary key.",
    ),
    "IPP961": Rule("No two rows have the same primary key", _KEYS, "Correct or delete a row."),
    "IPP962": Rule("No two rows share a unique value", _KEYS, "Correct one of the two."),
    "IPP963": Rule(
        "What a row refers to is there",
        _KEYS,
        "Correct the reference, or restore the row that it names.",
    ),
    "IPP970": Rule(
        "Files of JSON can be read",
        "Programs read the plan from data/ipplan.json, and its form from schema/.",
        "Restore the file; it is UTF-8 and holds one JSON object.",
    ),
    "IPP971": Rule(
        "data/ipplan.json says what the tables say",
        "Two readers of one release must not read two plans.",
        "Make both anew from the same records.",
    ),
}
