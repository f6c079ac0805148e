"""The rules that a published package must keep, by code; a family shares the reason for it."""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """What must hold, why it matters, and how to fix a finding."""

    title: str
    why: str
    fix: str


_REBUILD = "Restore the file, or run `ipplan build` if the change was meant."
FAMILIES = {
    "Files": (
        "A file that is missing, unlisted or altered can't be trusted, whatever it says.",
        {
            "IPP901": ("Every listed file exists", "Restore the file."),
            "IPP902": ("Every file is a readable regular file", "Put the file itself there."),
            "IPP903": ("Every file is listed in datapackage.json", "Delete the file, or list it."),
            "IPP904": ("A file has its declared size", _REBUILD),
            "IPP905": ("A file has its declared SHA-256", _REBUILD),
            "IPP906": ("The package has its declared digest", "Restore datapackage.json."),
        },
    ),
    "Descriptor": (
        "What datapackage.json doesn't declare correctly is not checked.",
        {
            "IPP910": ("datapackage.json is a JSON object", "Restore the file."),
            "IPP911": ("Every property has a known name", "Correct the name, or delete it."),
            "IPP912": ("Every property has a valid value", "Correct the value."),
            "IPP914": ("Declarations fit each other", "Make both declarations agree."),
        },
    ),
    "File format": (
        "Programs read other encodings, line ends and quotes in different ways, or not at all.",
        {
            "IPP920": ("Files are UTF-8", "Save the file as UTF-8."),
            "IPP921": ("Files have no byte order mark", "Save the file as UTF-8 without BOM."),
            "IPP922": ("Lines end with a line feed alone", "Save the file with LF line ends."),
            "IPP923": ("The last line ends with a line feed", "Add a line feed at the end."),
            "IPP924": ("Quotes follow RFC 4180", "Close the quote; double quotes inside cells."),
            "IPP925": ("Cells are quoted only where necessary", "Remove the quotes."),
            "IPP926": ("A row has at most 2,000,000 bytes", "Shorten the row."),
            "IPP930": ("The header has the declared columns", "Restore the header."),
            "IPP931": ("Every row has a cell for each column", "Add or delete cells."),
            "IPP932": ("A table has its declared number of rows", _REBUILD),
        },
    ),
    "Cells": (
        "A value outside its declaration can't be counted, compared or found.",
        {
            "IPP940": ("Required cells have a value", "Fill in the cell."),
            "IPP941": ("Cells have the declared type", "Write the value plainly: 48, true."),
            "IPP942": ("Cells match the declared pattern", "Correct the cell."),
            "IPP943": ("Cells of a closed list have one of its values", "Use a listed value."),
            "IPP944": ("Numbers are within the declared bounds", "Correct the number."),
            "IPP945": ("Texts have the declared length", "Make the text fit."),
            "IPP946": ("List items are filled and typed", "Correct or delete the item."),
        },
    ),
    "Characters": (
        "Texts that look the same but differ are not found by the same search.",
        {
            "IPP950": ("Text is in Unicode normal form C", "Type the letter as one character."),
            "IPP951": ("Every character is visible", "Delete the character; use plain spaces."),
            "IPP952": ("No text starts like a spreadsheet formula", "Begin with a word."),
            "IPP953": ("Words are separated by single spaces", "Delete the extra space."),
            "IPP954": ("Letters are Latin or Chinese", "Type the letter itself."),
            "IPP955": ("Chinese punctuation is only in Chinese text", "Use the plain form."),
        },
    ),
    "Keys and references": (
        "A key that is missing or duplicate joins the wrong rows or drops them silently.",
        {
            "IPP960": ("Rows are sorted by primary key", "Sort the rows."),
            "IPP961": ("Primary keys are unique", "Correct or delete one of the rows."),
            "IPP962": ("Unique values occur once", "Correct one of the two."),
            "IPP963": ("References lead to existing rows", "Correct or restore the key."),
        },
    ),
    "JSON": (
        "Two readers of one release must get the same plan from the tables and from JSON.",
        {
            "IPP970": ("JSON files have the declared form", "Restore the file."),
            "IPP971": ("data/ipplan.json has the same values as the tables", "Rebuild both."),
        },
    ),
}
RULES = {
    code: Rule(title, why, fix)
    for why, rules in FAMILIES.values()
    for code, (title, fix) in rules.items()
}
