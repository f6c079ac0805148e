"""The rules for published packages, by code."""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """What is wrong where the rule is broken, why it matters, and how to fix it."""

    title: str
    why: str
    fix: str


_REBUILD = "Restore the file, or run `ipplan build` if the change was meant."
# In each paragraph, the reason for the rules; then code, title and fix of each.
_TEXT = f"""\
A file that is missing, unlisted or altered can't be trusted, whatever it says.
IPP901 A listed file is missing. Restore the file.
IPP902 Not a readable regular file. Put the file itself there, and no link.
IPP903 A file is not in datapackage.json. Delete the file, or list it.
IPP904 The file has another size than declared. {_REBUILD}
IPP905 The file has another SHA-256 than declared. {_REBUILD}
IPP906 The package has another digest than declared. {_REBUILD}

What datapackage.json doesn't declare correctly can't be checked.
IPP910 datapackage.json is not JSON. Restore the file.
IPP911 Unknown property. Correct its name, or delete it.
IPP912 Missing property, or a value that isn't valid. Correct the value.
IPP914 Declarations don't fit each other. Make them agree.

Programs read other encodings, line ends and quotes in different ways, or not at all.
IPP920 Not UTF-8. Save the file as UTF-8.
IPP921 Byte order mark. Save the file as UTF-8 without BOM.
IPP922 Carriage return. Save the file with LF line ends.
IPP923 No line feed at the end. Add a line feed.
IPP924 Unclosed or misplaced quote. Close it; double quotes inside cells.
IPP925 Unnecessary quotes. Remove the quotes.
IPP926 Row of more than 2,000,000 bytes. Shorten the row.
IPP930 The header is not that of the declared columns. Restore the header.
IPP931 Too few or too many cells in a row. Add or delete cells.
IPP932 The table has another number of rows than declared. {_REBUILD}

A value outside its declaration can't be counted, compared or found.
IPP940 Required cell is empty. Fill in the cell.
IPP941 Value of another type. Write it plainly: 48, true.
IPP942 Value doesn't match the pattern. Correct the value.
IPP943 Value is not in the list. Use a listed value.
IPP944 Number out of bounds. Correct the number.
IPP945 Text too short or too long. Make the text fit.
IPP946 Item that is empty or of another type. Correct or delete the item.

Texts that look the same but differ are not found by the same search.
IPP950 Text is not in Unicode normal form C. Normalize the text.
IPP951 Invisible character or line break. Delete it; use plain spaces.
IPP952 Text starts like a spreadsheet formula. Start with a word.
IPP953 Space at an end, or two in a row. Delete the extra space.
IPP954 Letter that is neither Latin nor Chinese. Type the letter itself.
IPP955 Chinese punctuation in a text without Chinese. Use the plain form.

A key that is missing or duplicate joins the wrong rows or drops them silently.
IPP960 Row after one with a higher key. Sort the rows by primary key.
IPP961 Duplicate primary key. Correct or delete one of the rows.
IPP962 Duplicate value in a unique column. Correct one of the two.
IPP963 Reference to a key that no row has. Correct or restore the key.

Everyone must get the same plan, from the tables and from JSON.
IPP970 Not JSON. Restore the file.
IPP971 data/ipplan.json differs from the tables. Rebuild both.
"""


def _rules() -> dict[str, Rule]:
    found = {}
    for paragraph in _TEXT.strip().split("\n\n"):
        why, *lines = paragraph.split("\n")
        for line in lines:
            code, _, text = line.partition(" ")
            title, _, fix = text.partition(". ")
            found[code] = Rule(title, why, fix)
    return found


RULES = _rules()
