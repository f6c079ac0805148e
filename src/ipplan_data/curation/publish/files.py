"""Compare the published files with what they should be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ipplan_data.curation.findings import Finding, Place, shown
from ipplan_data.curation.publish.docs.markdown import MADE
from ipplan_data.curation.publish.recordschemas import FOLDER_OF_SCHEMAS
from ipplan_data.writing import same

# Folders in which everything is made.
FOLDERS = ("data", "schema", FOLDER_OF_SCHEMAS)
# The folder in which pages that are made stand beside pages that people write.
_PAGES = "docs"
_HEAD = 500


def compare(root: Path, files: dict[str, bytes]) -> Iterator[Finding]:
    """Find published files that are missing, differ, or that nothing makes."""
    for path, data in files.items():
        target = root / path
        if not (target.exists() or target.is_symlink()):
            yield Finding("IPP601", Place(path), "the published file is missing")
        elif target.is_symlink() or not target.is_file():
            hint = "delete it, and run ipplan build"
            yield Finding("IPP601", Place(path), "this is not a regular file", hint=hint)
        elif not same(target, data):
            yield _difference(path, target, data)
    for folder in FOLDERS:
        for target in sorted((root / folder).rglob("*")):
            path = target.relative_to(root).as_posix()
            if path not in files:
                yield Finding("IPP603", Place(path), "nothing makes this file", hint="delete it")
    for target in sorted((root / _PAGES).rglob("*.md")):
        path = target.relative_to(root).as_posix()
        if path not in files and _says_it_is_made(target):
            message = "the page says that it is made, but nothing makes it"
            hint = "delete it, or the line that says so"
            yield Finding("IPP603", Place(path), message, hint=hint)


def _says_it_is_made(page: Path) -> bool:
    """Tell whether a page has the line that those have which are made."""
    if page.is_symlink() or not page.is_file():
        return False
    with page.open("rb") as file:
        return MADE.encode() in file.read(_HEAD).splitlines()


def _difference(path: str, target: Path, data: bytes) -> Finding:
    """Point at the first line that differs, without reading more than the file should have."""
    with target.open("rb") as file:
        found = file.read(len(data) + 1).decode("utf-8", "replace").split("\n")
    expected = data.decode().split("\n")
    pairs = zip(found, expected, strict=False)
    line = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(found), len(expected)))
    old = found[line] if line < len(found) else ""
    new = expected[line] if line < len(expected) else ""
    shorter = min(len(old), len(new))
    column = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    start = max(0, column - 10)
    was = shown(old[start:]) if line < len(found) else "the end of the file"
    be = shown(new[start:]) if line < len(expected) else "the end of the file"
    message, place = f"found {was}, expected {be}", Place(path, line + 1, column + 1)
    return Finding("IPP602", place, message, found=old or None, expected=new or None)
