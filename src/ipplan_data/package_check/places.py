"""Which files are in a package: each as it is listed, and no other."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath

from ipplan_data.package_check.findings import Finding, Findings
from ipplan_data.plan.files import DESCRIPTOR, FOLDERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def regular(folder: Path, name: str, findings: Findings) -> bool:
    """Tell whether a file of the package can be read, and is no link, nor reached by one."""
    place = folder
    for part in name.split("/"):
        place /= part
        try:
            mode = place.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            findings.add(Finding("IPP901", name, "the file is missing"))
            return False
        except OSError as error:
            findings.add(Finding("IPP902", name, f"the file can't be read: {error.strerror}"))
            return False
        if stat.S_ISLNK(mode):
            told = place.relative_to(folder).as_posix()
            findings.add(Finding("IPP902", told, "this is a symbolic link"))
            return False
    if not stat.S_ISREG(mode):
        findings.add(Finding("IPP902", name, "this is no regular file"))
        return False
    if not os.access(place, os.R_OK):
        findings.add(Finding("IPP902", name, "the file can't be read"))
        return False
    return True


def unlisted(folder: Path, listed: Iterable[str], findings: Findings) -> None:
    """Tell of the files that nothing lists, in the folders that hold published files."""
    known = {DESCRIPTOR, *listed}
    # A link in the place of a folder was told of when the files in it were looked for.
    above = {one.as_posix() for name in known for one in PurePosixPath(name).parents}
    tops = {*FOLDERS, *(name.partition("/")[0] for name in known if "/" in name)}
    for top in sorted(tops):
        if (folder / top).is_symlink():
            findings.add(Finding("IPP902", top, "this is a symbolic link"))
            continue
        for name in _below(folder, top):
            if name not in known and name not in above:
                findings.add(Finding("IPP903", name, "datapackage.json doesn't list this file"))


def _below(folder: Path, name: str) -> Iterator[str]:
    """Give the files below a folder, without going through links."""
    waiting = [name]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(folder / here) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in entries:
            place = f"{here}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append(place)
            else:
                yield place
