"""IPP6xx: published files are up to date. Checked while files are compared."""

from ipplan_data.curation.rules.registry import declare

declare(
    "IPP601",
    "Every published file exists",
    "A missing file breaks every program that downloads it.",
    "Run ipplan build.",
    ("data/footnotes.csv", "", None),
)
declare(
    "IPP602",
    "Published files are up to date, byte for byte",
    "The next build would undo a correction made in a published file.",
    "Edit the record instead, and run ipplan build.",
    ("data/tasks.csv", "Fair tolls", "Fair tales"),
)
declare(
    "IPP603",
    "There are no other files among the published ones",
    "Nothing checks a file that the build does not write.",
    "Delete the file.",
    ("data/tasks-copy.csv", None, "number\n"),
    ("records/.schema/task.schema.json", None, "{}\n"),
)
