"""IPP6xx: published files equal what the records give. Checked while files are compared."""

from ipplan_data.curation.rules.registry import Example, declare

declare(
    "IPP601",
    "Every published file is there",
    why="A file that is missing breaks whoever downloads it.",
    fix="Run ipplan build.",
    examples=(Example("data/footnotes.csv", "", None),),
)
declare(
    "IPP602",
    "Published files are what the records give, byte for byte",
    why="A correction made in a published file would be gone with the next build.",
    fix="Edit the record instead, and run ipplan build.",
    examples=(Example("data/tasks.csv", "Fair tolls", "Fair tales"),),
)
declare(
    "IPP603",
    "Nothing else stands among the published files",
    why="What the build does not make, nothing checks.",
    fix="Delete the file.",
    examples=(
        Example("data/tasks-copy.csv", None, "number\n"),
        Example("records/.schema/task.schema.json", None, "{}\n"),
    ),
)
