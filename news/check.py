"""Tells whether commits that change the data say so in a news fragment.

    python news/check.py BASE

looks at the commits since BASE (a branch or commit; main, if none is given), as they are in HEAD.
Exit code 0: all is said; 1: a line for each thing that is missing or wrong; 2: there is no answer.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FRAGMENT = re.compile(r"news/[a-z0-9][a-z0-9-]*\.(data|package)\.md")
FURNITURE = {"news/README.md", "news/check.py", "news/template.md"}
VERSION = re.compile(r"(?m)^version: *(\S+)$")


class NoAnswerError(Exception):
    """Git can't tell."""


def git(*arguments: str) -> str:
    """Give what git prints."""
    command = ["git", "-C", str(ROOT), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - git, and no shell
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["git failed"])[0]
        raise NoAnswerError(why)
    return done.stdout


def paths(*arguments: str) -> list[str]:
    """Give the paths that git prints, each ended by a zero byte."""
    return [path for path in git(*arguments).split("\0") if path]


def is_release(base: str) -> bool:
    """Tell whether the version changes: a release moves the fragments and restamps the data."""
    found = [VERSION.findall(git("show", f"{one}:records/package.yaml")) for one in (base, "HEAD")]
    return found[0] != found[1]


def faults(base: str) -> list[str]:
    """Give a line for everything that is missing or wrong since the base."""
    since = git("merge-base", "--end-of-options", base, "HEAD").strip()
    changed = paths("diff", "--name-only", "-z", "--no-renames", since, "HEAD", "--", "data")
    added = paths("diff", "--name-only", "-z", "--no-renames", "--diff-filter=A", since, "HEAD")
    found = []
    for path in paths("ls-tree", "-r", "-z", "--name-only", "HEAD", "--", "news"):
        if path in FURNITURE:
            continue
        if not FRAGMENT.fullmatch(path):
            found.append(
                f"{path!a} is no fragment's name; expected news/NAME.data.md or"
                " news/NAME.package.md, NAME in small letters, digits and hyphens"
            )
        elif not git("show", f"HEAD:{path}").strip():
            found.append(f"{path} is empty; say what changed, in a sentence or two")
    told = any(path.endswith(".data.md") and FRAGMENT.fullmatch(path) for path in added)
    if changed and not told and not is_release(since):
        found.append(
            f"{changed[0]!a} changed ({len(changed)} files in data/), but no commit since the base"
            " adds a news/NAME.data.md; say in one what changed (see news/README.md)"
        )
    return found


def main(arguments: list[str]) -> int:
    """Print the faults; give the exit code."""
    if len(arguments) > 1 or any(one.startswith("-") for one in arguments):
        print("usage: python news/check.py [BASE]", file=sys.stderr)
        return 2
    try:
        found = faults(*(arguments or ["main"]))
    except (NoAnswerError, OSError) as error:
        print(f"news: {error}", file=sys.stderr)
        return 2
    for fault in found:
        print(f"news: {fault}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
