"""IPP6xx: published files are up to date. Checked while files are compared."""

from ipplan_data.curation.rules.registry import declare_all

declare_all(
    """
IPP601 Every published file exists.
A missing file breaks every program that downloads it. Fix: Run ipplan build.

IPP602 Published files are up to date, byte for byte.
The next build would undo a correction made in a published file. Fix: Edit the record instead, and
run ipplan build.

IPP603 There are no other files among the published ones.
Nothing checks a file that the build does not write. Fix: Delete the file.
""",
    {
        "IPP601": ("data/footnotes.csv", "", None),
        "IPP602": ("data/tasks.csv", "Fair tolls", "Fair tales"),
        "IPP603": ("data/tasks-copy.csv", None, "number\n"),
    },
)
